"""How many units more would make a group deal apply (again). Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shop.domain.benefits import saving_on_parts
from shop.domain.line_state import LineState
from shop.domain.offers import Offer
from shop.domain.promotions import Benefit, PromotionKind, Tier
from shop.domain.units import cheapest_first, pools


@dataclass(frozen=True, slots=True)
class Need:
    """`save` is what the units would bring, in minor units; 0 where it cannot be known.

    near: one unit is missing, or the smaller half of what is asked for.
    """

    code: str
    units: int
    near: bool
    save: int = 0


def missing(offer: Offer) -> Need | None:
    """The smallest need among the goods that go together; None where there is none."""
    match offer.deal.promotion.kind:
        case PromotionKind.BUY_X_GET_Y:
            needs = _buy_x_get_y(offer)
        case PromotionKind.TIERS:
            needs = _tiers(offer)
        case PromotionKind.BUNDLE:
            needs = _bundle(offer)
        case _:
            return None
    return min(needs, key=lambda need: need.units, default=None)


def _near(units: int, asked: int) -> bool:
    return units == 1 or units * 2 <= asked


def _pieces(states: Sequence[LineState]) -> int:
    return sum([state.parts for state in states if state.per_unit == 1])


def _buy_x_get_y(offer: Offer) -> list[Need]:
    promotion, roles = offer.deal.promotion, offer.roles
    if offer.deal.buy_role:
        return _buy_here_get_there(offer)
    asked = promotion.buy_quantity + promotion.get_quantity
    needs = []
    for heap in pools(roles[0], promotion.same):
        over = _pieces(heap) % asked
        if over:
            needs.append(_need("buy_more", asked - over, asked, offer, heap))
    return needs


def _buy_here_get_there(offer: Offer) -> list[Need]:
    promotion, roles = offer.deal.promotion, offer.roles
    buy, get = promotion.buy_quantity, promotion.get_quantity
    bought, got = _pieces(roles[offer.deal.buy_role]), _pieces(roles[0])
    times = min(bought // buy, got // get)
    bought, got = bought - times * buy, got - times * get
    if bought >= buy and got < get:
        return [_need("get_more", get - got, get, offer, roles[0])]
    if got >= get and 0 < bought < buy:
        return [_need("buy_more", buy - bought, buy, offer, roles[0])]
    return []


def _need(code: str, units: int, asked: int, offer: Offer, heap: Sequence[LineState]) -> Need:
    """What is near also says what it brings: the benefit on what is got."""
    if not _near(units, asked):
        return Need(code, units, False)
    promotion = offer.deal.promotion
    return Need(code, units, True, _got(heap, promotion.get_quantity, promotion.benefit))


def _got(states: Sequence[LineState], units: int, benefit: Benefit) -> int:
    """The benefit on units of the cheapest goods there: at least that much is saved."""
    whole = [state for state in states if state.per_unit == 1]
    if not whole:
        return 0
    return saving_on_parts(cheapest_first(whole)[0], units, benefit.kind, benefit.value)


def _tiers(offer: Offer) -> list[Need]:
    promotion = offer.deal.promotion
    needs = []
    for heap in pools(offer.roles[0], promotion.same):
        count = _pieces(heap)
        above = [tier for tier in promotion.tiers if tier.quantity > count]
        if count and above:
            tier = min(above, key=_quantity)
            units = tier.quantity - count
            near = _near(units, tier.quantity)
            save = _tier_gain(offer, heap, tier, units) if near else 0
            needs.append(Need("buy_more", units, near, max(save, 0)))
    return needs


def _quantity(tier: Tier) -> int:
    return tier.quantity


def _tier_gain(offer: Offer, heap: Sequence[LineState], tier: Tier, units: int) -> int:
    """What the tier brings on all of the heap, the units more at the cheapest price.

    Of a group that does not bear each unit by itself nothing is promised beforehand.
    """
    if tier.grouped:
        return 0
    benefit = tier.benefit
    gain = _got(heap, units, benefit)
    for state in heap:
        gain += saving_on_parts(state, state.parts, benefit.kind, benefit.value)
        gain -= sum(saving.amount for saving in state.savings if saving.deal is offer.deal)
    return gain


def _bundle(offer: Offer) -> list[Need]:
    """What one bundle more lacks, when some of it is there and over."""
    promotion, roles = offer.deal.promotion, offer.roles
    counts = [_pieces(roles[role]) for role in range(len(promotion.parts))]
    asked = [part.quantity for part in promotion.parts]
    times = min(count // each for count, each in zip(counts, asked, strict=True))
    over = [count - times * each for count, each in zip(counts, asked, strict=True)]
    lacking = sum(max(each - left, 0) for left, each in zip(over, asked, strict=True))
    if lacking == 0 or lacking == sum(asked):
        return []
    return [Need("complete_bundle", lacking, _near(lacking, sum(asked)))]
