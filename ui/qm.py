"""Room: ui. Writes Qt's binary catalog (.qm) from our gettext messages; standard library only.

Qt reads it without Python (see `i18n.QmlWords` for why that matters). Messages carry no
context, so one English text has one translation everywhere.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
HASHES, MESSAGES, NUMERUS_RULES = 0x42, 0x69, 0x88
TAG_END, TAG_TRANSLATION, TAG_SOURCE = 1, 3, 6

# Qt's byte code for "which plural form", in the order of the forms in our .po files.
_EQ, _BETWEEN, _NOT, _MOD_10, _MOD_100 = 0x01, 0x04, 0x08, 0x10, 0x20
_AND, _NEXT = 0xFD, 0xFF
_ONE = bytes([_EQ, 1])
PLURAL_RULES = {
    "en": _ONE,
    "de": _ONE,
    "tr": b"",
    "hu": b"",
    "ru": bytes([_MOD_10 | _EQ, 1, _AND, _MOD_100 | _EQ | _NOT, 11, _NEXT])
    + bytes([_MOD_10 | _BETWEEN, 2, 4, _AND, _MOD_100 | _BETWEEN | _NOT, 10, 19]),
    "ar": bytes([_EQ, 0, _NEXT, _EQ, 1, _NEXT, _EQ, 2, _NEXT])
    + bytes([_MOD_100 | _BETWEEN, 3, 10, _NEXT, _MOD_100 | _BETWEEN, 0, 2]),
}


def elf_hash(text: bytes) -> int:
    """The hash under which QTranslator looks a source text up."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value or 1


def qm_bytes(language: str, messages: Iterable[tuple[str, tuple[str, ...]]]) -> bytes:
    """(English text, its forms) of every translated message as one .qm file."""
    body = bytearray()
    places: list[tuple[int, int]] = []
    for source, forms in messages:
        places.append((elf_hash(source.encode()), len(body)))
        for form in forms:
            body += _block(TAG_TRANSLATION, form.encode("utf-16-be"))
        body += _block(TAG_SOURCE, source.encode()) + bytes([TAG_END])
    index = b"".join(struct.pack(">II", *place) for place in sorted(places))
    rules = PLURAL_RULES[language]
    parts = [(HASHES, index), (MESSAGES, bytes(body))] + ([(NUMERUS_RULES, rules)] if rules else [])
    return MAGIC + b"".join(_block(tag, data) for tag, data in parts)


def _block(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data
