"""Finds the promotions that can touch a line, without looking at the others.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable

from shop.domain.promotions import Promotion


class PromotionIndex:
    """Immutable once made; make it anew when promotions change."""

    __slots__ = ("promotions",)

    def __init__(self, promotions: Iterable[Promotion] = ()) -> None:
        self.promotions: tuple[Promotion, ...] = tuple(sorted(promotions, key=lambda p: p.id))
