"""Orders as rows: the whole order as JSON beside what is searched for. Central room: SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, text, update

from shop.domain.order import Order, OrderState
from sync.central import bulk, tables
from sync.central.feed import News, news
from sync.central.folds import Effects
from sync.central.sealed_people import unsealed
from sync.central.units import micros, plain_text, thousandths
from sync.protocol.codec import decode, encode

KEEP = timedelta(days=7)
"""How long after its promise an order waits for its shopper."""

_LONGEST = timedelta(days=60)
_COLUMNS = (
    "order",
    "store",
    "state",
    "phone",
    "placed_at",
    "expires_at",
    "request_hash",
    "value",
)
_TAIL = 'ON CONFLICT ("order") DO UPDATE SET state = excluded.state, value = excluded.value'
_NAME_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:code, 0))")
_HOLD = ("order", "line_id", "store", "sku", "quantity", "state", "expires_at")
_ENDED = {
    OrderState.HANDED_OVER: "sold",
    OrderState.EXPIRED: "expired",
    OrderState.CANCELLED: "released",
}


def lock(connection: Connection, codes: Iterable[str]) -> dict[str, Order]:
    """The orders that exist; nobody else makes or changes any of `codes` until the commit."""
    wanted = sorted(codes)
    if not wanted:
        return {}
    if connection.dialect.name == "postgresql":
        # A row that is not there yet cannot be locked; its name can.
        for code in wanted:
            connection.execute(_NAME_LOCK, {"code": code})
    column = tables.orders.c
    rows = connection.execute(
        select(column.order, column.value)
        .where(column.order.in_(wanted))
        .order_by(column.order)
        .with_for_update()
    )
    return {row.order: decode(row.value, Order) for row in rows}


def write(
    connection: Connection,
    effects: Effects,
    request_hash: str = "",
    heard: datetime | None = None,
) -> list[News]:
    """Store the orders that changed, open or end their holds, and tell the feed.

    How long an order waits counts from `heard`, by central's clock: a terminal's may be wrong
    by decades. None: from what the order itself says.
    """
    for code in effects.placed & effects.touched:
        effects.orders[code] = unsealed(connection, effects.orders[code])
    changed = [effects.orders[code] for code in sorted(effects.touched)]
    rows = [_row(order, request_hash, heard) for order in changed]
    bulk.insert(connection, tables.orders, _COLUMNS, rows, _TAIL)
    placed = [order for order in changed if order.order in effects.placed]
    holds = [row for order in placed for row in _holds(order, heard)]
    bulk.insert(connection, tables.hold, _HOLD, holds, "ON CONFLICT DO NOTHING")
    for order in changed:
        if not order.open:
            _end_holds(connection, order, heard or order.promise_at)
    return [news("order", order.order, order, order.store) for order in changed]


def _row(order: Order, request_hash: str, heard: datetime | None) -> tuple[object, ...]:
    return (
        plain_text(order.order),
        order.store,
        order.state.value,
        order.phone,
        micros(heard or order.placed_at),
        _until(order, heard),
        request_hash,
        encode(order).decode(),
    )


def _holds(order: Order, heard: datetime | None) -> list[tuple[object, ...]]:
    until = _until(order, heard)
    return [
        (order.order, x.line_id, order.store, x.sku, thousandths(x.quantity), "active", until)
        for x in order.lines
    ]


def _until(order: Order, heard: datetime | None) -> int:
    promised = min(max(order.promise_at - order.placed_at, timedelta()), _LONGEST)
    return micros((heard or order.placed_at) + promised + KEEP)


def _end_holds(connection: Connection, order: Order, at: datetime) -> None:
    column = tables.hold.c
    connection.execute(
        update(tables.hold)
        .where(column.order == order.order, column.state == "active")
        .values(state=_ENDED[order.state], ended_at=micros(at))
    )
