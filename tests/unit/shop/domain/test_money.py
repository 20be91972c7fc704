"""Money, rounding and spreading."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain.currencies import UnknownCurrency, currency_codes, currency_digits
from shop.domain.money import BadAmount, CurrencyMismatch, Money, to_minor
from shop.domain.rounding import RoundingRule, round_to, spread


def eur(text: str) -> Money:
    return Money.parse(text, "EUR")


def test_arithmetic_keeps_the_currency() -> None:
    assert eur("12.34") + eur("0.66") == eur("13")
    assert eur("1") - eur("2.50") == -eur("1.50")
    assert abs(eur("-3")) == eur("3")
    assert eur("0.35").times(3) == eur("1.05")
    assert not Money.zero("EUR")
    assert eur("0.01")
    assert str(eur("12.5")) == "12.50 EUR"


def test_comparisons() -> None:
    assert eur("1") < eur("2") <= eur("2")
    assert eur("3") > eur("2") >= eur("2")
    assert eur("1") != Money(100, "USD")


@pytest.mark.parametrize(
    "operation", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"]
)
def test_two_currencies_never_mix(operation: str) -> None:
    with pytest.raises(CurrencyMismatch):
        getattr(eur("1"), operation)(Money(100, "USD"))


@pytest.mark.parametrize("text", ["", "one", "1,5", "NaN", "Infinity", "0.001"])
def test_parse_refuses_what_is_not_an_amount(text: str) -> None:
    with pytest.raises(BadAmount):
        eur(text)


@pytest.mark.parametrize(
    ("currency", "digits"),
    [
        ("EUR", 2),
        ("JPY", 0),
        ("KWD", 3),
        ("CLF", 4),
        ("HUF", 2),
        ("TRY", 2),
        ("UGX", 0),
        ("TND", 3),
    ],
)
def test_digits_of_currencies(currency: str, digits: int) -> None:
    assert currency_digits(currency) == digits


def test_unknown_currency() -> None:
    with pytest.raises(UnknownCurrency):
        currency_digits("XYZ")
    assert len(currency_codes()) > 160


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RoundingRule.HALF_UP, [3, 3, 2, -3, -3, -2]),
        (RoundingRule.HALF_DOWN, [3, 2, 2, -3, -2, -2]),
        (RoundingRule.HALF_EVEN, [3, 2, 2, -3, -2, -2]),
        (RoundingRule.UP, [3, 3, 3, -3, -3, -3]),
        (RoundingRule.DOWN, [2, 2, 2, -2, -2, -2]),
        (RoundingRule.CEILING, [3, 3, 3, -2, -2, -2]),
        (RoundingRule.FLOOR, [2, 2, 2, -3, -3, -3]),
    ],
)
def test_rounding_rules(rule: RoundingRule, expected: list[int]) -> None:
    values = ["2.6", "2.5", "2.4", "-2.6", "-2.5", "-2.4"]
    assert [round_to(Decimal(value), rule) for value in values] == expected


def test_half_even_of_an_odd_number() -> None:
    assert round_to(Decimal("3.5"), RoundingRule.HALF_EVEN) == 4


@given(st.integers(), st.sampled_from(RoundingRule))
def test_whole_numbers_stay(value: int, rule: RoundingRule) -> None:
    assert round_to(value, rule) == value


@given(st.fractions(), st.sampled_from(RoundingRule))
def test_rounding_goes_to_a_neighbour(value: Fraction, rule: RoundingRule) -> None:
    assert abs(round_to(value, rule) - value) < 1


def test_to_minor() -> None:
    assert to_minor(Decimal("1.005"), "EUR") == 101
    assert to_minor(Decimal("1.005"), "EUR", RoundingRule.DOWN) == 100


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_spread_sums_and_stays_in_proportion(total: int, weights: list[int]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        share = Fraction(total * weight, whole) if whole else Fraction(total, len(weights))
        assert abs(part - share) < 1


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=30), st.data())
def test_spread_never_gives_more_than_the_weight(weights: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(weights)))
    assert all(part <= weight for part, weight in zip(spread(total, weights), weights, strict=True))


def test_spread_at_its_edges() -> None:
    assert spread(0, []) == ()
    assert spread(3, [0, 0]) == (2, 1)
    with pytest.raises(ValueError, match="nothing"):
        spread(1, [])
    with pytest.raises(ValueError, match="negative"):
        spread(1, [1, -1])
