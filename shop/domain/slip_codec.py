"""Slips as bytes and as text: fixed layout, big-endian; the parser is total.

Domain room: standard library only. Text is "OR1" + Base32 (upper case, no padding) of
body + 64 bytes of Ed25519 over SIGN_CONTEXT + body.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from shop.domain.codes import MAX_LENGTH, SLIP_PREFIX
from shop.domain.money import Money
from shop.domain.slip import BasketSlip, PickupSlip, ReceiptSlip, Slip, SlipLine
from shop.domain.slip_reader import BadSlip, Reader, Writer

SIGN_CONTEXT = b"endcap-slip-1\x00"
SIGNATURE_SIZE = 64
VERSION = 1
_RECEIPT, _PICKUP, _BASKET = 1, 2, 3
_CASH, _ONLINE, _INLINE = 1, 2, 4
_AT_TILL = 1
_BASE32 = re.compile(r"[A-Z2-7]+")

Sign = Callable[[bytes], bytes]


class SlipFault(StrEnum):
    """Why a text is no slip, or no slip we take."""

    NOT_A_SLIP = "not_a_slip"
    DAMAGED = "damaged"
    TOO_NEW = "too_new"  # a version this program does not know
    UNKNOWN_KEY = "unknown_key"
    KEY_NOT_ALLOWED = "key_not_allowed"  # revoked, or not for this kind
    FORGED = "forged"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    OTHER_STORE = "other_store"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A slip as read, its signature not looked at yet."""

    slip: Slip
    body: bytes
    signature: bytes

    @property
    def message(self) -> bytes:
        return SIGN_CONTEXT + self.body


def slip_text(slip: Slip, sign: Sign) -> str:
    """The slip signed and ready for a QR code. Raises BadSlip when something does not fit."""
    body = encode(slip)
    data = body + sign(SIGN_CONTEXT + body)
    text = SLIP_PREFIX + base64.b32encode(data).decode().rstrip("=")
    if len(text) > MAX_LENGTH:
        raise BadSlip("slip_too_long", characters=len(text))
    return text


def parse(text: str) -> Sealed | SlipFault:
    """Any text → a slip or the reason why not. Never raises."""
    if not text.startswith(SLIP_PREFIX) or len(text) > MAX_LENGTH:
        return SlipFault.NOT_A_SLIP
    data = _unbase32(text[len(SLIP_PREFIX) :])
    if data is None or len(data) <= SIGNATURE_SIZE:
        return SlipFault.DAMAGED
    body, signature = data[:-SIGNATURE_SIZE], data[-SIGNATURE_SIZE:]
    if body[0] >> 4 != VERSION:
        return SlipFault.TOO_NEW
    try:
        slip = decode(body)
    except BadSlip:
        return SlipFault.DAMAGED
    return Sealed(slip, body, signature)


def _unbase32(text: str) -> bytes | None:
    """Strict: one text for one slip, or a changed last character would still verify."""
    if not _BASE32.fullmatch(text):
        return None
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error:
        return None
    return data if base64.b32encode(data).decode().rstrip("=") == text else None


def encode(slip: Slip) -> bytes:
    """The body that is signed."""
    if isinstance(slip, ReceiptSlip):
        return _encode_receipt(slip)
    return _encode_pickup(slip) if isinstance(slip, PickupSlip) else _encode_basket(slip)


def decode(body: bytes) -> Slip:
    """Raises BadSlip on anything that `encode` would not have written."""
    reader = Reader(body)
    kind = reader.number(1) & 15
    key_id = reader.number(4)
    match kind:
        case 1:
            slip: Slip = _decode_receipt(reader, key_id)
        case 2:
            slip = _decode_pickup(reader, key_id)
        case 3:
            slip = _decode_basket(reader, key_id)
        case _:
            raise BadSlip("slip_kind", kind=kind)
    reader.end()
    return slip


def _head(kind: int, key_id: int) -> Writer:
    return Writer().number(VERSION << 4 | kind, 1).number(key_id, 4)


