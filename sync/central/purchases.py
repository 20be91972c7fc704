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


def named(connection: Connection, receipts: Collection[str]) -> list[tuple[str, str]]:
    """Entries and receipts of all that have one of these numbers."""
    if not receipts:
        return []
    query = select(_NAME.entry, _NAME.receipt).where(_NAME.receipt.in_(sorted(receipts)))
    return [(row.entry, row.receipt) for row in connection.execute(query)]


def of_receipts(
    connection: Connection, receipts: Collection[str], *, hash_start: str = ""
) -> list[Bought]:
    """Oldest first; after a fork two purchases may have one receipt's number, and both count.
    With `hash_start` only those whose entry's hash begins so."""
    named = _NAME.receipt.in_(sorted(receipts))
    begins = _ENTRY.hash.startswith(hash_start, autoescape=True)
    return _bought(connection, named & begins if hash_start else named)


def of_orders(connection: Connection, orders: Collection[str]) -> list[Bought]:
    """The index has no rows without an order: the question must say so too."""
    return _bought(connection, _NAME.order.in_(sorted(orders)) & (_NAME.order != ""))


def _bought(connection: Connection, these: ColumnElement[bool]) -> list[Bought]:
    rows = connection.execute(
        select(*stored.COLUMNS).join(tables.purchase, _NAME.entry == _ENTRY.entry).where(these)
    ).all()
    told = (stored.told_or_none(row) for row in rows)
    found = [made for one in told if one is not None and (made := bought_of(one)) is not None]
    return sorted(found, key=lambda x: (x.at, x.entry))
