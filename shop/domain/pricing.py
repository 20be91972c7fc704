"""Prices a basket: the one entry, for terminals and central alike.

Domain room: standard library only. Order of work: promotions on list prices, discounts on
lines, discounts on the document, taxes, discounts after tax, sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shop.domain.assembling import FinishedLine, document, finish
from shop.domain.line_state import Coins, LineState, line_state
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
    if memory is not None:
        return _price_again(lines, coins, context, promotions, taxes, memory)
    states = [line_state(at, line, coins) for at, line in enumerate(lines)]
    outcomes, _ = settled(_bearing(states), promotions, context, None)
    return document(_finish(states, outcomes, context, taxes), outcomes, context)


def _price_again(
    lines: Sequence[LineInput],
    coins: Coins,
    context: PricingContext,
    promotions: PromotionIndex,
    taxes: TaxBook,
    memory: PricingMemory,
) -> PricedDocument:
    memory.open(context, promotions, taxes)
    states = memory.states(lines, coins)
    outcomes, memory.islands = settled(_bearing(states), promotions, context, memory.islands)
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


def _bearing(states: Iterable[LineState]) -> list[LineState]:
    """Promotions are for goods sold at a price: not for returns, not for deposits.

    In an order that does not come from the order of scanning.
    """
    bearing = [s for s in states if s.line.discountable and s.parts > 0 and s.listed > 0]
    bearing.sort(key=lambda state: state.standing)
    return bearing