def _encode_receipt(slip: ReceiptSlip) -> bytes:
    out = _head(_RECEIPT, slip.key_id).number(slip.epoch, 2).number(slip.seq, 4)
    out.raw(slip.entry_tag, 8).number(minutes(slip.issued), 4).number(slip.return_days, 2)
    out.raw(slip.store_tag, 4).text(slip.receipt).text(slip.total.currency, 3)
    out.number(slip.total.minor, 5)
    flags = _CASH * slip.paid_cash | _ONLINE * slip.paid_online | _INLINE * bool(slip.lines)
    out.number(flags, 1)
    if not slip.lines:
        return out.raw(slip.lines_digest, 16).data
    out.number(len(slip.lines), 1)
    for line in slip.lines:
        out.number(line.line, 1).raw(line.sku_tag, 4).quantity(line.quantity)
        out.number(line.total.minor, 4)
    return out.data


def _decode_receipt(reader: Reader, key_id: int) -> ReceiptSlip:
    epoch, seq, entry_tag = reader.number(2), reader.number(4), reader.raw(8)
    issued, days, store = moment(reader.number(4)), reader.number(2), reader.raw(4)
    receipt, currency = reader.text(), reader.text(3)
    total, flags = Money(reader.number(5), currency), reader.flags(7)
    lines: tuple[SlipLine, ...] = ()
    digest = b""
    if flags & _INLINE:
        lines = tuple(_decode_line(reader, currency) for _ in range(reader.count()))
    else:
        digest = reader.raw(16)
    return ReceiptSlip(
        key_id=key_id,
        epoch=epoch,
        seq=seq,
        entry_tag=entry_tag,
        issued=issued,
        return_days=days,
        store_tag=store,
        receipt=receipt,
        total=total,
        paid_cash=bool(flags & _CASH),
        paid_online=bool(flags & _ONLINE),
        lines=lines,
        lines_digest=digest,
    )


def _decode_line(reader: Reader, currency: str) -> SlipLine:
    line, tag, quantity = reader.number(1), reader.raw(4), reader.quantity()
    return SlipLine(line, tag, quantity, Money(reader.number(4), currency))


def _encode_pickup(slip: PickupSlip) -> bytes:
    out = _head(_PICKUP, slip.key_id).raw(slip.store_tag, 4).text(slip.order)
    out.raw(slip.nonce, 4).number(minutes(slip.not_before), 4).number(slip.valid_hours, 2)
    out.text(slip.total.currency, 3).number(slip.total.minor, 5)
    return out.number(_AT_TILL * slip.pay_at_till, 1).raw(slip.lines_tag, 4).data


def _decode_pickup(reader: Reader, key_id: int) -> PickupSlip:
    store, order, nonce = reader.raw(4), reader.text(), reader.raw(4)
    not_before, hours = moment(reader.number(4)), reader.number(2)
    currency = reader.text(3)
    total, flags = Money(reader.number(5), currency), reader.flags(_AT_TILL)
    at_till, lines_tag = bool(flags & _AT_TILL), reader.raw(4)
    return PickupSlip(key_id, store, order, nonce, not_before, hours, total, at_till, lines_tag)


def _encode_basket(slip: BasketSlip) -> bytes:
    out = _head(_BASKET, slip.key_id).raw(slip.store_tag, 4)
    out.raw(bytes.fromhex(slip.basket), 16)
    out.number(minutes(slip.issued), 4).number(slip.valid_hours, 2)
    out.number(len(slip.lines), 1)
    for sku, quantity in slip.lines:
        out.text(sku).quantity(quantity)
    return out.data


def _decode_basket(reader: Reader, key_id: int) -> BasketSlip:
    store, basket = reader.raw(4), reader.raw(16).hex()
    issued, hours = moment(reader.number(4)), reader.number(2)
    lines = tuple(_decode_wish(reader) for _ in range(reader.count()))
    return BasketSlip(key_id, store, basket, issued, hours, lines)


def _decode_wish(reader: Reader) -> tuple[str, Decimal]:
    sku = reader.text()
    return sku, reader.quantity()


def minutes(at: datetime) -> int:
    """Whole minutes since 1970, UTC."""
    return int(at.timestamp()) // 60


def moment(count: int) -> datetime:
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=count)
    except OverflowError:
        raise BadSlip("slip_time", minutes=count) from None
