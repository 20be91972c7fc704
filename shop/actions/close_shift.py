"""Count blind, close the shift, print Z: it sums entries by number, not by clock.

Actions room: ports only.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, replace

from shop.actions.allow import allow
from shop.actions.futures import then
from shop.actions.open_shift import check_counted
from shop.actions.x_report import ShiftReport, x_report
from shop.domain.denominations import counted_total
from shop.domain.facts import Numbering, Recorded, ShiftClosed
from shop.domain.money import Money
from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal
from shop.ports import Journal


@dataclass(frozen=True, slots=True)
class ShiftDone:
    """The Z report. `variance` = counted − expected: negative when money is missing."""

    recorded: Recorded
    fact: ShiftClosed
    report: ShiftReport

    @property
    def variance(self) -> Money:
        return self.fact.counted - self.fact.expected


@dataclass(frozen=True, slots=True)
class CloseShift:
    journal: Journal

    def __call__(self, counted: dict[int, int], who: StaffMember) -> Future[ShiftDone]:
        """Expected is shown only after this: the count is blind."""
        allow(who, Permission.OPEN_SHIFT)
        check_counted(counted)
        if self.journal.open_shift() is None:
            raise Refusal("no_open_shift")
        made: list[ShiftReport] = []

        def build(numbering: Numbering) -> ShiftClosed:
            # Here, behind everything queued before it, so that no sale can slip in between.
            report = x_report(self.journal)
            number = self.journal.last_shift_number() + 1
            made.append(replace(report, number=number))
            return closed(report, number, counted, numbering.head)

        def tell(recorded: Recorded) -> ShiftDone:
            assert isinstance(recorded.fact, ShiftClosed)
            return ShiftDone(recorded, recorded.fact, made[-1])

        return then(self.journal.record(build, staff=who.staff), tell)


def closed(report: ShiftReport, number: int, counted: dict[int, int], head: str) -> ShiftClosed:
    totals = report.totals
    return ShiftClosed(
        shift=report.shift,
        number=number,
        first_seq=report.first_seq,
        last_seq=report.last_seq,
        expected=totals.expected,
        counted=counted_total(counted, totals.gross.currency),
        denominations=dict(counted),
        sales=totals.sales,
        returns=totals.returns,
        gross=totals.gross,
        refunded=totals.refunded,
        waiting=report.waits,
        head=head,
        stretches=report.stretches,
    )
