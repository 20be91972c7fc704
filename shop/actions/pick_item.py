"""Pick by scanning: the right item, and never one too many. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from decimal import Decimal

from shop.actions.picking import OrderChange, PickDesk, line_of
from shop.actions.scan_item import read_here
from shop.domain.codes import ProductCode, ScannedCode
from shop.domain.facts import ItemPicked
from shop.domain.order import Order, OrderLine
from shop.domain.pick_list import to_pick
from shop.domain.staff import StaffMember
from shop.errors import Refusal


def pick_item(
    desk: PickDesk, code: str, line_id: str, who: StaffMember, quantity: Decimal = Decimal(1)
) -> Future[OrderChange]:
    """By touch, where a barcode will not read."""

    def make(order: Order) -> ItemPicked:
        line = line_of(order, line_id)
        left = to_pick(line)
        if not Decimal(0) < quantity <= left:
            raise Refusal("over_pick", order=code, line=line_id, left=str(left))
        return ItemPicked(code, line_id, line.sku, quantity)

    return desk.step(code, who, make, line_id)


def pick_scanned(
    desk: PickDesk, code: str, scanned: ScannedCode, who: StaffMember
) -> Future[OrderChange]:
    """Refusal("wrong_item") names what was scanned; Refusal("over_pick") when all are there."""
    order = desk.open_order(code, who)
    sku = _sku(desk, scanned)
    line = scanned_line(order, sku)
    return pick_item(desk, code, line.line_id, who)


def _sku(desk: PickDesk, scanned: ScannedCode) -> str:
    reading = read_here(desk.replica, scanned)
    if isinstance(reading, ProductCode):
        for gtin in (reading.gtin, *reading.alternatives):
            item = desk.replica.find(gtin)
            if item is not None:
                return item.sku
    item = desk.replica.item(scanned.text.strip())
    if item is None:
        raise Refusal("code_unknown", text=scanned.text)
    return item.sku


def scanned_line(order: Order, sku: str) -> OrderLine:
    """The line of this SKU that still misses something, else any of it."""
    lines = [line for line in order.lines if line.sku == sku]
    if not lines:
        raise Refusal("wrong_item", order=order.order, sku=sku)
    return next((line for line in lines if to_pick(line)), lines[0])
