"""Do a sale's parts make its whole, and does a Z report say what its shift did? Central room: pure.

A fact is never refused for it: whoever disagrees with itself becomes an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shop.domain.facts import (
    CashMoved,
    Fact,
    HandedOver,
    Recorded,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.pricing import PricedDocument
from shop.domain.shift import shift_totals


def sale_of(fact: Fact) -> Sale | None:
    if isinstance(fact, HandedOver):
        return fact.sale
    return fact if isinstance(fact, Sale) else None


def shift_of(fact: Fact) -> str:
    """The shift whose drawer a fact moved, or ""."""
    match fact:
        case Sale(shift=shift) | Return(shift=shift) | CashMoved(shift=shift):
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


@dataclass(frozen=True, slots=True)
class Story:
    """What the ledger has of a shift: `summed` by its Z report, and `late`, which are not."""

    opened: bool
    summed: Sequence[Recorded]
    late: Sequence[Recorded]


def summed(closed: Recorded, chain: Iterable[Recorded]) -> tuple[list[Recorded], list[Recorded]]:
    """Of what leads up to the Z report: what it sums, and what came between."""
    fact = closed.fact
    assert isinstance(fact, ShiftClosed)
    ends = (closed.epoch, fact.last_seq)
    chain = list(chain)
    before = [x for x in chain if (x.epoch, x.seq) <= ends]
    return before, chain[len(before) :]


def story_of(closed: Recorded, chain: Iterable[Recorded], others: Iterable[Recorded]) -> Story:
    """`chain` leads up to the Z report, oldest first; `others` are the terminal's other entries."""
    fact = closed.fact
    assert isinstance(fact, ShiftClosed)
    before, after = summed(closed, chain)
    opened = any(isinstance(x.fact, ShiftOpened) and x.fact.shift == fact.shift for x in before)
    late = [x for x in (*after, *others) if shift_of(x.fact) == fact.shift]
    return Story(opened, before, late)


def z_wrong(closed: Recorded, story: Story) -> dict[str, str]:
    """Figures of the Z report that its own entries do not make (I9)."""
    fact = closed.fact
    assert isinstance(fact, ShiftClosed)
    totals = shift_totals(story.summed, fact.shift, fact.gross.currency)
    wrong: dict[str, str] = {}
    _must(wrong, "sales", fact.sales, totals.sales)
    _must(wrong, "returns", fact.returns, totals.returns)
    _must(wrong, "gross", fact.gross.minor, totals.gross.minor)
    _must(wrong, "refunded", fact.refunded.minor, totals.refunded.minor)
    _must(wrong, "expected", fact.expected.minor, totals.expected.minor)
    return wrong
