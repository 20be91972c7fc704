"""What is on the shelves, and what was promised of it: I6 and I8."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from shop.domain.facts import (
    Condition,
    Fact,
    HandedOver,
    ItemPicked,
    Return,
    Sale,
    StockAdjusted,
)
from tests.sim.book import Broken
from tests.sim.ledger import Ledger
from tests.sim.template import OPENING, SKUS
from tests.sim.world import World

STORES = ("S1", "S2", "S3")


def i6_stock_is_the_sum_of_its_deltas(world: World, ledger: Ledger) -> None:
    on_hand = {(store, sku): OPENING * 1000 for store in STORES for sku in SKUS}
    for row in ledger.folded:
        for sku, amount in _moved(row.fact):
            on_hand[row.store, sku] = on_hand.get((row.store, sku), 0) + int(amount * 1000)
    held: dict[tuple[str, str], int] = defaultdict(int)
    for order in ledger.orders.values():
        if order.open:
            for line in order.lines:
                left = line.quantity - line.handed_over
                held[order.store, line.sku] += int(left * 1000)
    for key in sorted(on_hand):
        wanted = (on_hand[key], held.get(key, 0))
        if ledger.sums.get(key) != wanted:
            raise Broken("I6", f"stock of {key} is {ledger.sums.get(key)}, must be {wanted}")


def _moved(fact: Fact | None) -> list[tuple[str, Decimal]]:
    match fact:
        case Sale(items=items):
            return [(x.sku, -x.quantity) for x in items]
        case HandedOver(lines=lines):
            return [(x.sku, -x.quantity) for x in lines]
        case Return(lines=back):
            return [(x.sku, x.quantity) for x in back if x.condition is Condition.PUT_BACK]
        case StockAdjusted(sku=sku, quantity=amount):
            return [(sku, amount)]
        case _:
            return []


def i8_orders_are_handed_over_once(world: World, ledger: Ledger) -> None:
    given: dict[tuple[str, str], int] = defaultdict(int)
    picked: dict[tuple[str, str], int] = defaultdict(int)
    for row in ledger.folded:
        if isinstance(row.fact, HandedOver):
            for line in row.fact.lines:
                given[row.fact.order, line.line_id] += int(line.quantity * 1000)
        elif isinstance(row.fact, ItemPicked):
            picked[row.fact.order, row.fact.line_id] += int(row.fact.quantity * 1000)
    gone = world.book.promised - ledger.orders.keys()
    if gone:
        raise Broken("I8", f"{sorted(gone)} were promised to shoppers and are gone")
    for code, order in ledger.orders.items():
        for item in order.lines:
            key = (code, item.line_id)
            if int(item.handed_over * 1000) != given[key] or int(item.picked * 1000) != picked[key]:
                raise Broken("I8", f"{key}: handed over or picked differs from its facts")
            if (
                item.handed_over > item.quantity
                and ("handed_over_twice", code) not in ledger.exceptions
            ):
                raise Broken("I8", f"{code} was handed over twice and nobody is told")
    _holds_end_once(ledger)


def _holds_end_once(ledger: Ledger) -> None:
    rows = ledger.raw.execute('SELECT "order", state FROM hold').fetchall()
    for code, state in rows:
        if (state == "active") != ledger.orders[code].open:
            raise Broken("I8", f"the hold of {code} is {state}")
