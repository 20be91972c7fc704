"""Taking goods back: by slip, number or order; with central and without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from shop.actions.complete_sale import SaleDone
from shop.actions.find_purchase import FoundPurchase, match_item
from shop.actions.plan_return import ReturnWish, plan_return
from shop.actions.take_cash import start_tendering
from shop.domain.entry import entry_tag
from shop.domain.facts import Condition, Proof, Return
from shop.domain.money import Money
from shop.domain.order import OrderEvent, OrderState, Paid
from shop.domain.returns import PurchaseName
from shop.domain.slip_check import VerifiedSlip
from shop.domain.slip_codec import slip_text
from shop.domain.slip_make import basket_slip, pickup_slip
from shop.errors import Conflict, LinkDown, Refusal
from shop.ports import Purchase, PurchaseLine
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, PICKER, Floor

ONE_TEA = [ReturnWish("1", Decimal(1), "changed_mind")]


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def offline(country: str = "DE", **changes: Money | int) -> tuple[Floor, str, SaleDone]:
    floor = Floor(country, "T1", **changes)
    floor.central.online = False
    shift = floor.open()
    return floor, shift, floor.sell(shift)


def slip(floor: Floor, text: str) -> VerifiedSlip:
    found = floor.read_slip(text)
    assert isinstance(found, VerifiedSlip)
    return found


def at_central(floor: Floor, done: SaleDone) -> PurchaseName:
    """Central has the sale."""
    floor.central.online = True
    floor.journal.confirmed = len(floor.journal.entries)
    fact = done.receipt
    lines = (
        PurchaseLine("1", "TEA-1", "Green tea", Decimal(2), eur(998)),
        PurchaseLine("2", "MUG-1", "Blue mug", Decimal(1), eur(1299)),
    )
    tag = entry_tag(done.recorded.entry)
    name = PurchaseName(fact.number, "", tag, done.recorded.hash)
    floor.central.purchases[name] = Purchase(
        fact.number, "", done.recorded.recorded_at, "S1", lines, (("cash", eur(2297)),), tag
    )
    return name


def test_online_central_agrees_first() -> None:
    floor, shift, done = offline()
    at_central(floor, done)
    found = floor.find.by_slip(slip(floor, done.receipt.slip)).result(0)
    assert (found.live, found.source, found.proof) == (True, "central", Proof.RECEIPT_SLIP)
    back = floor.accept(found, ONE_TEA, shift=shift, who=CASHIER, authorisation="aa" * 16)
    fact = back.result(0).recorded.fact
    assert isinstance(fact, Return)
    assert (fact.authorisation, fact.receipt_returned) == ("aa" * 16, done.receipt.number)
    assert fact.sold_total == eur(2297)
    assert back.result(0).cash == eur(499)
    assert back.result(0).drawer
    assert back.result(0).receipt.total == eur(-499)
    assert list(floor.central.asked) == ["aa" * 16]


def test_what_somebody_else_took_back_cannot_come_back_again() -> None:
    floor, shift, done = offline()
    name = at_central(floor, done)
    found = floor.find.by_text(done.receipt.number.lower()).result(0)
    assert found.proof is Proof.RECEIPT_NUMBER
    floor.central.taken[name, "1"] = Decimal(2)
    answer = floor.accept(found, ONE_TEA, shift=shift, who=CASHIER)
    with pytest.raises(Conflict, match="already_returned"):
        answer.result(0)
    assert floor.journal.recent(("return",), 9) == []


def test_our_own_returns_that_central_has_not_heard_of_count() -> None:
    floor, shift, done = offline()
    found = floor.find.by_slip(slip(floor, done.receipt.slip)).result(0)
    floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)
    name = at_central(floor, done)
    floor.journal.confirmed -= 1
    again = floor.find.by_text(done.receipt.number).result(0)
    assert again.live
    assert again.left("1") == 1
    agreed = floor.accept(again, [ReturnWish("2", Decimal(1), "x")], shift=shift, who=CASHIER)
    assert agreed.result(0).authorised  # central has it reserved: it must not count twice
    purchase = floor.central.purchases[name]
    mugs = replace(purchase.lines[1], quantity=Decimal(2), returned=Decimal(1))
    lines = (purchase.lines[0], mugs)
    floor.central.purchases[name] = replace(purchase, lines=lines)
    assert floor.find.by_text(done.receipt.number).result(0).left("2") == 1


def test_an_agreed_return_counts_here_though_central_has_let_go_of_it() -> None:
    """The till could ask and not send for so long that what was reserved for it ran out (I7)."""
    floor, shift, done = offline()
    at_central(floor, done)
    found = floor.find.by_text(done.receipt.number).result(0)
    assert floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0).authorised
    floor.journal.confirmed -= 1
    assert floor.find.by_text(done.receipt.number).result(0).left("1") == 1


def test_offline_the_journal_of_this_till_is_proof_enough() -> None:
    floor, shift, done = offline()
    found = floor.find.by_text(done.receipt.number).result(0)
    assert (found.live, found.source, found.own_store) == (False, "journal", True)
    back = floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)
    assert not back.authorised
    assert isinstance(back.recorded.fact, Return)
    assert back.recorded.fact.authorisation == ""
    rest = floor.find.by_text(done.receipt.number).result(0)
    assert rest.left("1") == 1
    with pytest.raises(Refusal, match="return_too_many"):
        floor.accept(rest, [ReturnWish("1", Decimal(2), "x")], shift=shift, who=CASHIER)
    with pytest.raises(Refusal, match="line_unknown"):
        rest.left("9")


def test_a_second_press_with_the_same_finding_does_not_pay_twice() -> None:
    floor, shift, done = offline()
    found = floor.find.by_text(done.receipt.number).result(0)
    floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)
    with pytest.raises(Refusal, match="return_changed"):
        floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)


def test_a_sale_that_central_has_not_heard_of_is_taken_back_within_the_caps() -> None:
    floor, shift, done = offline()
    floor.central.online = True
    found = floor.find.by_slip(slip(floor, done.receipt.slip)).result(0)
    assert (found.source, found.central_knows) == ("journal", False)
    assert not floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0).authorised
    unknown = floor.find.by_text("T9-1-000009")
    with pytest.raises(Conflict, match="purchase_unknown"):
        unknown.result(0)


def from_another_till() -> tuple[Floor, str, FoundPurchase]:
    """A till that knows nothing but the paper."""
    _, _, done = offline()
    floor = Floor(terminal="T2")
    floor.replica.keys[7] = floor.signer.row("T1")
    floor.central.online = False
    found = floor.find.by_slip(slip(floor, done.receipt.slip)).result(0)
    return floor, floor.open(), found


def test_offline_another_till_reads_the_lines_off_the_slip() -> None:
    floor, shift, found = from_another_till()
    assert (found.source, found.live, found.own_store) == ("slip", False, True)
    with pytest.raises(Refusal, match="scan_the_goods"):
        floor.accept(found, ONE_TEA, shift=shift, who=CASHIER)
    mug, tea = floor.replica.item("MUG-1"), floor.replica.item("TEA-1")
    assert mug is not None
    assert tea is not None
    found, line = match_item(found, mug, "en")
    assert line == "2"
    back = floor.accept(
        found, [ReturnWish("2", Decimal(1), "faulty", Condition.DAMAGED)], shift=shift, who=CASHIER
    ).result(0)
    assert back.cash == eur(1299)
    assert isinstance(back.recorded.fact, Return)
    assert back.recorded.fact.lines[0].title == "Blue mug"
    strange = replace(tea, sku="OTHER")
    with pytest.raises(Refusal, match="not_on_receipt"):
        match_item(found, strange, "en")
    again, line = match_item(found, mug, "en")
    assert line == "2"
    assert again == found


def test_offline_a_number_alone_is_not_enough_elsewhere() -> None:
    floor = Floor(terminal="T2")
    floor.central.online = False
    with pytest.raises(LinkDown, match="purchase_needs_slip"):
        floor.find.by_text("T1-1-000001").result(0)
    with pytest.raises(Refusal, match="nothing_typed"):
        floor.find.by_text("  ")


def test_a_long_receipt_has_no_lines_to_read_offline() -> None:
    floor, _, _ = offline()
    far = Floor(terminal="T2")
    far.central.online = False
    basket = floor.basket()
    for count in range(13):
        item = floor.replica.item("TEA-1")
        assert item is not None
        basket, _ = basket.add(replace(item, sku=f"X{count}"), Decimal(1))
    document = floor.pricing(basket)
    paid = start_tendering(document.total, floor.replica.settings()).take_cash(eur(100000))
    shift = "T1-1-1"
    done = floor.complete(basket, document, paid, shift=shift, who=CASHIER).result(0)
    with pytest.raises(LinkDown, match="slip_has_no_lines"):
        far.find.by_slip(slip(far, done.receipt.slip)).result(0)


def test_caps_ask_for_a_manager_and_say_why() -> None:
    floor, shift, done = offline(offline_return_limit=eur(400))
    found = floor.find.by_text(done.receipt.number).result(0)
    with pytest.raises(Refusal) as caught:
        floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)
    assert caught.value.code == "approval_needed"
    assert caught.value.data["reason"] == "return_over_limit"
    with pytest.raises(Refusal, match="not_allowed"):
        floor.accept(found, ONE_TEA, shift=shift, who=CASHIER, approver=PICKER).result(0)
    back = floor.accept(found, ONE_TEA, shift=shift, who=CASHIER, approver=MANAGER).result(0)
    assert isinstance(back.recorded.fact, Return)
    assert back.recorded.fact.approved_by == "mert"


def test_only_so_many_returns_a_day_offline() -> None:
    floor, shift, done = offline(offline_returns_per_day=1)
    found = floor.find.by_text(done.receipt.number).result(0)
    floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)
    found = floor.find.by_text(done.receipt.number).result(0)
    with pytest.raises(Refusal) as caught:
        floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)
    assert caught.value.data["reason"] == "return_too_many_today"
    floor.clock.move(days=1)
    floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)


def test_another_stores_goods_and_late_ones_need_a_manager() -> None:
    floor, shift, found = from_another_till()
    mug = floor.replica.item("MUG-1")
    assert mug is not None
    found, _ = match_item(found, mug, "en")
    wish = [ReturnWish("2", Decimal(1), "x")]
    with pytest.raises(Refusal) as caught:
        floor.accept(replace(found, own_store=False), wish, shift=shift, who=CASHIER).result(0)
    assert caught.value.data["reason"] == "return_other_store"
    floor.clock.move(days=31)
    late = floor.find.by_slip(_late(found))
    assert late.result(0).late
    with pytest.raises(Refusal) as caught:
        floor.accept(replace(found, late=True), wish, shift=shift, who=CASHIER)
    assert caught.value.data["reason"] == "return_late"
    floor.accept(replace(found, late=True), wish, shift=shift, who=CASHIER, approver=MANAGER)


def _late(found: FoundPurchase) -> VerifiedSlip:
    _, _, done = offline()
    return slip(Floor(), done.receipt.slip)


def test_what_a_return_cannot_be() -> None:
    floor, shift, done = offline()
    found = floor.find.by_text(done.receipt.number).result(0)

    def refusal(wishes: Sequence[ReturnWish], shift: str = shift) -> str:
        with pytest.raises(Refusal) as caught:
            floor.accept(found, wishes, shift=shift, who=CASHIER)
        return caught.value.code

    assert refusal([]) == "nothing_chosen"
    assert refusal([*ONE_TEA, *ONE_TEA]) == "line_twice"
    assert refusal([ReturnWish("1", Decimal(0), "x")]) == "return_too_many"
    assert refusal([ReturnWish("7", Decimal(1), "x")]) == "line_unknown"
    assert refusal(ONE_TEA, shift="") == "no_open_shift"
    with pytest.raises(Refusal, match="not_allowed"):
        floor.accept(found, ONE_TEA, shift=shift, who=PICKER)
    unknown = replace(found, purchase=replace(found.purchase, tenders=()))
    with pytest.raises(Refusal, match="tenders_unknown"):
        plan_return(unknown, ONE_TEA, floor.replica.settings())


def test_a_journal_that_fails_is_not_taken_for_a_link_that_is_down() -> None:
    floor, shift, done = offline()
    found = floor.find.by_text(done.receipt.number).result(0)
    floor.journal.fails = RuntimeError("disk")
    with pytest.raises(RuntimeError, match="disk"):
        floor.accept(found, ONE_TEA, shift=shift, who=CASHIER).result(0)


# -- orders --------------------------------------------------------------------------------


def handed_over(floor: Floor, paid: Paid = Paid.ONLINE) -> str:
    order = floor.order(paid=paid)
    lines = tuple(replace(x, handed_over=x.quantity) for x in order.lines)
    event = OrderEvent(floor.clock.now(), OrderState.HANDED_OVER)
    floor.replica.kept_orders[order.order] = replace(
        order, lines=lines, state=OrderState.HANDED_OVER, history=(event,)
    )
    return order.order


def test_an_online_order_comes_back_to_the_online_payment_by_its_slip() -> None:
    floor = Floor()
    floor.central.online = False
    code = handed_over(floor)
    shift = floor.open()
    order = floor.replica.kept_orders[code]
    made = pickup_slip(order, key_id=7, nonce=bytes(4), now=floor.clock.now())
    found = floor.find.by_slip(slip(floor, slip_text(made, floor.signer.sign))).result(0)
    assert (found.proof, found.source) == (Proof.ORDER_SLIP, "order")
    wish = [ReturnWish("1", Decimal(2), "wrong_size")]
    back = floor.accept(found, wish, shift=shift, who=CASHIER).result(0)
    fact = back.recorded.fact
    assert isinstance(fact, Return)
    assert (fact.order, fact.receipt_returned) == (code, "")
    assert [(x.kind.value, x.amount.minor) for x in fact.refunds] == [("online", -866)]
    assert (back.cash, back.drawer) == (eur(0), False)
    assert floor.replica.kept_orders[code].lines[0].returned == 2
    rest = floor.find.by_text(code.replace("-", " ").lower()).result(0)
    assert (rest.proof, rest.left("1")) == (Proof.ORDER_NUMBER, Decimal(1))


def test_an_order_nobody_knows_and_one_central_refuses() -> None:
    floor = Floor()
    with pytest.raises(Conflict):
        floor.find.by_text("0000-0000-0000").result(0)
    floor.central.online = False
    with pytest.raises(LinkDown):
        floor.find.by_text("0000-0000-0000").result(0)


def test_a_till_sale_of_an_order_is_returned_as_the_order() -> None:
    floor = Floor()
    code = handed_over(floor, Paid.AT_TILL)
    lines = (PurchaseLine("1", "TEA-1", "Tea", Decimal(3), eur(1300)),)
    floor.central.purchases[PurchaseName(order=code)] = Purchase(
        "T1-1-000009", code, floor.clock.now(), "S1", lines, (("cash", eur(1300)),)
    )
    found = floor.find.by_text(code).result(0)
    back = floor.accept(found, ONE_TEA, shift=floor.open(), who=CASHIER).result(0)
    fact = back.recorded.fact
    assert isinstance(fact, Return)
    assert (fact.order, fact.receipt_returned) == (code, "")
    assert back.authorised


def test_a_basket_slip_proves_nothing() -> None:
    floor = Floor()
    made = basket_slip(floor.basket(), key_id=7, store="S1", now=floor.clock.now())
    with pytest.raises(Refusal, match="no_proof"):
        floor.find.by_slip(slip(floor, slip_text(made, floor.signer.sign)))


def test_slovak_cash_goes_back_as_it_came() -> None:
    """22.97 was paid with 22.95; all of it back in two steps is 22.95."""
    floor, shift, done = offline("SK")
    cash = 0
    for wish in (ONE_TEA, [ReturnWish("1", Decimal(1), "x"), ReturnWish("2", Decimal(1), "x")]):
        found = floor.find.by_text(done.receipt.number).result(0)
        cash += floor.accept(found, wish, shift=shift, who=CASHIER).result(0).cash.minor
    assert cash == 2295


# -- two purchases of one number, as a copied till makes them ----------------------------------


def copied() -> tuple[Floor, Floor, SaleDone, SaleDone]:
    """A till and its copy, each with a sale of the same receipt number: teas and a mug, twice."""
    floor, _, mine = offline()
    copy, _, other = offline()
    copy.journal.entries[-1] = replace(other.recorded, entry="ee" * 16, hash="e" * 64)
    other = replace(other, recorded=copy.journal.entries[-1])
    other = replace(other, receipt=copy.receipts.receipt(other.recorded))
    assert mine.receipt.number == other.receipt.number
    return floor, copy, mine, other


def test_a_slip_is_not_taken_for_our_own_sale_of_the_same_number() -> None:
    floor, _, mine, other = copied()
    found = floor.find.by_slip(slip(floor, mine.receipt.slip)).result(0)
    assert (found.source, found.purchase.entry_tag) == ("journal", entry_tag(mine.recorded.entry))
    found = floor.find.by_slip(slip(floor, other.receipt.slip)).result(0)
    assert (found.source, found.purchase.entry_tag) == ("slip", "ee" * 8)


def test_a_return_names_the_purchase_and_leaves_the_others_quantities_alone() -> None:
    floor, _, mine, other = copied()
    shift, tea = "T1-1-1", floor.replica.item("TEA-1")
    assert tea is not None
    for done in (mine, other):
        found = floor.find.by_slip(slip(floor, done.receipt.slip)).result(0)
        found, line = match_item(found, tea, "en")
        wish = [ReturnWish(line, Decimal(2), "x")]
        fact = floor.accept(found, wish, shift=shift, who=CASHIER).result(0).recorded.fact
        assert isinstance(fact, Return)
        assert fact.entry_tag == entry_tag(done.recorded.entry)
        gone = floor.find.by_slip(slip(floor, done.receipt.slip)).result(0)
        assert gone.left(line) == 0
        told = PurchaseName(done.receipt.number, entry_tag=fact.entry_tag)
        floor.replica.told_returns[told] = {line: Decimal(2)}


def test_central_is_asked_for_the_purchase_of_the_slip() -> None:
    floor, copy, mine, other = copied()
    at_central(floor, mine)
    name = at_central(copy, other)
    floor.central.purchases[name] = copy.central.purchases[name]
    found = floor.find.by_slip(slip(floor, other.receipt.slip)).result(0)
    assert (found.source, found.purchase.entry_tag) == ("central", "ee" * 8)
    floor.accept(found, ONE_TEA, shift="T1-1-1", who=CASHIER).result(0)
    (asked,) = floor.central.asked.values()
    assert (asked.receipt, asked.entry_tag) == (other.receipt.number, "ee" * 8)


def test_a_number_that_two_purchases_have_needs_the_slip_or_the_papers_last_line() -> None:
    floor, copy, mine, other = copied()
    at_central(floor, mine)
    name = at_central(copy, other)
    floor.central.purchases[name] = copy.central.purchases[name]
    number = mine.receipt.number
    with pytest.raises(Conflict, match="receipt_ambiguous"):
        floor.find.by_text(number).result(0)
    for typed in (f"{number} eeee", f"{number} {other.receipt.journal}"):
        assert floor.find.by_text(typed).result(0).purchase.entry_tag == "ee" * 8
    floor.central.online = False
    own = floor.find.by_text(f"{number} {mine.receipt.journal}").result(0)
    assert own.source == "journal"
    with pytest.raises(LinkDown, match="purchase_needs_slip"):
        floor.find.by_text(f"{number} eeee").result(0)
