"""What the taxes of one line come to. Domain room: standard library only.

Taxes are computed in their given order. Fixed ones come first, last to first, because they
change what a price-included tax is taken out of; then included ones, last to first; then
excluded ones in order. Neighbours of the same sort form a batch: included taxes of one
batch are taken out of the price together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from shop.domain.money import RoundingRule, round_ratio
from shop.domain.tax import Tax, TaxKind

Amount = int | Fraction
"""Minor units: whole where every line is rounded, exact where only the document is."""


@dataclass(slots=True)
class TaxPart:
    """One tax of one line; `base` is what it was computed on, without the tax itself."""

    tax: Tax
    base: Amount
    amount: Amount


@dataclass(slots=True)
class TaxedLine:
    net: Amount
    parts: list[TaxPart]


@dataclass(frozen=True, slots=True)
class _Step:
    """A tax made ready: the share it takes of its base is numerator / denominator.

    `reach` names the taxes whose base this one changes, with the direction.
    """

    tax: Tax
    batch: range
    numerator: int
    denominator: int
    reach: tuple[tuple[int, int], ...]


class TaxPlan:
    """Taxes of one class, prepared once for all lines that bear them."""

    __slots__ = ("_order", "_plain", "_steps")

    def __init__(self, taxes: tuple[Tax, ...]) -> None:
        batches = _batches(taxes)
        self._steps = tuple(
            _Step(
                tax,
                batch,
                *_share(tax, taxes[batch.start : batch.stop]),
                tuple(_reach(tax, batch, taxes)),
            )
            for tax, batch in zip(taxes, batches, strict=True)
        )
        self._order = tuple(_order(taxes))
        self._plain = len(taxes) == 1 and taxes[0].kind is TaxKind.PERCENT

    def compute(
        self, base: Amount, units: tuple[int, int], scale: int, rule: RoundingRule | None
    ) -> TaxedLine:
        """`base` is the line's amount after discounts; `rule` None leaves amounts exact.

        `scale` is the number of minor units in a major one; `units` is the quantity as a
        ratio, negative where the amount is.
        """
        steps = self._steps
        if not steps:
            return TaxedLine(base, [])
        if self._plain:
            return _one_percentage(base, steps[0], rule)
        amounts: list[Amount] = [0] * len(steps)
        bases: list[Amount] = [base] * len(steps)
        for at in self._order:
            step = steps[at]
            on = Fraction(*units) * scale if step.tax.kind is TaxKind.FIXED else bases[at]
            amount = amounts[at] = _part(on, step, rule)
            for other, sign in step.reach:
                bases[other] += sign * amount
        for at, step in enumerate(steps):
            if step.tax.included:
                bases[at] -= sum(amounts[step.batch.start : step.batch.stop])
        parts = [TaxPart(step.tax, bases[at], amounts[at]) for at, step in enumerate(steps)]
        return TaxedLine(bases[0], parts)


@lru_cache(maxsize=1024)
def tax_plan(taxes: tuple[Tax, ...]) -> TaxPlan:
    return TaxPlan(taxes)


def _one_percentage(base: Amount, step: _Step, rule: RoundingRule | None) -> TaxedLine:
    """The commonest case by far, without the detours of the general one."""
    amount = _part(base, step, rule)
    net = base - amount if step.tax.included else base
    return TaxedLine(net, [TaxPart(step.tax, net, amount)])


def _part(on: Amount, step: _Step, rule: RoundingRule | None) -> Amount:
    if rule is None:
        return on * Fraction(step.numerator, step.denominator)
    if isinstance(on, int):
        return round_ratio(on * step.numerator, step.denominator, rule)
    return round_ratio(on.numerator * step.numerator, on.denominator * step.denominator, rule)


def _batches(taxes: tuple[Tax, ...]) -> list[range]:
    """The run of alike neighbours that each tax belongs to, found from the last backwards."""
    starts_run = [True] * len(taxes)
    for at in range(len(taxes) - 1, 0, -1):
        starts_run[at] = not _alike(taxes[at - 1], taxes[at])
    batches: list[range] = []
    start = 0
    for at in range(1, len(taxes) + 1):
        if at == len(taxes) or starts_run[at]:
            batches += [range(start, at)] * (at - start)
            start = at
    return batches


def _alike(earlier: Tax, later: Tax) -> bool:
    """Whether two neighbours are computed side by side, on the same base."""
    return (
        earlier.kind is later.kind
        and earlier.included == later.included
        and earlier.affects_base == later.affects_base
        and not (earlier.affects_base and later.base_affected)
    )


def _share(tax: Tax, batch: tuple[Tax, ...]) -> tuple[int, int]:
    """The part of its base that the tax takes; a fixed tax: of units × scale."""
    rate = Fraction(tax.rate)
    if tax.kind is TaxKind.FIXED:
        return rate.as_integer_ratio()
    whole = 100 + (sum(Fraction(other.rate) for other in batch) if tax.included else 0)
    return (rate / whole).as_integer_ratio() if whole else (0, 1)


def _reach(tax: Tax, batch: range, taxes: tuple[Tax, ...]) -> Iterator[tuple[int, int]]:
    """The other taxes whose base this one changes: +1 added to it, -1 taken out of it."""
    later = range(batch.stop, len(taxes))
    if tax.included:
        for other in later:
            if not (tax.affects_base and taxes[other].base_affected):
                yield other, -1
        for other in range(batch.start):
            yield other, -1
    elif tax.affects_base:
        for other in later:
            if taxes[other].base_affected:
                yield other, 1


def _order(taxes: tuple[Tax, ...]) -> Iterator[int]:
    backwards = range(len(taxes) - 1, -1, -1)
    fixed = [tax.kind is TaxKind.FIXED for tax in taxes]
    yield from (at for at in backwards if fixed[at])
    yield from (at for at in backwards if not fixed[at] and taxes[at].included)
    yield from (at for at in range(len(taxes)) if not fixed[at] and not taxes[at].included)
