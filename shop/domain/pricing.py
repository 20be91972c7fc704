"""Prices a basket: the one entry, for terminals and central alike.

Domain room: standard library only. Order of work: promotions, manual line discounts,
document discounts, taxes, sums.
"""

from __future__ import annotations

from collections.abc import Sequence

from shop.domain.priced import (
    AppliedDiscount,
    DiscountSource,
    Explanation,
    ExplanationKind,
    LineTax,
    PricedDocument,
    PricedLine,
    TaxTotal,
)
from shop.domain.pricing_input import (
    LineInput,
    ManualDiscount,
    ManualKind,
    PricingContext,
    TaxRounding,
)
from shop.domain.promotion_index import PromotionIndex
from shop.domain.tax import TaxBook

__all__ = [
    "AppliedDiscount",
    "DiscountSource",
    "Explanation",
    "ExplanationKind",
    "LineInput",
    "LineTax",
    "ManualDiscount",
    "ManualKind",
    "PricedDocument",
    "PricedLine",
    "PricingContext",
    "PromotionIndex",
    "TaxBook",
    "TaxRounding",
    "TaxTotal",
    "price",
]


def price(
    lines: Sequence[LineInput],
    context: PricingContext,
    promotions: PromotionIndex,
    taxes: TaxBook,
) -> PricedDocument:
    """The document that these lines make under these circumstances."""
    raise NotImplementedError
