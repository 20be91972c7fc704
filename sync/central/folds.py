"""What entries do to stock, orders, purchases and returns. Central room.

Pure: no SQL. `Effects` gathers a batch; an entry that cannot be folded leaves no trace in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shop.domain.effects import StockDelta, fold_order, order_deltas, order_of, stock_deltas
from shop.domain.entry import TAG
from shop.domain.facts import (
    Fact,
    HandedOver,
    ItemPicked,
    LineShort,
    OrderCancelled,
    OrderPlaced,
    OrderReady,
    PickStarted,
    Return,
    Sale,
    SoldItem,
)
from shop.domain.order import Order, OrderState, Paid
from shop.domain.tender import Tender
from sync.central.exceptions import Raised
from sync.central.payment_steps import Step, steps_of
from sync.central.units import minor_units, plain_text, thousandths


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and who told it."""

    entry: str
    store: str
    terminal: str
    staff: str
    at: datetime
    fact: Fact


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase, as its entry tells it."""

    entry: str
    receipt: str
    order: str
    store: str
    at: datetime
    currency: str
    tenders: tuple[Tender, ...]
    items: tuple[SoldItem, ...]


@dataclass(slots=True)
class Effects:
    """Sums over the folded entries. Stock in thousandths by (store, SKU): on hand, held.

    `bought` names purchases: entry, receipt, order. `released` are entries that were held and
    have folded after all.
    """

    stock: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    bought: list[tuple[str, str, str]] = field(default_factory=list)
    returned: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    authorisations: set[str] = field(default_factory=set)
    raised: list[Raised] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    released: list[str] = field(default_factory=list)
    payments: list[Step] = field(default_factory=list)

    def fold(self, told: Told) -> None:
        """Raises KeyError for an unknown order or line, ValueError for impossible figures."""
        code = order_of(told.fact)
        before = self.orders.get(code) if code else None
        after = _order_after(before, told, code)
        deltas = _deltas(told, before, after)
        bought = bought_of(told)
        returned = returned_of(told.fact)
        payments = steps_of(told.fact, told.entry, told.terminal, told.store)
        for item in bought.items if bought else ():
            _check(item)
        # Nothing below can fail: an entry folds whole or not at all.
        _add(self.stock, deltas)
        _add(self.returned, returned)
        self.payments += payments
        if bought is not None:
            self.bought.append((bought.entry, bought.receipt, bought.order))
        if isinstance(told.fact, Return):  # also one whose answer was lost on its way
            self.authorisations |= {told.fact.authorisation, told.fact.asked} - {""}
        if after is not None and after is not before:
            self.orders[code] = after
            self.touched.add(code)
            if isinstance(told.fact, OrderPlaced):
                self.placed.add(code)
            self.raised += _disagreements(told, before, after)


def scope_of(fact: Return) -> str:
    if fact.order:
        return f"o:{fact.order}"
    return receipt_scope(fact.receipt_returned, fact.entry_tag)


def receipt_scope(receipt: str, tag: str) -> str:
    """Without a tag it is whichever purchase has that number."""
    return f"r:{receipt}/{tag}" if TAG.fullmatch(tag) else f"r:{receipt}"


def of_receipt(scope: str) -> tuple[str, str]:
    """The receipt and the tag of such a scope."""
    receipt, _, tag = scope.removeprefix("r:").rpartition("/")
    return (receipt, tag) if TAG.fullmatch(tag) else (scope.removeprefix("r:"), "")


def _order_after(before: Order | None, told: Told, code: str) -> Order | None:
    if not code:
        return None
    if isinstance(told.fact, Return) and before is None:
        raise KeyError(code)
    who = told.staff or told.terminal
    after = fold_order(before, told.fact, entry=told.entry, at=told.at, who=who)
    if after is not before:
        _must_be_possible(told.fact, after)
    return after


def _must_be_possible(fact: Fact, after: Order) -> None:
    """What would leave sums that nobody can work out again is not folded. Raises as `fold`."""
    if isinstance(fact, OrderPlaced):
        names = {line.line_id for line in after.lines}
        begun = any(x.picked or x.short or x.handed_over or x.returned for x in after.lines)
        if begun or after.state is not OrderState.PLACED or len(names) != len(after.lines):
            raise ValueError("not an order that was placed just now")
    for given in fact.lines if isinstance(fact, HandedOver) else ():
        line = after.line(given.line_id)
        if line is None or line.sku != given.sku:
            raise KeyError(f"{after.order}/{given.line_id}")
    for line in after.lines:
        for amount in (line.quantity, line.picked, line.short, line.handed_over, line.returned):
            thousandths(amount)


def _deltas(
    told: Told, before: Order | None, after: Order | None
) -> dict[tuple[str, str], tuple[int, int]]:
    """Goods move where the fact happened; holds lie where the order is picked up."""
    own: tuple[StockDelta, ...] = stock_deltas(told.fact)
    if isinstance(told.fact, OrderPlaced) and before is not None:
        own = ()  # the live request got through after all and holds already
    ended = before is not None and not before.open
    held_at = after.store if after is not None else told.store
    sums: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for delta in own:
        _plus(sums, (told.store, plain_text(delta.sku)), thousandths(delta.quantity), 0)
        if not ended:
            _plus(sums, (held_at, delta.sku), 0, thousandths(delta.held))
    for delta in order_deltas(before, after) if after is not None else ():
        _plus(sums, (held_at, delta.sku), 0, thousandths(delta.held))
    return sums


def bought_of(told: Told) -> Bought | None:
    match told.fact:
        case Sale() as sale:
            order = sale.order
        case HandedOver(sale=Sale() as sale, order=order):
            pass
        case HandedOver(order=order, receipt=receipt, items=items) if items:
            return Bought(
                told.entry,
                plain_text(receipt),
                plain_text(order),
                told.store,
                told.at,
                items[0].total.currency,
                (),
                items,
            )
        case _:
            return None
    return Bought(
        told.entry,
        plain_text(sale.receipt),
        plain_text(order),
        told.store,
        told.at,
        sale.document.currency,
        sale.tenders,
        sale.items,
    )


def returned_of(fact: Fact) -> dict[tuple[str, str], tuple[int, int]]:
    sums: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    if isinstance(fact, Return):
        scope = plain_text(scope_of(fact))
        for line in fact.lines:
            key = (scope, plain_text(line.line_id))
            _plus(sums, key, thousandths(line.quantity), minor_units(abs(line.refund.minor)))
    return sums


_OF_ITS_STORE = (
    OrderPlaced,
    PickStarted,
    ItemPicked,
    LineShort,
    OrderReady,
    OrderCancelled,
    HandedOver,
)
"""What only the store of an order does with it; a return may be anywhere."""


def _disagreements(told: Told, before: Order | None, after: Order) -> list[Raised]:
    fact = told.fact
    found = []
    if isinstance(fact, OrderPlaced) and after.paid is Paid.ONLINE:
        found.append(_unproven(told, after))
    if isinstance(fact, _OF_ITS_STORE) and told.store != after.store:
        found.append(_elsewhere(told, after))
    if isinstance(fact, HandedOver):
        found += _handed_over(told, fact, before, after)
    return found


def _unproven(told: Told, order: Order) -> Raised:
    """No terminal can take a payment online."""
    evidence = {"order": order.order, "amount": str(order.total.minor)}
    return Raised(
        "order_payment_unproven", order.order, order.store, evidence, told.terminal, told.entry
    )


def _elsewhere(told: Told, order: Order) -> Raised:
    """The order's own store is told; the other one learns nothing of it."""
    kind = told.fact.KIND
    evidence = {"order": order.order, "did": kind, "by_store": told.store, "by": told.staff}
    subject = f"{order.order}/{told.store}/{kind}"
    return Raised("order_elsewhere", subject, order.store, evidence, told.terminal, told.entry)


def _handed_over(told: Told, fact: HandedOver, before: Order | None, after: Order) -> list[Raised]:
    evidence = {"order": after.order, "receipt": fact.receipt}
    found = []
    if any(line.handed_over > line.quantity for line in after.lines):
        found.append(_raised("handed_over_twice", after, told, evidence))
    elif before is not None and not before.open:
        found.append(_raised("handed_over_ended_order", after, told, evidence))
    return found


def _raised(cause: str, order: Order, told: Told, evidence: Mapping[str, str]) -> Raised:
    return Raised(cause, order.order, told.store, evidence, told.terminal, told.entry)


def _check(item: SoldItem) -> None:
    plain_text(item.line_id + item.sku + item.title)
    thousandths(item.quantity)
    minor_units(item.total.minor)


Sums = dict[tuple[str, str], tuple[int, int]]


def _plus(sums: Sums, key: tuple[str, str], one: int, other: int) -> None:
    had = sums.get(key, (0, 0))
    sums[key] = (had[0] + one, had[1] + other)


def _add(sums: Sums, more: Mapping[tuple[str, str], tuple[int, int]]) -> None:
    for key, (one, other) in more.items():
        _plus(sums, key, one, other)
