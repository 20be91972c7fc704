"""Put a picked order into its bin: from now on the shopper can come. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from decimal import Decimal

from shop.actions.picking import OrderChange, PickDesk
from shop.domain.facts import OrderReady
from shop.domain.order import Order
from shop.domain.pick_list import to_pick
from shop.domain.staff import StaffMember
from shop.errors import Refusal

LONGEST_BIN = 20


def stage_order(desk: PickDesk, code: str, bin_: str, who: StaffMember) -> Future[OrderChange]:
    """Every line must be picked or told short; an order with nothing picked is no pickup."""
    place = bin_.strip().upper()
    if not place or len(place) > LONGEST_BIN or not place.isprintable():
        raise Refusal("bin_invalid", bin=bin_)

    def make(order: Order) -> OrderReady:
        missing = [line.line_id for line in order.lines if to_pick(line)]
        if missing:
            raise Refusal("not_all_picked", order=code, lines=", ".join(missing))
        if sum((line.picked for line in order.lines), Decimal(0)) <= 0:
            raise Refusal("nothing_picked", order=code)
        return OrderReady(code, place)

    return desk.step(code, who, make)
