"""B12: a 100-line basket against 1,000 live promotions, in thread CPU time."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable
from datetime import datetime
from datetime import time as clock
from decimal import Decimal

from endcap.bench.row import Row
from shop.domain.goods import Goods
from shop.domain.pricing import (
    LineInput,
    PricingContext,
    PricingMemory,
    PromotionIndex,
    TaxBook,
    price,
)
from shop.domain.promotions import (
    Benefit,
    BenefitKind,
    BundlePart,
    Hours,
    Promotion,
    PromotionKind,
    Same,
    Stacking,
    Tier,
)
from shop.domain.tax import Tax

LINES = 100
PROMOTIONS = 1_000
SKUS = 2_000
BASKETS = 100
RUNS = 5
FULL_MS = 5.0
ONE_MORE_MS = 2.0

CONTEXT = PricingContext(
    "EUR",
    datetime(2026, 11, 21, 15, 30),
    country="DE",
    channel="till",
    store="S1",
    customer_groups=frozenset({"member"}),
    coupons=frozenset({"C7"}),
)
TAXES = TaxBook(
    {
        "standard": (Tax("V19", "VAT", Decimal(19)),),
        "reduced": (Tax("V7", "VAT", Decimal(7)),),
    }
)


def goods_of(sku: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Categories on three levels, a brand, a group: as a catalogue of 2,000 SKUs has them."""
    return (
        (f"d{sku % 8}", f"c{sku % 40}", f"s{sku % 200}"),
        f"b{sku % 90}",
        (f"g{sku % 300}",),
    )


def basket(seed: int) -> list[LineInput]:
    chance = random.Random(seed)
    lines = []
    for at in range(LINES):
        sku = int(SKUS * chance.random() ** 2)
        categories, brand, groups = goods_of(sku)
        weighed = chance.random() < 0.1
        lines.append(
            LineInput(
                line_id=str(at),
                sku=f"sku{sku}",
                quantity=Decimal(chance.randint(50, 2500)).scaleb(-3)
                if weighed
                else Decimal(chance.choice((1, 1, 1, 2, 2, 3, 6))),
                unit_price=Decimal(chance.randint(49, 9999)).scaleb(-2),
                tax_class=chance.choice(("standard", "reduced")),
                categories=categories,
                brand=brand,
                groups=groups,
            )
        )
    return lines


def promotions(seed: int = 12) -> PromotionIndex:
    chance = random.Random(seed)
    return PromotionIndex(_promotion(number, chance) for number in range(PROMOTIONS))


def _promotion(number: int, chance: random.Random) -> Promotion:
    """All live; one in twenty by hour, group or coupon; seven in ten on single SKUs or groups."""
    name = {"en": f"Deal {number}"}
    sku = chance.randrange(SKUS)
    narrow = Goods(skus=(f"sku{sku}",))
    middle = Goods(groups=(f"g{sku % 300}",))
    wide = chance.choice((Goods(categories=(f"s{sku % 200}",)), Goods(brands=(f"b{sku % 90}",))))
    identity = f"P{number:04}"
    percent = Decimal(chance.randint(5, 40))
    match number % 20:
        case 0 | 1 | 2 | 3 | 4:
            return Promotion(identity, PromotionKind.PERCENT, name, goods=narrow, value=percent)
        case 5 | 6 | 7:
            price_ = Decimal(chance.randint(99, 4999)).scaleb(-2)
            return Promotion(identity, PromotionKind.FIXED_PRICE, name, goods=narrow, value=price_)
        case 8 | 9:
            return Promotion(
                identity, PromotionKind.AMOUNT, name, goods=middle, value=Decimal("0.50")
            )
        case 10 | 11:
            return Promotion(identity, PromotionKind.PERCENT, name, goods=wide, value=percent)
        case 12 | 13 | 14:
            return Promotion(
                identity,
                PromotionKind.BUY_X_GET_Y,
                name,
                goods=middle,
                buy_quantity=2,
                get_quantity=1,
                same=Same.GROUP,
            )
        case 15:
            tiers = (
                Tier(3, Benefit(BenefitKind.PERCENT, Decimal(10))),
                Tier(6, Benefit(BenefitKind.PERCENT, Decimal(20))),
            )
            return Promotion(identity, PromotionKind.TIERS, name, goods=middle, tiers=tiers)
        case 16:
            parts = (BundlePart(narrow), BundlePart(middle))
            benefit = Benefit(BenefitKind.PERCENT, Decimal(15))
            return Promotion(identity, PromotionKind.BUNDLE, name, parts=parts, benefit=benefit)
        case 17:
            return Promotion(
                identity,
                PromotionKind.PERCENT,
                name,
                goods=wide,
                value=percent,
                hours=(Hours(clock(17), clock(19)),),
                stacking=Stacking.STACK,
            )
        case 18:
            return Promotion(
                identity,
                PromotionKind.PERCENT,
                name,
                goods=middle,
                value=percent,
                coupon=f"C{number % 50}",
            )
        case _:
            return Promotion(
                identity,
                PromotionKind.AMOUNT_ACROSS,
                name,
                goods=wide,
                value=Decimal(2),
                min_spend=Decimal(20),
                stacking=Stacking.STACK,
                customer_groups=("member",),
            )


def measure() -> list[Row]:
    """p99 over baskets; each basket's figure is the least of its runs, because what
    neighbours on the machine add to CPU time is not the engine's.

    Garbage is collected between runs, as the faces do between screens, not within them.
    """
    index, none = promotions(), PromotionIndex()
    baskets = [basket(seed) for seed in range(BASKETS)]

    def afresh(at: int) -> Callable[[], object]:
        return lambda: price(baskets[at], CONTEXT, index, TAXES)

    def bare(at: int) -> Callable[[], object]:
        return lambda: price(baskets[at], CONTEXT, none, TAXES)

    def one_more(at: int) -> Callable[[], object]:
        memory = PricingMemory()
        price(baskets[at][:-1], CONTEXT, index, TAXES, memory)
        return lambda: price(baskets[at], CONTEXT, index, TAXES, memory)

    full, floor, more = _interleaved(afresh, bare, one_more)
    return [
        _row(
            "B12 price 100 lines, 1,000 promotions, CPU p99 ms (floor: no promotions)",
            full,
            floor,
            FULL_MS,
        ),
        _row("B12 one line more, CPU p99 ms (floor: all afresh)", more, full, ONE_MORE_MS),
    ]


def _interleaved(*works: Callable[[int], Callable[[], object]]) -> list[float]:
    """Per kind of work, milliseconds of this thread's CPU that 99 of 100 baskets stay within."""
    times: list[list[list[int]]] = [[[] for _ in range(BASKETS)] for _ in works]
    for at in range(BASKETS):
        works[0](at)()  # the labels of its lines are looked up once
        for _ in range(RUNS):
            for kind, work in enumerate(works):
                run = work(at)
                gc.collect(0)
                gc.disable()
                started = time.thread_time_ns()
                run()
                times[kind][at].append(time.thread_time_ns() - started)
                gc.enable()
    return [sorted(min(runs) for runs in kind)[int(0.99 * BASKETS) - 1] / 1e6 for kind in times]


def _row(name: str, figure: float, floor: float, budget: float) -> Row:
    return Row(name, figure, floor, figure / floor, budget, figure <= budget)
