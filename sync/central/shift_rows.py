"""Finds a shift's entries in the ledger, in every epoch and branch. Central room: SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from shop.domain.facts import Recorded, ShiftClosed, ShiftOpened, Stretch
from shop.domain.shift import where_begun
from sync.central import tables
from sync.central.placing import MAIN
from sync.central.shift_books import Noted, Place, Span, Ways, Z
from sync.central.till_checks import shift_of
from sync.protocol.entry_body import read_envelope, read_recorded

_KINDS = ("sale", "return", "handed_over", "cash_moved", "shift_opened", "shift_closed")
_ENTRY, _BRANCH = tables.ledger.c, tables.branch.c
_COLUMNS = (
    _ENTRY.entry,
    _ENTRY.epoch,
    _ENTRY.branch,
    _ENTRY.seq,
    _ENTRY.store,
    _ENTRY.hash,
    _ENTRY.body,
    _ENTRY.held,
)


@dataclass(frozen=True, slots=True)
class ShiftRows:
    """Everything the ledger has of one shift; `partly` names Z reports that sum what is held."""

    terminal: str
    shift: str
    opened: tuple[Noted, ...]
    closed: tuple[Z, ...]
    entries: tuple[Noted, ...]
    ways: Ways
    partly: frozenset[str] = frozenset()


def read_entry(row: Any) -> Recorded | None:
    """None for what is held or of a kind this version does not know."""
    if row.held is not None:
        return None
    try:
        return read_recorded(bytes(row.body).decode(), row.hash)
    except ValueError:
        return None


def closed_shifts(
    connection: Connection, terminal: str, shifts: Collection[str]
) -> dict[str, list[Noted]]:
    """Those of `shifts` that the ledger has Z reports of."""
    found: dict[str, list[Noted]] = {}
    start = min((where_begun(x, terminal) for x in shifts), default=(0, 0))
    for noted in _noted(connection, terminal, start, ("shift_closed",)) if shifts else ():
        fact = noted.recorded.fact
        if isinstance(fact, ShiftClosed) and fact.shift in shifts:
            found.setdefault(fact.shift, []).append(noted)
    return found


def read_shift(
    connection: Connection, terminal: str, shift: str, closed: Sequence[Noted]
) -> ShiftRows:
    ways = _ways(connection, terminal)
    opened, entries = [], []
    for noted in _noted(connection, terminal, where_begun(shift, terminal), _KINDS):
        fact = noted.recorded.fact
        if isinstance(fact, ShiftOpened) and fact.shift == shift:
            opened.append(noted)
        elif shift_of(fact) == shift and not isinstance(fact, ShiftClosed):
            entries.append(noted)
    zs = [_z(connection, terminal, x) for x in sorted(closed, key=lambda x: x.place)]
    partly = frozenset(z.noted.entry for z in zs if _sums_held(connection, terminal, z, ways))
    return ShiftRows(terminal, shift, tuple(opened), tuple(zs), tuple(entries), ways, partly)


def _noted(
    connection: Connection, terminal: str, start: tuple[int, int], kinds: Sequence[str]
) -> list[Noted]:
    epoch, seq = start
    query = (
        select(*_COLUMNS)
        .where(_ENTRY.terminal == terminal, _ENTRY.kind.in_(kinds))
        .where(or_(_ENTRY.epoch > epoch, and_(_ENTRY.epoch == epoch, _ENTRY.seq >= seq)))
        .order_by(_ENTRY.epoch, _ENTRY.branch, _ENTRY.seq)
    )
    return [
        Noted(_place(row), row.store, recorded)
        for row in connection.execute(query)
        if (recorded := read_entry(row)) is not None
    ]


def _place(row: Any) -> Place:
    return Place(row.epoch, row.branch, row.seq)


def _z(connection: Connection, terminal: str, noted: Noted) -> Z:
    fact, at = noted.recorded.fact, noted.place
    assert isinstance(fact, ShiftClosed)
    before = [
        Span(x.epoch, x.first, x.last, _end(connection, terminal, x))
        for x in fact.stretches
        if x.epoch < at.epoch
    ]
    own = Span(at.epoch, fact.first_seq, fact.last_seq, at)
    return Z(noted, fact, (*before, own))


def _end(connection: Connection, terminal: str, stretch: Stretch) -> Place | None:
    query = select(_ENTRY.epoch, _ENTRY.branch, _ENTRY.seq).where(
        _ENTRY.terminal == terminal,
        _ENTRY.epoch == stretch.epoch,
        _ENTRY.seq == stretch.last,
        _ENTRY.hash == stretch.hash,
    )
    row = connection.execute(query).first()
    return None if row is None else _place(row)


def _ways(connection: Connection, terminal: str) -> Ways:
    """Each branch left another behind the entry that its first one names."""
    query = select(_BRANCH.epoch, _BRANCH.branch, _BRANCH.from_seq).where(
        _BRANCH.terminal == terminal, _BRANCH.branch != MAIN, _BRANCH.from_seq > 0
    )
    left = {}
    for epoch, branch, after in connection.execute(query).all():
        here = and_(_ENTRY.terminal == terminal, _ENTRY.epoch == epoch)
        first = here & (_ENTRY.branch == branch) & (_ENTRY.seq == after + 1)
        prev = _prev(connection.execute(select(_ENTRY.body).where(first)).scalar())
        parent = here & (_ENTRY.seq == after) & (_ENTRY.hash == prev)
        found = connection.execute(select(_ENTRY.branch).where(parent)).scalar()
        left[epoch, branch] = (MAIN if found is None else found, after)
    return Ways(left)


def _prev(body: Any) -> str:
    try:
        return read_envelope(bytes(body or b"").decode()).prev
    except ValueError:
        return ""


def _sums_held(connection: Connection, terminal: str, z: Z, ways: Ways) -> bool:
    query = select(_ENTRY.epoch, _ENTRY.branch, _ENTRY.seq).where(
        _ENTRY.terminal == terminal, _ENTRY.held.is_not(None)
    )
    for span in z.spans:
        held = query.where(_ENTRY.epoch == span.epoch, _ENTRY.seq.between(span.first, span.last))
        if any(span.has(_place(row), ways) for row in connection.execute(held)):
            return True
    return False
