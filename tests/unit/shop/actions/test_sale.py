"""Selling, the shift around it, and what a crash leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shop.actions.complete_sale import item_title
from shop.actions.last_sale import confirm_sale, last_sale
from shop.actions.move_cash import MoveCash
from shop.actions.open_shift import OpenShift, opened_shift
from shop.actions.print_receipt import PrintReceipt
from shop.actions.reprint_receipt import reprint_receipt
from shop.actions.take_cash import cancel_last_tender, start_tendering, take_cash
from shop.actions.x_report import stretches, x_report
from shop.domain.basket import Basket
from shop.domain.catalogue import Item, Option
from shop.domain.facts import CashReason, Sale, Stretch
from shop.domain.money import Money
from shop.domain.slip import ReceiptSlip
from shop.domain.slip_check import VerifiedSlip
from shop.errors import JournalFault, Refusal
from tests.fakes.printer import FakePrinterPort
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, PICKER, Floor


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def test_a_sale_is_one_fact_and_a_receipt_with_a_slip() -> None:
    floor = Floor()
    shift = floor.open()
    done = floor.sell(shift, given=5000)
    assert [x.kind for x in floor.journal.entries] == ["shift_opened", "sale"]
    fact = done.recorded.fact
    assert isinstance(fact, Sale)
    assert (fact.receipt, fact.shift, fact.basket) == ("T1-1-000001", shift, "ab" * 16)
    assert done.change == eur(5000 - 2297)
    assert done.drawer
    slip = floor.read_slip(done.receipt.slip)
    assert isinstance(slip, VerifiedSlip)
    assert isinstance(slip.slip, ReceiptSlip)
    assert (slip.slip.receipt, slip.slip.total) == ("T1-1-000001", eur(2297))
    assert done.receipt.cashier == "Anna"
    assert done.receipt.head.legal == ("VAT DE123456789",)


def test_pressing_pay_twice_sells_once_and_a_failure_can_be_tried_again() -> None:
    floor = Floor()
    shift = floor.open()
    basket = floor.basket()
    document = floor.pricing(basket)
    paid = start_tendering(document.total, floor.replica.settings()).take_cash(eur(5000))
    floor.journal.fails = JournalFault("disk_full")
    broken = floor.complete(basket, document, paid, shift=shift, who=CASHIER)
    with pytest.raises(JournalFault, match="disk_full"):
        broken.result(0)
    floor.journal.fails = None
    first = floor.complete(basket, document, paid, shift=shift, who=CASHIER)
    second = floor.complete(basket, document, paid, shift=shift, who=CASHIER)
    assert first is second
    assert [x.kind for x in floor.journal.entries].count("sale") == 1


def test_what_cannot_be_sold() -> None:
    floor = Floor()
    basket = floor.basket()
    document = floor.pricing(basket)
    unpaid = start_tendering(document.total, floor.replica.settings())
    paid = take_cash(unpaid, eur(5000))

    def refusal(**changes: object) -> str:
        values = {"basket": basket, "document": document, "tendering": paid} | changes
        with pytest.raises(Refusal) as caught:
            floor.complete(
                values["basket"],  # type: ignore[arg-type]
                values["document"],  # type: ignore[arg-type]
                values["tendering"],  # type: ignore[arg-type]
                shift=str(values.get("shift", "A")),
                who=values.get("who", CASHIER),  # type: ignore[arg-type]
            )
        return caught.value.code

    assert refusal(shift="") == "no_open_shift"
    assert refusal(basket=Basket("00" * 16)) == "basket_empty"
    assert refusal(tendering=unpaid) == "not_paid"
    assert refusal(tendering=cancel_last_tender(paid)) == "not_paid"
    assert refusal(basket=floor.basket(tea=3)) == "price_outdated"
    assert refusal(basket=floor.basket(mugs=0)) == "price_outdated"
    assert refusal(who=PICKER) == "not_allowed"
    assert floor.journal.entries == []


def test_a_shift_from_float_to_z() -> None:
    floor = Floor("SK")
    shift = floor.open({5000: 2, 100: 5})
    with pytest.raises(Refusal, match="shift_is_open"):
        OpenShift(floor.journal)({}, "EUR", CASHIER)
    floor.sell(shift, tea=2, mugs=1, given=2300)  # 22.97, rounded up to 22.95
    floor.move_cash(CashReason.IN, eur(1000), " change ", shift=shift, who=CASHIER).result(0)
    out = floor.move_cash(CashReason.DROP, eur(5000), "", shift=shift, who=CASHIER).result(0)
    assert out.amount == eur(-5000)
    x = x_report(floor.journal)
    expected = eur(10500 + 2295 + 1000 - 5000)
    assert x.totals.expected == expected
    assert x.waiting == (1, 2, 3, 4)
    floor.journal.confirmed = 3
    done = floor.close_shift({5000: 1, 100: 37, 50: 1}, CASHIER).result(0)
    assert done.fact.number == 1
    assert (done.fact.first_seq, done.fact.last_seq) == (1, 4)
    assert done.fact.expected == expected
    assert done.variance == eur(5000 + 3700 + 50) - expected
    assert (done.report.waiting, done.fact.waiting) == ((4,), 1)
    assert done.report.number == 1
    assert (done.fact.sales, done.fact.gross) == (1, eur(2297))
    with pytest.raises(Refusal, match="no_open_shift"):
        x_report(floor.journal)
    with pytest.raises(Refusal, match="no_open_shift"):
        floor.close_shift({}, CASHIER)
    floor.open()
    assert floor.close_shift({}, CASHIER).result(0).fact.number == 2


def test_a_shift_over_two_epochs_names_the_entries_of_both() -> None:
    """Enrolled anew in the midst of it: numbers alone would say "2 to 3" of forty entries."""
    floor = Floor()
    shift = floor.open()
    floor.sell(shift, tea=2, mugs=1, given=2300)
    old = list(floor.journal.entries)
    floor.journal.epoch = 2
    fresh = [replace(x, epoch=2, seq=n) for n, x in enumerate(old[-1:], 1)]
    floor.journal.entries = [*old, *fresh]
    one, two = stretches(floor.journal.of_shift(shift), 2)
    assert (one, two) == (Stretch(1, 1, 2, old[-1].hash), Stretch(2, 1, 1, old[-1].hash))
    assert stretches(old, 2)[1] == Stretch(2, 1, 1, "")
    assert stretches(old, 1) == [one]


def test_an_open_shift_is_found_again() -> None:
    floor = Floor()
    shift = floor.open()
    found = floor.journal.open_shift()
    assert found is not None
    assert opened_shift(found).shift == shift
    sold = floor.sell(shift)
    with pytest.raises(TypeError):
        opened_shift(sold.recorded)
    with pytest.raises(Refusal, match="count_negative"):
        floor.close_shift({100: -1}, CASHIER)


def test_cash_moves_need_a_reason_an_amount_and_somebody_who_may() -> None:
    floor = Floor()
    shift = floor.open()
    move = MoveCash(floor.journal)
    for reason in (CashReason.IN, CashReason.OUT, CashReason.DROP):
        with pytest.raises(Refusal, match="amount_not_positive"):
            move(reason, eur(0), "", shift=shift, who=CASHIER)
    with pytest.raises(Refusal, match="amount_not_zero"):
        move(CashReason.NO_SALE, eur(5), "", shift=shift, who=MANAGER)
    with pytest.raises(Refusal, match="no_open_shift"):
        move(CashReason.IN, eur(5), "", shift="", who=CASHIER)
    with pytest.raises(Refusal, match="not_allowed"):
        move(CashReason.NO_SALE, eur(0), "", shift=shift, who=CASHIER)
    with pytest.raises(Refusal, match="approver_is_self"):
        move(CashReason.NO_SALE, eur(0), "", shift=shift, who=CASHIER, approver=CASHIER)
    with pytest.raises(Refusal, match="not_allowed"):
        move(CashReason.NO_SALE, eur(0), "", shift=shift, who=CASHIER, approver=PICKER)
    done = move(CashReason.NO_SALE, eur(0), "", shift=shift, who=CASHIER, approver=MANAGER)
    assert done.result(0).amount == eur(0)


def test_after_a_crash_the_last_sale_is_shown_first() -> None:
    floor = Floor()
    assert last_sale(floor.journal, floor.receipts) is None
    done = floor.sell(floor.open(), given=5000)
    found = last_sale(floor.journal, floor.receipts)
    assert found is not None
    assert not found.confirmed
    assert found.change == done.change
    assert found.receipt == done.receipt
    confirm_sale(floor.journal, done.recorded).result(0)
    again = last_sale(floor.journal, floor.receipts)
    assert again is not None
    assert again.confirmed


def test_a_reprint_is_a_copy_with_the_same_slip() -> None:
    floor = Floor()
    done = floor.sell(floor.open())
    for number in (1, 2):
        copy = reprint_receipt(floor.journal, floor.receipts, " t1-1-000001", CASHIER).result(0)
        assert copy.receipt.copy == number
        assert copy.receipt.slip == done.receipt.slip
    with pytest.raises(Refusal, match="receipt_unknown"):
        reprint_receipt(floor.journal, floor.receipts, "T9-1-000001", CASHIER)


def test_paper_comes_after_the_journal_and_the_drawer_before_the_paper() -> None:
    floor = Floor()
    done = floor.sell(floor.open())
    printer = FakePrinterPort()
    out = PrintReceipt(printer, lambda receipt, language: f"{receipt.number} {language}".encode())
    out(done.receipt, "de", drawer=done.drawer)
    assert printer.drawer_opened == 1
    assert printer.jobs == [("T1-1-000001", b"T1-1-000001 de")]
    copy = reprint_receipt(floor.journal, floor.receipts, done.receipt.number, CASHIER).result(0)
    out(copy.receipt, "de")
    assert printer.jobs[1][0] == "T1-1-000001-copy-1"
    assert printer.drawer_opened == 1


def test_a_sale_too_large_for_a_slip_still_has_its_receipt() -> None:
    floor = Floor(terminal="T" * 60)
    done = floor.sell(floor.open())
    assert done.receipt.slip == ""
    assert done.receipt.total == eur(2297)


def test_options_are_on_the_receipt() -> None:
    red = Option("colour", "Red", values={"de": "Rot"})
    item = Item("S", "P", {"en": "Shirt", "de": "Hemd"}, eur(100), options=(red, Option("s", "M")))
    assert item_title(item, "de") == "Hemd, Rot, M"
    assert item_title(item, "en") == "Shirt, Red, M"
