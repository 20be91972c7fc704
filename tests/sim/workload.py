"""What people do at a terminal: facts of the domain, drawn by the seed. No product code here."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from shop.actions.close_shift import closed
from shop.actions.x_report import x_report
from shop.domain.facts import (
    SCHEMA,
    CashMoved,
    CashReason,
    Condition,
    Fact,
    HandedOver,
    ItemPicked,
    LineQuantity,
    LineShort,
    Numbering,
    OrderCancelled,
    OrderPlaced,
    OrderReady,
    PickStarted,
    Proof,
    Return,
    ReturnedLine,
    Sale,
    ShiftOpened,
    StockAdjusted,
)
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.order_code import ALPHABET, read_order_code
from shop.domain.pricing import PricedDocument
from shop.domain.tender import Tender, TenderKind
from sync.local.journal_writer import Build
from sync.protocol.messages import PlaceOrder
from tests.central_shop import PRICE, item
from tests.sim.disk import MemoryJournal
from tests.sim.replica import DictReplica
from tests.sim.template import SKUS

ZERO = Money(0, "EUR")
_PROMISE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Strange:
    """A kind that this version of central has not heard of."""

    KIND: ClassVar[str] = "loyalty_stamp"
    stamps: int


@dataclass(frozen=True, slots=True)
class NewerAdjusted(StockAdjusted):
    """The same fact of a later version: with a field that this one has not heard of."""

    shelf: str = "A1"


CRASH = "the handler falls over this"
"""An adjustment with this reason meets a mistake in central's program (`bugs.in_the_handler`)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A receipt a shopper holds: number and lines (line id, SKU, quantity). `tag` is what the
    till that takes it back reads of its code: "" where that is of an older version."""

    receipt: str
    lines: tuple[tuple[str, str, int], ...]
    tag: str = ""


@dataclass(slots=True)
class Street:
    """What is outside every machine: receipts in pockets, order codes in telephones."""

    rng: random.Random
    papers: list[Paper] = field(default_factory=list)
    orders: int = 0

    def code(self) -> str:
        self.orders += 1
        return f"ORD{self.orders:04d}"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person asks for: its name in the story, and how the fact is built."""

    name: str
    build: Build
    paper: tuple[tuple[str, str, int], ...] = ()
    schema: int = SCHEMA


def quantity(rng: random.Random) -> int:
    return rng.choice((1, 1, 1, 2, 3))


def sale(rng: random.Random, shift: str) -> Act:
    wanted = [(str(n + 1), rng.choice(SKUS), quantity(rng)) for n in range(rng.choice((1, 1, 2)))]

    def build(numbering: Numbering) -> Fact:
        items = tuple(item(sku, count, line) for line, sku, count in wanted)
        total = Money(sum(x.total.minor for x in items), "EUR")
        document = PricedDocument("EUR", (), (), total, ZERO, total, ZERO)
        paid = (Tender(TenderKind.CASH, total, total),)
        return Sale(numbering.receipt, shift, items, document, paid, ZERO)

    return Act("sale", build, tuple(wanted))


def give_back(
    rng: random.Random, shift: str, paper: Paper, count: int, line: str, authorisation: str
) -> Act:
    _, sku, _ = next(x for x in paper.lines if x[0] == line)
    money = Money(PRICE * count, "EUR")
    condition = rng.choice((Condition.PUT_BACK, Condition.PUT_BACK, Condition.DAMAGED))
    back = ReturnedLine(line, sku, sku, Decimal(count), money, "wrong", condition)

    def build(numbering: Numbering) -> Fact:
        return Return(
            receipt=numbering.receipt,
            shift=shift,
            lines=(back,),
            refunds=(Tender(TenderKind.CASH, -money, -money),),
            rounding=ZERO,
            proof=Proof.RECEIPT_SLIP,
            receipt_returned=paper.receipt,
            authorisation=authorisation,
            entry_tag=paper.tag,
        )

    return Act(f"return {count} of {paper.receipt}/{line}", build)


def adjust(rng: random.Random) -> Act:
    sku, amount = rng.choice(SKUS), rng.choice((-2, -1, 1, 2, 5))
    return Act(f"adjust {sku} {amount:+d}", lambda _: StockAdjusted(sku, Decimal(amount), "count"))


def cash(rng: random.Random, shift: str) -> Act:
    amount = Money(rng.choice((-500, 1000)), "EUR")
    reason = CashReason.IN if amount.minor > 0 else CashReason.DROP
    return Act(f"cash {amount.minor:+d}", lambda _: CashMoved(shift, reason, amount))


