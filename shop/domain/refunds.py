"""What a returned part of a sold line gives back. Domain room: standard library only.

Counted from the first return on: after any returns of a line, what was given back is the
line's amount for the quantity returned so far, cut off to the minor unit. So parts in any
order never exceed what was paid, and the last one brings exactly the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shop.domain.money import Money, RoundingRule, round_to
from shop.domain.priced import LineTax, PricedLine
from shop.errors import Refusal


@dataclass(frozen=True, slots=True)
class RefundShare:
    """`total` is given back; `net` and `taxes` are the share of the sale that it undoes."""

    line_id: str
    quantity: Decimal
    total: Money
    net: Money
    taxes: tuple[LineTax, ...]


def refund_share(
    line: PricedLine, returned: Decimal, already_refunded: Decimal = Decimal(0)
) -> RefundShare:
    """For `returned` of the line, when `already_refunded` of it has come back before."""
    if not Decimal(0) < returned <= line.quantity - already_refunded or already_refunded < 0:
        raise Refusal(
            "return_exceeds_sold",
            line=line.line_id,
            sold=str(line.quantity),
            already=str(already_refunded),
            asked=str(returned),
        )
    before = Fraction(already_refunded) / Fraction(line.quantity)
    after = Fraction(already_refunded + returned) / Fraction(line.quantity)
    return RefundShare(
        line.line_id,
        returned,
        _between(line.total, before, after),
        _between(line.net, before, after),
        tuple(_tax_between(tax, before, after) for tax in line.taxes),
    )


def _tax_between(tax: LineTax, before: Fraction, after: Fraction) -> LineTax:
    return LineTax(
        tax.code,
        tax.name,
        tax.rate,
        tax.kind,
        tax.included,
        _between(tax.base, before, after),
        _between(tax.amount, before, after),
    )


def _between(whole: Money, before: Fraction, after: Fraction) -> Money:
    return _up_to(whole, after) - _up_to(whole, before)


def _up_to(whole: Money, share: Fraction) -> Money:
    return Money(round_to(whole.minor * share, RoundingRule.DOWN), whole.currency)
