"""The one rounding function of the house. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class RoundingRule(StrEnum):
    """What happens between two whole units; the first three differ at exactly one half."""

    HALF_UP = "half_up"  # a half goes away from zero
    HALF_EVEN = "half_even"  # a half goes to the even neighbour
    HALF_DOWN = "half_down"  # a half goes towards zero
    UP = "up"  # away from zero
    DOWN = "down"  # towards zero
    CEILING = "ceiling"  # towards plus infinity
    FLOOR = "floor"  # towards minus infinity


_HALF_UP = RoundingRule.HALF_UP


def round_to(value: Fraction | Decimal | int, rule: RoundingRule) -> int:
    """`value` as a whole number by `rule`. Exact: nothing here is ever a float."""
    return round_ratio(*value.as_integer_ratio(), rule)


def round_ratio(numerator: int, denominator: int, rule: RoundingRule) -> int:
    """`round_to` for a ratio that is already in two integers; `denominator` is positive."""
    if rule is _HALF_UP and numerator >= 0:  # nearly every call: prices of goods sold
        return (2 * numerator + denominator) // (2 * denominator)
    whole, rest = divmod(abs(numerator), denominator)
    if rest and _grows(whole, 2 * rest - denominator, numerator < 0, rule):
        whole += 1
    return -whole if numerator < 0 else whole


def _grows(whole: int, over_half: int, negative: bool, rule: RoundingRule) -> bool:
    """Whether the magnitude goes up; `over_half` is the rest's side of one half."""
    match rule:
        case RoundingRule.HALF_UP:
            return over_half >= 0
        case RoundingRule.HALF_DOWN:
            return over_half > 0
        case RoundingRule.HALF_EVEN:
            return over_half > 0 or (over_half == 0 and whole % 2 == 1)
        case RoundingRule.UP:
            return True
        case RoundingRule.DOWN:
            return False
        case RoundingRule.CEILING:
            return not negative
        case _:  # FLOOR
            return negative


def spread(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`total` in parts proportional to `weights` that sum to it exactly.

    Each part is its share cut off towards zero; the units left over go one each to the
    largest remainders, the earlier weight first. Without any weight the parts are equal.
    """
    if not weights:
        if total:
            raise ValueError("nothing to spread over")
        return ()
    if min(weights) < 0:
        raise ValueError("weights must not be negative")
    if len(weights) == 1:
        return (total,)
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [share for share, _ in shares]
    by_remainder = sorted(range(len(parts)), key=lambda at: -shares[at][1])
    for at in by_remainder[: abs(total) - sum(parts)]:
        parts[at] += 1
    return tuple(-part if total < 0 else part for part in parts)
