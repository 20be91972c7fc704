"""What an enrolment QR says: where central is, the one-time code, and which key is central's.

Protocol room. Text is "OE1" + Base32 without padding: no letter that a keyboard layout moves, so
a wedge scanner can type it. The fingerprint is the first 16 bytes of SHA-256 over central's
public key: a device that has it believes no other central.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

PREFIX = "OE1"
_VERSION = b"\x01"
_PRINT, _SUM, _MOST = 16, 4, 300
_BASE32 = re.compile(r"[A-Z2-7]+")
_CONTEXT = b"endcap-enrol-1\x00"


class BadTicket(ValueError):
    """It begins like one and is not whole."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """`fingerprint` is 32 hex digits."""

    url: str
    code: str
    fingerprint: str


def fingerprint_of(public_key: str) -> str:
    return hashlib.sha256(bytes.fromhex(public_key)).digest()[:_PRINT].hex()


def ticket_text(ticket: Ticket) -> str:
    said = f"{ticket.code}\n{ticket.url}".encode()
    body = _VERSION + bytes.fromhex(ticket.fingerprint) + said
    return PREFIX + base64.b32encode(body + _sum(body)).decode().rstrip("=")


def read_ticket(text: str) -> Ticket | None:
    """None for what is no ticket, such as a typed code. Raises BadTicket."""
    text = text.strip().upper()
    if not text.startswith(PREFIX) or len(text) < 20:
        return None
    coded = text[len(PREFIX) :]
    if len(coded) > _MOST or not _BASE32.fullmatch(coded):
        raise BadTicket
    try:
        whole = base64.b32decode(coded + "=" * (-len(coded) % 8))
        body, told = whole[:-_SUM], whole[-_SUM:]
        code, _, url = body[1 + _PRINT :].decode().partition("\n")
    except (binascii.Error, ValueError):
        raise BadTicket from None
    if told != _sum(body) or body[:1] != _VERSION or not code or not url:
        raise BadTicket
    return Ticket(url, code, body[1 : 1 + _PRINT].hex())


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_SUM]


def enrol_proof(public_key: str, terminal: str, store: str, epoch: int, key_id: int) -> bytes:
    """What central signs of its answer: whoever relays it can change nothing in it."""
    said = "\n".join((public_key, terminal, store, str(epoch), str(key_id)))
    return _CONTEXT + said.encode()
