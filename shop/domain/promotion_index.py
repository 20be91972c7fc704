"""Finds the promotions that can touch a line, without looking at the others.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shop.domain.goods import EVERYTHING, Goods, Labelled
from shop.domain.priced import Params
from shop.domain.promotions import Promotion, PromotionKind, sound

_REMEMBERED_LABELS = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Deal:
    """A promotion made ready. `roles` are the sorts of goods it asks for, by number:

    the bearers of the saving first (a bundle: its parts), then what must be bought, then
    what a threshold counts.
    """

    promotion: Promotion
    number: int
    roles: tuple[Goods, ...]
    buy_role: int
    threshold_role: int
    by_line: bool  # each line's saving is its own, whatever else is in the basket
    everywhere: bool  # some role fits any goods
    conditional: bool  # whether it holds depends on circumstances or a threshold
    reasons: dict[str, tuple[str, Params]] = field(default_factory=dict)  # by currency, kept


_BY_LINE = (PromotionKind.PERCENT, PromotionKind.AMOUNT, PromotionKind.FIXED_PRICE)

Touch = tuple[Deal, int]
"""A deal and the role that the line's goods play in it."""


class PromotionIndex:
    """Made anew when promotions change; what it remembers of lines is only for speed."""

    __slots__ = ("_anything", "_by_label", "_remembered", "promotions")

    def __init__(self, promotions: Iterable[Promotion] = ()) -> None:
        self.promotions = tuple(sorted(filter(sound, promotions), key=lambda p: p.id))
        self._by_label: dict[tuple[str, str], list[Touch]] = {}
        self._anything: list[Touch] = []
        self._remembered: dict[object, tuple[Touch, ...]] = {}
        for number, promotion in enumerate(self.promotions):
            deal = _deal(promotion, number)
            for role, goods in enumerate(deal.roles):
                self._file(deal, role, goods)

    def touching(self, line: Labelled) -> tuple[Touch, ...]:
        """The deals in which this line's goods play a role, in order of promotion id."""
        key = (line.sku, line.brand, line.categories, line.groups)
        known = self._remembered.get(key)
        if known is None:
            if len(self._remembered) >= _REMEMBERED_LABELS:
                self._remembered.clear()
            known = self._remembered[key] = tuple(self._find(line))
        return known

    def _file(self, deal: Deal, role: int, goods: Goods) -> None:
        """Under the labels of its most telling list, or with those that fit anything."""
        for sort, labels in (
            ("sku", goods.skus),
            ("group", goods.groups),
            ("category", goods.categories),
            ("brand", goods.brands),
        ):
            if labels:
                for label in set(labels):
                    self._by_label.setdefault((sort, label), []).append((deal, role))
                return
        self._anything.append((deal, role))

    def _find(self, line: Labelled) -> list[Touch]:
        found = {
            (deal.number, role): (deal, role)
            for deal, role in self._candidates(line)
            if deal.roles[role].match(line)
        }
        return [found[key] for key in sorted(found)]

    def _candidates(self, line: Labelled) -> Iterator[Touch]:
        yield from self._by_label.get(("sku", line.sku), ())
        yield from self._by_label.get(("brand", line.brand), ())
        for category in line.categories:
            yield from self._by_label.get(("category", category), ())
        for group in line.groups:
            yield from self._by_label.get(("group", group), ())
        yield from self._anything


def _deal(promotion: Promotion, number: int) -> Deal:
    if promotion.kind is PromotionKind.BUNDLE:
        roles = [part.goods for part in promotion.parts]
    else:
        roles = [promotion.goods]
    buy_role = threshold_role = 0
    if promotion.buy is not None:
        buy_role = len(roles)
        roles.append(promotion.buy)
    if promotion.threshold_goods is not None:
        threshold_role = len(roles)
        roles.append(promotion.threshold_goods)
    return Deal(
        promotion,
        number,
        tuple(roles),
        buy_role,
        threshold_role,
        by_line=promotion.kind in _BY_LINE
        and promotion.max_units is None
        and promotion.max_amount is None,
        everywhere=EVERYTHING in roles,
        conditional=_conditional(promotion),
    )


def _conditional(promotion: Promotion) -> bool:
    return bool(
        promotion.valid_from
        or promotion.valid_to
        or promotion.weekdays
        or promotion.hours
        or promotion.channels
        or promotion.stores
        or promotion.customer_groups
        or promotion.coupon
        or promotion.min_spend is not None
        or promotion.min_quantity is not None
    )
