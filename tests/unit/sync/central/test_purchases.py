"""What central says of an order handed over in part: never more than left the shop (I7)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from shop.domain.facts import HandedOver, LineQuantity, Proof
from shop.domain.money import Money
from shop.domain.order import Order
from shop.domain.order_code import new_order_code
from shop.domain.tender import TenderKind
from sync.central import exceptions, ledger, orders, returns
from sync.central.core import Central
from sync.protocol.messages import PlaceOrder
from tests.central_shop import AT, PRICE, Terminal, refund


@pytest.fixture
def order(shop: Central, till: Terminal) -> Order:
    """Three mugs and a tea paid online; one mug was fetched, two hours after ordering."""
    lines = (("mug", Decimal(3)), ("tea", Decimal(1)))
    wish = PlaceOrder(new_order_code(), "S1", "Eve", "555 55", "en", "online", lines)
    placed = orders.place(shop, wish).order
    given = (LineQuantity("1", "mug", Decimal(1)),)
    till.seal(HandedOver(placed.order, given, "H1", Proof.ORDER_SLIP), at=AT + timedelta(hours=2))
    ledger.post(shop.database, till.name, till.batch(), shop.now())
    return placed


def test_only_what_was_handed_over_can_come_back_and_at_its_share(
    shop: Central, order: Order
) -> None:
    found = returns.purchase(shop, order=order.order)
    assert [(x.sku, x.quantity, x.total.minor) for x in found.lines] == [("mug", Decimal(1), PRICE)]
    assert found.tenders == ((TenderKind.ONLINE.value, Money(PRICE, "EUR")),)


def test_more_than_the_share_of_what_was_fetched_is_an_exception(
    shop: Central, till: Terminal, order: Order
) -> None:
    till.seal(refund("R9", "", "mug", 1, order=order.order, minor=PRICE + 1))
    ledger.post(shop.database, till.name, till.batch(), shop.now())
    with shop.database.read() as connection:
        listed = exceptions.listed(connection)
    assert [(x.cause, x.evidence["paid"]) for x in listed] == [("excess_refund", str(PRICE))]


def test_an_order_not_fetched_yet_has_nothing_to_take_back(shop: Central) -> None:
    wish = PlaceOrder(
        new_order_code(), "S1", "Eve", "555 55", "en", "online", (("mug", Decimal(1)),)
    )
    waiting = orders.place(shop, wish).order
    assert returns.purchase(shop, order=waiting.order).lines == ()
