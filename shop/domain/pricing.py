"""Prices a basket: the one entry, for terminals and central alike.

Domain room: standard library only. Order of work: promotions on list prices, discounts on
lines, discounts on the document, taxes, discounts after tax, sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from shop.domain.assembling import FinishedLine, document, finish
from shop.domain.line_state import Coins, LineState
from shop.domain.money import currency_digits
from shop.domain.payable import by_hand, payable
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
from shop.domain.pricing_memory import PricingMemory
from shop.domain.promotion_index import PromotionIndex
from shop.domain.settling import Settled, settled
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
    "PricingMemory",
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
    memory: PricingMemory | None = None,
) -> PricedDocument:
    """The document that these lines make under these circumstances.

    `memory` makes it quick to price a basket again after a small change.
    """
    coins = Coins(10 ** currency_digits(context.currency), context.rounding)
    memory = memory or PricingMemory()
    memory.open(context, promotions, taxes)
    states = memory.states(lines, coins)
    bearing = sorted(filter(_promotable, states), key=_standing)
    outcomes, memory.islands = settled(bearing, promotions, context, memory.islands)
    kept = [memory.finished(state, outcomes, context) for state in states]
    todo = [state for state, line in zip(states, kept, strict=True) if line is None]
    done = iter(_finish(todo, outcomes, context, taxes))
    finished = [line or next(done) for line in kept]
    memory.keep(states, outcomes, finished)
    return document(finished, outcomes, context)


def _finish(
    states: Sequence[LineState], outcomes: Settled, context: PricingContext, taxes: TaxBook
) -> list[FinishedLine]:
    lines = [payable(state, outcomes.lines.get(state.at), context) for state in states]
    by_hand(lines, context, before_tax=True)
    return finish(lines, taxed(lines, context, taxes), outcomes, context)


def _promotable(state: LineState) -> bool:
    """Promotions are for goods that are sold at a price: not for returns, not for deposits."""
    return state.line.discountable and state.parts > 0 and state.listed > 0


def _standing(state: LineState) -> tuple[str, Decimal, Decimal, str, str]:
    return state.standing
