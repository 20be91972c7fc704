"""Prices a basket: the one entry, for terminals and central alike.

Domain room: standard library only. Order of work: promotions on list prices, discounts on
lines, discounts on the document, taxes, discounts after tax, sums.
"""

from __future__ import annotations

from collections.abc import Sequence

from shop.domain.assembling import assemble
from shop.domain.best_deal import Contest
from shop.domain.explaining import tell_story
from shop.domain.line_state import Coins, LineState, line_state
from shop.domain.money import currency_digits
from shop.domain.offers import offers
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
from shop.domain.reductions import reduced
from shop.domain.tax import TaxBook
from shop.domain.taxing import taxed

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
    coins = Coins(10 ** currency_digits(context.currency), context.rounding)
    states = [line_state(at, line, coins) for at, line in enumerate(lines)]
    open_states = sorted(filter(_promotable, states), key=lambda state: state.standing)
    found = offers(open_states, promotions, context)
    Contest(offer for offer in found if offer.holds).settle(open_states)
    story = tell_story(found, context)
    reductions = reduced(states, context)
    whole = taxed(states, reductions.amounts, context, taxes)
    return assemble(states, reductions, whole, story, context)


def _promotable(state: LineState) -> bool:
    """Promotions are for goods that are sold at a price: not for returns, not for deposits."""
    return state.line.discountable and state.parts > 0 and state.numerator > 0
