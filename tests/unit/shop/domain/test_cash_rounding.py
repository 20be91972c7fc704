"""Cash totals and the countries' rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain.cash_rounding import NO_ROUNDING, CashRounding, for_country
from shop.domain.money import Money, RoundingRule


@pytest.mark.parametrize(
    ("country", "currency", "total", "rounded"),
    [
        ("CH", "CHF", 1002, 1000),
        ("CH", "CHF", 1003, 1005),
        ("HU", "HUF", 123_200, 123_000),
        ("HU", "HUF", 123_300, 123_500),
        ("AU", "AUD", 998, 1000),
        ("NZ", "NZD", 995, 990),
        ("NZ", "NZD", 996, 1000),
        ("FI", "EUR", 102, 100),
        ("DE", "EUR", 102, 102),
        ("SE", "SEK", 1050, 1100),
        ("DK", "DKK", 1024, 1000),
        ("DK", "DKK", 1025, 1050),
        ("CZ", "CZK", 1049, 1000),
        ("CA", "CAD", 102, 100),
        ("ZA", "ZAR", 109, 100),
        ("US", "USD", 101, 101),
        ("TR", "TRY", 101, 101),
    ],
)
def test_by_country(country: str, currency: str, total: int, rounded: int) -> None:
    rule = for_country(country, currency)
    assert rule.rounded(Money(total, currency)) == Money(rounded, currency)
    assert rule.delta(Money(total, currency)) == Money(rounded - total, currency)


def test_nothing_to_round() -> None:
    assert NO_ROUNDING.delta(Money(-17, "EUR")) == Money.zero("EUR")


@given(st.integers(-(10**7), 10**7), st.integers(1, 1000), st.sampled_from(RoundingRule))
def test_a_rounded_total_can_be_paid_and_is_near(total: int, step: int, rule: RoundingRule) -> None:
    rounding = CashRounding(step, rule)
    paid = rounding.rounded(Money(total, "EUR"))
    assert paid.minor % step == 0
    assert abs(paid.minor - total) < step
    assert rounding.rounded(paid) == paid
