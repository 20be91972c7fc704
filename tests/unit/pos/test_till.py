"""The till as a whole: paying once whatever is pressed, slips, approvals, closing blind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shop.actions.sign_in import SignedIn
from shop.domain.codes import ScannedCode
from shop.domain.facts import Sale
from shop.domain.order import Order, OrderState, Paid
from shop.domain.slip_codec import slip_text
from shop.domain.slip_make import pickup_slip
from shop.errors import JournalFault
from tests.unit.pos.conftest import Behind, TillScreen, rows
from tests.unit.shop.actions.shop_floor import MANAGER, MUG_CODE, TEA_CODE


def paid(till: TillScreen) -> list[Sale]:
    return [x.fact for x in till.journal.entries if isinstance(x.fact, Sale)]


# -- paying --------------------------------------------------------------------------------


def test_what_is_typed_is_given_and_the_rest_is_change(selling: TillScreen) -> None:
    selling.scan(TEA_CODE, MUG_CODE)
    selling.vm.primary()
    assert (selling.vm.panel, selling.vm.pay.dueText) == ("pay", "€17.98")
    selling.vm.typed("20")
    assert selling.vm.pay.changeText == "€2.02"
    selling.vm.submitted("20")
    selling.work()
    (sale,) = paid(selling)
    assert sale.tenders[0].change.minor == 202
    assert selling.vm.panel == "done"
    assert selling.vm.receipt.moneyText == "€2.02"
    assert selling.paper.drawer_opened == 1
    assert len(selling.paper.jobs) == 1


def test_part_by_part_and_a_part_taken_back(selling: TillScreen) -> None:
    selling.scan(MUG_CODE)
    selling.vm.primary()
    selling.vm.submitted("")  # nothing typed: Enter alone takes nothing
    assert paid(selling) == []
    selling.vm.typed("5")
    assert selling.vm.pay.short
    selling.vm.submitted("5")
    assert selling.vm.pay.dueText == "€7.99"
    selling.vm.escape()
    assert (selling.vm.panel, selling.vm.pay.dueText) == ("pay", "€12.99")
    selling.vm.typed("5")
    selling.vm.submitted("5")
    selling.vm.primary()
    selling.work()
    (sale,) = paid(selling)
    assert [x.amount.minor for x in sale.tenders] == [500, 799]


@pytest.mark.parametrize("typed", ["abc", "12.345", "-20", "1e9", "*"])
def test_what_is_no_amount_is_not_taken(selling: TillScreen, typed: str) -> None:
    selling.scan(MUG_CODE)
    selling.vm.primary()
    selling.vm.typed(typed)
    selling.vm.submitted(typed)
    selling.work()
    assert paid(selling) == []
    assert selling.vm.pay.noticeText == "That is not an amount"


def test_money_is_only_taken_for_what_lies_in_the_basket_now(selling: TillScreen) -> None:
    selling.scan(MUG_CODE, TEA_CODE)
    selling.vm.primary()
    selling.vm.basket.voidSelected()
    assert selling.vm.panel == "keys"
    selling.vm.primary()
    assert selling.vm.pay.dueText == "€12.99"
    selling.scan(TEA_CODE)
    assert selling.vm.panel == "keys"
    assert paid(selling) == []


# -- while a sale is being written -----------------------------------------------------------


def begin_slow_sale(selling: TillScreen) -> None:
    selling.scan(MUG_CODE)
    selling.vm.primary()
    selling.journal.slow = True
    selling.vm.typed("20")
    selling.vm.submitted("20")


def test_escape_enter_and_f12_mashed_in_flight_make_one_sale(selling: TillScreen) -> None:
    begin_slow_sale(selling)
    for _ in range(5):
        selling.vm.escape()
        selling.vm.primary()
        selling.vm.typed("50")
        selling.vm.submitted("50")
        selling.vm.pay.give(5000)
        selling.vm.show("return")
    selling.journal.write()
    selling.work()
    assert len(paid(selling)) == 1
    assert selling.vm.panel == "done"
    assert selling.paper.drawer_opened == 1
    assert len(selling.paper.jobs) == 1


def test_the_basket_in_flight_can_neither_be_parked_nor_changed(selling: TillScreen) -> None:
    begin_slow_sale(selling)
    selling.vm.basket.park()
    selling.vm.basket.changeQuantity(1)
    selling.vm.basket.voidSelected()
    selling.vm.basket.voidAll()
    selling.journal.write()
    selling.work()
    (sale,) = paid(selling)
    assert [x.quantity for x in sale.items] == [1]
    assert selling.vm.basket.parkedText == ""
    assert selling.quantities() == []


def test_goods_scanned_in_flight_are_the_next_customers(selling: TillScreen) -> None:
    begin_slow_sale(selling)
    selling.scan(TEA_CODE, TEA_CODE)
    selling.journal.write()
    selling.work()
    (sale,) = paid(selling)
    assert [x.sku for x in sale.items] == ["MUG-1"]
    (line,) = selling.vm.basket.basket.lines
    assert line.item.sku == "TEA-1"
    assert line.quantity == 2


def test_a_journal_that_fails_sells_nothing_and_stops_the_till(selling: TillScreen) -> None:
    selling.scan(MUG_CODE)
    selling.vm.primary()
    selling.journal.fails = JournalFault("journal_write_failed")
    selling.vm.primary()
    selling.work()
    assert paid(selling) == []
    assert selling.vm.page == "stopped"
    assert selling.vm.stoppedText
    selling.journal.fails = None
    assert selling.quantities() == [1]


def test_after_a_restart_the_sale_nobody_saw_is_shown_first(till: TillScreen) -> None:
    till.enter()
    till.scan(TEA_CODE)
    till.vm.primary()
    till.vm.primary()
    till.work()
    till.journal.notes.pop("last_confirmed")
    till.vm.lock()
    till.enter()
    assert till.vm.panel == "done"
    assert till.vm.receipt.title == "This was completed before the restart"
    assert len(paid(till)) == 1


# -- approvals -------------------------------------------------------------------------------


def test_typing_while_an_approval_is_asked_never_reaches_the_basket(selling: TillScreen) -> None:
    selling.scan(TEA_CODE)
    selling.vm.show("shift")
    selling.vm.shift.startCash("no_sale")
    selling.vm.shift.noSale()
    assert selling.vm.approval.reason == "Opening the drawer without a sale."
    before = selling.vm.basket.basket
    selling.vm.typed("mug")
    selling.vm.submitted("4006381333931")
    selling.vm.submitted("3*")
    selling.vm.primary()
    selling.scan(MUG_CODE)
    selling.work()
    assert selling.vm.basket.basket == before
    selling.vm.escape()
    assert not selling.vm.approval.open
    assert selling.kinds() == ["shift_opened"]


# -- returns and pickups -----------------------------------------------------------------------


def an_order(till: TillScreen, *, store: str = "S1") -> Order:
    """Bought online and fetched."""
    order = till.floor.order(paid=Paid.ONLINE, store=store)
    lines = tuple(replace(x, picked=x.quantity, handed_over=x.quantity) for x in order.lines)
    order = replace(order, lines=lines, state=OrderState.HANDED_OVER)
    till.floor.replica.kept_orders[order.order] = order
    return order


def slip_of(till: Behind, order: Order) -> ScannedCode:
    made = pickup_slip(
        order, key_id=till.floor.signer.key_id, nonce=bytes(4), now=till.floor.clock.now()
    )
    return ScannedCode(slip_text(made, till.floor.signer.sign))


def test_an_expired_order_slip_still_proves_a_return(selling: TillScreen) -> None:
    selling.floor.central.online = False
    order = an_order(selling)
    slip = slip_of(selling, order)
    selling.floor.clock.move(days=20)
    selling.scan(slip)
    assert selling.vm.panel == "keys"
    assert selling.vm.basket.noticeText
    selling.vm.show("return")
    selling.scan(slip)
    selling.work()
    assert selling.vm.returns.found
    assert selling.vm.returns.title == f"Return of order {order.order}"
    assert selling.vm.returns.limitText.startswith("Offline: up to")


def test_another_stores_slip_needs_a_manager_when_central_is_away(selling: TillScreen) -> None:
    selling.floor.central.online = False
    order = an_order(selling, store="S2")
    slip = slip_of(selling, order)
    selling.vm.show("return")
    selling.scan(slip)
    selling.work()
    assert selling.vm.returns.found
    assert "a manager decides" in selling.vm.returns.limitText
    selling.vm.returns.change(0, 1)
    selling.vm.primary()
    selling.work()
    assert selling.vm.approval.open
    assert selling.kinds() == ["shift_opened"]
    selling.vm.approval.who._answered(SignedIn(MANAGER))
    selling.work()
    assert selling.kinds() == ["shift_opened", "return"]
    assert selling.vm.panel == "done"


def test_a_forged_slip_is_no_proof_on_any_panel(selling: TillScreen) -> None:
    slip = slip_of(selling, an_order(selling)).text
    letter = "A" if slip[-20] != "A" else "B"
    selling.vm.show("return")
    selling.scan(ScannedCode(slip[:-20] + letter + slip[-19:]))
    selling.work()
    assert not selling.vm.returns.found
    assert selling.vm.basket.noticeText


def test_a_return_gives_back_no_more_than_was_bought(selling: TillScreen) -> None:
    selling.floor.central.online = False
    selling.scan(MUG_CODE, TEA_CODE)
    selling.vm.primary()
    selling.vm.primary()
    selling.work()
    receipt = paid(selling)[0].receipt
    selling.vm.show("return")
    selling.type(receipt)
    assert selling.vm.returns.found
    for _ in range(3):
        selling.scan(MUG_CODE)
    assert [x.taking for x in rows(selling.vm.returns.lines)] == [1, 0]
    selling.vm.primary()
    selling.vm.primary()
    selling.work()
    assert selling.kinds().count("return") == 1
    assert selling.vm.receipt.moneyText == "€12.99"


def test_a_pickup_is_paid_and_handed_over_once(selling: TillScreen) -> None:
    order = selling.floor.order(paid=Paid.AT_TILL)
    selling.scan(slip_of(selling, order))
    assert (selling.vm.panel, selling.vm.pickup.customer) == ("pickup", "Ada")
    selling.scan(TEA_CODE)
    assert selling.vm.pickup.noticeText == "Green tea is in this order"
    selling.vm.primary()
    assert selling.vm.totalText == selling.vm.pickup.totalText != ""
    selling.vm.primary()
    selling.vm.primary()
    selling.work()
    assert selling.kinds() == ["shift_opened", "handed_over"]
    selling.vm.show("pickup")
    selling.type(order.order)
    assert not selling.vm.pickup.chosen
    assert selling.vm.pickup.noticeText


def test_a_pickup_left_alone_does_not_price_the_next_basket(selling: TillScreen) -> None:
    order = selling.floor.order(paid=Paid.AT_TILL)
    selling.scan(slip_of(selling, order))
    selling.vm.primary()
    selling.vm.escape()
    selling.scan(TEA_CODE)
    selling.vm.primary()
    assert selling.vm.totalText == "€4.99"
    selling.vm.primary()
    selling.work()
    assert selling.kinds() == ["shift_opened", "sale"]


# -- the drawer --------------------------------------------------------------------------------


def test_the_count_is_blind_and_the_shift_closes_once(selling: TillScreen) -> None:
    selling.scan(TEA_CODE)
    selling.vm.primary()
    selling.vm.primary()
    selling.work()
    selling.vm.show("shift")
    selling.vm.shift.startClose()
    shown = [selling.vm.shift.title, selling.vm.shift.subtitle, selling.vm.totalText]
    assert not any("4.99" in text or "1,004" in text for text in shown)
    highest = rows(selling.vm.shift.denominations)[0].minor
    selling.vm.shift.setCount(0, "2")
    selling.vm.primary()
    selling.vm.primary()
    selling.work()
    assert selling.kinds().count("shift_closed") == 1
    closed = selling.journal.entries[-1].fact
    assert closed.counted.minor == 2 * highest  # type: ignore[union-attr]
    assert closed.expected.minor == 2 * highest + 499  # type: ignore[union-attr]
    assert selling.vm.panel == "done"
    assert selling.vm.receipt.title == "Shift closed, Z 1"


@pytest.mark.parametrize("text", ["-3", "2.5", "abc", "", "٣"])
def test_odd_counts_never_crash_the_count(selling: TillScreen, text: str) -> None:
    selling.vm.show("shift")
    selling.vm.shift.startClose()
    selling.vm.shift.setCount(0, text)
    assert selling.vm.shift.counted.minor >= 0


def test_a_sale_without_a_shift_is_not_made(till: TillScreen) -> None:
    till.enter()
    till.vm.show("shift")
    till.vm.shift.startClose()
    till.vm.primary()
    till.work()
    till.scan(TEA_CODE)
    till.vm.primary()
    till.work()
    till.vm.primary()
    till.work()
    assert paid(till) == []


# -- what happens elsewhere meanwhile ------------------------------------------------------------


def paying_for_a_pickup(selling: TillScreen) -> Order:
    order = selling.floor.order(paid=Paid.AT_TILL)
    selling.scan(slip_of(selling, order))
    selling.vm.primary()
    assert selling.vm.panel == "pay"
    return order


def test_an_order_that_ends_while_it_is_being_paid_takes_no_money(selling: TillScreen) -> None:
    """The desk cancelled it just now: the cashier must hear of it before taking cash."""
    order = paying_for_a_pickup(selling)
    ended = replace(order, state=OrderState.CANCELLED)
    selling.floor.replica.kept_orders[order.order] = ended
    selling.vm.pickup.refresh()
    assert selling.vm.panel == "pickup"
    assert selling.vm.pickup.noticeText
    selling.vm.primary()
    selling.work()
    assert selling.kinds() == ["shift_opened"]


def test_a_hand_over_refused_after_paying_says_so(selling: TillScreen) -> None:
    """Its turn to be written came after somebody else's hand-over."""
    order = paying_for_a_pickup(selling)
    selling.journal.slow = True
    selling.vm.primary()
    lines = tuple(replace(x, handed_over=x.quantity) for x in order.lines)
    selling.floor.replica.kept_orders[order.order] = replace(order, lines=lines)
    selling.journal.write()
    selling.work()
    assert selling.kinds() == ["shift_opened"]
    assert selling.vm.panel == "pickup"
    assert selling.vm.pickup.noticeText


