"""What the ledger's entries add up to, each counted once. Central room: SQL, read only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from shop.domain.effects import order_of, stock_deltas
from shop.domain.facts import Fact, HandedOver, ItemPicked, LineShort, OrderPlaced, Return
from shop.domain.order import Order
from sync.central import stored, tables
from sync.central.differences import FoldCheck
from sync.central.folds import Told, bought_of, returned_of
from sync.central.units import thousandths

Key = tuple[str, str]


@dataclass(slots=True)
class LedgerSums:
    """Thousandths and minor units. By entry: `bought` names purchases (receipt, order), `placed`
    are orders that a terminal made by itself."""

    on_hand: Counter[Key] = field(default_factory=Counter)
    bought: dict[str, tuple[str, str]] = field(default_factory=dict)
    quantity: Counter[Key] = field(default_factory=Counter)
    refund: Counter[Key] = field(default_factory=Counter)
    order_lines: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    facts: dict[str, set[str]] = field(default_factory=dict)
    placed: dict[str, Order] = field(default_factory=dict)

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
            self.placed[entry] = fact.order
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


def read(connection: Connection, found: FoldCheck) -> LedgerSums:
    sums = LedgerSums()
    for row in _folded(connection):
        with found.reading(f"entry {row.entry}"):
            sums.add(stored.told(row))
    return sums


def _folded(connection: Connection) -> Iterator[stored.EntryRow]:
    column = tables.ledger.c
    query = select(*stored.COLUMNS).where(column.held.is_(None))
    yield from connection.execute(query.execution_options(yield_per=500))
