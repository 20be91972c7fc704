"""Taxes of lines and documents, the hard cases worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain.money import RoundingRule
from shop.domain.tax import Exemption, Tax, TaxBook, TaxKind, UnknownTaxClass
from shop.domain.tax_lines import tax_plan
from shop.domain.tax_totals import nudges, whole_lines


def tax(rate: str, *, included: bool = True, **more: object) -> Tax:
    return Tax(f"T{rate}", f"Tax {rate}", Decimal(rate), included=included, **more)  # type: ignore[arg-type]


def amounts(taxes: tuple[Tax, ...], base: int, units: int = 1) -> tuple[int, list[int], list[int]]:
    """Net, taxes, bases in minor units, rounded per line."""
    line = tax_plan(taxes).compute(base, (units, 1), 100, RoundingRule.HALF_UP)
    return int(line.net), [int(p.amount) for p in line.parts], [int(p.base) for p in line.parts]


def test_no_tax() -> None:
    assert amounts((), 1000) == (1000, [], [])


def test_included_and_excluded() -> None:
    assert amounts((tax("20"),), 1200) == (1000, [200], [1000])
    assert amounts((tax("20", included=False),), 1000) == (1000, [200], [1000])


def test_included_taxes_are_taken_out_together() -> None:
    assert amounts((tax("10"), tax("10")), 1200) == (1000, [100, 100], [1000, 1000])


def test_included_and_excluded_on_one_line() -> None:
    mixed = (tax("20"), tax("5", included=False))
    assert amounts(mixed, 1200) == (1000, [200, 50], [1000, 1000])


def test_an_excluded_tax_on_the_price_with_its_included_tax() -> None:
    mixed = (tax("20", affects_base=True), tax("5", included=False))
    assert amounts(mixed, 1200) == (1000, [200, 60], [1000, 1200])


def test_excluded_first_leaves_the_included_tax_out_of_its_base() -> None:
    mixed = (tax("5", included=False), tax("20"))
    assert amounts(mixed, 1200) == (1000, [50, 200], [1000, 1000])


def test_tax_on_tax() -> None:
    compound = (tax("10", included=False, affects_base=True), tax("20", included=False))
    assert amounts(compound, 1000) == (1000, [100, 220], [1000, 1100])


def test_tax_that_stays_out_of_tax_on_tax() -> None:
    first = tax("10", included=False, affects_base=True)
    second = tax("20", included=False, base_affected=False)
    assert amounts((first, second), 1000) == (1000, [100, 200], [1000, 1000])


def test_included_tax_on_tax_is_unwound_from_the_last() -> None:
    compound = (tax("10", affects_base=True), tax("20", affects_base=True))
    assert amounts(compound, 1320) == (1000, [100, 220], [1000, 1100])


def test_included_tax_on_tax_side_by_side() -> None:
    """Both feed the next, but neither the other: one batch."""
    first, second = tax("10", affects_base=True), tax("10", affects_base=True, base_affected=False)
    assert amounts((first, second), 1200) == (1000, [100, 100], [1000, 1000])


def test_fixed_tax_per_unit() -> None:
    deposit = tax("0.25", kind=TaxKind.FIXED, included=False)
    assert amounts((deposit,), 1000, units=4) == (1000, [100], [1000])


def test_fixed_tax_in_the_price_comes_out_before_the_percentage() -> None:
    deposit = tax("0.50", kind=TaxKind.FIXED)
    assert amounts((deposit, tax("20")), 1250, units=1) == (1000, [50, 200], [1000, 1000])


def test_fixed_tax_that_bears_tax() -> None:
    levy = tax("1", kind=TaxKind.FIXED, included=False, affects_base=True)
    assert amounts((levy, tax("10", included=False)), 1000) == (1000, [100, 110], [1000, 1100])


def test_taxes_that_eat_the_whole_price() -> None:
    assert amounts((tax("-100"),), 1000) == (1000, [0], [1000])


def test_returns_mirror_sales() -> None:
    sold, back = amounts((tax("19"),), 999), amounts((tax("19"),), -999, units=-1)
    assert back == (-sold[0], [-a for a in sold[1]], [-b for b in sold[2]])


def test_dated_rates_and_unknown_classes() -> None:
    book = TaxBook(
        {
            "food": (
                tax("7", valid_to=date(2026, 6, 30)),
                tax("5", valid_from=date(2026, 7, 1)),
            )
        }
    )
    assert [t.code for t in book.taxes_for("food", date(2026, 6, 30))] == ["T7"]
    assert [t.code for t in book.taxes_for("food", date(2026, 7, 1))] == ["T5"]
    assert book.taxes_for("", date(2026, 1, 1)) == ()
    with pytest.raises(UnknownTaxClass):
        book.taxes_for("toys", date(2026, 1, 1))


def test_exemptions() -> None:
    assert Exemption("diplomat").covers(tax("5"))
    assert Exemption("resale", ("T20",)).covers(tax("20"))
    assert not Exemption("resale", ("T20",)).covers(tax("5"))


def test_nudges_go_to_the_heaviest() -> None:
    assert nudges(0, [1, 2]) == [0, 0]
    assert nudges(1, [3, 5, 5]) == [0, 1, 0]
    assert nudges(-2, [10, 6, 1]) == [-1, -1, 0]
    assert nudges(2, [0, 0, 0]) == [1, 1, 0]


@given(
    st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 4)), min_size=1, max_size=12),
    st.booleans(),
)
def test_parts_sum_per_document(lines: list[tuple[int, int]], included: bool) -> None:
    """Whatever is moved between lines, every tax is the rounded sum of its exact parts."""
    rates = ["0", "5", "8.875", "19", "27"]
    exact = [
        tax_plan((tax(rates[rate], included=included),)).compute(base, (1, 1), 100, None)
        for base, rate in lines
    ]
    whole = whole_lines(exact, RoundingRule.HALF_UP, per_document=True)
    for rate in set(rates):
        raw = sum(
            Fraction(p.amount) for line in exact for p in line.parts if p.tax.rate == Decimal(rate)
        )
        got = sum(p.amount for line in whole for p in line.parts if p.tax.rate == Decimal(rate))
        assert -1 <= 2 * (got - raw) <= 1
    paid = sum(line.net + sum(p.amount for p in line.parts) for line in whole)
    if included:
        assert paid == sum(base for base, _ in lines)
    else:
        assert sum(line.net for line in whole) == sum(base for base, _ in lines)
