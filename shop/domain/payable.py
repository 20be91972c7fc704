"""What is to be paid of each line, step by step, and which discounts led there.

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
from shop.domain.settling import LineOutcome
from shop.domain.tax_lines import Amount


@dataclass(slots=True, eq=False)
class Payable:
    """`amount` is what is left; `discounts` stand in the order of their taking."""

    state: LineState
    amount: Amount
    discounts: list[AppliedDiscount]

    def take(self, left: Amount, given: ManualDiscount, source: DiscountSource, cur: str) -> None:
        coins = self.state.coins
        off = whole(self.amount, coins) - whole(left, coins)
        self.amount = left
        if off:
            self.discounts.append(applied(given, source, off, cur))


def payable(state: LineState, outcome: LineOutcome | None, context: PricingContext) -> Payable:
    """After promotions. Whole where nothing needs fractions of the minor unit, else exact."""
    rest = state.listed if outcome is None else outcome.rest
    exact_needed = (
        context.tax_rounding is TaxRounding.DOCUMENT
        or state.line.discounts
        or context.document_discounts
    )
    amount = state.exact - (state.listed - rest) if exact_needed else rest
    return Payable(state, amount, _by_promotion(outcome, context))


def _by_promotion(outcome: LineOutcome | None, context: PricingContext) -> list[AppliedDiscount]:
    found = []
    for saving in outcome.savings if outcome is not None else ():
        promotion = saving.deal.promotion
        reason, params = applied_reason(saving.deal, context)
        amount = Money(saving.amount, context.currency)
        found.append(
            AppliedDiscount(
                promotion.id, promotion.name, amount, reason, params, words=promotion.reason
            )
        )
    return found


def by_hand(lines: Sequence[Payable], context: PricingContext, before_tax: bool) -> None:
    """Takes the discounts that persons gave: first those on lines, then the document's."""
    if not context.document_discounts and not any(line.state.line.discounts for line in lines):
        return
    for line in lines:
        for discount in line.state.line.discounts:
            if discount.before_tax is before_tax:
                left = take_off(line.amount, discount, line.state.coins)
                line.take(left, discount, DiscountSource.LINE, context.currency)
    for discount in context.document_discounts:
        if discount.before_tax is before_tax:
            _on_document(lines, discount, context)
    if not before_tax or context.tax_rounding is TaxRounding.LINE:
        for line in lines:
            line.amount = whole(line.amount, line.state.coins)


def _on_document(
    lines: Sequence[Payable], discount: ManualDiscount, context: PricingContext
) -> None:
    bearing = [line for line in lines if line.state.line.discountable]
    bearing.sort(key=lambda line: line.state.standing)
    if bearing:
        amounts = [line.amount for line in bearing]
        lefts = take_off_all(amounts, discount, bearing[0].state.coins)
        for line, left in zip(bearing, lefts, strict=True):
            line.take(left, discount, DiscountSource.DOCUMENT, context.currency)
