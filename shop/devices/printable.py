"""Text that is safe to send to a printer: no control bytes, no invisible direction tricks.

Devices room; pure. Product, customer and cashier names come from outside: only our driver may
give commands.
"""

from __future__ import annotations

import unicodedata

_REPLACED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2212": "-", "\t": " "})


def printable(text: str) -> str:
    """One line. Line breaks become spaces; controls, formats and lone surrogates are dropped."""
    spaced = text.replace("\r", " ").replace("\n", " ").translate(_REPLACED)
    if spaced.isascii() and spaced.isprintable():
        return spaced
    normal = unicodedata.normalize("NFC", spaced)
    kinds = ((letter, unicodedata.category(letter)[0]) for letter in normal)
    return "".join(" " if kind == "Z" else letter for letter, kind in kinds if kind != "C")


def code_text(text: str) -> str:
    """For a barcode or QR code: visible ASCII only."""
    return "".join(letter for letter in text if "!" <= letter <= "~")
