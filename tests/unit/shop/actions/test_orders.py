"""Orders: placed, picked, staged, handed over and paid, with and without central."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from shop.actions.cancel_order import cancel_order
from shop.actions.hand_over import find_pickup
from shop.actions.order_goods import take_lines
from shop.actions.pick_item import pick_item, pick_scanned
from shop.actions.place_order import OrderWish, begin_order, promise, valid_phone
from shop.actions.short_line import short_line
from shop.actions.stage_order import stage_order
from shop.actions.start_picking import next_wave, start_picking
from shop.actions.take_cash import start_tendering
from shop.actions.unpick_item import unpick_item
from shop.domain.basket import Basket
from shop.domain.catalogue import Place
from shop.domain.codes import ScannedCode
from shop.domain.facts import HandedOver, OrderPlaced, Proof
from shop.domain.money import Money
from shop.domain.order import Order, OrderState, Paid
from shop.domain.order_code import read_order_code
from shop.domain.receipt import ReceiptKind
from shop.domain.slip import PickupSlip
from shop.domain.slip_check import VerifiedSlip
from shop.domain.slip_codec import slip_text
from shop.domain.slip_make import pickup_slip
from shop.errors import Conflict, LinkDown, Refusal
from shop.ports import OrderRequest, PlacedOrder
from tests.unit.shop.actions.shop_floor import (
    CASHIER,
    MANAGER,
    MUG_CODE,
    PICKER,
    TEA_CODE,
    Floor,
)

CODE = "K7M2-94TQ-H3X7"


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def wish(floor: Floor, **changes: object) -> OrderWish:
    made = OrderWish(floor.basket(), "S1", " Ada ", "+49 30 123456", "de")
    return replace(made, **changes)  # type: ignore[arg-type]


# -- placing -------------------------------------------------------------------------------


def test_online_central_places_the_order() -> None:
    floor = Floor()

    def place(request: OrderRequest) -> PlacedOrder:
        return PlacedOrder(floor.order(request.order), "OR1X")

    floor.central.place = place
    done = floor.place(wish(floor)).result(0)
    assert (done.live, done.slip) == (True, "OR1X")
    request = floor.central.requests[0]
    assert (request.customer, request.phone, request.channel) == ("Ada", "+49 30 123456", "kiosk")
    assert request.lines == (("TEA-1", Decimal(2)), ("MUG-1", Decimal(1)))
    assert floor.journal.entries == []


def test_the_last_one_gone_is_said_by_central_alone() -> None:
    floor = Floor()
    with pytest.raises(Conflict, match="out_of_stock"):
        floor.place(wish(floor)).result(0)
    assert floor.journal.entries == []


@pytest.mark.parametrize(("taken", "asked"), [(1, 2), (2, 2)])
def test_a_code_that_is_taken_gives_way_to_a_new_one_once(taken: int, asked: int) -> None:
    floor = Floor()

    def place(request: OrderRequest) -> PlacedOrder:
        return PlacedOrder(floor.order(request.order), "OR1X")

    def refuse(request: OrderRequest) -> PlacedOrder:
        if len(floor.central.requests) <= taken:
            raise Conflict("order_code_taken", order=request.order)
        return place(request)

    floor.central.place = refuse
    begun = begin_order(wish(floor))
    placing = floor.place(begun)
    first, second = (request.order for request in floor.central.requests)
    assert first == begun.order
    assert read_order_code(second) == second != first
    assert len(floor.central.requests) == asked
    if taken == 1:
        assert placing.result(0).order.order == second
    else:
        with pytest.raises(Conflict, match="order_code_taken"):
            placing.result(0)
    assert floor.journal.entries == []


def test_a_lost_answer_is_still_one_order() -> None:
    floor = Floor()
    floor.central.answer_lost = True
    begun = begin_order(wish(floor))
    done = floor.place(begun).result(0)
    assert not done.live
    assert done.order.order == begun.order == floor.central.requests[0].order
    fact = floor.journal.entries[-1].fact
    assert isinstance(fact, OrderPlaced)
    assert fact.order == done.order
    assert done.order.total == eur(2 * 499 + 1299)
    assert done.order.paid is Paid.AT_TILL
    assert floor.replica.stock("TEA-1")["S1"].available == 8
    read = floor.read_slip(done.slip)
    assert isinstance(read, VerifiedSlip)
    assert isinstance(read.slip, PickupSlip)
    assert (read.slip.order, read.slip.pay_at_till) == (begun.order, True)
    assert find_pickup(floor.replica, read).order.order == begun.order


def test_offline_only_from_this_shelf_and_paid_at_the_till() -> None:
    floor = Floor()
    floor.central.online = False
    with pytest.raises(LinkDown, match="order_other_store_offline"):
        floor.place(wish(floor, store="S2")).result(0)
    with pytest.raises(LinkDown, match="order_online_payment_offline"):
        floor.place(wish(floor, paid=Paid.ONLINE)).result(0)
    with pytest.raises(Refusal, match="out_of_stock"):
        floor.place(wish(floor, basket=floor.basket(tea=11))).result(0)
    floor.replica.figures.clear()
    with pytest.raises(Refusal, match="out_of_stock"):
        floor.place(wish(floor)).result(0)
    assert floor.journal.entries == []


def test_where_the_goods_stand_goes_into_the_order() -> None:
    floor = Floor()
    floor.central.online = False
    item = floor.replica.item("TEA-1")
    assert item is not None
    basket, _ = Basket("ee" * 16).add(replace(item, place=Place("7", "B")))
    done = floor.place(wish(floor, basket=basket)).result(0)
    assert (done.order.lines[0].aisle, done.order.lines[0].shelf) == ("7", "B")


def test_wishes_that_cannot_be_orders() -> None:
    floor = Floor()
    for code, changed in (
        ("basket_empty", wish(floor, basket=Basket("00" * 16))),
        ("name_missing", wish(floor, customer="  ")),
        ("phone_invalid", wish(floor, phone="12")),
    ):
        with pytest.raises(Refusal, match=code):
            begin_order(changed)
    made = begin_order(wish(floor))
    assert read_order_code(made.order) == made.order
    assert begin_order(made) == made
    assert [valid_phone(x) for x in ("0301234", "+1 (555) 010-99", "call me", "1" * 16)] == [
        True,
        True,
        False,
        False,
    ]


def test_the_promise_is_a_time_one_can_say() -> None:
    floor = Floor()
    assert promise(floor.clock.now()).isoformat() == "2026-11-21T11:00:00+00:00"
    floor.clock.move(minutes=1)
    assert promise(floor.clock.now()).isoformat() == "2026-11-21T11:15:00+00:00"


# -- picking -------------------------------------------------------------------------------


def test_an_order_from_the_shelf_to_the_bin() -> None:
    floor = Floor()
    floor.order()
    assert [x.order for x in next_wave(floor.desk)] == [CODE]
    started = start_picking(floor.desk, CODE, PICKER).result(0)
    assert (started.order.state, started.order.picker) == (OrderState.PICKING, "pia")
    for _ in range(2):
        change = pick_scanned(floor.desk, CODE, TEA_CODE, PICKER).result(0)
    assert change.line_id == "1"
    assert change.order.lines[0].picked == 2
    unpicked = unpick_item(floor.desk, CODE, "1", PICKER).result(0)
    assert unpicked.order.lines[0].picked == 1
    pick_item(floor.desk, CODE, "1", PICKER, Decimal(2)).result(0)
    with pytest.raises(Refusal, match="not_all_picked"):
        stage_order(floor.desk, CODE, "A1", PICKER)
    short = short_line(floor.desk, CODE, "2", "not_on_shelf", PICKER).result(0)
    assert short.order.lines[1].short == 1
    ready = stage_order(floor.desk, CODE, " a1 ", PICKER).result(0)
    assert (ready.order.state, ready.order.bin) == (OrderState.READY, "A1")


def test_wrong_items_and_one_too_many_are_refused() -> None:
    floor = Floor()
    order = floor.order()
    with pytest.raises(Refusal, match="code_unknown"):
        pick_scanned(floor.desk, CODE, ScannedCode("nonsense"), PICKER)
    with pytest.raises(Refusal, match="code_unknown"):
        pick_scanned(floor.desk, CODE, ScannedCode("4006381333948"), PICKER)
    pick_scanned(floor.desk, CODE, MUG_CODE, PICKER).result(0)
    with pytest.raises(Refusal, match="over_pick"):
        pick_scanned(floor.desk, CODE, MUG_CODE, PICKER)
    floor.replica.kept_orders[CODE] = replace(order, lines=order.lines[:1])
    with pytest.raises(Refusal, match="wrong_item"):
        pick_scanned(floor.desk, CODE, ScannedCode("MUG-1"), PICKER)
    with pytest.raises(Refusal, match="line_unknown"):
        pick_item(floor.desk, CODE, "9", PICKER)


def test_what_picking_does_not_allow() -> None:
    floor = Floor()
    order = floor.order()
    with pytest.raises(Refusal, match="order_unknown"):
        start_picking(floor.desk, "NONE", PICKER)
    floor.replica.kept_orders[CODE] = replace(order, store="S2")
    with pytest.raises(Refusal, match="order_other_store"):
        start_picking(floor.desk, CODE, PICKER)
    floor.replica.kept_orders[CODE] = replace(order, state=OrderState.CANCELLED)
    with pytest.raises(Refusal, match="order_ended"):
        start_picking(floor.desk, CODE, PICKER)
    floor.replica.kept_orders[CODE] = replace(order, picker="pia")
    with pytest.raises(Refusal, match="order_has_picker"):
        start_picking(floor.desk, CODE, MANAGER)
    with pytest.raises(Refusal, match="not_picked"):
        unpick_item(floor.desk, CODE, "1", PICKER)
    for code, reason, count in (
        ("nothing_missing", "x", Decimal(9)),
        ("reason_missing", " ", None),
    ):
        with pytest.raises(Refusal, match=code):
            short_line(floor.desk, CODE, "1", reason, PICKER, count)
    for bin_ in ("", "x" * 21, "a\x1bb"):
        with pytest.raises(Refusal, match="bin_invalid"):
            stage_order(floor.desk, CODE, bin_, PICKER)
    short_line(floor.desk, CODE, "1", "damaged", PICKER).result(0)
    short_line(floor.desk, CODE, "2", "damaged", PICKER).result(0)
    with pytest.raises(Refusal, match="nothing_picked"):
        stage_order(floor.desk, CODE, "A1", PICKER)


def test_an_order_is_cancelled_with_a_reason() -> None:
    floor = Floor()
    order = floor.order()
    with pytest.raises(Refusal, match="reason_missing"):
        cancel_order(floor.desk, CODE, "", PICKER)
    half = replace(order.lines[0], handed_over=Decimal(1))
    floor.replica.kept_orders[CODE] = order.with_line(half)
    with pytest.raises(Refusal, match="order_partly_handed_over"):
        cancel_order(floor.desk, CODE, "asked", PICKER)
    floor.replica.kept_orders[CODE] = order
    done = cancel_order(floor.desk, CODE, " asked ", PICKER).result(0)
    assert done.order.state is OrderState.CANCELLED


# -- handing over --------------------------------------------------------------------------


def picked(floor: Floor, paid: Paid = Paid.ONLINE) -> Order:
    order = floor.order(paid=paid)
    ready = replace(order, state=OrderState.READY, bin="A1")
    floor.replica.kept_orders[CODE] = ready
    return ready


def test_a_paid_order_goes_over_the_counter_by_its_slip() -> None:
    floor = Floor()
    order = picked(floor)
    made = pickup_slip(order, key_id=7, nonce=bytes(4), now=floor.clock.now())
    read = floor.read_slip(slip_text(made, floor.signer.sign))
    assert isinstance(read, VerifiedSlip)
    found = find_pickup(floor.replica, read)
    assert (found.ready, found.order.bin, found.proof) == (True, "A1", Proof.ORDER_SLIP)
    plan = floor.hand_over.plan(found)
    assert plan.document is None
    done = floor.hand_over(plan, shift="", who=PICKER).result(0)
    assert done.receipt.kind is ReceiptKind.HAND_OVER
    assert (done.receipt.total, done.drawer, done.change) == (eur(2599), False, eur(0))
    assert floor.replica.kept_orders[CODE].state is OrderState.HANDED_OVER
    with pytest.raises(Refusal, match="order_already_handed_over"):
        find_pickup(floor.replica, CODE)
    with pytest.raises(Refusal, match="hand_over_too_many"):
        floor.hand_over(plan, shift="", who=PICKER).result(0)


def test_an_order_paid_at_the_till_is_money_and_goods_in_one_fact() -> None:
    floor = Floor()
    picked(floor, Paid.AT_TILL)
    shift = floor.open()
    found = find_pickup(floor.replica, CODE.lower())
    assert found.proof is Proof.ORDER_NUMBER
    plan = floor.hand_over.plan(found)
    assert plan.document is not None
    assert plan.document.total == eur(2599)
    tendering = start_tendering(plan.document.total, floor.replica.settings())
    with pytest.raises(Refusal, match="no_open_shift"):
        floor.hand_over(plan, shift="", who=CASHIER, tendering=tendering)
    for unpaid in (None, tendering):
        with pytest.raises(Refusal, match="not_paid"):
            floor.hand_over(plan, shift=shift, who=CASHIER, tendering=unpaid)
    paid = tendering.take_cash(eur(3000))
    done = floor.hand_over(plan, shift=shift, who=CASHIER, tendering=paid).result(0)
    fact = done.recorded.fact
    assert isinstance(fact, HandedOver)
    assert fact.sale is not None
    assert (fact.sale.order, fact.sale.receipt) == (CODE, fact.receipt)
    assert sum(x.total.minor for x in fact.items) == 2599
    assert (done.change, done.drawer) == (eur(401), True)
    assert done.receipt.kind is ReceiptKind.SALE
    assert isinstance(floor.read_slip(done.receipt.slip), VerifiedSlip)
    assert floor.replica.stock("TEA-1")["S1"].on_hand == 7


def test_parts_cost_their_share_and_add_up() -> None:
    floor = Floor()
    picked(floor, Paid.AT_TILL)
    shift = floor.open()
    total = 0
    for part in ({"1": Decimal(1)}, {"1": Decimal(1)}, None):
        plan = floor.hand_over.plan(find_pickup(floor.replica, CODE), part)
        assert plan.document is not None
        total += plan.document.total.minor
        paid = start_tendering(plan.document.total, floor.replica.settings()).take_cash(eur(9999))
        floor.hand_over(plan, shift=shift, who=CASHIER, tendering=paid).result(0)
    assert total == 2599
    assert len(floor.replica.kept_orders[CODE].receipts) == 3


def test_a_share_above_the_unit_price_is_still_the_share() -> None:
    floor = Floor()
    order = picked(floor, Paid.AT_TILL)
    dear = replace(order.lines[0], total=eur(1600))
    floor.replica.kept_orders[CODE] = order.with_line(dear)
    plan = floor.hand_over.plan(find_pickup(floor.replica, CODE), {"1": Decimal(2)})
    assert plan.document is not None
    assert plan.document.total == eur(1066)


def test_what_cannot_be_handed_over() -> None:
    floor = Floor()
    order = picked(floor)
    for wrong, code in ((Decimal(9), "hand_over_too_many"), (Decimal(-1), "hand_over_too_many")):
        with pytest.raises(Refusal, match=code):
            take_lines(order, {"1": wrong})
    with pytest.raises(Refusal, match="line_unknown"):
        take_lines(order, {"9": Decimal(1)})
    with pytest.raises(Refusal, match="nothing_to_hand_over"):
        take_lines(order, {"1": Decimal(0)})
    with pytest.raises(Refusal, match="order_unknown"):
        find_pickup(floor.replica, "NONE")
    floor.replica.kept_orders[CODE] = replace(order, store="S2")
    with pytest.raises(Refusal, match="order_other_store"):
        find_pickup(floor.replica, CODE)
    floor.replica.kept_orders[CODE] = replace(order, state=OrderState.EXPIRED)
    with pytest.raises(Refusal, match="order_expired"):
        find_pickup(floor.replica, CODE)
    done = floor.sell(floor.open())
    receipt = floor.read_slip(done.receipt.slip)
    assert isinstance(receipt, VerifiedSlip)
    with pytest.raises(Refusal, match="not_a_pickup"):
        find_pickup(floor.replica, receipt)
