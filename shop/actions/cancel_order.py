"""Cancel an order, with a reason that the shopper will read. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future

from shop.actions.picking import OrderChange, PickDesk
from shop.domain.facts import OrderCancelled
from shop.domain.order import Order
from shop.domain.staff import StaffMember
from shop.errors import Refusal


def cancel_order(desk: PickDesk, code: str, reason: str, who: StaffMember) -> Future[OrderChange]:
    if not reason.strip():
        raise Refusal("reason_missing")

    def make(order: Order) -> OrderCancelled:
        if any(line.handed_over for line in order.lines):
            raise Refusal("order_partly_handed_over", order=code)
        return OrderCancelled(code, reason.strip())

    return desk.step(code, who, make)
