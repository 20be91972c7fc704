"""What somebody wants held, and holding it: all of it or none. Central room: SQL lives here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Connection

from shop.domain.basket import MAX_QUANTITY
from shop.errors import Conflict
from sync.central import stock
from sync.central.core import malformed
from sync.central.units import plain_text, thousandths

T = TypeVar("T")
MAX_LINES = 100
Wish = Mapping[str, int]
"""Thousandths by SKU."""


def wish_of(lines: Iterable[tuple[str, Decimal]]) -> dict[str, int]:
    """Raises Conflict: order_lines_out_of_range, quantity_out_of_range, request_malformed."""
    found = list(lines)
    if not 0 < len(found) <= MAX_LINES:
        raise Conflict("order_lines_out_of_range", maximum=str(MAX_LINES))
    wanted: dict[str, int] = defaultdict(int)
    for sku, quantity in found:
        try:
            amount = thousandths(quantity)
            plain_text(sku)
        except (ValueError, ArithmeticError):
            raise malformed("lines") from None
        if not 0 < amount <= thousandths(MAX_QUANTITY):
            raise Conflict("quantity_out_of_range", maximum=str(MAX_QUANTITY))
        wanted[sku] += amount
    return dict(sorted(wanted.items()))


def hold(
    connection: Connection, store: str, wanted: Wish, had: Wish, now: datetime, *, late: bool
) -> None:
    """Hold `wanted` where `had` is held already; a Conflict rolls the whole transaction back.

    `late` says that a lease ran out on the asker: the Conflict is then called lease_lost.
    """
    for sku in sorted({*wanted, *had}):
        more = wanted.get(sku, 0) - had.get(sku, 0)
        if more < 0:
            stock.add(connection, {(store, sku): (0, more)}, now)
        elif more and not stock.take_hold(connection, store, sku, more, now):
            raise short_of(connection, store, sku, "lease_lost" if late else "out_of_stock")


def short_of(connection: Connection, store: str, sku: str, code: str = "out_of_stock") -> Conflict:
    found = stock.figures(connection, [sku], [store])
    left = max(found[0].available if found else Decimal(0), Decimal(0))
    return Conflict(code, sku=sku, available=str(left))


def with_room(make_room: Callable[[], int], ask: Callable[[], T]) -> T:
    """Ask; and once more when what ran out meanwhile could be given back."""
    try:
        return ask()
    except Conflict as refused:
        if refused.code not in ("out_of_stock", "lease_lost") or not make_room():
            raise
    return ask()
