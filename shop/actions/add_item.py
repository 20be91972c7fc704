"""Put an item chosen on the screen into the basket. Actions room: pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shop.domain.basket import Basket
from shop.domain.catalogue import Item


@dataclass(frozen=True, slots=True)
class BasketChange:
    """What changed: one line, new, altered or gone."""

    basket: Basket
    line_id: str
    new_line: bool = False
    removed: bool = False


def add_item(basket: Basket, item: Item, quantity: Decimal = Decimal(1)) -> BasketChange:
    after, line_id = basket.add(item, quantity)
    return BasketChange(after, line_id, new_line=len(after.lines) > len(basket.lines))
