"""Take an order, or a wave of them, to pick. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future

from shop.actions.picking import OrderChange, PickDesk
from shop.domain.facts import PickStarted
from shop.domain.order import Order
from shop.domain.pick_list import DEFAULT_WAVE, wave
from shop.domain.staff import StaffMember
from shop.errors import Refusal


def start_picking(desk: PickDesk, code: str, who: StaffMember) -> Future[OrderChange]:
    def make(order: Order) -> PickStarted:
        if order.picker and order.picker != who.staff:
            raise Refusal("order_has_picker", order=code, picker=order.picker)
        return PickStarted(code)

    return desk.step(code, who, make)


def next_wave(desk: PickDesk, size: int = DEFAULT_WAVE) -> tuple[Order, ...]:
    """Orders to start, the earliest promise first; nothing is changed by asking."""
    return wave(desk.replica.orders(open_only=True), size)
