"""A pickup order: choosing, checking, placing; refused, offline, forgotten."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import timedelta

import pytest

from kiosk.sample_shop import NOON
from shop.actions.place_order import OrderDone
from shop.domain.order_code import read_order_code
from shop.errors import Conflict, EndcapError, JournalFault, LinkDown
from shop.ports import LinkState
from tests.unit.kiosk.conftest import Kiosk
from ui.grab import wait

NAME, PHONE = "Maeve Quill", "+353 20 910 0142"


@pytest.fixture
def ordering(kiosk: Kiosk) -> Kiosk:
    kiosk.vm.openProduct("coffee-beans")
    kiosk.vm.openOrder()
    return kiosk


def confirm(kiosk: Kiosk) -> None:
    order = kiosk.parts.order
    order.next()
    order.who.setName(NAME)
    order.who.setPhone(PHONE)
    order.next()
    assert order.step == 2


def place(kiosk: Kiosk) -> None:
    confirm(kiosk)
    kiosk.parts.order.next()
    wait(0.02)


def refused(kind: type[Conflict | LinkDown], code: str) -> Future[OrderDone]:
    future: Future[OrderDone] = Future()
    future.set_exception(kind(code))
    return future


def test_this_store_first_and_chosen(ordering: Kiosk) -> None:
    rows = ordering.parts.order.stores.rows
    assert rows[0].store == "dub-quay"
    assert rows[0].chosen
    assert rows[0].distance == "You are here"
    assert ordering.parts.order.total == "€7.80"


def test_quantity_prices_anew_and_closes_poor_stores(ordering: Kiosk) -> None:
    order = ordering.parts.order
    order.setQuantity(3)
    assert (order.total, order.was) == ("€23.40", "€29.25")
    bray = next(row for row in order.stores.rows if row.store == "bray")
    assert not bray.possible
    assert bray.stock == "Only 1 there"
    order.setQuantity(1000)
    assert order.quantity == order.mostQuantity


def test_names_and_numbers_are_asked_for(ordering: Kiosk) -> None:
    order = ordering.parts.order
    order.next()
    order.next()
    assert order.step == 1
    assert order.who.nameError
    assert order.who.phoneError
    order.who.setName(NAME)
    assert not order.who.nameError


def test_placed_with_a_readable_code_and_a_slip(ordering: Kiosk) -> None:
    ordering.parts.order.chooseStore("dub-clon")
    place(ordering)
    (wish,) = ordering.desk.wishes
    assert (wish.store, wish.customer, wish.phone) == ("dub-clon", NAME, "+353209100142")
    assert read_order_code(wish.order) == wish.order
    assert ordering.vm.screen == "slip"
    assert ordering.parts.slip.code == wish.order
    assert ordering.parts.slip.slip.startswith("OR1")
    assert ordering.parts.slip.ready == "Ready today by 14:00"
    assert ordering.parts.slip.total == "€7.80"


def test_taken_by_another_offers_the_others(ordering: Kiosk) -> None:
    ordering.desk.answer = refused(Conflict, "out_of_stock")
    place(ordering)
    order = ordering.parts.order
    assert ordering.vm.screen == "order"
    assert order.step == 0
    assert order.refused
    here = order.stores.rows[0]
    assert (here.possible, here.stock) == (False, "Just sold out")
    assert not any(row.chosen for row in order.stores.rows)
    first = ordering.desk.wishes[0].order
    ordering.desk.answer = None
    order.chooseStore("dub-clon")
    order.next()
    order.next()
    order.next()
    wait(0.02)
    assert ordering.vm.screen == "slip"
    assert ordering.desk.wishes[1].order != first


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Conflict("sku_unknown", sku="X"), "This is not sold any more."),
        (Conflict("store_unknown", store="X"), "That store takes no orders just now."),
        (Conflict("order_code_taken"), "We could not tell your order from another one."),
        (Conflict("terminal_revoked"), "This screen cannot take orders just now."),
        (Conflict("something_new"), "This screen cannot take orders just now."),
        (JournalFault("disk_full"), "This screen cannot take orders just now."),
        (LinkDown("late"), "We could not reach that store just now."),
    ],
)
def test_only_a_sold_out_store_says_that_somebody_was_quicker(
    ordering: Kiosk, error: EndcapError, said: str
) -> None:
    failed: Future[OrderDone] = Future()
    failed.set_exception(error)
    ordering.desk.answer = failed
    place(ordering)
    order = ordering.parts.order
    assert order.refused == said
    assert order.advice
    assert error.code not in order.refused + order.advice


def test_a_lost_answer_keeps_the_same_code(ordering: Kiosk) -> None:
    ordering.desk.answer = refused(LinkDown, "late")
    place(ordering)
    assert ordering.parts.order.step == 2
    ordering.desk.answer = None
    ordering.parts.order.next()
    wait(0.02)
    first, second = ordering.desk.wishes
    assert first.order == second.order


def test_twice_is_once_while_it_is_on_its_way(ordering: Kiosk) -> None:
    waiting: Future[OrderDone] = Future()
    ordering.desk.answer = waiting
    place(ordering)
    ordering.parts.order.next()
    assert ordering.parts.order.sending
    assert len(ordering.desk.wishes) == 1
    ordering.clock.passed += 600
    ordering.parts.visit.tick()
    assert ordering.vm.screen == "order"
    waiting.set_exception(LinkDown("late"))
    wait(0.02)
    assert not ordering.parts.order.sending


def test_an_answer_after_the_visit_shows_nothing(ordering: Kiosk) -> None:
    waiting: Future[OrderDone] = Future()
    ordering.desk.answer = waiting
    place(ordering)
    wish = ordering.desk.wishes[0]
    ordering.vm.startOver()
    assert ordering.vm.screen == "order"
    ordering.parts.visit.end()
    waiting.set_result(OrderDone(ordering.desk.order(wish), "OR1AAAA", True))
    wait(0.02)
    assert ordering.vm.screen == "attract"
    assert ordering.parts.slip.code == ""


def test_offline_only_here_and_said_before(ordering: Kiosk) -> None:
    ordering.vm.link.show(LinkState(False, NOON - timedelta(minutes=5), 0, None))
    order = ordering.parts.order
    assert "paid at the till" in order.caution
    assert [row.store for row in order.stores.rows if row.possible] == ["dub-quay"]
    order.chooseStore("dub-clon")
    assert order.storeName == "Tansy Quayside"


def test_the_wipe_forgets_everything(ordering: Kiosk) -> None:
    place(ordering)
    ordering.vm.startOver()
    order, slip = ordering.parts.order, ordering.parts.slip
    assert (order.who.name, order.who.phone, order.product, order.total) == ("", "", "", "")
    assert (slip.code, slip.slip, slip.total) == ("", "", "")
    assert ordering.parts.product.name == ""
    assert ordering.central.watched[-1] == ()
