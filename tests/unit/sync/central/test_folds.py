"""Orders, returns and stock on central, however entries arrive."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shop.domain.facts import (
    HandedOver,
    ItemPicked,
    LineQuantity,
    LineShort,
    OrderCancelled,
    OrderPlaced,
    OrderReady,
    PickStarted,
    Proof,
)
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.order_code import new_order_code
from shop.errors import Conflict
from sync.central import exceptions, ledger, orders, returns, stock, sweeps, tables
from sync.central.core import Central
from sync.central.devices import Device
from sync.protocol.messages import AuthoriseReturn, Batch, PlaceOrder
from tests.central_shop import AT, PRICE, Terminal, enrolled, item, refund, sale


def post(shop: Central, terminal: Terminal) -> None:
    ledger.post(shop.database, terminal.name, terminal.batch(), shop.now())


def figure(shop: Central, sku: str = "mug", store: str = "S1") -> tuple[int, int]:
    """Whole pieces on hand and held."""
    with shop.database.read() as connection:
        found = stock.figures(connection, [sku], [store])[0]
    return int(found.on_hand), int(found.held)


def causes(shop: Central) -> list[str]:
    with shop.database.read() as connection:
        return [x.cause for x in exceptions.listed(connection)]


def placed(shop: Central, quantity: int = 2, sku: str = "mug") -> Order:
    lines = ((sku, Decimal(quantity)),)
    wish = PlaceOrder(new_order_code(), "S1", "Eve", "555 55", "en", "at_till", lines)
    return orders.place(shop, wish).order


def given_out(order: Order, quantity: int = 2, receipt: str = "H1") -> HandedOver:
    sku = order.lines[0].sku
    line = item(sku, quantity)
    return HandedOver(
        order.order,
        (LineQuantity("1", sku, Decimal(quantity)),),
        receipt,
        Proof.ORDER_SLIP,
        (line,),
        sale(receipt, line, order=order.order),
    )


def test_an_order_lives_to_its_hand_over(shop: Central, till: Terminal) -> None:
    order = placed(shop)
    assert figure(shop) == (10, 2)
    till.seal(PickStarted(order.order))
    till.seal(ItemPicked(order.order, "1", "mug", Decimal(2)))
    till.seal(OrderReady(order.order, "A1"))
    till.seal(given_out(order))
    post(shop, till)
    assert figure(shop) == (8, 0)
    found = orders.find(shop, order.order)
    assert found is not None
    assert (found.state, found.receipts, found.bin) == (OrderState.HANDED_OVER, ("H1",), "A1")
    with shop.database.read() as connection:
        assert connection.execute(select(tables.hold.c.state)).scalars().all() == ["sold"]
    assert returns.purchase(shop, receipt="H1").lines[0].quantity == 2
    assert causes(shop) == []


def test_a_short_line_gives_its_hold_back(shop: Central, till: Terminal) -> None:
    order = placed(shop)
    till.seal(LineShort(order.order, "1", "mug", Decimal(1), "shelf empty"))
    till.seal(given_out(order, 1))
    post(shop, till)
    assert figure(shop) == (9, 0)


@pytest.mark.parametrize("cancel_first", [True, False])
def test_cancelled_or_handed_over_first_ends_alike(
    shop: Central, till: Terminal, cancel_first: bool
) -> None:
    order = placed(shop)
    desk = enrolled(shop, "S1", "desk")
    desk.seal(OrderCancelled(order.order, "shopper called"))
    till.seal(given_out(order))
    for terminal in (desk, till) if cancel_first else (till, desk):
        post(shop, terminal)
    assert figure(shop) == (8, 0)
    found = orders.find(shop, order.order)
    assert found is not None
    assert found.state is OrderState.HANDED_OVER
    assert causes(shop) == (["handed_over_ended_order"] if cancel_first else [])


def test_handed_over_twice_is_an_exception(shop: Central, till: Terminal) -> None:
    order = placed(shop)
    other = enrolled(shop, "S1", "desk")
    till.seal(given_out(order))
    other.seal(given_out(order, receipt="H2"))
    post(shop, till)
    post(shop, other)
    assert figure(shop) == (6, 0)
    assert causes(shop) == ["handed_over_twice"]


def offline_order(code: str = "") -> Order:
    line = OrderLine(
        "1", "mug", {"en": "Mug"}, Decimal(2), Money(PRICE, "EUR"), Money(2 * PRICE, "EUR")
    )
    return Order(
        order=code or new_order_code(),
        store="S1",
        channel="kiosk",
        customer="Eve",
        phone="555 55",
        lines=(line,),
        total=Money(2 * PRICE, "EUR"),
        paid=Paid.AT_TILL,
        state=OrderState.PLACED,
        placed_at=AT,
        promise_at=AT,
    )


def test_facts_that_come_before_their_order_wait_for_it(shop: Central, till: Terminal) -> None:
    kiosk = enrolled(shop, "S1", "kiosk")
    order = offline_order()
    kiosk.seal(OrderPlaced(order))
    till.seal(PickStarted(order.order))
    till.seal(given_out(order))
    post(shop, till)
    assert causes(shop) == ["held", "held"]
    assert figure(shop) == (10, 0)
    post(shop, kiosk)
    assert causes(shop) == []
    assert figure(shop) == (8, 0)
    found = orders.find(shop, order.order)
    assert found is not None
    assert found.state is OrderState.HANDED_OVER


def test_an_order_taken_live_and_again_as_a_fact_holds_once(shop: Central) -> None:
    kiosk = enrolled(shop, "S1", "kiosk")
    order = placed(shop)
    kiosk.seal(OrderPlaced(offline_order(order.order)))
    post(shop, kiosk)
    assert figure(shop) == (10, 2)


def test_nobody_came_and_the_goods_go_back_on_sale(shop: Central) -> None:
    order = placed(shop)
    shop.now.__self__.move(days=8)  # type: ignore[attr-defined]
    assert sweeps.sweep(shop) == 1
    found = orders.find(shop, order.order)
    assert found is not None
    assert found.state is OrderState.EXPIRED
    assert figure(shop) == (10, 0)
    assert sweeps.sweep(shop) == 0


def test_more_back_than_was_bought_is_an_exception_whoever_comes_first(
    shop: Central, till: Terminal
) -> None:
    other = enrolled(shop, "S2", "till")
    till.seal(sale("R1", item("mug", 2)))
    other.seal(refund("Q1", "R1", "mug", 3))
    post(shop, other)
    assert causes(shop) == []
    post(shop, till)
    assert causes(shop) == ["excess_refund"]
    assert figure(shop, store="S2") == (13, 0)


def test_more_money_back_than_was_paid_is_an_exception(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug", 2)))
    till.seal(refund("R2", "R1", "mug", 1, minor=2 * PRICE + 1))
    post(shop, till)
    assert causes(shop) == ["excess_refund"]


def test_receipt_and_order_are_two_names_of_one_purchase(shop: Central, till: Terminal) -> None:
    order = placed(shop)
    till.seal(given_out(order))
    till.seal(refund("R2", "H1", "mug", 1))
    post(shop, till)
    device = Device(till.name, "S1", "till", 1, current=True, revoked=False)
    ask = AuthoriseReturn("a" * 32, "", order.order, (("1", Decimal(2)),))
    with pytest.raises(Conflict, match="return_over_sold"):
        returns.authorise(shop, device, ask)
    till.seal(refund("R3", "", "mug", 2, order=order.order))
    post(shop, till)
    assert causes(shop) == ["excess_refund"]


def test_an_unused_authorisation_lapses(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug", 1)))
    post(shop, till)
    device = Device(till.name, "S1", "till", 1, current=True, revoked=False)
    lines = (("1", Decimal(1)),)
    returns.authorise(shop, device, AuthoriseReturn("a" * 32, "R1", "", lines))
    second = AuthoriseReturn("b" * 32, "R1", "", lines)
    with pytest.raises(Conflict, match="return_over_sold"):
        returns.authorise(shop, device, second)
    shop.now.__self__.move(hours=25)  # type: ignore[attr-defined]
    assert sweeps.sweep(shop) == 1
    returns.authorise(shop, device, second)


# -- however the network treats the batches ------------------------------------------------------


@st.composite
def deliveries(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """(terminal, start, end) of batches sent in this order: split, repeated, out of order."""
    piece = st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(1, 10))
    return draw(st.lists(piece, max_size=25))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=deliveries())
def test_any_delivery_folds_to_the_same(shop: Central, sent: list[tuple[int, int, int]]) -> None:
    terminals = [enrolled(shop, "S1", "till") for _ in range(3)]
    before = figure(shop), figure(shop, "tea")
    names = [terminal.name for terminal in terminals]
    first, second, third = terminals
    order = offline_order()
    for number in range(8):
        first.seal(sale(f"{names[0]}-{number}", item("mug")))
    second.seal(OrderPlaced(order))
    for number in range(7):
        second.seal(refund(f"{names[1]}-{number}", f"{names[0]}-{number}", "mug"))
    third.seal(PickStarted(order.order))
    third.seal(ItemPicked(order.order, "1", "mug", Decimal(2)))
    third.seal(given_out(order, receipt=f"{names[2]}-1"))
    third.seal(sale(f"{names[2]}-2", item("tea", 3)))
    for which, start, end in sent:
        terminal = terminals[which]
        batch = Batch(1, tuple(terminal.entries[start:end]))
        ledger.post(shop.database, terminal.name, batch, shop.now())
    for terminal in terminals:
        answer = ledger.post(shop.database, terminal.name, Batch(1, ()), shop.now())
        rest = terminal.batch(answer.head.seq)
        assert ledger.post(shop.database, terminal.name, rest, shop.now()).head == terminal.head
    after = figure(shop), figure(shop, "tea")
    assert after[0][0] - before[0][0] == -8 + 7 - 2
    assert after[0][1] == before[0][1]
    assert after[1][0] - before[1][0] == -3
    found = orders.find(shop, order.order)
    assert found is not None
    assert (found.state, int(found.lines[0].handed_over)) == (OrderState.HANDED_OVER, 2)
    with shop.database.read() as connection:
        open_held = [x for x in exceptions.listed(connection) if x.cause != "oversell"]
    assert open_held == []


def test_clocks_change_no_order(shop: Central, till: Terminal) -> None:
    for number in range(3):
        till.seal(sale(f"R{number}", item("mug")), at=AT - timedelta(days=300 * number))
    post(shop, till)
    assert figure(shop) == (7, 0)
