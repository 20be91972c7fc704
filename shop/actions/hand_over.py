"""Hand an order over: goods leave, and if it is paid here the money comes in the same fact.

Actions room: ports only.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from decimal import Decimal

from shop.actions.allow import allow
from shop.actions.futures import then
from shop.actions.order_goods import GivenLine, price_given, sold, take_lines
from shop.actions.price_basket import PriceBasket
from shop.actions.receipt_maker import ReceiptMaker
from shop.domain.facts import HandedOver, LineQuantity, Numbering, Proof, Recorded, Sale
from shop.domain.money import Money
from shop.domain.order import Order, OrderState, Paid
from shop.domain.order_code import read_order_code
from shop.domain.pricing import PricedDocument
from shop.domain.receipt import Receipt
from shop.domain.slip import PickupSlip
from shop.domain.slip_check import VerifiedSlip
from shop.domain.staff import Permission, StaffMember
from shop.domain.tendering import Tendering
from shop.errors import Refusal
from shop.ports import Journal, Replica


@dataclass(frozen=True, slots=True)
class FoundPickup:
    """`ready` False: it may still be handed over, but the desk has not staged it."""

    order: Order
    proof: Proof

    @property
    def ready(self) -> bool:
        return self.order.state is OrderState.READY


@dataclass(frozen=True, slots=True)
class HandOverPlan:
    """What goes over the counter. `document` is what to tender; None when paid online."""

    order: Order
    lines: tuple[GivenLine, ...]
    document: PricedDocument | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class HandOverDone:
    recorded: Recorded
    receipt: Receipt
    change: Money
    drawer: bool


def find_pickup(replica: Replica, source: VerifiedSlip | str) -> FoundPickup:
    """By slip or by code, from the replica: the network is not needed.

    Refusals: "order_unknown", "order_other_store", "order_already_handed_over",
    "order_cancelled", "order_expired", "not_a_pickup".
    """
    if isinstance(source, VerifiedSlip):
        if not isinstance(source.slip, PickupSlip):
            raise Refusal("not_a_pickup", kind=source.slip.kind.value)
        code, proof = source.slip.order, Proof.ORDER_SLIP
    else:
        typed = source.strip().upper()
        code, proof = read_order_code(typed) or typed, Proof.ORDER_NUMBER
    order = replica.order(code)
    if order is None:
        raise Refusal("order_unknown", order=code)
    if order.store != replica.settings().store.store:
        raise Refusal("order_other_store", order=code, store=order.store)
    if not order.open:
        raise Refusal(f"order_{_ended(order)}", order=code)
    return FoundPickup(order, proof)


def _ended(order: Order) -> str:
    if order.state is OrderState.HANDED_OVER:
        return "already_handed_over"
    return order.state.value


@dataclass(slots=True)
class HandOver:
    """`plan` shows, calling does. A second call for the same order while the first runs is
    the first one's Future."""

    journal: Journal
    replica: Replica
    pricing: PriceBasket
    receipts: ReceiptMaker
    _running: dict[str, Future[HandOverDone]] = field(default_factory=dict)

    def plan(
        self, found: FoundPickup, quantities: Mapping[str, Decimal] | None = None
    ) -> HandOverPlan:
        """`quantities` by line for a part; None means all that is left."""
        lines = take_lines(found.order, quantities)
        paid_here = found.order.paid is Paid.AT_TILL
        document = price_given(lines, self.pricing) if paid_here else None
        return HandOverPlan(found.order, lines, document, found.proof)

    def __call__(
        self,
        plan: HandOverPlan,
        *,
        shift: str,
        who: StaffMember,
        tendering: Tendering | None = None,
        language: str = "en",
    ) -> Future[HandOverDone]:
        """`tendering` is needed, and settled, when the order is paid at the till."""
        running = self._running.get(plan.order.order)
        if running is not None and not running.done():
            return running
        allow(who, Permission.HAND_OVER)
        _check(plan, tendering, shift)

        def build(numbering: Numbering) -> HandedOver:
            current = self.replica.order(plan.order.order) or plan.order
            take_lines(current, {x.line.line_id: x.quantity for x in plan.lines})
            return _fact(plan, numbering.receipt, shift, tendering, language)

        done = then(
            self.journal.record(build, staff=who.staff),
            lambda recorded: HandOverDone(
                recorded,
                self.receipts.receipt(recorded),
                tendering.change if tendering else Money.zero(plan.order.total.currency),
                drawer=tendering is not None and bool(tendering.tenders),
            ),
        )
        self._running = {plan.order.order: done}
        return done


def _check(plan: HandOverPlan, tendering: Tendering | None, shift: str) -> None:
    if plan.document is None:
        return
    if not shift:
        raise Refusal("no_open_shift")
    if tendering is None or not tendering.settled or tendering.total != plan.document.total:
        raise Refusal("not_paid", due=str(plan.document.total))


def _fact(
    plan: HandOverPlan, receipt: str, shift: str, tendering: Tendering | None, language: str
) -> HandedOver:
    items = sold(plan.lines, plan.document, language)
    sale = None
    if plan.document is not None and tendering is not None:
        sale = Sale(
            receipt=receipt,
            shift=shift,
            items=items,
            document=plan.document,
            tenders=tendering.tenders,
            rounding=tendering.rounded_by,
            order=plan.order.order,
        )
    return HandedOver(
        order=plan.order.order,
        lines=tuple(LineQuantity(x.line.line_id, x.line.sku, x.quantity) for x in plan.lines),
        receipt=receipt,
        proof=plan.proof,
        items=items,
        sale=sale,
    )
