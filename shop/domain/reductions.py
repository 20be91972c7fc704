"""What each line comes to before tax, and which discounts led there.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shop.domain.discounts import applied, take_off, take_off_all, whole
from shop.domain.explaining import applied_reason
from shop.domain.line_state import LineState
from shop.domain.money import Money
from shop.domain.priced import AppliedDiscount, DiscountSource
from shop.domain.pricing_input import ManualDiscount, PricingContext, TaxRounding
from shop.domain.tax_lines import Amount


@dataclass(slots=True)
class Reductions:
    """Per line: what is left of it, and the discounts in the order of their taking."""

    amounts: list[Amount]
    discounts: list[list[AppliedDiscount]]


def reduced(states: Sequence[LineState], context: PricingContext) -> Reductions:
    """Promotions and every discount before tax; whole where lines are rounded singly."""
    found = Reductions(
        [_after_promotions(state, context) for state in states],
        [_promotion_discounts(state, context) for state in states],
    )
    by_hand(found, states, context, before_tax=True)
    if context.tax_rounding is TaxRounding.LINE:
        found.amounts = [
            whole(amount, state.coins) for amount, state in zip(found.amounts, states, strict=True)
        ]
    return found


def by_hand(
    found: Reductions, states: Sequence[LineState], context: PricingContext, before_tax: bool
) -> None:
    """Takes the discounts that persons gave: first those on lines, then the document's."""
    for state in states:
        for discount in state.line.discounts:
            if discount.before_tax is before_tax:
                left = take_off(found.amounts[state.at], discount, state.coins)
                _note(found, state, discount, DiscountSource.LINE, left, context)
    bearing = sorted((s for s in states if s.line.discountable), key=lambda s: s.standing)
    for discount in context.document_discounts if bearing else ():
        if discount.before_tax is before_tax:
            amounts = [found.amounts[state.at] for state in bearing]
            lefts = take_off_all(amounts, discount, bearing[0].coins)
            for state, left in zip(bearing, lefts, strict=True):
                _note(found, state, discount, DiscountSource.DOCUMENT, left, context)


def _after_promotions(state: LineState, context: PricingContext) -> Amount:
    """Whole where nothing needs the fractions of the minor unit, else exact."""
    exact_needed = (
        context.tax_rounding is TaxRounding.DOCUMENT
        or state.line.discounts
        or context.document_discounts
    )
    return state.exact - (state.listed - state.rest) if exact_needed else state.rest


def _promotion_discounts(state: LineState, context: PricingContext) -> list[AppliedDiscount]:
    found = []
    for saving in state.savings:
        promotion = saving.deal.promotion
        reason, params = applied_reason(promotion, context)
        amount = Money(saving.amount, context.currency)
        found.append(AppliedDiscount(promotion.id, promotion.name, amount, reason, params))
    return found


def _note(
    found: Reductions,
    state: LineState,
    discount: ManualDiscount,
    source: DiscountSource,
    left: Amount,
    context: PricingContext,
) -> None:
    before, found.amounts[state.at] = found.amounts[state.at], left
    off = whole(before, state.coins) - whole(left, state.coins)
    if off:
        found.discounts[state.at].append(applied(discount, source, off, context.currency))
