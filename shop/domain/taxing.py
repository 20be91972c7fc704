"""The taxes of all lines of a document, exemptions included. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from shop.domain.line_state import LineState
from shop.domain.pricing_input import PricingContext, TaxRounding
from shop.domain.tax import Exemption, TaxBook
from shop.domain.tax_lines import Amount, TaxedLine, TaxPlan, tax_plan
from shop.domain.tax_totals import WholeLine, whole_lines


def taxed(
    states: Sequence[LineState],
    amounts: Sequence[Amount],
    context: PricingContext,
    taxes: TaxBook,
) -> list[WholeLine]:
    per_document = context.tax_rounding is TaxRounding.DOCUMENT
    rule = None if per_document else context.rounding
    plans: dict[str, TaxPlan] = {}
    lines = []
    for state, amount in zip(states, amounts, strict=True):
        line = state.line
        if line.taxes is not None:
            plan = tax_plan(line.taxes)
        else:
            found = plans.get(line.tax_class)
            if found is None:
                found = tax_plan(taxes.taxes_for(line.tax_class, context.at.date()))
                plans[line.tax_class] = found
            plan = found
        one = plan.compute(amount, _signed_quantity(state), state.coins.scale, rule)
        lines.append(one if context.exempt is None else _exempted(one, context.exempt))
    return whole_lines(lines, context.rounding, per_document)


def _signed_quantity(state: LineState) -> Fraction:
    """Fixed taxes follow the sign of the amount: a negative price gives them back."""
    quantity = Fraction(state.parts, state.per_unit)
    return -quantity if state.line.unit_price < 0 else quantity


def _exempted(line: TaxedLine, exemption: Exemption) -> TaxedLine:
    """Without the taxes that are not due; one that the price includes lowers what is paid."""
    return TaxedLine(line.net, [part for part in line.parts if not exemption.covers(part.tax)])
