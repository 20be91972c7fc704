"""What the basket costs here and now, explained. Actions room: ports only."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shop.domain.basket import Basket, BasketLine
from shop.domain.pricing import (
    LineInput,
    PricedDocument,
    PricingContext,
    PricingMemory,
    TaxRounding,
    price,
)
from shop.ports import Clock, Replica, StoreSettings


@dataclass(frozen=True, slots=True)
class PriceBasket:
    """`channel` is "till" or "kiosk".

    Each thread has its own memory of the basket it priced last, so that one more line costs
    only that line; what comes out is the same without it.
    """

    replica: Replica
    clock: Clock
    channel: str = "till"
    _memories: threading.local = field(
        default_factory=threading.local, init=False, repr=False, compare=False
    )

    def __call__(self, basket: Basket) -> PricedDocument:
        promotions, taxes = self.replica.pricing()
        return price(
            tuple(line_input(line) for line in basket.lines),
            self.context(frozenset(basket.coupons)),
            promotions,
            taxes,
            self._memory(),
        )

    def _memory(self) -> PricingMemory:
        memory: PricingMemory | None = getattr(self._memories, "memory", None)
        if memory is None:
            memory = self._memories.memory = PricingMemory()
        return memory

    def context(self, coupons: frozenset[str] = frozenset()) -> PricingContext:
        settings = self.replica.settings()
        return PricingContext(
            currency=settings.currency,
            at=local_time(self.clock.now(), settings),
            country=settings.country,
            tax_rounding=TaxRounding(settings.tax_rounding),
            channel=self.channel,
            store=settings.store.store,
            coupons=coupons,
        )


def line_input(line: BasketLine) -> LineInput:
    item = line.item
    categories = (item.department, *item.categories) if item.department else item.categories
    return LineInput(
        line_id=line.line_id,
        sku=item.sku,
        quantity=line.quantity,
        unit_price=item.price.decimal,
        tax_class=item.tax_class,
        categories=categories,
        brand=item.brand,
    )


def local_time(at: datetime, settings: StoreSettings) -> datetime:
    """The store's own time; UTC where its zone is unknown to this machine."""
    try:
        zone = ZoneInfo(settings.store.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return at
    return at.astimezone(zone)
