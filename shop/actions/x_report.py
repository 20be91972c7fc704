"""How the open shift stands: reads only, changes nothing. Actions room: ports only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shop.domain.facts import Recorded, ShiftOpened, Stretch
from shop.domain.shift import ShiftTotals, shift_totals
from shop.errors import Refusal
from shop.ports import Journal


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """`waiting` lists the entries' numbers that central has not confirmed: never hidden.

    `number` is there on a Z report only. `stretches` are all its entries when they are of more
    than one epoch, and `waiting_before` those of earlier epochs that wait.
    """

    shift: str
    totals: ShiftTotals
    first_seq: int
    last_seq: int
    waiting: tuple[int, ...]
    number: int | None = None
    stretches: tuple[Stretch, ...] = ()
    waiting_before: tuple[Stretch, ...] = ()

    @property
    def waits(self) -> int:
        return len(self.waiting) + sum(x.last - x.first + 1 for x in self.waiting_before)


def x_report(journal: Journal) -> ShiftReport:
    opened = journal.open_shift()
    if opened is None or not isinstance(opened.fact, ShiftOpened):
        raise Refusal("no_open_shift")
    facts = journal.of_shift(opened.fact.shift)
    *before, own = stretches(facts or (opened,), journal.state().epoch)
    return ShiftReport(
        shift=opened.fact.shift,
        totals=shift_totals(facts, opened.fact.shift, opened.fact.float_.currency),
        first_seq=own.first,
        last_seq=own.last,
        waiting=waiting_seqs(journal, own.first, own.last),
        stretches=(*before, own) if before else (),
        waiting_before=_waiting_before(journal, before),
    )


def stretches(facts: Sequence[Recorded], epoch: int) -> list[Stretch]:
    """One for each epoch that the shift reaches through; the last is `epoch`'s."""
    found: dict[int, Stretch] = {}
    for fact in facts:
        first = found[fact.epoch].first if fact.epoch in found else fact.seq
        found[fact.epoch] = Stretch(fact.epoch, first, fact.seq, fact.hash)
    # an epoch begins with the entry that names its key
    found.setdefault(epoch, Stretch(epoch, 1, 1, ""))
    return [found[key] for key in sorted(found)]


def _waiting_before(journal: Journal, before: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Epochs are sent in turn: the newest of the earlier entries wait longest."""
    state = journal.state()
    left, found = max(0, state.waiting - state.seq), []
    for stretch in reversed(before):
        count = min(left, stretch.last - stretch.first + 1)
        if count:
            found.append(replace(stretch, first=stretch.last - count + 1))
        left -= count
    return tuple(reversed(found))


def waiting_seqs(journal: Journal, first: int, last: int) -> tuple[int, ...]:
    state = journal.state()
    confirmed = state.seq - state.waiting
    return tuple(range(max(first, confirmed + 1), last + 1))
