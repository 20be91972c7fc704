"""Open a shift: one drawer, one person, a counted float. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from shop.actions.allow import allow
from shop.actions.futures import then
from shop.domain.denominations import counted_total
from shop.domain.facts import Numbering, Recorded, ShiftOpened
from shop.domain.money import Money
from shop.domain.shift import shift_name
from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal
from shop.ports import Journal


@dataclass(frozen=True, slots=True)
class OpenedShift:
    """`shift` goes into every fact made while it is open."""

    shift: str
    float_: Money
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class OpenShift:
    journal: Journal

    def __call__(
        self, counted: dict[int, int], currency: str, who: StaffMember
    ) -> Future[OpenedShift]:
        """`counted` maps a coin's or note's minor value to how many lie in the drawer."""
        allow(who, Permission.OPEN_SHIFT)
        check_counted(counted)
        if self.journal.open_shift() is not None:
            raise Refusal("shift_is_open")
        total = counted_total(counted, currency)

        def build(numbering: Numbering) -> ShiftOpened:
            shift = shift_name(numbering.terminal, numbering.epoch, numbering.seq)
            return ShiftOpened(shift=shift, float_=total, counted=dict(counted))

        return then(self.journal.record(build, staff=who.staff), opened_shift)


def opened_shift(recorded: Recorded) -> OpenedShift:
    """Also of `Journal.open_shift()`, after a restart."""
    fact = recorded.fact
    if not isinstance(fact, ShiftOpened):
        raise TypeError(recorded.kind)
    return OpenedShift(fact.shift, fact.float_, recorded)


def check_counted(counted: dict[int, int]) -> None:
    if any(value <= 0 or number < 0 for value, number in counted.items()):
        raise Refusal("count_negative")
