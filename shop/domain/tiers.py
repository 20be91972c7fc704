"""Multi-buy: the more units, the better the price. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence

from shop.domain.benefits import Claim, saving_on_parts, saving_together
from shop.domain.line_state import LineState
from shop.domain.promotion_index import Deal
from shop.domain.promotions import Tier
from shop.domain.units import Free, Taken, dearest_first, merged, pools, take_units, units_in


def tiers(deal: Deal, roles: Sequence[Sequence[LineState]], free: Free) -> list[Claim]:
    """The highest tier reached; what grouped tiers leave goes to the lower ones."""
    promotion = deal.promotion
    left = promotion.max_units
    found: list[Claim] = []
    for heap in pools(roles[0], promotion.same):
        order = dearest_first(heap)
        for tier in sorted(promotion.tiers, key=lambda tier: -tier.quantity):
            if tier.grouped:
                claims, used = _groups(tier, order, free, left)
            elif units_in(order, free) >= tier.quantity:
                claims, used = _each(tier, order, free, left)
            else:
                continue
            found += claims
            left = None if left is None else left - used
    return found


def _groups(
    tier: Tier, order: Sequence[LineState], free: Free, left: int | None
) -> tuple[list[Claim], int]:
    taken: list[Taken] = []
    while left is None or (len(taken) + 1) * tier.quantity <= left:
        units = take_units(order, free, tier.quantity)
        if units is None:
            break
        taken.append(units)
    used = merged(taken)
    if not used:
        return [], 0
    claims = saving_together(used, tier.benefit, len(taken), used[0][0].coins)
    return claims, len(taken) * tier.quantity


def _each(
    tier: Tier, order: Sequence[LineState], free: Free, left: int | None
) -> tuple[list[Claim], int]:
    claims: list[Claim] = []
    used = 0
    for state in order:
        parts = free[state.at]
        if left is not None:
            parts = min(parts, (left - used) * state.per_unit)
        if not parts:
            continue
        free[state.at] -= parts
        used += -(-parts // state.per_unit)
        saving = saving_on_parts(state, parts, tier.benefit.kind, tier.benefit.value)
        claims.append((state, parts, saving))
    return claims, used
