"""What the ledger has of a shift, and what its Z reports make of it. Central room: pure.

A copied terminal may close a shift that its original closes too, and a re-enrolled one goes on
with its shift in another epoch. What stands in any Z report of a shift is in the books by it,
what stands in two is in them twice, and what stands in none came late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from shop.domain.facts import Recorded, ShiftClosed
from shop.domain.shift import ShiftTotals, shift_totals


class Place(NamedTuple):
    """Where an entry stands in its terminal's ledger."""

    epoch: int
    branch: int
    seq: int


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of a shift, and its place."""

    place: Place
    store: str
    recorded: Recorded

    @property
    def entry(self) -> str:
        return self.recorded.entry


@dataclass(frozen=True, slots=True)
class Ways:
    """How branches hang together: (epoch, branch) → the branch it left, and after which number."""

    left: Mapping[tuple[int, int], tuple[int, int]]

    def lead(self, place: Place, tip: Place) -> bool:
        """Whether `tip` follows `place`, or is it, in one epoch."""
        if place.epoch != tip.epoch:
            return False
        branch, last = tip.branch, tip.seq
        while branch != place.branch:
            if (tip.epoch, branch) not in self.left:
                return False
            branch, after = self.left[tip.epoch, branch]
            last = min(last, after)
        return place.seq <= last


@dataclass(frozen=True, slots=True)
class Span:
    """Entries `first`..`last` of an epoch that lead to `tip`; None when the ledger lacks it."""

    epoch: int
    first: int
    last: int
    tip: Place | None

    def has(self, place: Place, ways: Ways) -> bool:
        inside = place.epoch == self.epoch and self.first <= place.seq <= self.last
        return inside and (self.tip is None or ways.lead(place, self.tip))


@dataclass(frozen=True, slots=True)
class Z:
    """A Z report and the entries it sums, oldest epoch first."""

    noted: Noted
    fact: ShiftClosed
    spans: tuple[Span, ...]

    def sums(self, place: Place, ways: Ways) -> bool:
        """One of an older version does not tell of earlier epochs: they may be in it."""
        before = place.epoch < self.noted.place.epoch and not self.fact.stretches
        return before or self.tells_of(place, ways)

    def tells_of(self, place: Place, ways: Ways) -> bool:
        return any(x.has(place, ways) for x in self.spans)


@dataclass(frozen=True, slots=True)
class Story:
    """All that began with one opening, None where the ledger lacks it. Two copies may each open
    a shift of the same name: these are two stories.

    `closed` are Z reports of which the ledger has every entry; `unsure` those of which it has not.
    """

    opened: Noted | None
    closed: tuple[Z, ...]
    unsure: tuple[Z, ...]
    entries: tuple[Noted, ...]


def stories(
    opened: Sequence[Noted], closed: Sequence[Z], entries: Sequence[Noted], ways: Ways
) -> list[Story]:
    """`entries` are what moved the drawers of the shift, in all epochs and branches."""
    sure = [z for z in closed if _sure(z, opened, ways)]
    unsure = tuple(z for z in closed if z not in sure)
    if len(opened) < 2:
        first = opened[0] if opened else None
        return [Story(first, tuple(sure), unsure, tuple(entries))]
    found = []
    for one in opened:
        own = tuple(z for z in sure if z.sums(one.place, ways))
        mine = tuple(x for x in entries if _follows(x.place, one, opened, own, ways))
        found.append(Story(one, own, unsure, mine))
    return found


def _sure(z: Z, opened: Iterable[Noted], ways: Ways) -> bool:
    whole = all(span.tip is not None for span in z.spans)
    return whole and any(z.tells_of(x.place, ways) for x in opened)


def _follows(
    place: Place, opened: Noted, others: Sequence[Noted], closed: Iterable[Z], ways: Ways
) -> bool:
    """Of a later epoch only a Z report tells which opening it follows."""
    if place.epoch != opened.place.epoch:
        return any(z.sums(place, ways) for z in closed)
    behind = [x.place for x in others if ways.lead(x.place, place)]
    return bool(behind) and max(behind, key=lambda x: x.seq) == opened.place


@dataclass(frozen=True, slots=True)
class Books:
    """What a story comes to: `late` stand in no Z report, `whole` is all of it once, `double`
    is what the Z reports count more than once, taken together."""

    late: tuple[Noted, ...]
    whole: ShiftTotals
    double: Figures

    @property
    def overlap(self) -> bool:
        return self.double != Figures()


class Figures(NamedTuple):
    """Counts, and minor units."""

    sales: int = 0
    gross: int = 0
    returns: int = 0
    refunded: int = 0
    expected: int = 0


def figures(totals: ShiftTotals) -> Figures:
    return Figures(
        totals.sales,
        totals.gross.minor,
        totals.returns,
        totals.refunded.minor,
        totals.expected.minor,
    )


def books_of(story: Story, shift: str, currency: str, ways: Ways) -> Books:
    def sums(entries: Iterable[Noted]) -> ShiftTotals:
        return shift_totals((x.recorded for x in entries), shift, currency)

    every = [story.opened, *story.entries] if story.opened else [*story.entries]
    in_z = [[x for x in every if z.sums(x.place, ways)] for z in story.closed]
    once = {x.entry: x for x in chain.from_iterable(in_z)}
    added = [figures(sums(part)) for part in in_z] or [Figures()]
    union = figures(sums(once.values()))
    double = Figures(*(sum(x) - y for *x, y in zip(*added, union, strict=True)))
    told = (*story.closed, *story.unsure)
    late = [x for x in story.entries if told and not any(z.sums(x.place, ways) for z in told)]
    return Books(tuple(late), sums(every), double)


def z_wrong(z: Z, story: Story, ways: Ways) -> dict[str, str]:
    """Figures of the Z report that its own entries do not make (I9), as evidence."""
    fact = z.fact
    every = [story.opened, *story.entries] if story.opened else [*story.entries]
    summed = (x.recorded for x in every if z.sums(x.place, ways))
    made = figures(shift_totals(summed, fact.shift, fact.gross.currency))
    money = fact.gross.minor, fact.refunded.minor, fact.expected.minor
    said = Figures(fact.sales, money[0], fact.returns, *money[1:])
    return {
        name: f"{one} is not {other}"
        for name, one, other in zip(Figures._fields, said, made, strict=True)
        if one != other
    }
