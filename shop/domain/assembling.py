"""Puts the priced document together from its settled figures.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shop.domain.explaining import NOT_DISCOUNTABLE
from shop.domain.line_state import LineState
from shop.domain.money import Money
from shop.domain.payable import Payable, by_hand
from shop.domain.priced import (
    AppliedDiscount,
    Explanation,
    ExplanationKind,
    LineTax,
    PricedDocument,
    PricedLine,
    TaxTotal,
)
from shop.domain.pricing_input import PricingContext
from shop.domain.settling import Settled
from shop.domain.tax import Tax
from shop.domain.tax_totals import TaxKey, WholeLine, WholePart, tax_key


@dataclass(frozen=True, slots=True, eq=False)
class FinishedLine:
    """A line as the document has it, with its taxes still in whole minor units."""

    priced: PricedLine
    taxed: WholeLine


def finish(
    lines: Sequence[Payable],
    taxed: Sequence[WholeLine],
    settled: Settled,
    context: PricingContext,
) -> list[FinishedLine]:
    """Takes the discounts after tax off what the lines come to with it."""
    totals = [line.net + sum([part.amount for part in line.parts]) for line in taxed]
    for line, total in zip(lines, totals, strict=True):
        line.amount = total
    by_hand(lines, context, before_tax=False)
    return [
        FinishedLine(_priced_line(line, whole_line, total, settled, context.currency), whole_line)
        for line, whole_line, total in zip(lines, taxed, totals, strict=True)
    ]


def document(
    lines: Sequence[FinishedLine], settled: Settled, context: PricingContext
) -> PricedDocument:
    currency = context.currency
    taxes = _tax_totals(lines, currency)
    priced = tuple(line.priced for line in lines)
    return PricedDocument(
        currency=currency,
        lines=priced,
        taxes=taxes,
        net=Money(sum(line.taxed.net for line in lines), currency),
        tax=Money(sum(row.amount.minor for row in taxes), currency),
        total=Money(sum(line.total.minor for line in priced), currency),
        saved=Money(sum(d.amount.minor for line in priced for d in line.discounts), currency),
        explanation=settled.document,
        exempt_reason=context.exempt.reason if context.exempt is not None else "",
    )


def _priced_line(
    payable: Payable, taxed: WholeLine, taxed_total: int, settled: Settled, currency: str
) -> PricedLine:
    state, line = payable.state, payable.state.line
    paid = int(payable.amount)
    total = Money(paid, currency)
    return PricedLine(
        line_id=line.line_id,
        sku=line.sku,
        quantity=line.quantity,
        unit_price=line.unit_price,
        list_total=total if paid == state.listed else Money(state.listed, currency),
        discounts=tuple(payable.discounts),
        total=total,
        net=Money(taxed.net, currency),
        taxes=tuple([_line_tax(part, currency) for part in taxed.parts]),
        explanation=(*map(_applied, payable.discounts), *_told(state, settled)),
        shown_total=total if taxed.shown == taxed_total else _shown(taxed, taxed_total, total),
    )


def _line_tax(part: WholePart, currency: str) -> LineTax:
    tax = part.tax
    return LineTax(
        tax.code,
        tax.name,
        tax.rate,
        tax.kind,
        tax.included,
        Money(part.base, currency),
        Money(part.amount, currency),
    )


def _shown(taxed: WholeLine, taxed_total: int, paid: Money) -> Money:
    return Money(paid.minor + taxed.shown - taxed_total, paid.currency)


def _applied(discount: AppliedDiscount) -> Explanation:
    return Explanation(
        ExplanationKind.APPLIED,
        discount.promotion,
        discount.reason,
        discount.params,
        discount.name,
    )


def _told(state: LineState, settled: Settled) -> tuple[Explanation, ...]:
    if not state.line.discountable:
        return (NOT_DISCOUNTABLE,)
    outcome = settled.lines.get(state.at)
    return outcome.explanation if outcome is not None else ()


def _tax_totals(lines: Sequence[FinishedLine], currency: str) -> tuple[TaxTotal, ...]:
    """One row per tax, by code and rate."""
    taxes: dict[TaxKey, Tax] = {}
    sums: dict[TaxKey, list[int]] = {}
    for line in lines:
        for part in line.taxed.parts:
            key = tax_key(part.tax)
            row = sums.get(key)
            if row is None:
                taxes[key] = part.tax
                row = sums[key] = [0, 0]
            row[0] += part.base
            row[1] += part.amount
    return tuple(_tax_total(taxes[key], sums[key], currency) for key in sorted(sums))


def _tax_total(tax: Tax, sums: list[int], currency: str) -> TaxTotal:
    base, amount = sums
    return TaxTotal(
        tax.code,
        tax.name,
        tax.rate,
        tax.kind,
        tax.included,
        Money(base, currency),
        Money(amount, currency),
    )
