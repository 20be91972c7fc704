"""The taxes of all lines of a document, exemptions included. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence

from shop.domain.line_state import LineState
from shop.domain.payable import Payable
from shop.domain.pricing_input import PricingContext, TaxRounding
from shop.domain.tax import Exemption, TaxBook
from shop.domain.tax_lines import TaxedLine, TaxPlan, tax_plan
from shop.domain.tax_totals import WholeLine, whole_lines


def taxed(lines: Sequence[Payable], context: PricingContext, taxes: TaxBook) -> list[WholeLine]:
    per_document = context.tax_rounding is TaxRounding.DOCUMENT
    rule = None if per_document else context.rounding
    plans: dict[str, TaxPlan] = {}
    found = []
    for payable in lines:
        state, line = payable.state, payable.state.line
        if line.taxes is not None:
            plan = tax_plan(line.taxes)
        elif line.tax_class in plans:
            plan = plans[line.tax_class]
        else:
            plan = tax_plan(taxes.taxes_for(line.tax_class, context.at.date()))
            plans[line.tax_class] = plan
        one = plan.compute(payable.amount, _signed_units(state), state.coins.scale, rule)
        found.append(one if context.exempt is None else _exempted(one, context.exempt))
    return whole_lines(found, context.rounding, per_document)


def _signed_units(state: LineState) -> tuple[int, int]:
    """Fixed taxes follow the sign of the amount: a negative price gives them back."""
    return (-state.parts if state.line.unit_price < 0 else state.parts), state.per_unit


def _exempted(line: TaxedLine, exemption: Exemption) -> TaxedLine:
    """Without the taxes that are not due; one that the price includes lowers what is paid."""
    return TaxedLine(line.net, [part for part in line.parts if not exemption.covers(part.tax)])
