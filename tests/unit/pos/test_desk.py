"""The desk: what is late comes first, a new order rings once, goods are picked by scanning."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from shop.domain.codes import ScannedCode
from shop.domain.order import Order, OrderState, Paid
from shop.errors import JournalFault
from tests.unit.pos.conftest import DeskScreen, rows
from tests.unit.pos.test_till import slip_of
from tests.unit.shop.actions.shop_floor import MUG_CODE, TEA_CODE

FIRST, SECOND, THIRD = "K7M2-94TQ-H3X7", "7MQ8-Q7PC-ZE9G", "97FC-DP4J-2FR1"


def an_order(
    desk: DeskScreen, code: str, minutes: int = 60, paid: Paid = Paid.ONLINE, **more: object
) -> Order:
    order = desk.floor.order(code, paid=paid)
    promise = desk.floor.clock.now() + timedelta(minutes=minutes)
    order = replace(order, promise_at=promise, **more)  # type: ignore[arg-type]
    desk.floor.replica.kept_orders[code] = order
    return order


def state(desk: DeskScreen, code: str = FIRST) -> OrderState:
    return desk.floor.replica.kept_orders[code].state


def picking(desk: DeskScreen, paid: Paid = Paid.ONLINE) -> None:
    """The first order is open on the desk and its picking has begun."""
    an_order(desk, FIRST, paid=paid)
    desk.enter()
    desk.vm.refresh()
    desk.vm.queue.choose(FIRST)
    desk.vm.order.primary()
    desk.work()
    assert state(desk) is OrderState.PICKING


# -- the queue -------------------------------------------------------------------------------


def test_what_is_late_comes_first_and_ready_orders_last(desk: DeskScreen) -> None:
    an_order(desk, FIRST, minutes=30)
    an_order(desk, SECOND, minutes=-10)
    an_order(desk, THIRD, minutes=-90, state=OrderState.READY)
    desk.enter()
    desk.vm.refresh()
    shown = rows(desk.vm.queue.rows)
    assert [row.code for row in shown] == [SECOND, FIRST, THIRD]
    assert [row.countdown for row in shown[:2]] == ["10 min late", "30 min left"]
    assert (desk.vm.queue.late, desk.vm.queue.toPick, desk.vm.queue.ready) == (1, 2, 1)


def test_a_new_order_rings_once_and_those_of_the_start_never(desk: DeskScreen) -> None:
    an_order(desk, FIRST)
    desk.enter()
    desk.vm.refresh()
    assert desk.rings == []
    an_order(desk, SECOND)
    for _ in range(3):
        desk.vm.refresh()
    assert len(desk.rings) == 1
    assert desk.vm.queue.freshCount == 1
    desk.vm.queue.choose(SECOND)
    assert desk.vm.queue.freshCount == 0
    desk.vm.refresh()
    assert len(desk.rings) == 1


def test_an_order_placed_and_picked_before_we_heard_of_it_does_not_ring(desk: DeskScreen) -> None:
    desk.enter()
    an_order(desk, FIRST)
    desk.vm.refresh()
    an_order(desk, SECOND, state=OrderState.READY)
    desk.vm.refresh()
    assert desk.rings == []


def test_searching_the_queue_by_name_phone_and_code(desk: DeskScreen) -> None:
    an_order(desk, FIRST, customer="Ada Byron", phone="+49 30 111")
    an_order(desk, SECOND, customer="Grace", phone="+49 40 222")
    desk.enter()
    desk.vm.refresh()
    for words, found in (("byron", FIRST), ("ADA b", FIRST), ("222", SECOND), ("7mq8", SECOND)):
        desk.vm.queue.search(words)
        assert [row.code for row in rows(desk.vm.queue.rows)] == [found]
    desk.vm.queue.search("nobody")
    assert rows(desk.vm.queue.rows) == ()


# -- picking ---------------------------------------------------------------------------------


def test_every_piece_is_scanned_then_the_order_goes_into_its_bin(desk: DeskScreen) -> None:
    picking(desk)
    assert rows(desk.vm.order.lines)[0].title == "Blue mug"  # aisle 2 comes before 10
    for code in (MUG_CODE, TEA_CODE, TEA_CODE, TEA_CODE):
        assert not desk.vm.order.primaryEnabled
        desk.vm.scanned(code)
        desk.work()
    assert desk.vm.order.primaryText == "Put into a bin"
    wanted: list[None] = []
    desk.vm.order.binWanted.connect(lambda: wanted.append(None))
    desk.vm.order.primary()
    assert wanted == [None]
    desk.vm.order.stage("b-07")
    desk.work()
    assert state(desk) is OrderState.READY
    assert desk.vm.order.bin == "B-07"


def test_one_too_many_and_the_wrong_goods_are_said_and_not_picked(desk: DeskScreen) -> None:
    picking(desk)
    for _ in range(2):
        desk.vm.scanned(MUG_CODE)
    desk.work()
    assert {row.lineId: row.picked for row in rows(desk.vm.order.lines)} == {"1": 0, "2": 1}
    assert desk.vm.order.noticeText
    desk.vm.scanned(ScannedCode("5901234123457"))  # bananas
    desk.work()
    assert "not" in desk.vm.order.noticeText
    desk.vm.scanned(ScannedCode("4000000000006"))
    desk.work()
    kinds = [x.kind for x in desk.journal.entries]
    assert kinds == ["pick_started", "item_picked"]


def test_what_the_shelf_lacks_is_short_and_the_rest_can_go(desk: DeskScreen) -> None:
    picking(desk)
    desk.vm.scanned(MUG_CODE)
    desk.work()
    desk.vm.order.short("1", "not_found")
    desk.work()
    desk.vm.order.stage("A1")
    desk.work()
    assert state(desk) is OrderState.READY
    short = desk.floor.replica.kept_orders[FIRST].line("1")
    assert short is not None
    assert short.short == Decimal(3)


@pytest.mark.parametrize("bin_", ["", "   ", "B" * 40, "A\x001"])
def test_a_bin_must_have_a_name_one_can_read(desk: DeskScreen, bin_: str) -> None:
    picking(desk)
    for code in (MUG_CODE, TEA_CODE, TEA_CODE, TEA_CODE):
        desk.vm.scanned(code)
    desk.work()
    desk.vm.order.stage(bin_)
    desk.work()
    assert state(desk) is OrderState.PICKING
    assert desk.vm.order.noticeText


def test_pressing_start_twice_starts_once(desk: DeskScreen) -> None:
    an_order(desk, FIRST)
    desk.enter()
    desk.vm.refresh()
    desk.vm.queue.choose(FIRST)
    desk.journal.slow = True
    desk.vm.order.primary()
    desk.vm.order.primary()
    desk.journal.write()
    desk.work()
    assert [x.kind for x in desk.journal.entries] == ["pick_started"]


# -- handing over ----------------------------------------------------------------------------


def test_a_slip_opens_its_order_and_a_paid_one_is_handed_over_once(desk: DeskScreen) -> None:
    order = an_order(desk, FIRST, state=OrderState.READY, bin="B-07")
    desk.enter()
    desk.vm.refresh()
    desk.vm.scanned(slip_of(desk, order))
    assert desk.vm.order.code == FIRST
    assert desk.vm.order.primaryText == "Hand over"
    desk.journal.slow = True
    desk.vm.order.primary()
    desk.vm.order.primary()
    desk.journal.write()
    desk.work()
    desk.vm.order.primary()
    desk.work()
    assert [x.kind for x in desk.journal.entries] == ["handed_over"]
    assert len(desk.printed) == 1
    assert state(desk) is OrderState.HANDED_OVER


def test_an_order_to_be_paid_is_never_handed_over_at_the_desk(desk: DeskScreen) -> None:
    an_order(desk, FIRST, paid=Paid.AT_TILL, state=OrderState.READY)
    desk.enter()
    desk.vm.refresh()
    desk.vm.queue.choose(FIRST)
    assert desk.vm.order.primaryText == "Pays at the till"
    desk.vm.order.primary()
    desk.work()
    assert desk.journal.entries == []


def test_nobody_signed_in_does_nothing(desk: DeskScreen) -> None:
    order = an_order(desk, FIRST)
    desk.vm.refresh()
    desk.vm.scanned(slip_of(desk, order))
    desk.vm.scanned(MUG_CODE)
    desk.vm.typed(FIRST)
    desk.vm.queue.choose(FIRST)
    desk.vm.order.primary()
    desk.work()
    assert desk.journal.entries == []


def test_a_journal_that_fails_stops_the_desk(desk: DeskScreen) -> None:
    an_order(desk, FIRST)
    desk.enter()
    desk.vm.refresh()
    desk.vm.queue.choose(FIRST)
    desk.journal.fails = JournalFault("journal_write_failed")
    desk.vm.order.primary()
    desk.work()
    assert desk.vm.front.page == "stopped"
    assert state(desk) is OrderState.PLACED
