"""The deals that touch a document's lines, each with its lines and its circumstances.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
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

    def within(self, places: Container[int]) -> Offer:
        """The same deal as it stands, seen from some of the lines."""
        roles = [[state for state in role if state.at in places] for role in self.roles]
        return Offer(self.deal, roles, self.hindered, self.shortfall)

    @property
    def lines(self) -> list[LineState]:
        """Every line that may bear the saving or is needed for it, once."""
        needed = self.roles[:-1] if self.deal.threshold_role else self.roles
        if len(needed) == 1:
            return needed[0]
        return list({state.at: state for role in needed for state in role}.values())


@dataclass(frozen=True, slots=True)
class Shortfall:
    """`reached` of `wanted`: major units of money, or a quantity."""

    money: bool
    reached: Decimal
    wanted: Decimal


def offers(
    states: Iterable[LineState], promotions: PromotionIndex, context: PricingContext
) -> dict[int, Offer]:
    """By the deal's number: every deal with goods in the document, and how it stands there."""
    found: dict[int, Offer] = {}
    known = found.get
    for state in states:
        touches = state.touches
        if touches is None:
            touches = state.touches = promotions.touching(state.line)
        for deal, role in touches:
            offer = known(deal.number)
            if offer is None:
                offer = found[deal.number] = Offer(deal, [[] for _ in deal.roles])
            offer.roles[role].append(state)
    for offer in found.values():
        if offer.deal.conditional:
            offer.hindered = hindrance(offer.deal.promotion, context)
            offer.shortfall = _shortfall(offer)
    return found


def _shortfall(offer: Offer) -> Shortfall | None:
    """What list prices and quantities of the counted goods lack to the threshold."""
    promotion = offer.deal.promotion
    counted = offer.roles[offer.deal.threshold_role]
    if promotion.min_spend is not None:
        scale = counted[0].coins.scale if counted else 1
        spent = Decimal(sum([state.listed for state in counted])) / scale
        if spent < promotion.min_spend:
            return Shortfall(True, spent, promotion.min_spend)
    if promotion.min_quantity is not None:
        units = sum((state.line.quantity for state in counted), Decimal(0))
        if units < promotion.min_quantity:
            return Shortfall(False, units, promotion.min_quantity)
    return None
