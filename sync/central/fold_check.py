"""Works out stock, purchases, returns and orders again from the ledger's entries, and compares.

Central room: SQL, read only. Held entries had no effect; everything else had it exactly once (I3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from shop.domain.effects import order_of, stock_deltas
from shop.domain.facts import Fact, HandedOver, ItemPicked, LineShort, OrderPlaced, Return
from shop.domain.order import Order
from sync.central import leases, order_openings, tables
from sync.central.database import Database
from sync.central.folds import Told, bought_of, returned_of
from sync.central.units import thousandths
from sync.protocol.codec import decode
from sync.protocol.entry_body import read_envelope, read_fact

Key = tuple[str, str]
_SHOWN = 50


@dataclass(slots=True)
class FoldCheck:
    """How many rows were compared; `differences` tells the first of them in words."""

    stock: int = 0
    purchases: int = 0
    returned: int = 0
    orders: int = 0
    holds: int = 0
    wrong: int = 0
    unknown_opening: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.wrong

    def compare(self, what: str, stored: object, worked_out: object) -> None:
        if stored != worked_out:
            self.wrong += 1
            if len(self.differences) < _SHOWN:
                self.differences.append(f"{what}: stored {stored}, from the ledger {worked_out}")


@dataclass(slots=True)
class _Sums:
    """What the ledger's entries add up to, in thousandths and minor units."""

    on_hand: Counter[Key] = field(default_factory=Counter)
    bought: dict[str, tuple[str, str]] = field(default_factory=dict)
    quantity: Counter[Key] = field(default_factory=Counter)
    refund: Counter[Key] = field(default_factory=Counter)
    order_lines: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    facts: dict[str, set[str]] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)

    def add(self, told: Told) -> None:
        fact = told.fact
        for delta in stock_deltas(fact):
            self.on_hand[told.store, delta.sku] += thousandths(delta.quantity)
        bought = bought_of(told)
        if bought is not None:
            self.bought[told.entry] = (bought.receipt, bought.order)
        for key, (quantity, refund) in returned_of(fact).items():
            self.quantity[key] += quantity
            self.refund[key] += refund
        self._order(told.entry, fact)

    def _order(self, entry: str, fact: Fact) -> None:
        code = order_of(fact)
        if isinstance(fact, OrderPlaced):
            self.placed.add(entry)
        elif code:
            self.facts.setdefault(code, set()).add(entry)
        match fact:
            case ItemPicked(line_id=line, quantity=quantity):
                self.order_lines[code, line, "picked"] += thousandths(quantity)
            case LineShort(line_id=line, quantity=quantity):
                self.order_lines[code, line, "short"] += thousandths(quantity)
            case HandedOver(lines=lines):
                for one in lines:
                    self.order_lines[code, one.line_id, "handed_over"] += thousandths(one.quantity)
            case Return(lines=back) if code:
                for one_back in back:
                    key = (code, one_back.line_id, "returned")
                    self.order_lines[key] += thousandths(one_back.quantity)


def check_folds(database: Database) -> FoldCheck:
    found = FoldCheck()
    with database.read(consistent=True) as connection:
        sums = _Sums()
        for told in _folded(connection):
            sums.add(told)
        orders = _check_orders(connection, sums, found)
        _check_stock(connection, sums, orders, found)
        _check_purchases(connection, sums, found)
        _check_returned(connection, sums, found)
        _check_holds(connection, orders, found)
    return found


def _folded(connection: Connection) -> Iterator[Told]:
    column = tables.ledger.c
    query = select(column.entry, column.store, column.terminal, column.staff, column.body)
    rows = connection.execute(query.where(column.held.is_(None)).execution_options(yield_per=500))
    for row in rows:
        envelope = read_envelope(bytes(row.body).decode())
        yield Told(row.entry, row.store, row.terminal, row.staff, envelope.at, read_fact(envelope))


def _check_orders(connection: Connection, sums: _Sums, found: FoldCheck) -> list[Order]:
    orders = []
    openings = order_openings.read(connection)
    for value in connection.execute(select(tables.orders.c.value)).scalars():
        order = decode(value, Order)
        orders.append(order)
        found.orders += 1
        facts = sums.facts.pop(order.order, set())
        found.compare(f"order {order.order} facts", set(order.facts) - sums.placed, facts)
        found.compare(f"order {order.order} facts", len(set(order.facts)), len(order.facts))
        for line in order.lines:
            for name in order_openings.FIELDS:
                key = (order.order, line.line_id, name)
                worked_out = openings.get(key, 0) + sums.order_lines[key]
                stored = thousandths(getattr(line, name))
                found.compare(f"order {'/'.join(key)}", stored, worked_out)
    for code, entries in sums.facts.items():
        found.compare(f"order {code}", "missing", f"{len(entries)} entries")
    return orders


def _check_stock(
    connection: Connection, sums: _Sums, orders: list[Order], found: FoldCheck
) -> None:
    held: Counter[Key] = Counter(leases.held(connection))
    for order in orders:
        for line in order.lines if order.open else ():
            held[order.store, line.sku] += thousandths(line.quantity - line.handed_over)
    column = tables.stock.c
    rows: dict[Key, Any] = {
        (row.store, row.sku): row
        for row in connection.execute(
            select(column.store, column.sku, column.on_hand, column.held, column.opening)
        )
    }
    for key in sorted({*rows, *(k for k, v in (*sums.on_hand.items(), *held.items()) if v)}):
        row = rows.get(key)
        found.stock += 1
        name = "/".join(key)
        found.compare(f"held {name}", row.held if row else 0, held[key])
        if row is not None and row.opening is None:
            found.unknown_opening += 1
            continue
        opening = row.opening if row else 0
        found.compare(f"stock {name}", row.on_hand if row else 0, opening + sums.on_hand[key])


def _check_purchases(connection: Connection, sums: _Sums, found: FoldCheck) -> None:
    for row in connection.execute(select(tables.purchase).execution_options(yield_per=500)):
        found.purchases += 1
        worked_out = sums.bought.pop(row.entry, None)
        found.compare(f"purchase {row.entry}", (row.receipt, row.order), worked_out)
    for entry, names in sums.bought.items():
        found.compare(f"purchase {entry}", None, names)


def _check_returned(connection: Connection, sums: _Sums, found: FoldCheck) -> None:
    reserved: Counter[Key] = Counter()
    ask = tables.authorisation.c
    for row in connection.execute(select(ask.scope, ask.lines).where(ask.state == "open")):
        for line_id, amount in decode(row.lines, dict[str, int]).items():
            reserved[row.scope, line_id] += amount
    seen = set()
    for row in connection.execute(select(tables.returned)):
        key = (row.scope, row.line_id)
        seen.add(key)
        found.returned += 1
        worked_out = (sums.quantity[key], sums.refund[key], reserved[key])
        stored = (row.quantity, row.refund, row.reserved)
        found.compare(f"returned {'/'.join(key)}", stored, worked_out)
    for key in sums.quantity.keys() - seen:
        found.compare(f"returned {'/'.join(key)}", None, sums.quantity[key])


def _check_holds(connection: Connection, orders: list[Order], found: FoldCheck) -> None:
    """A hold is active exactly while its order is open (I8)."""
    open_orders = {order.order for order in orders if order.open}
    column = tables.hold.c
    for row in connection.execute(select(column.order, column.line_id, column.state)):
        found.holds += 1
        active = row.state == "active"
        found.compare(f"hold {row.order}/{row.line_id}", active, row.order in open_orders)
