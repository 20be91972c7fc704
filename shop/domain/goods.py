"""Which goods a promotion means, as data. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Labelled(Protocol):
    """What a line says about its goods."""

    @property
    def sku(self) -> str: ...
    @property
    def categories(self) -> tuple[str, ...]: ...
    @property
    def brand(self) -> str: ...
    @property
    def groups(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Goods:
    """All that match every filled list; within a list any entry will do. Empty = everything.

    `categories` names any category on a product's path; `groups` are free labels such as
    "summer-sale" that the catalogue gives to products. The `except_…` lists take goods out.
    """

    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    except_skus: tuple[str, ...] = ()
    except_categories: tuple[str, ...] = ()
    except_brands: tuple[str, ...] = ()
    except_groups: tuple[str, ...] = ()

    def match(self, goods: Labelled) -> bool:
        return self._wanted(goods) and not self._excepted(goods)

    def _wanted(self, goods: Labelled) -> bool:
        return (
            (not self.skus or goods.sku in self.skus)
            and (not self.brands or goods.brand in self.brands)
            and (not self.categories or _meet(self.categories, goods.categories))
            and (not self.groups or _meet(self.groups, goods.groups))
        )

    def _excepted(self, goods: Labelled) -> bool:
        return (
            goods.sku in self.except_skus
            or goods.brand in self.except_brands
            or _meet(self.except_categories, goods.categories)
            or _meet(self.except_groups, goods.groups)
        )


EVERYTHING = Goods()


def _meet(ones: Iterable[str], others: tuple[str, ...]) -> bool:
    return any(one in others for one in ones)
