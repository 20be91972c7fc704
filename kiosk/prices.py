"""Room: kiosk. What some of one SKU costs here and now and why, as the till would say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shop.actions.price_basket import PriceBasket
from shop.domain.basket import Basket
from shop.domain.catalogue import Item
from shop.domain.money import Money
from shop.domain.pricing import AppliedDiscount, Explanation

NOBODYS_BASKET = Basket("0" * 32)


@dataclass(frozen=True, slots=True)
class ShelfPrice:
    """`was` is the list price when something made it cheaper; both are for `quantity` units."""

    quantity: Decimal
    now: Money
    was: Money | None
    discounts: tuple[AppliedDiscount, ...]
    explanation: tuple[Explanation, ...]


def shelf_price(price: PriceBasket, item: Item, quantity: Decimal = Decimal(1)) -> ShelfPrice:
    basket, _ = NOBODYS_BASKET.add(item, quantity)
    document = price(basket)
    line = document.lines[0]
    return ShelfPrice(
        quantity=quantity,
        now=document.total,
        was=line.list_total if line.discounts else None,
        discounts=line.discounts,
        explanation=line.explanation,
    )
