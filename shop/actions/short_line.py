"""The shelf did not have it: say how many, and why. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from decimal import Decimal

from shop.actions.picking import OrderChange, PickDesk, line_of
from shop.domain.facts import LineShort
from shop.domain.order import Order
from shop.domain.pick_list import to_pick
from shop.domain.staff import StaffMember
from shop.errors import Refusal

REASONS = ("not_on_shelf", "damaged", "expired_goods", "other")


def short_line(
    desk: PickDesk,
    code: str,
    line_id: str,
    reason: str,
    who: StaffMember,
    quantity: Decimal | None = None,
) -> Future[OrderChange]:
    """`quantity` None means all that is not picked yet."""

    def make(order: Order) -> LineShort:
        line = line_of(order, line_id)
        left = to_pick(line)
        missing = left if quantity is None else quantity
        if not Decimal(0) < missing <= left:
            raise Refusal("nothing_missing", order=code, line=line_id, left=str(left))
        if not reason.strip():
            raise Refusal("reason_missing")
        return LineShort(code, line_id, line.sku, missing, reason)

    return desk.step(code, who, make, line_id)
