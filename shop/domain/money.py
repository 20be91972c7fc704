"""Money: whole minor units of one currency. Domain room: standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from shop.domain.currencies import UnknownCurrency, currency_codes, currency_digits
from shop.domain.rounding import RoundingRule, round_ratio, round_to, spread
from shop.errors import EndcapError

__all__ = [
    "BadAmount",
    "CurrencyMismatch",
    "Money",
    "RoundingRule",
    "UnknownCurrency",
    "currency_codes",
    "currency_digits",
    "round_ratio",
    "round_to",
    "spread",
    "to_minor",
]


class CurrencyMismatch(EndcapError):
    """Two amounts of different currencies met: always a mistake of the program."""


class BadAmount(EndcapError):
    """Text or a number that is not a whole count of the currency's minor unit."""


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` counts the smallest unit: Money(1250, "EUR") is 12.50 euro."""

    minor: int
    currency: str

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """From plain digits, "12.34" or "-5"; more digits than the currency has are refused."""
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise BadAmount("amount_not_a_number", text=text) from None
        return cls.of(value, currency)

    @classmethod
    def of(cls, value: Decimal, currency: str) -> Money:
        """From major units, exactly; use `to_minor` where rounding is meant."""
        if not value.is_finite():
            raise BadAmount("amount_not_a_number", text=str(value))
        minor = value.scaleb(currency_digits(currency))
        if minor != minor.to_integral_value():
            raise BadAmount("amount_too_fine", text=str(value), currency=currency)
        return cls(int(minor), currency)

    @property
    def decimal(self) -> Decimal:
        """Major units with the currency's digits: Decimal("12.50")."""
        return Decimal(self.minor).scaleb(-currency_digits(self.currency))

    def times(self, count: int) -> Money:
        return Money(self.minor * count, self.currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def __str__(self) -> str:
        """For logs and tests; screens format by language."""
        return f"{self.decimal} {self.currency}"

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch("currency_mismatch", one=self.currency, other=other.currency)
        return other.minor


def to_minor(value: Decimal, currency: str, rule: RoundingRule = RoundingRule.HALF_UP) -> int:
    """Major units of any fineness as whole minor units by `rule`."""
    return round_to(value.scaleb(currency_digits(currency)), rule)
