"""A basket on screen is priced again quickly, to the same result, whatever thread asks."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from shop.actions.price_basket import PriceBasket, line_input
from shop.domain import pricing_memory
from shop.domain.basket import Basket
from shop.domain.goods import Goods
from shop.domain.line_state import LineState, line_state
from shop.domain.pricing import PricedDocument, PromotionIndex, TaxBook, price
from shop.domain.promotions import Promotion, PromotionKind
from tests.fakes.clock import FakeClock
from tests.fakes.replica import FakeReplica
from tests.unit.shop.actions.shop_floor import MUG, TAXES, TEA, settings

OFFER = Promotion(
    "tea10",
    PromotionKind.PERCENT,
    {"en": "Tea"},
    goods=Goods(skus=("TEA-1",)),
    value=Decimal(10),
)


class SteadyReplica(FakeReplica):
    """Gives the same index until promotions change, as the real one does."""

    def __init__(self) -> None:
        super().__init__(settings(), [TEA, MUG])
        self.steady = PromotionIndex([OFFER]), TAXES

    def pricing(self) -> tuple[PromotionIndex, TaxBook]:
        return self.steady


def fresh(pricing: PriceBasket, basket: Basket) -> PricedDocument:
    index, taxes = pricing.replica.pricing()
    lines = tuple(line_input(line) for line in basket.lines)
    return price(lines, pricing.context(frozenset(basket.coupons)), index, taxes)


def shopping(seed: int, pricing: PriceBasket) -> None:
    """Two baskets on one till, changed and priced in turn."""
    chance = random.Random(seed)
    baskets = [Basket("ab" * 16), Basket("cd" * 16)]
    for _ in range(60):
        at = chance.randrange(2)
        item = pricing.replica.item(chance.choice(["TEA-1", "MUG-1"]))
        assert item is not None
        if baskets[at].lines and chance.random() < 0.3:
            line = chance.choice(baskets[at].lines)
            baskets[at] = baskets[at].void(line.line_id)
        else:
            baskets[at], _ = baskets[at].add(item, Decimal(chance.randint(1, 3)))
        if baskets[at].lines:
            assert pricing(baskets[at]) == fresh(pricing, baskets[at])


def test_remembering_changes_no_price_on_any_thread() -> None:
    pricing = PriceBasket(SteadyReplica(), FakeClock())
    with ThreadPoolExecutor(3) as threads:
        for done in [threads.submit(shopping, seed, pricing) for seed in range(6)]:
            done.result()


def test_one_more_article_is_one_more_line_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []

    def counted(at: int, line: object, coins: object) -> LineState:
        worked.append(getattr(line, "sku", ""))
        return line_state(at, line, coins)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(pricing_memory, "line_state", counted)
    pricing = PriceBasket(SteadyReplica(), FakeClock())
    tea, mug = pricing.replica.item("TEA-1"), pricing.replica.item("MUG-1")
    assert tea is not None
    assert mug is not None
    basket, _ = Basket("ab" * 16).add(tea, Decimal(1))
    pricing(basket)
    more, _ = basket.add(mug, Decimal(1))
    pricing(more)
    assert worked == ["TEA-1", "MUG-1"]
