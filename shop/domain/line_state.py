"""A line while it is being priced: how much of it is still free, and what came off.

Domain room: standard library only. Goods are counted in *parts*, the smallest share that
the quantity divides into: one piece, or for 0.385 kg one of 77 parts of 0.005 kg. So every
count here is a whole number, for weighed goods too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from shop.domain.money import RoundingRule, round_ratio
from shop.domain.pricing_input import LineInput
from shop.domain.promotion_index import Deal, Touch


@dataclass(frozen=True, slots=True)
class Coins:
    """How amounts become whole: minor units per major unit, and the rounding rule."""

    scale: int
    rule: RoundingRule


@dataclass(slots=True)
class Saving:
    """What one deal took off one line, and off how many of its parts."""

    deal: Deal
    parts: int
    amount: int


@dataclass(slots=True, eq=False)
class LineState:
    """`numerator / denominator` is the price of one part in minor units.

    listed  the whole line in minor units     rest    what is left to pay of it
    parts   in the whole line                 free    parts that no deal has claimed
    closed  an exclusive deal applied: nothing may come on top
    touches the deals whose goods these are, once they have been looked up
    """

    at: int
    line: LineInput
    numerator: int
    denominator: int
    list_price: tuple[int, int]
    parts: int
    per_unit: int
    listed: int
    coins: Coins
    rest: int
    free: int
    closed: bool = False
    touches: tuple[Touch, ...] | None = None
    savings: list[Saving] = field(default_factory=list)

    @property
    def exact(self) -> Fraction:
        """The whole line at list price, in minor units and fractions of them."""
        line = self.line
        return Fraction(line.unit_price) * Fraction(line.quantity) * self.coins.scale

    @property
    def standing(self) -> tuple[str, Decimal, Decimal, str, str]:
        """An order of lines that does not come from the order of scanning."""
        line = self.line
        marks = repr(line.discounts) if line.discounts else ""
        return line.sku, line.unit_price, line.quantity, marks, line.line_id

    def value(self, parts: int) -> int:
        return round_ratio(self.numerator * parts, self.denominator, self.coins.rule)

    def units_free(self, free: Mapping[int, int]) -> int:
        """Whole pieces still free; weighed goods have none."""
        return free[self.at] if self.per_unit == 1 else 0

    def take(self, deal: Deal, parts: int, amount: int) -> None:
        """Notes that a deal claims parts and saves an amount, which is never above the rest."""
        self.free -= parts
        if amount:
            amount = min(amount, self.rest)
            self.rest -= amount
            self.savings.append(Saving(deal, parts, amount))
        if deal.promotion.exclusive:
            self.closed = True

    def restart(self) -> None:
        """As it was before any deal."""
        self.numerator, self.denominator = self.list_price
        self.savings = []
        self.rest, self.free, self.closed = self.listed, self.parts, False

    def reopen(self) -> None:
        """For deals on top: all parts are free again, at what is left to pay."""
        self.free = self.parts
        self.numerator, self.denominator = self.rest, self.parts


def line_state(at: int, line: LineInput, coins: Coins) -> LineState:
    quantity, per_unit = line.quantity.as_integer_ratio()
    price, fineness = line.unit_price.as_integer_ratio()
    numerator, denominator = price * coins.scale, fineness * per_unit
    listed = round_ratio(numerator * quantity, denominator, coins.rule)
    return LineState(
        at=at,
        line=line,
        numerator=numerator,
        denominator=denominator,
        list_price=(numerator, denominator),
        parts=quantity,
        per_unit=per_unit,
        listed=listed,
        coins=coins,
        rest=listed,
        free=quantity,
    )
