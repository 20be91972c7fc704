"""Makes up prices and stock where a source has none: the same seed gives the same figures.

Central room: pure. Whoever uses it says so on the screen and in the report.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from shop.domain.money import Money, to_minor

_STEPS = ("0.49", "0.79", "0.99", "1.29", "1.49", "1.99", "2.49", "2.99", "3.49", "3.99", "4.99")
_DEARER = ("5.99", "6.99", "7.99", "9.99", "12.99", "14.99", "19.99", "24.99", "39.99")


@dataclass(frozen=True, slots=True)
class Inventor:
    """A seed for each of the two, "" where nothing is to be made up."""

    prices: str = ""
    stock: str = ""

    def price(self, sku: str, currency: str) -> Money:
        """Four in five are everyday prices, one in five is dearer."""
        number = _number(self.prices, "price", sku)
        shelf = _STEPS if number % 5 else _DEARER
        return Money(to_minor(Decimal(shelf[number // 5 % len(shelf)]), currency), currency)

    def amount(self, store: str, sku: str) -> Decimal:
        """Pieces: one in eight has none, one in eight the last one, the rest up to 60."""
        number = _number(self.stock, store, sku)
        if number % 8 < 2:
            return Decimal(number % 8)
        return Decimal(2 + number // 8 % 59)


def _number(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("|".join(parts).encode()).digest()[:8], "big")
