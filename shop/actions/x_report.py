"""How the open shift stands: reads only, changes nothing. Actions room: ports only."""

from __future__ import annotations

from dataclasses import dataclass

from shop.domain.facts import ShiftOpened
from shop.domain.shift import ShiftTotals, shift_totals
from shop.errors import Refusal
from shop.ports import Journal


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """`waiting` lists the entries' numbers that central has not confirmed: never hidden.

    `number` is there on a Z report only.
    """

    shift: str
    totals: ShiftTotals
    first_seq: int
    last_seq: int
    waiting: tuple[int, ...]
    number: int | None = None


def x_report(journal: Journal) -> ShiftReport:
    opened = journal.open_shift()
    if opened is None or not isinstance(opened.fact, ShiftOpened):
        raise Refusal("no_open_shift")
    facts = journal.of_shift(opened.fact.shift)
    last = facts[-1].seq if facts else opened.seq
    return ShiftReport(
        shift=opened.fact.shift,
        totals=shift_totals(facts, opened.fact.shift, opened.fact.float_.currency),
        first_seq=opened.seq,
        last_seq=last,
        waiting=waiting_seqs(journal, opened.seq, last),
    )


def waiting_seqs(journal: Journal, first: int, last: int) -> tuple[int, ...]:
    state = journal.state()
    confirmed = state.seq - state.waiting
    return tuple(range(max(first, confirmed + 1), last + 1))
