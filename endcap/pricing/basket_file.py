"""A basket to price, as docs/pricing.md describes it in JSON. May touch: shop.domain, msgspec."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import msgspec

from shop.domain.cash_rounding import NO_ROUNDING, CashRounding, for_country
from shop.domain.money import Money, RoundingRule, currency_digits, to_minor
from shop.domain.pricing import (
    LineInput,
    ManualDiscount,
    PricedDocument,
    PricingContext,
    PromotionIndex,
    TaxBook,
    TaxRounding,
    price,
)
from shop.domain.promotions import Promotion
from shop.domain.tax import Exemption, Tax


class CashRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`step` in major units: 0.05, 5, 10."""

    step: Decimal
    rule: RoundingRule = RoundingRule.HALF_UP


class BasketFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One basket with all that its price depends on."""

    currency: str
    lines: tuple[LineInput, ...]
    id: str = ""
    at: datetime = datetime(2026, 1, 1, 12)
    country: str = ""
    store: str = ""
    channel: str = ""
    tax_rounding: TaxRounding = TaxRounding.LINE
    rounding: RoundingRule = RoundingRule.HALF_UP
    cash_rounding: CashRule | bool = False
    customer_groups: frozenset[str] = frozenset()
    coupons: frozenset[str] = frozenset()
    exempt: Exemption | None = None
    document_discounts: tuple[ManualDiscount, ...] = ()
    taxes: dict[str, tuple[Tax, ...]] = {}
    promotions: tuple[Promotion, ...] = ()

    def context(self) -> PricingContext:
        return PricingContext(
            currency=self.currency,
            at=self.at,
            country=self.country,
            tax_rounding=self.tax_rounding,
            rounding=self.rounding,
            channel=self.channel,
            store=self.store,
            customer_groups=self.customer_groups,
            coupons=self.coupons,
            exempt=self.exempt,
            document_discounts=self.document_discounts,
        )

    def cash(self) -> CashRounding:
        """`true` means the rule of the country."""
        if isinstance(self.cash_rounding, CashRule):
            step = to_minor(self.cash_rounding.step, self.currency)
            return CashRounding(step, self.cash_rounding.rule)
        return for_country(self.country, self.currency) if self.cash_rounding else NO_ROUNDING


class PricedFile(msgspec.Struct, frozen=True):
    """What `endcap price` gives back: the document, and what cash would pay."""

    id: str
    document: PricedDocument
    cash_rounding: Money
    cash_total: Money


def read_basket(text: bytes) -> BasketFile:
    return msgspec.json.decode(text, type=BasketFile)


def price_basket(basket: BasketFile) -> PricedFile:
    currency_digits(basket.currency)
    document = price(
        basket.lines, basket.context(), PromotionIndex(basket.promotions), TaxBook(basket.taxes)
    )
    delta = basket.cash().delta(document.total)
    return PricedFile(basket.id, document, delta, document.total + delta)
