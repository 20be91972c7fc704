"""Whole documents: discounts by hand, exemptions, rounding, returns."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from shop.domain.goods import Goods
from shop.domain.money import Money
from shop.domain.pricing import (
    LineInput,
    ManualDiscount,
    ManualKind,
    PricingMemory,
    PromotionIndex,
    TaxRounding,
    price,
)
from shop.domain.promotions import PromotionKind
from shop.domain.refunds import refund_share
from shop.domain.tax import Exemption, Tax, TaxKind
from shop.errors import Refusal
from tests.pricing_shop import NOON, TAXES, deal, here, line, priced, savings, total

PERCENT, AMOUNT = ManualKind.PERCENT, ManualKind.AMOUNT


def hand(kind: ManualKind, value: str, *, before_tax: bool = True) -> ManualDiscount:
    return ManualDiscount(kind, Decimal(value), "friend", before_tax)


def test_a_plain_receipt() -> None:
    document = priced(
        [
            line("tea", "3.50", "2", tax_class="standard"),
            line("nuts", "12.99", "0.385", tax_class="reduced"),
        ]
    )
    assert total(document) == "12.00"
    assert [str(one.total.decimal) for one in document.lines] == ["7.00", "5.00"]
    assert [(row.code, row.base.minor, row.amount.minor) for row in document.taxes] == [
        ("V20", 583, 117),
        ("V5", 474, 26),
    ]
    assert document.net.minor + document.tax.minor == document.total.minor


def test_tax_on_top() -> None:
    document = priced([line("a", "10", tax_class="added")])
    assert (document.net.minor, document.tax.minor, document.total.minor) == (1000, 89, 1089)


def test_taxes_on_the_line_stand_instead_of_the_class() -> None:
    taxes = (Tax("X", "X", Decimal(10), included=False),)
    assert total(priced([line("a", "10", tax_class="standard", taxes=taxes)])) == "11.00"


def test_manual_percentages_are_exact_until_the_line_is_rounded() -> None:
    document = priced([line("a", "18.74", "0.385", discounts=(hand(PERCENT, "50"),))])
    assert total(document) == "3.61"
    assert savings(document) == {"a": "3.60"}  # 7.21 shown, 3.61 left


def test_manual_amounts_stop_at_nought_and_turn_on_returns() -> None:
    five = (hand(AMOUNT, "5"),)
    assert total(priced([line("a", "3", discounts=five)])) == "0.00"
    assert total(priced([line("a", "8", "-1", discounts=five)])) == "-3.00"
    assert savings(priced([line("a", "8", "-1", discounts=five)])) == {"a": "-5.00"}
    assert total(priced([line("a", "3", "-1", discounts=five)])) == "0.00"


def test_percentages_stay_between_none_and_all() -> None:
    assert total(priced([line("a", "3", discounts=(hand(PERCENT, "120"),))])) == "0.00"
    assert total(priced([line("a", "3", discounts=(hand(PERCENT, "-20"),))])) == "3.00"


def test_document_discounts_are_spread_over_goods_that_bear_them() -> None:
    lines = [line("a", "10"), line("b", "20"), line("bag", "0.30", discountable=False)]
    amount = priced(lines, context=here(document_discounts=(hand(AMOUNT, "4"),)))
    assert savings(amount) == {"a": "1.33", "b": "2.67"}
    percent = priced(lines, context=here(document_discounts=(hand(PERCENT, "10"),)))
    assert savings(percent) == {"a": "1.00", "b": "2.00"}
    nothing = priced(lines[2:], context=here(document_discounts=(hand(AMOUNT, "4"),)))
    assert savings(nothing) == {}


def test_document_discounts_never_exceed_the_goods() -> None:
    context = here(document_discounts=(hand(AMOUNT, "99"),))
    assert total(priced([line("a", "10"), line("b", "-4", "1")], context=context)) == "-4.00"


def test_discounts_after_tax_leave_the_tax_alone() -> None:
    context = here(document_discounts=(hand(AMOUNT, "2", before_tax=False),))
    lines = [
        line("a", "10", tax_class="added"),
        line("b", "10", discounts=(hand(PERCENT, "10", before_tax=False),)),
    ]
    document = priced(lines, context=context)
    assert (document.net.minor, document.tax.minor, document.total.minor) == (2000, 89, 1789)
    assert document.saved == Money(300, "EUR")
    assert [d.before_tax for d in document.lines[1].discounts] == [False, False]


@pytest.mark.parametrize(
    ("tax_class", "taxes", "paid"),
    [("standard", (), 1000), ("added", (), 1200), ("standard", ("S8",), 1200)],
)
def test_exemptions(tax_class: str, taxes: tuple[str, ...], paid: int) -> None:
    """An included tax that is not due lowers the price; one on top is just not added."""
    context = here(exempt=Exemption("diplomat", taxes))
    document = priced([line("a", "12", tax_class=tax_class)], context=context)
    assert document.total.minor == paid
    assert document.exempt_reason == "diplomat"


def test_fixed_taxes_follow_the_goods() -> None:
    deposit = (Tax("DEP", "Deposit", Decimal("0.25"), TaxKind.FIXED, included=False),)
    assert total(priced([line("cola", "1", "4", taxes=deposit)])) == "5.00"
    assert total(priced([line("cola", "1", "-4", taxes=deposit)])) == "-5.00"
    assert total(priced([line("cola", "-1", "4", taxes=deposit)])) == "-5.00"


def test_rounding_per_line_and_per_document_differ() -> None:
    taxes = (Tax("T", "T", Decimal(23), included=False),)
    lines = [line(name, "12.12", "12.12", taxes=taxes) for name in ("a", "b")]
    per_line = priced(lines)
    per_document = priced(lines, context=here(tax_rounding=TaxRounding.DOCUMENT))
    assert (per_line.net.minor, per_line.tax.minor) == (29378, 6756)
    assert (per_document.net.minor, per_document.tax.minor) == (29379, 6757)
    assert [one.shown_total.minor for one in per_document.lines] == [18068, 18068]
    assert [one.total.minor for one in per_document.lines] == [18068, 18068]


@pytest.mark.parametrize(("currency", "minor"), [("JPY", 11), ("EUR", 1052), ("KWD", 10520)])
def test_currencies_of_any_digits(currency: str, minor: int) -> None:
    document = priced([line("a", "10.52")], context=here(currency=currency))
    assert document.total == Money(minor, currency)


def test_amounts_are_told_with_the_digits_of_the_currency() -> None:
    def reason(currency: str, value: str) -> str:
        fixed = deal("d", PromotionKind.AMOUNT, value=value)
        document = priced([line("a", "500")], fixed, context=here(currency=currency))
        return document.lines[0].discounts[0].params["amount"]

    assert (reason("EUR", "2.5"), reason("EUR", "3"), reason("EUR", "0.125")) == (
        "2.50",
        "3.00",
        "0.125",
    )
    assert reason("JPY", "40") == "40"


def test_the_same_line_id_twice_is_two_lines() -> None:
    twice = [line("a", "1"), line("a", "1")]
    memory = PricingMemory()
    index = PromotionIndex()
    assert price(twice, here(), index, TAXES, memory) == priced(twice)
    assert price(twice, here(), index, TAXES, memory) == priced(twice)


def test_memory_forgets_when_circumstances_change() -> None:
    memory, lines = PricingMemory(), [line("a", "10", tax_class="standard")]
    late = here(at=NOON + timedelta(hours=1))
    index = PromotionIndex([deal("d", PromotionKind.PERCENT, value="10")])
    for context in (here(), late, here(store="S2"), here(at=NOON + timedelta(days=1))):
        assert price(lines, context, index, TAXES, memory) == price(lines, context, index, TAXES)
    none = PromotionIndex()
    assert total(price(lines, here(), none, TAXES, memory)) == "10.00"


def test_memory_with_lines_tied_together_and_deals_that_do_not_hold() -> None:
    tied = [
        deal(
            "t", PromotionKind.BUY_X_GET_Y, buy_quantity=2, get_quantity=1, threshold_goods=Goods()
        ),
        deal("m", PromotionKind.PERCENT, value="5", min_spend="100"),
        deal("s", PromotionKind.PERCENT, value="5", customer_groups=("staff",)),
    ]
    index, memory = PromotionIndex(tied), PricingMemory()
    lines = [line(str(number), f"{number}.10") for number in range(1, 8)]
    for count in (3, 7, 5):
        again = price(lines[:count], here(), index, TAXES, memory)
        assert again == price(lines[:count], here(), index, TAXES)
    per_document = here(tax_rounding=TaxRounding.DOCUMENT)
    for count in (3, 4):
        again = price(lines[:count], per_document, index, TAXES, memory)
        assert again == price(lines[:count], per_document, index, TAXES)


def test_memory_reuses_what_did_not_change() -> None:
    index, memory = PromotionIndex([deal("d", PromotionKind.PERCENT, value="10")]), PricingMemory()
    lines = [line("a", "1"), line("b", "2")]
    before = price(lines, here(), index, TAXES, memory)
    after = price([*lines, line("c", "3")], here(), index, TAXES, memory)
    assert [one is other for one, other in zip(before.lines, after.lines, strict=False)] == [
        True
    ] * 2


def test_a_known_line_that_changed_is_priced_anew() -> None:
    memory, index = PricingMemory(), PromotionIndex()
    price([line("a", "10")], here(), index, TAXES, memory)
    assert total(price([line("a", "10")], here(), index, TAXES, memory)) == "10.00"
    assert total(price([line("a", "11")], here(), index, TAXES, memory)) == "11.00"


def test_the_index_forgets_old_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop.domain.promotion_index._REMEMBERED_LABELS", 1)
    index = PromotionIndex([deal("d", PromotionKind.PERCENT, value="10")])
    assert index.touching(line("a", "1")) == index.touching(line("b", "1"))
    assert len(index.touching(line("a", "1"))) == 1


def test_refund_shares_add_up() -> None:
    sold: LineInput = line("a", "3.33", "3", tax_class="standard")
    one = priced([sold]).lines[0]
    shares = [refund_share(one, Decimal(1), Decimal(before)) for before in range(3)]
    assert [share.total.minor for share in shares] == [333, 333, 333]
    assert sum(share.net.minor for share in shares) == one.net.minor
    assert sum(share.taxes[0].amount.minor for share in shares) == one.taxes[0].amount.minor


@pytest.mark.parametrize(("returned", "already"), [("0", "0"), ("4", "0"), ("2", "2"), ("1", "-1")])
def test_refunds_beyond_the_sale_are_refused(returned: str, already: str) -> None:
    one = priced([line("a", "3", "3")]).lines[0]
    with pytest.raises(Refusal):
        refund_share(one, Decimal(returned), Decimal(already))
