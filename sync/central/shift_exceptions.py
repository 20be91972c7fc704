"""Tells a manager how to book a shift that its Z reports do not tell whole. Central room: SQL.

`late_after_z`: one exception for each run of entries that stand in no Z report, until somebody
books them; what comes after that is another. `shift_closed_twice`: what several Z reports share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import filterfalse, groupby
from typing import Any

from sqlalchemy import Connection, select

from shop.domain.receipt_of import receipt_number
from shop.domain.shift import shift_totals
from sync.central import exceptions, tables
from sync.central.exceptions import CENTRAL, Raised
from sync.central.shift_books import (
    Books,
    Figures,
    Noted,
    Place,
    Story,
    books_of,
    figures,
    stories,
    z_wrong,
)
from sync.central.shift_rows import ShiftRows
from sync.protocol.codec import decode

LATE, TWICE, WRONG = "late_after_z", "shift_closed_twice", "z_differs"
IN_A_Z = "a Z report arrived that has it: there is nothing to add"
TOGETHER = "told together with the other entries of its shift"
WITH_FIGURES = f"told with its figures: {TWICE}"
_SHOWN = 20
_ROW = tables.exception.c


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say of one shift; the rows that stand already are looked at when writing."""

    shift: ShiftRows
    found: tuple[tuple[Story, Books], ...]
    currency: str

    def figures(self, entries: Iterable[Noted]) -> Figures:
        recorded = (x.recorded for x in entries)
        return figures(shift_totals(recorded, self.shift.shift, self.currency))


def look(shift: ShiftRows) -> Told:
    """Pure."""
    currency = shift.closed[0].fact.gross.currency
    told = stories(shift.opened, shift.closed, shift.entries, shift.ways)
    found = tuple((x, books_of(x, shift.shift, currency, shift.ways)) for x in told)
    return Told(shift, found, currency)


def record(connection: Connection, told: Told, now: datetime) -> None:
    late = _Late(connection, told, now)
    raised: list[Raised] = []
    for story, books in told.found:
        raised += _wrong(told.shift, story)
        raised += _shared(told, story, books, late.added(story))
        raised += late.of(books)
    late.settle_others()
    if any(x.cause == TWICE for x in raised):  # versions before called it so, without figures
        old = [f"{told.shift.terminal}/{told.shift.shift}/twice"]
        exceptions.settle_by_central(connection, WRONG, old, WITH_FIGURES, now)
    news = [x for x in raised if _is_news(connection, x)]
    exceptions.record(connection, news, now)


def _is_news(connection: Connection, raised: Raised) -> bool:
    """What was told before, and perhaps settled, is not told again. What a shift comes to may
    grow by what is late, which is told by itself."""
    known = select(_ROW.state, _ROW.evidence).where(
        _ROW.cause == raised.cause, _ROW.subject == raised.subject
    )
    row = connection.execute(known.with_for_update()).first()
    if row is None:
        return True
    had, has = decode(row.evidence, dict[str, str]), dict(raised.evidence)
    return had != has if row.state == "open" else _own(had) != _own(has)


def _own(evidence: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in evidence.items() if not key.startswith("books_")}


# -- Z reports ------------------------------------------------------------------------------------


def _wrong(shift: ShiftRows, story: Story) -> Iterator[Raised]:
    for z in story.closed:
        wrong = {} if z.noted.entry in shift.partly else z_wrong(z, story, shift.ways)
        if wrong:
            yield _raised(WRONG, _subject(shift, z.noted), z.noted, wrong | {"z": z.noted.entry})


def _shared(told: Told, story: Story, books: Books, added: Sequence[Noted]) -> Iterator[Raised]:
    """`added` is what a person booked as late before a Z report came that has it."""
    if not (books.overlap or added) or story.opened is None:
        return
    first, *others = (z.noted.entry for z in story.closed)
    evidence = {f"z {n}": str(z.fact.gross.minor) for n, z in enumerate(story.closed, start=1)}
    evidence |= _named("double_", books.double)
    evidence |= _named("added_", told.figures(added)) if added else {}
    evidence |= _named("books_", figures(books.whole))
    evidence |= {"shift": told.shift.shift, "z": first, "other_z": ", ".join(others)}
    last = story.closed[-1].noted
    yield _raised(TWICE, _subject(told.shift, story.opened), last, evidence)


def _subject(shift: ShiftRows, noted: Noted) -> str:
    beside = f"/{noted.place.branch}" if noted.place.branch else ""
    return f"{shift.terminal}/{shift.shift}{beside}"


