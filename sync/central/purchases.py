"""Purchases by the names their buyers bring. Central room: SQL lives here.

A row only says which entry has a receipt or an order; what was bought is read from the entry.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, select

from sync.central import bulk, stored, tables
from sync.central.folds import Bought, bought_of

_COLUMNS = ("entry", "receipt", "order")
_NAME, _ENTRY = tables.purchase.c, tables.ledger.c


def write(connection: Connection, named: Sequence[tuple[str, str, str]]) -> None:
    """`named`: entry, receipt, order ("" when there was none)."""
    bulk.insert(connection, tables.purchase, _COLUMNS, named)


def of_receipts(connection: Connection, receipts: Collection[str]) -> list[Bought]:
    """Oldest first; after a fork two purchases may have one receipt's number, and both count."""
    return _bought(connection, _NAME.receipt.in_(sorted(receipts)))


def of_order(connection: Connection, order: str) -> list[Bought]:
    return _bought(connection, _of_orders([order]))


def names(
    connection: Connection, *, receipt: str = "", orders: Collection[str] = ()
) -> list[tuple[str, str]]:
    """(receipt, order) of the purchases with that receipt, or of those orders."""
    these = _NAME.receipt == receipt if receipt else _of_orders(orders)
    rows = connection.execute(select(_NAME.receipt, _NAME.order).where(these))
    return [(row.receipt, row.order) for row in rows]


def _of_orders(orders: Collection[str]) -> ColumnElement[bool]:
    """The index has no rows without an order: a question must say so too."""
    return _NAME.order.in_(sorted(orders)) & (_NAME.order != "")


def _bought(connection: Connection, these: ColumnElement[bool]) -> list[Bought]:
    rows = connection.execute(
        select(*stored.COLUMNS).join(tables.purchase, _NAME.entry == _ENTRY.entry).where(these)
    ).all()
    told = (stored.told_or_none(row) for row in rows)
    found = [made for one in told if one is not None and (made := bought_of(one)) is not None]
    return sorted(found, key=lambda x: (x.at, x.entry))
