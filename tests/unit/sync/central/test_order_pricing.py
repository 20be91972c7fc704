"""Central prices an order with promotions made ready once, and never with old ones."""

from __future__ import annotations

from decimal import Decimal

from shop.domain.goods import Goods
from shop.domain.order_code import new_order_code
from shop.domain.promotions import Promotion, PromotionKind
from sync.central import documents, order_pricing, orders
from sync.central.core import Central
from sync.protocol.messages import PlaceOrder
from tests.central_shop import PRICE


def total(shop: Central) -> int:
    lines = (("tea", Decimal(1)),)
    wish = PlaceOrder(new_order_code(), "S1", "Eve", "555 55", "en", "at_till", lines)
    return orders.place(shop, wish).order.total.minor


def offer(shop: Central, percent: int) -> None:
    deal = Promotion(
        "tea",
        PromotionKind.PERCENT,
        {"en": "Tea"},
        goods=Goods(skus=("tea",)),
        value=Decimal(percent),
    )
    with shop.database.write() as connection:
        documents.put(connection, [documents.of("promotion", "tea", deal)], shop.now())


def test_the_index_is_made_once_per_set_of_promotions(shop: Central) -> None:
    order_pricing._index.cache_clear()
    offer(shop, 10)
    assert {total(shop) for _ in range(3)} == {PRICE * 9 // 10}
    assert order_pricing._index.cache_info().misses == 1
    offer(shop, 20)
    assert total(shop) == PRICE * 8 // 10
    assert order_pricing._index.cache_info().misses == 2
