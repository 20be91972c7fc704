"""The deals that touch a document's lines, each with its lines and its circumstances.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop.domain.circumstances import Hindrance, hindrance
from shop.domain.line_state import LineState
from shop.domain.pricing_input import PricingContext
from shop.domain.promotion_index import Deal, PromotionIndex


@dataclass(slots=True, eq=False)
class Offer:
    """A deal with the lines that play each of its roles in this document.

    `hindered` says why it does not hold; a shortfall is a threshold not yet reached.
    """

    deal: Deal
    roles: list[list[LineState]]
    hindered: Hindrance | None = None
    shortfall: Shortfall | None = None

    @property
    def holds(self) -> bool:
        return self.hindered is None and self.shortfall is None

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts by priority, higher first, then by id."""
        return -self.deal.promotion.priority, self.deal.number

    @property
    def lines(self) -> list[LineState]:
        """Every line that may bear the saving or is needed for it, once."""
        needed = len(self.roles) - (1 if self.deal.threshold_role else 0)
        if needed == 1:
            return self.roles[0]
        found = {state.at: state for role in self.roles[:needed] for state in role}
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Shortfall:
    """`reached` of `wanted`: major units of money, or a quantity."""

    money: bool
    reached: Decimal
    wanted: Decimal


def offers(
    states: Iterable[LineState], promotions: PromotionIndex, context: PricingContext
) -> list[Offer]:
    """By promotion id; only those whose goods are in the basket."""
    found: dict[int, Offer] = {}
    for state in states:
        for deal, role in promotions.touching(state.line):
            offer = found.get(deal.number)
            if offer is None:
                offer = found[deal.number] = Offer(deal, [[] for _ in deal.roles])
            offer.roles[role].append(state)
    for offer in found.values():
        promotion = offer.deal.promotion
        offer.hindered = hindrance(promotion, context)
        if promotion.min_spend is not None or promotion.min_quantity is not None:
            offer.shortfall = _shortfall(offer)
    return [found[number] for number in sorted(found)]


def _shortfall(offer: Offer) -> Shortfall | None:
    """What list prices and quantities of the counted goods lack to the threshold."""
    promotion = offer.deal.promotion
    counted = offer.roles[offer.deal.threshold_role]
    if promotion.min_spend is not None:
        scale = counted[0].coins.scale if counted else 1
        spent = Decimal(sum(state.listed for state in counted)) / scale
        if spent < promotion.min_spend:
            return Shortfall(True, spent, promotion.min_spend)
    if promotion.min_quantity is not None:
        units = sum((state.line.quantity for state in counted), Decimal(0))
        if units < promotion.min_quantity:
            return Shortfall(False, units, promotion.min_quantity)
    return None
