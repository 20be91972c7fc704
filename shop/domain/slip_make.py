"""Slips from what was sold, ordered or put in a basket. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from shop.domain.basket import Basket
from shop.domain.facts import HandedOver, Recorded, Sale, SoldItem
from shop.domain.order import Order, Paid
from shop.domain.slip import (
    MAX_INLINE_LINES,
    BasketSlip,
    PickupSlip,
    ReceiptSlip,
    SlipLine,
    lines_digest,
    sku_tag,
    store_tag,
)
from shop.domain.tender import TenderKind

BASKET_HOURS = 24
PICKUP_DAYS = 14
_LARGEST_TOTAL = 2**32 - 1
_LARGEST_QUANTITY = Decimal("16777.215")


def receipt_slip(
    recorded: Recorded, *, key_id: int, store: str, return_days: int
) -> ReceiptSlip | None:
    """The same for the first print and every copy. None where nothing can come back by it:
    a return, and a hand-over paid online, whose proof is its order."""
    sale = sale_of(recorded)
    if sale is None or not sale.items:
        return None
    lines = _inline(sale.items)
    kinds = {tender.kind for tender in sale.tenders}
    return ReceiptSlip(
        key_id=key_id,
        epoch=recorded.epoch,
        seq=recorded.seq,
        entry_tag=bytes.fromhex(recorded.entry)[:8],
        issued=recorded.recorded_at,
        return_days=return_days,
        store_tag=store_tag(store),
        receipt=sale.receipt,
        total=sale.document.total,
        paid_cash=TenderKind.CASH in kinds,
        paid_online=TenderKind.ONLINE in kinds,
        lines=lines,
        lines_digest=b"" if lines else _digest(sale.items),
    )


def sale_of(recorded: Recorded) -> Sale | None:
    """The sale that a fact is or carries."""
    match recorded.fact:
        case Sale() as sale:
            return sale
        case HandedOver(sale=sale):
            return sale
        case _:
            return None


def _inline(items: Sequence[SoldItem]) -> tuple[SlipLine, ...]:
    if len(items) > MAX_INLINE_LINES or not all(_fits(item) for item in items):
        return ()
    return tuple(
        SlipLine(int(item.line_id), sku_tag(item.sku), item.quantity, item.total) for item in items
    )


def _fits(item: SoldItem) -> bool:
    return (
        item.line_id.isdecimal()
        and item.line_id == str(int(item.line_id))
        and int(item.line_id) < 256
        and 0 < item.quantity <= _LARGEST_QUANTITY
        and (item.quantity * 1000) % 1 == 0
        and 0 <= item.total.minor <= _LARGEST_TOTAL
    )


def _digest(items: Sequence[SoldItem]) -> bytes:
    return lines_digest((x.line_id, x.sku, x.quantity, x.total) for x in items)


def pickup_slip(
    order: Order, *, key_id: int, nonce: bytes, now: datetime, valid_days: int = PICKUP_DAYS
) -> PickupSlip:
    """`nonce` is four random bytes, so that two slips of one order can be told apart."""
    lines = ((x.line_id, x.sku, x.quantity, x.total) for x in order.lines)
    return PickupSlip(
        key_id=key_id,
        store_tag=store_tag(order.store),
        order=order.order,
        nonce=nonce,
        not_before=now,
        valid_hours=valid_days * 24,
        total=order.total,
        pay_at_till=order.paid is Paid.AT_TILL,
        lines_tag=lines_digest(lines)[:4],
    )


def basket_slip(basket: Basket, *, key_id: int, store: str, now: datetime) -> BasketSlip:
    """Raises BadSlip at signing when the basket is too long for one code."""
    return BasketSlip(
        key_id=key_id,
        store_tag=store_tag(store),
        basket=basket.basket_id,
        issued=now,
        valid_hours=BASKET_HOURS,
        lines=tuple((line.item.sku, line.quantity) for line in basket.lines),
    )
