"""Take a pick back: the item goes to its shelf again. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from decimal import Decimal

from shop.actions.picking import OrderChange, PickDesk, line_of
from shop.domain.facts import ItemPicked
from shop.domain.order import Order
from shop.domain.staff import StaffMember
from shop.errors import Refusal


def unpick_item(
    desk: PickDesk, code: str, line_id: str, who: StaffMember, quantity: Decimal = Decimal(1)
) -> Future[OrderChange]:
    def make(order: Order) -> ItemPicked:
        line = line_of(order, line_id)
        there = line.picked - line.handed_over
        if not Decimal(0) < quantity <= there:
            raise Refusal("not_picked", order=code, line=line_id, picked=str(there))
        return ItemPicked(code, line_id, line.sku, -quantity)

    return desk.step(code, who, make, line_id)
