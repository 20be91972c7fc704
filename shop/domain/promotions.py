"""Promotions as data: what a deal is, never code. Domain room: standard library only.

How each kind is worked out stands in `deals`; who wins among them in `best_deal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from enum import StrEnum

from shop.domain.goods import EVERYTHING, Goods


class PromotionKind(StrEnum):
    PERCENT = "percent"  # `value` per cent off each unit
    AMOUNT = "amount"  # `value` off each unit
    FIXED_PRICE = "fixed_price"  # each unit costs `value` (sale, member or employee price)
    AMOUNT_ACROSS = "amount_across"  # `value` off the goods together, spread over them
    BUY_X_GET_Y = "buy_x_get_y"  # `benefit` on `get_quantity` for each `buy_quantity`
    BUNDLE = "bundle"  # one of each of `parts` together, at `benefit`
    TIERS = "tiers"  # the more units, the better: the highest of `tiers` reached


class BenefitKind(StrEnum):
    PERCENT = "percent"  # `value` per cent off
    AMOUNT = "amount"  # `value` off: each unit got, or the bundle as a whole
    FIXED_PRICE = "fixed_price"  # each unit got, or the whole bundle, costs `value`


class Stacking(StrEnum):
    """How a promotion lives with the others on the same goods."""

    FIRST = "first"  # claims its goods before any other, by priority, even when dearer
    BEST = "best"  # competes: a unit bears one, chosen so that the whole costs least
    STACK = "stack"  # comes on top of what the others left, by priority


class Same(StrEnum):
    """What the units of one buy-X-get-Y must have in common."""

    ANY = "any"
    SKU = "sku"
    GROUP = "group"  # the first of the line's `groups`


class Pick(StrEnum):
    """Which units of the goods are bought and which are got."""

    CHEAPEST = "cheapest"  # the cheapest units bear the benefit: the usual rule of shops
    DEAREST = "dearest"  # the dearest qualify first and the dearest left bear the benefit
    LARGEST_LINE = "largest_line"  # both from the line that is worth most, then the next


@dataclass(frozen=True, slots=True)
class Benefit:
    kind: BenefitKind = BenefitKind.PERCENT
    value: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True)
class BundlePart:
    goods: Goods
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Tier:
    """From `quantity` units on, `benefit` on each; `grouped`: on each full `quantity` only.

    A grouped fixed price is the price of the whole group ("3 for 10.00").
    """

    quantity: int
    benefit: Benefit
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` up to but without `end`, local time; may run past midnight."""

    start: time
    end: time

    def cover(self, clock: time) -> bool:
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


@dataclass(frozen=True, slots=True)
class Promotion:
    """`goods` bear the saving; the fields after `tiers` say when it holds at all.

    name, reason     a text per language; `reason` is why, as the receipt words it
    buy              what must be bought (buy X get Y); None: the same as `goods`
    max_units        units that bear the saving in one document, at most
    max_units_per_line  the same per line
    max_amount       the saving in one document, major units, at most
    min_spend, min_quantity  what `threshold_goods` (None: `goods`) must come to, list price
    coupon           code to be shown; single use: the series, shown codes are SERIES-xyz
    weekdays         1 Monday … 7 Sunday; empty: all
    priority         higher first
    exclusive        where it applies nothing else does, not even a stacking promotion
    """

    id: str
    kind: PromotionKind
    name: Mapping[str, str] = field(default_factory=dict)
    reason: Mapping[str, str] = field(default_factory=dict)
    goods: Goods = EVERYTHING
    value: Decimal = Decimal(0)
    buy: Goods | None = None
    buy_quantity: int = 0
    get_quantity: int = 0
    benefit: Benefit = Benefit()
    same: Same = Same.ANY
    pick: Pick = Pick.CHEAPEST
    parts: tuple[BundlePart, ...] = ()
    tiers: tuple[Tier, ...] = ()
    max_units: int | None = None
    max_units_per_line: int | None = None
    max_amount: Decimal | None = None
    min_spend: Decimal | None = None
    min_quantity: Decimal | None = None
    threshold_goods: Goods | None = None
    coupon: str = ""
    coupon_single_use: bool = False
    customer_groups: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    weekdays: tuple[int, ...] = ()
    hours: tuple[Hours, ...] = ()
    stacking: Stacking = Stacking.BEST
    exclusive: bool = False
    priority: int = 0


def sound(promotion: Promotion) -> bool:
    """Whether its figures make a deal at all; the index leaves others out."""
    if not all(figure.is_finite() and figure >= 0 for figure in _figures(promotion)):
        return False
    match promotion.kind:
        case PromotionKind.BUY_X_GET_Y:
            return promotion.buy_quantity > 0 and promotion.get_quantity > 0
        case PromotionKind.BUNDLE:
            return bool(promotion.parts) and all(part.quantity > 0 for part in promotion.parts)
        case PromotionKind.TIERS:
            return bool(promotion.tiers) and all(tier.quantity > 0 for tier in promotion.tiers)
        case _:
            return True


def _figures(promotion: Promotion) -> Iterator[Decimal]:
    yield promotion.value
    yield promotion.benefit.value
    yield from (tier.benefit.value for tier in promotion.tiers)
    for figure in (promotion.max_amount, promotion.min_spend, promotion.min_quantity):
        if figure is not None:
            yield figure
