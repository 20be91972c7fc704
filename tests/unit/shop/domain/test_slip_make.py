"""Pickup and basket slips say what the order or basket says."""

from __future__ import annotations

from decimal import Decimal

from shop.domain.order import Paid
from shop.domain.slip import lines_digest, store_tag
from shop.domain.slip_make import basket_slip, pickup_slip
from tests.unit.shop.actions.shop_floor import Floor


def test_a_pickup_slip() -> None:
    floor = Floor()
    order = floor.order(paid=Paid.AT_TILL)
    slip = pickup_slip(order, key_id=7, nonce=b"abcd", now=floor.clock.now())
    assert (slip.order, slip.total, slip.pay_at_till) == (order.order, order.total, True)
    assert slip.store_tag == store_tag("S1")
    lines = [(x.line_id, x.sku, x.quantity, x.total) for x in order.lines]
    assert slip.lines_tag == lines_digest(lines)[:4]
    assert slip.valid_hours == 14 * 24


def test_a_basket_slip_carries_the_basket() -> None:
    floor = Floor()
    slip = basket_slip(floor.basket(), key_id=7, store="S1", now=floor.clock.now())
    assert slip.lines == (("TEA-1", Decimal(2)), ("MUG-1", Decimal(1)))
    assert slip.basket == "ab" * 16
