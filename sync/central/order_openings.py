"""How far an order had come when it was brought here: its lines' quantities at that moment.

Central room: SQL lives here. The ledger tells only what happened afterwards, as with opening stock.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from shop.domain.order import Order
from sync.central import tables
from sync.central.units import thousandths
from sync.protocol.codec import decode, encode

FIELDS = ("picked", "short", "handed_over", "returned")
_NAME = "order_openings"

Key = tuple[str, str, str]
"""Order, line id, one of FIELDS."""


def remember(connection: Connection, orders: Iterable[Order]) -> None:
    openings = read(connection)
    for order in orders:
        for line in order.lines:
            for name in FIELDS:
                if quantity := thousandths(getattr(line, name)):
                    openings[order.order, line.line_id, name] = quantity
    rows = [[*key, quantity] for key, quantity in openings.items()]
    connection.execute(delete(tables.meta).where(tables.meta.c.name == _NAME))
    if rows:
        connection.execute(insert(tables.meta).values(name=_NAME, value=encode(rows).decode()))


def read(connection: Connection) -> dict[Key, int]:
    """In thousandths; what is not there began at zero."""
    row = connection.execute(
        select(tables.meta.c.value).where(tables.meta.c.name == _NAME)
    ).scalar()
    rows = decode(row.encode(), list[tuple[str, str, str, int]]) if row else []
    return {(order, line, name): quantity for order, line, name, quantity in rows}
