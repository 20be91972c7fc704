"""Receipts are made from facts, and never without what the law wants on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shop.domain.facts import (
    Condition,
    Fact,
    HandedOver,
    Proof,
    Recorded,
    Reprinted,
    Return,
    ReturnedLine,
    Sale,
    SoldItem,
)
from shop.domain.money import Money
from shop.domain.pricing import (
    LineInput,
    ManualDiscount,
    ManualKind,
    PricingContext,
    PromotionIndex,
    TaxBook,
    price,
)
from shop.domain.receipt import Letterhead, Receipt, ReceiptIncomplete, ReceiptKind
from shop.domain.receipt_of import per_unit, receipt_number, receipt_of
from shop.domain.slip_make import receipt_slip, sale_of
from shop.domain.tax import Tax
from shop.domain.tender import Tender, TenderKind

AT = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
HEAD = Letterhead("Endcap", "Mitte", ("Markt 1",), legal=("VAT DE1",))
TAXES = TaxBook({"standard": (Tax("V19", "VAT", Decimal(19)),)})


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def sale(lines: int = 1, quantity: str = "2", line_id: str = "") -> Sale:
    inputs = [
        LineInput(
            line_id or str(n),
            f"SKU-{n}",
            Decimal(quantity),
            Decimal("4.99"),
            "standard",
            discounts=(ManualDiscount(ManualKind.AMOUNT, Decimal("0.50")),),
        )
        for n in range(1, lines + 1)
    ]
    document = price(inputs, PricingContext("EUR", AT), PromotionIndex(), TAXES)
    items = tuple(
        SoldItem(x.line_id, x.sku, f"Thing {x.line_id}", x.quantity, "pcs", x.total, "standard")
        for x in document.lines
    )
    cash = Tender(TenderKind.CASH, document.total, document.total + eur(7))
    return Sale("T1-1-000001", "A", items, document, (cash,), eur(0))


def recorded(fact: Fact) -> Recorded:
    return Recorded("ab" * 16, "T1", 1, 42, "cd" * 32, fact.KIND, "2026-11-21", AT, "anna", fact)


def receipt(fact: Fact, **changes: object) -> Receipt:
    made = receipt_of(recorded(fact), HEAD, at=AT, cashier="Anna", slip="OR1A", return_days=30)
    return replace(made, **changes) if changes else made  # type: ignore[arg-type]


def test_a_sale() -> None:
    made = receipt(sale())
    assert made.kind is ReceiptKind.SALE
    assert made.number == "T1-1-000001"
    assert made.total == made.to_pay == eur(948)
    assert made.change == eur(7)
    assert made.saved == eur(50)
    line = made.lines[0]
    assert (line.title, line.list_total, line.total) == ("Thing 1", eur(998), eur(948))
    assert [x.amount for x in line.discounts] == [eur(50)]
    assert per_unit(line)
    assert not per_unit(replace(line, quantity=Decimal(1)))
    assert per_unit(replace(line, quantity=Decimal(1), unit="kg"))
    assert not per_unit(replace(line, unit_price=None))
    assert (made.taxes[0].name, made.taxes[0].rate) == ("VAT", Decimal(19))
    assert made.taxes[0].percent
    assert made.journal == "1/42 cdcdcdcdcdcdcdcd"
    assert (made.slip, made.return_days, made.copy) == ("OR1A", 30, 0)


def test_a_hand_over_paid_at_the_till_is_a_sale_and_one_paid_before_is_not() -> None:
    sold = sale()
    paid_here = receipt(HandedOver("O1", (), "T1-1-000001", Proof.ORDER_SLIP, sold.items, sold))
    assert paid_here.kind is ReceiptKind.SALE
    before = receipt(HandedOver("O1", (), "T1-1-000002", Proof.ORDER_SLIP, sold.items))
    assert before.kind is ReceiptKind.HAND_OVER
    assert (before.total, before.order, before.return_days) == (eur(948), "O1", 0)
    with pytest.raises(ReceiptIncomplete, match="lines"):
        receipt(HandedOver("O1", (), "T1-1-000002", Proof.ORDER_SLIP))


def test_a_return_shows_what_goes_back() -> None:
    line = ReturnedLine("1", "SKU-1", "Thing", Decimal(1), eur(474), "faulty", Condition.DAMAGED)
    cash = Tender(TenderKind.CASH, eur(-475), eur(-475))
    fact = Return("T1-1-000003", "A", (line,), (cash,), eur(-1), Proof.RECEIPT_SLIP, "T1-1-000001")
    made = receipt(fact)
    assert made.kind is ReceiptKind.RETURN
    assert (made.total, made.to_pay, made.change) == (eur(-474), eur(-475), eur(0))
    assert made.lines[0].note == "faulty"
    assert made.receipt_returned == "T1-1-000001"


@pytest.mark.parametrize(
    ("missing", "changes"),
    [
        ("number", {"number": ""}),
        ("store", {"head": Letterhead("", "", ())}),
        ("time", {"at": datetime(2026, 11, 21, 14, 2)}),
        ("terminal", {"terminal": ""}),
        ("lines", {"lines": ()}),
        ("taxes", {"taxes": ()}),
    ],
)
def test_nothing_the_law_wants_is_left_out(missing: str, changes: dict[str, object]) -> None:
    with pytest.raises(ReceiptIncomplete, match=missing):
        receipt(sale(), **changes)


def test_untaxed_goods_need_no_tax_rows() -> None:
    assert receipt(sale(), taxes=(), tax=eur(0)).taxes == ()


def test_facts_without_a_receipt() -> None:
    fact = Reprinted("T1-1-000001", 1)
    assert receipt_number(recorded(fact)) == ""
    assert receipt_number(recorded(sale())) == "T1-1-000001"
    with pytest.raises(Exception, match="no_receipt"):
        receipt(fact)


def slip_of(fact: Fact) -> object:
    return receipt_slip(recorded(fact), key_id=7, store="S1", return_days=30)


def test_receipt_slips_inline_what_fits_and_digest_what_does_not() -> None:
    short = receipt_slip(recorded(sale(12)), key_id=7, store="S1", return_days=30)
    assert short is not None
    assert (len(short.lines), short.lines_digest) == (12, b"")
    for long in (sale(13), sale(quantity="0.0001"), sale(quantity="20000"), sale(line_id="x")):
        slip = receipt_slip(recorded(long), key_id=7, store="S1", return_days=30)
        assert slip is not None
        assert slip.lines == ()
        assert len(slip.lines_digest) == 16
    for odd in ("256", "007"):
        slip = receipt_slip(recorded(sale(line_id=odd)), key_id=7, store="S1", return_days=30)
        assert slip is not None
        assert slip.lines == ()


def test_only_sales_have_a_receipt_slip() -> None:
    sold = sale()
    paid_here = HandedOver("O1", (), "R", Proof.ORDER_SLIP, sold.items, sold)
    assert sale_of(recorded(paid_here)) == sold
    assert slip_of(paid_here) is not None
    assert slip_of(HandedOver("O1", (), "R", Proof.ORDER_SLIP, sold.items)) is None
    assert slip_of(Reprinted("R", 1)) is None
    assert slip_of(replace(sold, items=())) is None