def _raised(cause: str, subject: str, noted: Noted, evidence: dict[str, str]) -> Raised:
    return Raised(cause, subject, noted.store, evidence, noted.recorded.terminal, noted.entry)


def _named(prefix: str, found: Figures) -> dict[str, str]:
    """Returns only where there are any."""
    told = found._asdict()
    if not found.returns:
        told = {name: x for name, x in told.items() if name not in ("returns", "refunded")}
    return {f"{prefix}{name}": str(x) for name, x in told.items()}


# -- late entries ---------------------------------------------------------------------------------


class _Late:
    """The exceptions about late entries of a shift that stand already, locked."""

    def __init__(self, connection: Connection, told: Told, now: datetime) -> None:
        self._connection, self._told, self._now = connection, told, now
        self._prefix = f"{told.shift.terminal}/{told.shift.shift}/"
        entries = {x.entry for x in told.shift.entries}
        query = select(_ROW.subject, _ROW.state, _ROW.settled_by, _ROW.evidence).where(
            _ROW.cause == LATE, _ROW.terminal == told.shift.terminal
        )
        rows = connection.execute(query.order_by(_ROW.subject).with_for_update()).all()
        self._rows = [x for x in rows if x.subject.startswith(self._prefix)]
        self._single = [x for x in rows if x.subject in entries]
        """Of versions that raised one for each entry."""
        self._booked = {x.subject for x in self._single if _by_a_person(x)}
        settled = filter(_by_a_person, self._rows)
        self._places = {place for row in settled for place in _covered(row)}
        self._kept: set[str] = set()

    def added(self, story: Story) -> list[Noted]:
        """What a person booked as late, and a Z report has it now."""
        ways, mine = self._told.shift.ways, filter(self._is_booked, story.entries)
        return [x for x in mine if any(z.sums(x.place, ways) for z in story.closed)]

    def _is_booked(self, noted: Noted) -> bool:
        return noted.entry in self._booked or noted.place in self._places

    def of(self, books: Books) -> Iterator[Raised]:
        left = sorted(filterfalse(self._is_booked, books.late), key=lambda x: x.place)
        for (epoch, branch), run in groupby(left, key=lambda x: x.place[:2]):
            late, prefix = list(run), f"{self._prefix}{epoch}.{branch}/"
            waiting = (x.subject for x in self._rows if x.state == "open")
            subject = next(filter(lambda x: x.startswith(prefix), waiting), "")
            subject = subject or f"{prefix}{late[0].place.seq}"
            self._kept.add(subject)
            yield _raised(LATE, subject, late[0], self._evidence(late, books))

    def _evidence(self, late: Sequence[Noted], books: Books) -> dict[str, str]:
        told = self._told
        told_of = _named("", told.figures(late))
        return {
            "records": str(len(late)),
            "cash": told_of.pop("expected"),
            **told_of,
            "receipts": _listed([number for x in late if (number := receipt_number(x.recorded))]),
            **_named("books_", figures(books.whole)),
            "shift": told.shift.shift,
            "first": str(late[0].place.seq),
            "last": str(late[-1].place.seq),
            "z": told.shift.closed[-1].noted.entry,
        }

    def settle_others(self) -> None:
        """What was late and stands in a Z report by now, or in an exception with others."""
        late = {x.entry for _, books in self._told.found for x in books.late}
        self._settle((x for x in self._rows if x.subject not in self._kept), IN_A_Z)
        self._settle((x for x in self._single if x.subject not in late), IN_A_Z)
        self._settle((x for x in self._single if x.subject in late), TOGETHER)

    def _settle(self, rows: Iterable[Any], note: str) -> None:
        names = [x.subject for x in rows if x.state == "open"]
        exceptions.settle_by_central(self._connection, LATE, names, note, self._now)


def _by_a_person(row: Any) -> bool:
    return bool(row.state != "open" and row.settled_by != CENTRAL)


def _covered(row: Any) -> set[Place]:
    """What it told of when it was settled."""
    evidence = decode(row.evidence, dict[str, str])
    epoch, branch = map(int, row.subject.rsplit("/", 2)[1].split("."))
    return {
        Place(epoch, branch, seq)
        for seq in range(int(evidence["first"]), int(evidence["last"]) + 1)
    }


def _listed(receipts: Sequence[str]) -> str:
    more = len(receipts) - _SHOWN
    return ", ".join(receipts[:_SHOWN]) + (f" … +{more}" if more > 0 else "")
