"""Puts the priced document together from its settled figures.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from shop.domain.discounts import whole
from shop.domain.explaining import NOT_DISCOUNTABLE, Story
from shop.domain.line_state import LineState
from shop.domain.money import Money
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
from shop.domain.reductions import Reductions, by_hand
from shop.domain.tax import Tax, TaxKind
from shop.domain.tax_totals import TaxKey, WholeLine, tax_key


def assemble(
    states: Sequence[LineState],
    reductions: Reductions,
    taxed: Sequence[WholeLine],
    story: Story,
    context: PricingContext,
) -> PricedDocument:
    """Takes the discounts after tax, then sums what stands."""
    currency = context.currency
    totals = [line.net + sum(part.amount for part in line.parts) for line in taxed]
    payable = Reductions(list(totals), reductions.discounts)
    by_hand(payable, states, context, before_tax=False)
    paid = [whole(left, state.coins) for left, state in zip(payable.amounts, states, strict=True)]
    lines = tuple(
        _priced_line(state, payable.discounts[state.at], line, total - pay, pay, story, currency)
        for state, line, total, pay in zip(states, taxed, totals, paid, strict=True)
    )
    taxes = _tax_totals(taxed, currency)
    return PricedDocument(
        currency=currency,
        lines=lines,
        taxes=taxes,
        net=Money(sum(line.net for line in taxed), currency),
        tax=Money(sum(row.amount.minor for row in taxes), currency),
        total=Money(sum(paid), currency),
        saved=Money(sum(d.amount.minor for line in lines for d in line.discounts), currency),
        explanation=tuple(story.document),
        exempt_reason=context.exempt.reason if context.exempt is not None else "",
    )


def _priced_line(
    state: LineState,
    discounts: Sequence[AppliedDiscount],
    taxed: WholeLine,
    after_tax: int,
    paid: int,
    story: Story,
    currency: str,
) -> PricedLine:
    line = state.line
    return PricedLine(
        line_id=line.line_id,
        sku=line.sku,
        quantity=line.quantity,
        unit_price=line.unit_price,
        list_total=Money(state.listed, currency),
        discounts=tuple(discounts),
        total=Money(paid, currency),
        net=Money(taxed.net, currency),
        taxes=tuple(
            LineTax(*_face(part.tax), Money(part.base, currency), Money(part.amount, currency))
            for part in taxed.parts
        ),
        explanation=(*map(_applied, discounts), *_told(state, story)),
        shown_total=Money(taxed.shown - after_tax, currency),
    )


def _applied(discount: AppliedDiscount) -> Explanation:
    return Explanation(
        ExplanationKind.APPLIED,
        discount.promotion,
        discount.reason,
        discount.params,
        discount.name,
    )


def _told(state: LineState, story: Story) -> Iterable[Explanation]:
    if not state.line.discountable:
        return (NOT_DISCOUNTABLE,)
    return story.lines.get(state.at, ())


def _tax_totals(taxed: Sequence[WholeLine], currency: str) -> tuple[TaxTotal, ...]:
    """One row per tax, by code and rate."""
    taxes: dict[TaxKey, Tax] = {}
    sums: dict[TaxKey, list[int]] = {}
    for line in taxed:
        for part in line.parts:
            key = tax_key(part.tax)
            taxes.setdefault(key, part.tax)
            row = sums.setdefault(key, [0, 0])
            row[0] += part.base
            row[1] += part.amount
    return tuple(
        TaxTotal(*_face(taxes[key]), Money(base, currency), Money(amount, currency))
        for key, (base, amount) in sorted(sums.items())
    )


def _face(tax: Tax) -> tuple[str, str, Decimal, TaxKind, bool]:
    return tax.code, tax.name, tax.rate, tax.kind, tax.included
