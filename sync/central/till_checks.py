"""Do a sale's parts make its whole, and whose shift is a fact's? Central room: pure.

A fact is never refused for it: whoever disagrees with itself becomes an exception.
"""

from __future__ import annotations

from shop.domain.facts import (
    CashMoved,
    Fact,
    HandedOver,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.pricing import PricedDocument


def sale_of(fact: Fact) -> Sale | None:
    if isinstance(fact, HandedOver):
        return fact.sale
    return fact if isinstance(fact, Sale) else None


def shift_of(fact: Fact) -> str:
    """The shift that a fact belongs to, or ""."""
    match fact:
        case Sale(shift=shift) | Return(shift=shift) | CashMoved(shift=shift):
            return shift
        case ShiftOpened(shift=shift) | ShiftClosed(shift=shift):
            return shift
        case HandedOver(sale=Sale(shift=shift)):
            return shift
        case _:
            return ""


def sums_wrong(sale: Sale) -> dict[str, str]:
    """What does not add up, as evidence: whole and sum of the parts, in minor units."""
    document = sale.document
    wrong: dict[str, str] = {}
    _must(wrong, "items", document.total.minor, sum(x.total.minor for x in sale.items))
    paid = sum(x.amount.minor for x in sale.tenders)
    _must(wrong, "tenders", document.total.minor + sale.rounding.minor, paid)
    if document.lines:
        _document(wrong, document)
    return wrong


def _document(wrong: dict[str, str], document: PricedDocument) -> None:
    after_tax = 0
    for line in document.lines:
        late = sum(x.amount.minor for x in line.discounts if not x.before_tax)
        after_tax += late
        parts = line.net.minor + sum(x.amount.minor for x in line.taxes) - late
        _must(wrong, f"line {line.line_id}", line.total.minor, parts)
    total = document.total.minor
    _must(wrong, "lines", total, sum(x.total.minor for x in document.lines))
    _must(wrong, "net and tax", total, document.net.minor + document.tax.minor - after_tax)
    _must(wrong, "taxes", document.tax.minor, sum(x.amount.minor for x in document.taxes))


def _must(wrong: dict[str, str], what: str, whole: int, parts: int) -> None:
    if whole != parts:
        wrong[what] = f"{whole} is not {parts}"
