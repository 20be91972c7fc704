"""Slips: signed codes on paper or a screen, and what they say. No personal data, ever.

Domain room: standard library only. Bytes are in `slip_codec`, verification in `slip_check`;
docs/slips.md has the layout and test vectors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shop.domain.money import Money
from shop.domain.slip_keys import SlipKind

MAX_INLINE_LINES = 12


def store_tag(store: str) -> bytes:
    """Four bytes that stand for a store on a slip."""
    return hashlib.sha256(b"endcap-store\x00" + store.encode()).digest()[:4]


def sku_tag(sku: str) -> bytes:
    """Four bytes that stand for a SKU: enough to recognise goods that lie on the counter."""
    return hashlib.sha256(b"endcap-sku\x00" + sku.encode()).digest()[:4]


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A line of a receipt: whoever has the goods in hand can tell the SKU from `sku_tag`."""

    line: int
    sku_tag: bytes
    quantity: Decimal
    total: Money


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """Proof of purchase. `lines` are there when they fit, else only `lines_digest`.

    `entry_tag` is the first 8 bytes of the entry's id; `issued` is cut to the minute.
    """

    key_id: int
    epoch: int
    seq: int
    entry_tag: bytes
    issued: datetime
    return_days: int
    store_tag: bytes
    receipt: str
    total: Money
    paid_cash: bool
    paid_online: bool
    lines: tuple[SlipLine, ...] = ()
    lines_digest: bytes = b""

    @property
    def kind(self) -> SlipKind:
        return SlipKind.RECEIPT


@dataclass(frozen=True, slots=True)
class PickupSlip:
    """Who shows it may fetch the order at the one store it names."""

    key_id: int
    store_tag: bytes
    order: str
    nonce: bytes
    not_before: datetime
    valid_hours: int
    total: Money
    pay_at_till: bool
    lines_tag: bytes

    @property
    def kind(self) -> SlipKind:
        return SlipKind.PICKUP


@dataclass(frozen=True, slots=True)
class BasketSlip:
    """A basket carried from a kiosk to a till. `basket` is 32 hex digits."""

    key_id: int
    store_tag: bytes
    basket: str
    issued: datetime
    valid_hours: int
    lines: tuple[tuple[str, Decimal], ...]

    @property
    def kind(self) -> SlipKind:
        return SlipKind.BASKET


Slip = ReceiptSlip | PickupSlip | BasketSlip


def lines_digest(lines: Iterable[tuple[str, str, Decimal, Money]]) -> bytes:
    """Sixteen bytes over (line id, SKU, quantity, total), for receipts too long to inline."""
    text = "".join(
        f"{line}\x1f{sku}\x1f{_thousandths(quantity)}\x1f{total.minor}\n"
        for line, sku, quantity, total in lines
    )
    return hashlib.sha256(b"endcap-lines\x00" + text.encode()).digest()[:16]


def _thousandths(quantity: Decimal) -> int:
    return int(quantity * 1000)
