"""Cash rounding by country: what coins can pay. Domain room: standard library only.

The difference is its own line of the sale (`CashRounding.delta`); card payments are exact.
"""

from __future__ import annotations

from dataclasses import dataclass

from shop.domain.money import Money, RoundingRule, round_ratio


@dataclass(frozen=True, slots=True)
class CashRounding:
    """Cash totals are whole multiples of `step_minor` minor units."""

    step_minor: int
    rule: RoundingRule = RoundingRule.HALF_UP

    def rounded(self, total: Money) -> Money:
        steps = round_ratio(total.minor, self.step_minor, self.rule)
        return Money(steps * self.step_minor, total.currency)

    def delta(self, total: Money) -> Money:
        """What the cash-rounding line says: rounded − total."""
        return self.rounded(total) - total


NO_ROUNDING = CashRounding(1)

_UP = RoundingRule.HALF_UP
_DOWN = RoundingRule.HALF_DOWN

# Where the smallest coin left is law or the central bank's rule, whatever the country.
_BY_CURRENCY: dict[str, CashRounding] = {
    "AUD": CashRounding(5, _UP),  # 1c and 2c withdrawn 1992
    "BND": CashRounding(5, _UP),
    "BWP": CashRounding(5, _UP),
    "CAD": CashRounding(5, _UP),  # penny withdrawn 2013
    "CHF": CashRounding(5, _UP),
    "CZK": CashRounding(100, _UP),  # 50 haléř withdrawn 2008
    "DKK": CashRounding(50, _UP),  # 25 øre withdrawn 2008
    "HKD": CashRounding(10, _UP),
    "HUF": CashRounding(500, _UP),  # law 2008/III: to 0 or 5 forint
    "ILS": CashRounding(10, _UP),
    "MYR": CashRounding(5, _UP),
    "NOK": CashRounding(100, _UP),  # 50 øre withdrawn 2012
    "NZD": CashRounding(10, _DOWN),  # 5c withdrawn 2006; 5 cents usually falls down
    "SEK": CashRounding(100, _UP),  # 50 öre withdrawn 2010
    "SGD": CashRounding(5, _UP),
    "ZAR": CashRounding(10, RoundingRule.DOWN),  # 5c withdrawn; rounded for the customer
}

# The euro keeps its cents; these countries round cash to five by law or agreement.
_EURO_FIVE_CENTS = frozenset({"BE", "EE", "FI", "IE", "IT", "LT", "NL", "SK"})


def for_country(country: str, currency: str) -> CashRounding:
    """The rule for cash in `currency` in `country` (ISO 3166 alpha-2); unknown: to the unit."""
    if currency == "EUR":
        return CashRounding(5) if country in _EURO_FIVE_CENTS else NO_ROUNDING
    return _BY_CURRENCY.get(currency, NO_ROUNDING)
