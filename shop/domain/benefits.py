"""What a benefit takes off a number of parts of one line. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from shop.domain.line_state import Coins, LineState
from shop.domain.money import round_ratio, spread
from shop.domain.promotions import Benefit, BenefitKind, Promotion, PromotionKind

Claim = tuple[LineState, int, int]
"""A line, the parts of it that a deal uses up, and what it saves on them (bought: 0)."""

_BENEFIT_OF = {
    PromotionKind.PERCENT: BenefitKind.PERCENT,
    PromotionKind.AMOUNT: BenefitKind.AMOUNT,
    PromotionKind.FIXED_PRICE: BenefitKind.FIXED_PRICE,
}


def saving_on_parts(state: LineState, parts: int, kind: BenefitKind, value: Decimal) -> int:
    """Minor units off; amounts and fixed prices are per unit. Never below 0 or above all."""
    coins = state.coins
    numerator, denominator = value.as_integer_ratio()
    if kind is BenefitKind.PERCENT:
        whole = denominator * 100
        if numerator >= whole:
            return state.value(parts)
        numerator *= state.numerator * parts
        return round_ratio(numerator, whole * state.denominator, coins.rule)
    whole = state.value(parts)
    off = round_ratio(numerator * coins.scale * parts, denominator * state.per_unit, coins.rule)
    if kind is BenefitKind.FIXED_PRICE:
        off = whole - off
    return max(0, min(off, whole))


def saving_by_line(state: LineState, free: int, promotion: Promotion) -> int:
    """What a percent, amount or fixed-price promotion takes off a line with `free` parts."""
    if promotion.max_units_per_line is not None:
        free = min(free, promotion.max_units_per_line * state.per_unit)
    return saving_on_parts(state, free, _BENEFIT_OF[promotion.kind], promotion.value)


def saving_together(
    used: Sequence[tuple[LineState, int]], benefit: Benefit, times: int, coins: Coins
) -> list[Claim]:
    """A benefit on goods as one whole, `times` over: spread over the lines by their value."""
    if benefit.kind is BenefitKind.PERCENT:
        return [
            (state, parts, saving_on_parts(state, parts, benefit.kind, benefit.value))
            for state, parts in used
        ]
    values = [state.value(parts) for state, parts in used]
    whole = sum(values)
    off = minor(benefit.value * times, coins)
    if benefit.kind is BenefitKind.FIXED_PRICE:
        off = whole - off
    shares = spread(min(max(off, 0), whole), values)
    return [(state, parts, share) for (state, parts), share in zip(used, shares, strict=True)]


def minor(value: Decimal, coins: Coins) -> int:
    numerator, denominator = value.as_integer_ratio()
    return round_ratio(numerator * coins.scale, denominator, coins.rule)


def capped(claims: list[Claim], most: int) -> list[Claim]:
    """The same claims with savings that come to `most` at most."""
    savings = [saving for _, _, saving in claims]
    if sum(savings) <= most:
        return claims
    shares = spread(most, savings)
    return [(state, parts, share) for (state, parts, _), share in zip(claims, shares, strict=True)]
