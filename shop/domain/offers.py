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


@dataclass(slots=True, eq=False)
class Standing:
    """How a deal stands in the whole document, before it is known who wins."""

    deal: Deal
    hindered: Hindrance | None
    counted: list[LineState]
    shortfall: Shortfall | None = None

    @property
    def holds(self) -> bool:
        return self.hindered is None and self.shortfall is None


Standings = dict[int, Standing]
"""By the deal's number."""


def standings(
    states: Iterable[LineState], promotions: PromotionIndex, context: PricingContext
) -> Standings:
    """Of every deal whose goods are in the document."""
    found: Standings = {}
    for state in states:
        for deal, role in promotions.touching(state.line):
            standing = found.get(deal.number)
            if standing is None:
                hindered = hindrance(deal.promotion, context) if deal.conditional else None
                standing = found[deal.number] = Standing(deal, hindered, [])
            if role == deal.threshold_role:
                standing.counted.append(state)
    for standing in found.values():
        if standing.deal.conditional:
            standing.shortfall = _shortfall(standing)
    return found


def offers(
    states: Iterable[LineState], promotions: PromotionIndex, known: Standings
) -> list[Offer]:
    """By promotion id, with those of the given lines that play a role."""
    found: dict[int, Offer] = {}
    for state in states:
        for deal, role in promotions.touching(state.line):
            offer = found.get(deal.number)
            if offer is None:
                standing = known[deal.number]
                roles: list[list[LineState]] = [[] for _ in deal.roles]
                offer = Offer(deal, roles, standing.hindered, standing.shortfall)
                found[deal.number] = offer
            offer.roles[role].append(state)
    return [found[number] for number in sorted(found)]


def _shortfall(standing: Standing) -> Shortfall | None:
    """What list prices and quantities of the counted goods lack to the threshold."""
    promotion, counted = standing.deal.promotion, standing.counted
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