def test_a_manager_is_not_asked_any_more_once_the_till_is_locked(selling: TillScreen) -> None:
    selling.vm.show("shift")
    selling.vm.shift.startCash("no_sale")
    selling.vm.shift.noSale()
    selling.vm.status.lock()
    assert selling.vm.page == "signIn"
    selling.scan(ScannedCode("OB1MERT"))
    selling.work()
    assert selling.kinds() == ["shift_opened"]
    assert selling.session.who == MANAGER
    assert not selling.vm.approval.open


@pytest.mark.parametrize("work", ["pickup", "return", "shift"])
def test_a_journal_that_fails_stops_every_work_of_the_till(selling: TillScreen, work: str) -> None:
    selling.floor.central.online = False
    match work:
        case "pickup":
            selling.scan(slip_of(selling, selling.floor.order(paid=Paid.ONLINE)))
        case "return":
            selling.vm.show("return")
            selling.scan(slip_of(selling, an_order(selling)))
            selling.work()
            selling.vm.returns.change(0, 1)
        case _:
            selling.vm.show("shift")
            selling.vm.shift.startClose()
    selling.journal.fails = JournalFault("journal_write_failed")
    selling.vm.primary()
    selling.work()
    assert selling.vm.page == "stopped"
    assert selling.vm.front.stoppedText
