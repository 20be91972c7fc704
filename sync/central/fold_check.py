"""Works out stock, purchases, returns and orders again from the ledger's entries, and compares.

Central room: SQL, read only. Held entries had no effect; everything else had it exactly once (I3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from shop.domain.order import Order
from sync.central import leases, ledger_sums, tables
from sync.central.damage import reading_on
from sync.central.database import Database
from sync.central.differences import FoldCheck
from sync.central.ledger_sums import Key, LedgerSums
from sync.central.order_check import check_orders
from sync.central.units import thousandths
from sync.protocol.codec import decode


def check_folds(database: Database) -> FoldCheck:
    """Of a database that is damaged too: what cannot be read is a difference."""
    found, sums = FoldCheck(), LedgerSums()
    orders: list[Order] = []
    with reading_on(database) as connection:
        with found.reading("entries"):
            sums = ledger_sums.read(connection, found)
        with found.reading("orders"):
            orders = check_orders(connection, sums, found)
        with found.reading("stock"):
            _check_stock(connection, sums, orders, found)
        with found.reading("purchases"):
            _check_purchases(connection, sums, found)
        with found.reading("returns"):
            _check_returned(connection, sums, found)
    return found


def _check_stock(
    connection: Connection, sums: LedgerSums, orders: Sequence[Order], found: FoldCheck
) -> None:
    held: Counter[Key] = Counter()
    with found.reading("leases"):
        held.update(leases.held(connection))
    for order in orders:
        with found.reading(f"order {order.order}"):
            for line in order.lines if order.open else ():
                left = thousandths(line.quantity) - thousandths(line.handed_over)
                held[order.store, line.sku] += left
    column = tables.stock.c
    rows: dict[Key, Any] = {
        (row.store, row.sku): row
        for row in connection.execute(
            select(column.store, column.sku, column.on_hand, column.held, column.opening)
        )
    }
    keys = {*rows, *(k for k, v in (*sums.on_hand.items(), *held.items()) if v)}
    for key in sorted(keys, key=str):
        found.stock += 1
        with found.reading(f"stock {'/'.join(map(str, key))}"):
            _compare_stock("/".join(key), rows.get(key), held[key], sums.on_hand[key], found)


def _compare_stock(name: str, row: Any, held: int, moved: int, found: FoldCheck) -> None:
    found.amounts("held", name, row.held if row else 0, held)
    if row is not None and row.opening is None:
        found.unknown_opening += 1
        return
    opening = row.opening if row else 0
    found.amounts("stock", name, row.on_hand if row else 0, opening + moved)


def _check_purchases(connection: Connection, sums: LedgerSums, found: FoldCheck) -> None:
    for row in connection.execute(select(tables.purchase).execution_options(yield_per=500)):
        found.purchases += 1
        made = sums.bought.pop(row.entry, None)
        expected = None if made is None else _named(*made)
        found.compare("purchase", str(row.entry), _named(row.receipt, row.order), expected)
    for entry, names in sums.bought.items():
        found.compare("purchase", entry, None, _named(*names))


def _named(*names: object) -> str:
    return " for order ".join(str(name) for name in names if name)


def _check_returned(connection: Connection, sums: LedgerSums, found: FoldCheck) -> None:
    reserved: Counter[Key] = Counter()
    ask = tables.authorisation.c
    for row in connection.execute(select(ask.scope, ask.lines).where(ask.state == "open")):
        with found.reading(f"agreement to a return of {row.scope}"):
            for line_id, amount in decode(row.lines, dict[str, int]).items():
                reserved[row.scope, line_id] += amount
    seen = set()
    for row in connection.execute(select(tables.returned)):
        key = (row.scope, row.line_id)
        seen.add(key)
        found.returned += 1
        name = f"{str(row.scope)[2:]} line {row.line_id}"
        found.amounts("returned", name, row.quantity, sums.quantity[key])
        found.compare("refunded", name, row.refund, sums.refund[key])
        found.amounts("reserved", name, row.reserved, reserved[key])
    for scope, line_id in sorted(sums.quantity.keys() - seen):
        name = f"{scope[2:]} line {line_id}"
        found.amounts("returned", name, None, sums.quantity[scope, line_id])
