"""What every picking step shares: the order as it stands, and what changed. Actions room."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from shop.actions.allow import allow
from shop.actions.futures import then
from shop.domain.effects import fold_order
from shop.domain.facts import Fact, Numbering, Recorded
from shop.domain.order import Order, OrderLine
from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal
from shop.ports import Journal, Replica


@dataclass(frozen=True, slots=True)
class OrderChange:
    """`order` after the step; `line_id` is the one line it touched, "" for the whole order."""

    order: Order
    recorded: Recorded
    line_id: str = ""


@dataclass(frozen=True, slots=True)
class PickDesk:
    """Where picking facts are made. One per desk; steps are the files beside this one."""

    journal: Journal
    replica: Replica

    def open_order(self, code: str, who: StaffMember) -> Order:
        allow(who, Permission.PICK)
        order = self.replica.order(code)
        if order is None:
            raise Refusal("order_unknown", order=code)
        if order.store != self.replica.settings().store.store:
            raise Refusal("order_other_store", order=code, store=order.store)
        if not order.open:
            raise Refusal("order_ended", order=code, state=order.state.value)
        return order

    def step(
        self, code: str, who: StaffMember, make: Callable[[Order], Fact], line_id: str = ""
    ) -> Future[OrderChange]:
        """`make` checks and gives the fact: at once, to refuse at once, and again when its turn
        to be written comes, because a second press may wait behind the first."""
        make(self.open_order(code, who))

        def changed(recorded: Recorded) -> OrderChange:
            order = self.replica.order(code)
            after = fold_order(
                order, recorded.fact, entry=recorded.entry, at=recorded.recorded_at, who=who.staff
            )
            return OrderChange(after, recorded, line_id)

        def build(_: Numbering) -> Fact:
            return make(self.open_order(code, who))

        return then(self.journal.record(build, staff=who.staff), changed)


def line_of(order: Order, line_id: str) -> OrderLine:
    line = order.line(line_id)
    if line is None:
        raise Refusal("line_unknown", order=order.order, line=line_id)
    return line
