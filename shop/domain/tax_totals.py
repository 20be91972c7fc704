"""Rounds the taxes of a document so that its parts sum. Domain room: standard library only.

Per line, every amount is whole already and the document adds up. Per document, each tax
and the net are rounded once over all lines; what that differs from the sum of the rounded
lines is moved into the lines, the largest first, so that they sum again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shop.domain.money import RoundingRule, round_to
from shop.domain.tax import Tax
from shop.domain.tax_lines import Amount, TaxedLine, TaxPart

TaxKey = tuple[str, Decimal, bool]


@dataclass(slots=True)
class WholePart:
    tax: Tax
    base: int
    amount: int


@dataclass(slots=True)
class WholeLine:
    """A taxed line in whole minor units. `shown` is the line rounded by itself."""

    net: int
    parts: list[WholePart]
    shown: int


def tax_key(tax: Tax) -> TaxKey:
    """Taxes with the same key are one row of the document's tax table."""
    return tax.code, tax.rate, tax.included


def whole_lines(
    lines: Sequence[TaxedLine], rule: RoundingRule, per_document: bool
) -> list[WholeLine]:
    whole = [_rounded(line, rule) for line in lines]
    if per_document:
        _settle_taxes(lines, whole, rule)
        _settle_net(lines, whole, rule)
    return whole


def _rounded(line: TaxedLine, rule: RoundingRule) -> WholeLine:
    net = _round(line.net, rule)
    parts = [
        WholePart(part.tax, _round(part.base, rule), _round(part.amount, rule))
        for part in line.parts
    ]
    return WholeLine(net, parts, net + sum([part.amount for part in parts]))


def _settle_taxes(lines: Sequence[TaxedLine], whole: list[WholeLine], rule: RoundingRule) -> None:
    """Each tax summed exactly, rounded once, and the difference moved into its parts."""
    rows: dict[TaxKey, list[tuple[TaxPart, WholePart]]] = {}
    for line, rounded in zip(lines, whole, strict=True):
        for part, of in zip(line.parts, rounded.parts, strict=True):
            rows.setdefault(tax_key(part.tax), []).append((part, of))
    for (_, _, included), row in rows.items():
        amount = sum(part.amount for part, _ in row)
        base = sum(part.base for part, _ in row)
        tax = _round(amount, rule)
        moves = nudges(tax - sum(of.amount for _, of in row), [part.amount for part, _ in row])
        for (_, of), move in zip(row, moves, strict=True):
            of.amount += move
        target = _round(base + amount, rule) - tax if included else _round(base, rule)
        moves = nudges(target - sum(of.base for _, of in row), [part.base for part, _ in row])
        for (_, of), move in zip(row, moves, strict=True):
            of.base += move


def _settle_net(lines: Sequence[TaxedLine], whole: list[WholeLine], rule: RoundingRule) -> None:
    """The document's net; where every price includes its tax, what is paid is rounded."""
    net = sum(line.net for line in lines)
    if all(part.tax.included or not part.amount for line in whole for part in line.parts):
        paid = [line.net + sum(part.amount for part in line.parts) for line in lines]
        tax = sum(part.amount for line in whole for part in line.parts)
        target, weights = _round(sum(paid), rule) - tax, paid
    else:
        target, weights = _round(net, rule), [line.net for line in lines]
    deltas = nudges(target - sum(line.net for line in whole), weights)
    for line, delta in zip(whole, deltas, strict=True):
        line.net += delta


def nudges(delta: int, weights: Sequence[Amount]) -> list[int]:
    """`delta` in whole units over lines, the heaviest first, each at most its rounded share."""
    moved = [0] * len(weights)
    if not delta:
        return moved
    sizes = [abs(Fraction(weight)) for weight in weights]
    whole = sum(sizes) or Fraction(1)
    order = sorted(range(len(sizes)), key=lambda at: -sizes[at])
    left = abs(delta)
    for at in order:
        share = round_to(abs(delta) * sizes[at] / whole, RoundingRule.HALF_EVEN)
        moved[at] = min(share, left)
        left -= moved[at]
    for at in order[:left]:
        moved[at] += 1
    return moved if delta > 0 else [-units for units in moved]


def _round(value: Amount, rule: RoundingRule) -> int:
    return value if isinstance(value, int) else round_to(value, rule)