def open_shift(shift: str) -> Act:
    return Act("open shift", lambda _: ShiftOpened(shift, Money(10000, "EUR"), {10000: 1}))


def close_shift(journal: MemoryJournal) -> Act:
    """The Z report as the till's own action makes it."""

    def build(numbering: Numbering) -> Fact:
        number = journal.last_shift_number() + 1
        return closed(x_report(journal), number, {10000: 1}, numbering.head)

    return Act("close shift", build)


def poison(rng: random.Random) -> Act:
    """Sealed soundly, and impossible to fold."""
    facts: tuple[object, ...] = (
        Strange(3),
        StockAdjusted("mug", Decimal(1), CRASH),
        StockAdjusted("mug", Decimal("1e30"), "finger slipped"),
        StockAdjusted("mug", Decimal("0.0001"), "dust"),
        PickStarted("NOSUCH"),
    )
    fact = rng.choice(facts)
    return Act("poison", lambda _: fact)  # type: ignore[arg-type,return-value]


def newer(rng: random.Random) -> Act:
    """From a terminal that was updated before central."""
    fact = NewerAdjusted(rng.choice(SKUS), Decimal(rng.choice((-1, 1))), "count")
    return Act("adjust as a newer version", lambda _: fact, schema=SCHEMA + 7)


# -- orders --------------------------------------------------------------------------------


def place_order(rng: random.Random, street: Street, store: str, now: datetime) -> Act:
    lines = tuple(
        _line(str(n + 1), rng.choice(SKUS), quantity(rng)) for n in range(rng.choice((1, 2)))
    )
    total = Money(sum(x.total.minor for x in lines), "EUR")
    order = Order(
        order=street.code(),
        store=store,
        channel="kiosk",
        customer="Someone",
        phone="555",
        lines=lines,
        total=total,
        paid=Paid.ONLINE,
        state=OrderState.PLACED,
        placed_at=now,
        promise_at=now + _PROMISE,
    )
    return Act(f"place {order.order}", lambda _: OrderPlaced(order))


def live_order(rng: random.Random, store: str, *, at_home: bool) -> tuple[str, PlaceOrder]:
    """What a web shop or a kiosk asks of central; its code and the request."""
    letters = "".join(rng.choice(ALPHABET) for _ in range(11))
    code = next(code for last in ALPHABET if (code := read_order_code(letters + last)))
    skus = rng.sample(SKUS, rng.choice((1, 1, 2)))
    lines = tuple((sku, Decimal(quantity(rng))) for sku in skus)
    paid = Paid.ONLINE.value if at_home else Paid.AT_TILL.value
    channel = "web" if at_home else "kiosk"
    return code, PlaceOrder(code, store, "Someone", "555", "en", paid, lines, channel)


def _line(line: str, sku: str, count: int) -> OrderLine:
    price = Money(PRICE, "EUR")
    return OrderLine(line, sku, {"en": sku}, Decimal(count), price, Money(PRICE * count, "EUR"))


def work_on_order(rng: random.Random, replica: DictReplica) -> Act | None:
    """The next step of some order this terminal sees, not always the sensible one."""
    orders = replica.open_orders()
    if not orders:
        return None
    order = rng.choice(orders)
    code, line = order.order, rng.choice(order.lines)
    roll = rng.random()
    if roll < 0.06:
        return Act(f"cancel {code}", lambda _: OrderCancelled(code, "shopper called"))
    if roll < 0.14:
        short = LineShort(code, line.line_id, line.sku, Decimal(1), "not on the shelf")
        return Act(f"short {code}/{line.line_id}", lambda _: short)
    if order.state is OrderState.READY or roll < 0.4:
        return hand_over(order)
    if order.state is OrderState.PLACED:
        return Act(f"start {code}", lambda _: PickStarted(code))
    if line.picked < line.quantity and roll < 0.7:
        pick = ItemPicked(code, line.line_id, line.sku, Decimal(1))
        return Act(f"pick {code}/{line.line_id}", lambda _: pick)
    return Act(f"ready {code}", lambda _: OrderReady(code, "B1"))


def hand_over(order: Order) -> Act | None:
    given = tuple(
        LineQuantity(x.line_id, x.sku, x.quantity - x.short - x.handed_over)
        for x in order.lines
        if x.quantity > x.short + x.handed_over
    )
    if not given:
        return None
    items = tuple(item(x.sku, int(x.quantity), x.line_id) for x in given)

    def build(numbering: Numbering) -> Fact:
        return HandedOver(order.order, given, numbering.receipt, Proof.ORDER_SLIP, items)

    return Act(f"hand over {order.order}", build)
