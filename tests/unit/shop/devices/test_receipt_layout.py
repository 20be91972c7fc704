"""What a receipt, a report and a pickup slip say, in every language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shop.actions.accept_return import AcceptReturn
from shop.actions.hand_over import FoundPickup
from shop.actions.plan_return import ReturnWish
from shop.actions.receipt_maker import letterhead
from shop.actions.x_report import x_report
from shop.devices.paper import RowKind, words_on
from shop.devices.receipt_formats import amount, full_amount, moment, number, quantity, rate
from shop.devices.receipt_layout import receipt_paper
from shop.devices.receipt_words import FOLDER, LANGUAGES, reason, receipt_words, say
from shop.devices.report_layout import pickup_paper, ranges, report_paper
from shop.domain.facts import Proof, Stretch
from shop.domain.money import Money
from shop.domain.order import Paid
from shop.domain.receipt import Receipt, ReceiptDiscount
from shop.domain.tender import TenderKind
from tests.unit.shop.actions.shop_floor import CASHIER, Floor

AT = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def sold(country: str = "SK") -> tuple[Floor, str, Receipt]:
    floor = Floor(country)
    shift = floor.open()
    return floor, shift, floor.sell(shift, given=5000).receipt


def test_the_english_receipt_word_for_word() -> None:
    _, _, receipt = sold()
    text = words_on(receipt_paper(receipt, "en").rows)
    assert text.replace(receipt.slip, "<slip>").replace(receipt.journal, "<journal>") == (
        "Endcap\nEndcap Mitte\nMarkt 1\n10115 Berlin\nVAT DE123456789\n"
        "Receipt  21/11/2026, 09:00\nNo. T1-1-000001\nTill T1\nServed by Anna\n"
        "Green tea  9.98\n2 × 4.99\nBlue mug  12.99\n"
        "TOTAL  €22.97\nCash rounding  -0.02\nTo pay  22.95\nCash  50.00\nChange  27.05\n"
        "VAT 19 %  net 10.92  2.07\nVAT 7 %  net 9.33  0.65\n"
        "<slip>\nBring it back within 30 days with this receipt.\nThank you!\n"
        "T1-1-000001\nT1-1-000001\n<journal>"
    )


def test_discounts_stand_under_their_line_and_copies_say_so() -> None:
    _, _, receipt = sold()
    off = ReceiptDiscount({"en": "Tea week", "de": "Teewoche"}, eur(100))
    line = replace(receipt.lines[0], discounts=(off, ReceiptDiscount({}, eur(50))))
    marked = replace(receipt, lines=(line,), copy=2, saved=eur(150), order="K7M2-94TQ-H3X7")
    text = words_on(receipt_paper(marked, "de").rows)
    assert "Teewoche  -1,00\nRabatt  -0,50" in text
    assert "KOPIE 2" in text
    assert "Sie sparen  1,50" in text
    assert "Bestellung K7M2-94TQ-H3X7" in text


def test_a_return_says_what_goes_back() -> None:
    floor, shift, receipt = sold()
    floor.central.online = False
    found = floor.find.by_text(receipt.number).result(0)
    accept = AcceptReturn(floor.journal, floor.replica, floor.central, floor.receipts)
    wish = [ReturnWish("2", Decimal(1), "faulty")]
    back = accept(found, wish, shift=shift, who=CASHIER).result(0).receipt
    text = words_on(receipt_paper(back, "en").rows)
    assert "For receipt T1-1-000001" in text
    assert "Faulty" in text
    assert "REFUND  €12.99" in text
    assert "Cash back  13.00" in text
    online = [replace(t, kind=TenderKind.ONLINE) for t in back.tenders]
    assert "Back to online payment" in words_on(
        receipt_paper(replace(back, tenders=tuple(online)), "en").rows
    )


def test_a_hand_over_of_a_paid_order_asks_for_nothing() -> None:
    floor = Floor()
    order = floor.order()
    plan = floor.hand_over.plan(FoundPickup(order, Proof.ORDER_SLIP))
    done = floor.hand_over(plan, shift="", who=CASHIER).result(0)
    text = words_on(receipt_paper(done.receipt, "en").rows)
    assert "Paid before: nothing to pay." in text
    assert "3 × Green tea  13.00" in text
    assert not any(row.kind is RowKind.QR for row in receipt_paper(done.receipt, "en").rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_with_the_same_blanks(language: str) -> None:
    english = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert words.keys() == english.keys()
    for key, word in words.items():
        assert re.findall(r"{\w+}", word) == re.findall(r"{\w+}", english[key]), key
        assert word.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_makes_a_receipt_a_report_and_a_pickup_slip(language: str) -> None:
    floor, shift, receipt = sold()
    page = receipt_paper(receipt, language)
    assert page.mirrored == (language == "ar")
    assert receipt.slip in [row.left for row in page.rows if row.kind is RowKind.QR]
    done = floor.close_shift({1000: 10}, CASHIER).result(0)
    head = letterhead(floor.replica.settings())
    report = report_paper(
        head, done.report.totals, shift, done.report.waiting, AT, language, done.fact
    )
    text = words_on(report.rows)
    assert "1-2" in text
    assert done.fact.head[:32] in text
    order = replace(floor.order(paid=Paid.AT_TILL), slip="OR1ABC")
    assert order.order in words_on(pickup_paper(head, order, AT, language).rows)


def test_a_z_report_over_two_epochs_names_the_entries_of_both() -> None:
    floor, shift, _ = sold()
    done = floor.close_shift({1000: 10}, CASHIER).result(0)
    both = (Stretch(1, 2, 38, "ab" * 32), Stretch(12, 1, 3, "cd" * 32))
    closed = replace(done.fact, stretches=both)
    head = letterhead(floor.replica.settings())
    paper = report_paper(head, done.report.totals, shift, (2, 3), AT, "en", closed, both[:1])
    text = words_on(paper.rows)
    assert "Entries 1/2 to 1/38" in text
    assert "Entries 12/1 to 12/3" in text
    assert "1/2-38, 2-3" in text


def test_an_x_report_has_no_count_and_names_what_waits() -> None:
    floor, shift, _ = sold()
    floor.journal.confirmed = 2
    report = x_report(floor.journal)
    head = letterhead(floor.replica.settings())
    text = words_on(report_paper(head, report.totals, shift, (), AT, "en").rows)
    assert "X report" in text
    assert "All entries are at central." in text
    assert "Counted" not in text
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"
    online = replace(floor.order(), slip="")
    assert "Paid online" in words_on(pickup_paper(head, online, AT, "en").rows)


def test_numbers_as_people_write_them() -> None:
    big = eur(-123456789)
    assert [amount(big, x) for x in LANGUAGES] == [
        "-1,234,567.89",
        "-1.234.567,89",
        "-1 234 567,89",
        "-1 234 567,89",
        "-1.234.567,89",
        "-1,234,567.89",
    ]
    assert full_amount(Money(-123450, "TRY"), "tr") == "-₺1.234,50"
    assert amount(Money(12345, "JPY"), "en") == "12,345"
    assert (rate(Decimal("8.10"), "de"), rate(Decimal(20), "en")) == ("8,1 %", "20 %")
    assert quantity(Decimal("3.000"), "pcs", "en") == "3"
    assert quantity(Decimal("20"), "pcs", "en") == "20"
    assert quantity(Decimal("0.455"), "kg", "hu") == "0,455 kg"
    assert number(Decimal("4.995"), "en", 3) == "4.995"
    assert moment(AT, "de") == "21.11.26, 14:02"


def test_unknown_words_and_languages_fall_back() -> None:
    assert receipt_words("xx") == receipt_words("en")
    assert say(receipt_words("en"), "no_such_word") == "no_such_word"
    assert reason(receipt_words("tr"), "faulty") == "Arızalı"
    assert reason(receipt_words("tr"), "typed by hand") == "typed by hand"
