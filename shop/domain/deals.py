"""What one deal claims of a basket and saves on it. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from shop.domain.benefits import (
    Claim,
    capped,
    minor,
    saving_by_line,
    saving_on_parts,
    saving_together,
)
from shop.domain.line_state import LineState
from shop.domain.money import spread
from shop.domain.promotion_index import Deal
from shop.domain.promotions import Promotion, PromotionKind
from shop.domain.tiers import tiers
from shop.domain.units import (
    Free,
    Taken,
    buying_order,
    getting_order,
    give_back,
    merged,
    pools,
    take_units,
)

Roles = Sequence[Sequence[LineState]]
"""The lines that play each role of a deal."""


def claims(deal: Deal, roles: Roles, free: Free) -> list[Claim]:
    """Applied as often as it can on the `free` parts, which are left as they were."""
    promotion = deal.promotion
    found = _BY_KIND[promotion.kind](deal, roles, dict(free))
    if promotion.max_amount is not None and found:
        found = capped(found, minor(promotion.max_amount, found[0][0].coins))
    return found if any(saving for _, _, saving in found) else []


def reachable(deal: Deal, roles: Roles) -> bool:
    """Whether there is enough to be worth a closer look; cheap, and never wrongly False."""
    promotion = deal.promotion
    match promotion.kind:
        case PromotionKind.BUY_X_GET_Y if deal.buy_role:
            bought, got = _pieces(roles[deal.buy_role]), _pieces(roles[0])
            return bought >= promotion.buy_quantity and got >= promotion.get_quantity
        case PromotionKind.BUY_X_GET_Y:
            return _pieces(roles[0]) >= promotion.buy_quantity + promotion.get_quantity
        case PromotionKind.BUNDLE:
            return all(
                _pieces(role) >= part.quantity
                for role, part in zip(roles, promotion.parts, strict=False)
            )
        case _:
            return True


def _pieces(states: Sequence[LineState]) -> int:
    """Weighed goods count as none: what is bought or bundled is whole pieces."""
    return sum([state.parts for state in states if state.per_unit == 1])


def _line_by_line(deal: Deal, roles: Roles, free: Free) -> list[Claim]:
    """Each unit on its own; where units are capped, `pick` says which bear it."""
    promotion = deal.promotion
    found = []
    left = promotion.max_units
    for state in _bearing_order(deal, roles[0]):
        parts = _parts_per_line(state, free[state.at], promotion)
        if left is not None:
            parts = min(parts, left * state.per_unit)
            left -= -(-parts // state.per_unit)
        if parts:
            found.append((state, parts, saving_by_line(state, parts, promotion)))
    return found


def _bearing_order(deal: Deal, states: Sequence[LineState]) -> list[LineState]:
    if deal.promotion.max_units is None:
        return list(states)
    return getting_order(states, deal.promotion.pick)


def _parts_per_line(state: LineState, parts: int, promotion: Promotion) -> int:
    if promotion.max_units_per_line is None:
        return parts
    return min(parts, promotion.max_units_per_line * state.per_unit)


def _amount_across(deal: Deal, roles: Roles, free: Free) -> list[Claim]:
    """Units beyond the cap per line keep their share of the amount: it is not given."""
    promotion = deal.promotion
    used = [
        (state, _parts_per_line(state, free[state.at], promotion))
        for state in roles[0]
        if free[state.at]
    ]
    if not used:
        return []
    values = [state.value(parts) for state, parts in used]
    left_out = sum([state.value(free[state.at]) for state, _ in used]) - sum(values)
    off = min(minor(promotion.value, used[0][0].coins), sum(values) + left_out)
    shares = spread(off, [*values, left_out] if left_out else values)
    return [(state, parts, share) for (state, parts), share in zip(used, shares, strict=False)]


def _buy_x_get_y(deal: Deal, roles: Roles, free: Free) -> list[Claim]:
    promotion = deal.promotion
    bought: list[Taken] = []
    got: list[Taken] = []
    left = promotion.max_units
    for buyable, gettable in _heaps(deal, roles):
        buying = buying_order(buyable, promotion.pick)
        getting = getting_order(gettable, promotion.pick)
        while left is None or left >= promotion.get_quantity:
            buys = take_units(buying, free, promotion.buy_quantity)
            if buys is None:
                break
            gets = take_units(getting, free, promotion.get_quantity)
            if gets is None:
                give_back(buys, free)
                break
            bought.append(buys)
            got.append(gets)
            left = None if left is None else left - promotion.get_quantity
    benefit = promotion.benefit
    return [(state, count, 0) for state, count in merged(bought)] + [
        (state, count, saving_on_parts(state, count, benefit.kind, benefit.value))
        for state, count in merged(got)
    ]


def _heaps(deal: Deal, roles: Roles) -> list[tuple[Sequence[LineState], Sequence[LineState]]]:
    """What may be bought and what may be got, heap by heap of what must be the same."""
    if deal.buy_role:
        return [(roles[deal.buy_role], roles[0])]
    return [(heap, heap) for heap in pools(roles[0], deal.promotion.same)]


def _bundle(deal: Deal, roles: Roles, free: Free) -> list[Claim]:
    promotion = deal.promotion
    orders = [getting_order(roles[role], promotion.pick) for role in range(len(promotion.parts))]
    size = sum(part.quantity for part in promotion.parts)
    times = 0
    taken: list[Taken] = []
    while promotion.max_units is None or (times + 1) * size <= promotion.max_units:
        bundle = _one_bundle(deal, orders, free)
        if bundle is None:
            break
        taken.append(bundle)
        times += 1
    used = merged(taken)
    if not used:
        return []
    return saving_together(used, promotion.benefit, times, used[0][0].coins)


def _one_bundle(deal: Deal, orders: Sequence[Sequence[LineState]], free: Free) -> Taken | None:
    """One of each part, if they are there and cheaper together."""
    taken: Taken = []
    for part, order in zip(deal.promotion.parts, orders, strict=True):
        units = take_units(order, free, part.quantity)
        if units is None:
            give_back(taken, free)
            return None
        taken += units
    worth = saving_together(merged([taken]), deal.promotion.benefit, 1, taken[0][0].coins)
    if not any(saving for _, _, saving in worth):
        give_back(taken, free)
        return None
    return taken


_BY_KIND: dict[PromotionKind, Callable[[Deal, Roles, Free], list[Claim]]] = {
    PromotionKind.PERCENT: _line_by_line,
    PromotionKind.AMOUNT: _line_by_line,
    PromotionKind.FIXED_PRICE: _line_by_line,
    PromotionKind.AMOUNT_ACROSS: _amount_across,
    PromotionKind.BUY_X_GET_Y: _buy_x_get_y,
    PromotionKind.BUNDLE: _bundle,
    PromotionKind.TIERS: tiers,
}
