"""What a person must settle: oversell, excess refund, fork, held entry … Central room: SQL.

Cause and subject name an exception, so the same disagreement found twice is one row; found
again after it was settled, it opens again. Every settling stays on record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, tuple_, update

from shop.domain.catalogue import Store
from shop.errors import Conflict
from sync.central import bulk, documents, tables
from sync.central.core import Unknown, malformed, must_be_plain
from sync.central.suggestions import CAUSES, suggestion, suggestion_code
from sync.central.units import instant, micros
from sync.protocol.codec import decode, encode

CENTRAL = "central"
"""Who settles what settles itself: it is noted like everybody else."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Who settled an exception: `by` is "STAFF@TERMINAL", "NAME@KEY" or "central"."""

    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """What a person must settle. `cause` and `subject` name it.

    `suggestion` is English; screens go by `suggestion_code` and fill in `evidence`. `entry` and
    `terminal` are of the entry that raised it. `place` is where it stands in a list: ask for
    what comes after. `settlements` are all, oldest first: it may have been opened again.
    """

    cause: str
    subject: str
    store: str
    terminal: str
    entry: str
    evidence: dict[str, str]
    state: str
    raised_at: datetime
    settled_by: str
    note: str
    suggestion: str = ""
    settled_at: datetime | None = None
    suggestion_code: str = ""
    place: str = ""
    settlements: tuple[Settlement, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """`waits_for` is the order whose arrival would let a held entry fold after all."""

    cause: str
    subject: str
    store: str
    evidence: Mapping[str, str]
    terminal: str = ""
    entry: str = ""
    waits_for: str = ""


_COLUMNS = (
    "cause",
    "subject",
    "store",
    "terminal",
    "entry",
    "waits_for",
    "evidence",
    "state",
    "raised_at",
)
_ANEW = "CASE WHEN exception.state = 'open' THEN exception.{0} ELSE excluded.{0} END"
_TAIL = (
    "ON CONFLICT (cause, subject) DO UPDATE SET evidence = excluded.evidence, "
    + ", ".join(f"{name} = {_ANEW.format(name)}" for name in ("terminal", "entry", "raised_at"))
    + ", state = 'open', settled_at = NULL, settled_by = NULL, note = NULL"
)


def record(connection: Connection, raised: Sequence[Raised], now: datetime) -> None:
    at = micros(now)
    latest = {(x.cause, x.subject): x for x in raised}
    rows = [
        (
            x.cause,
            x.subject,
            x.store,
            x.terminal,
            x.entry,
            x.waits_for,
            encode(dict(x.evidence)).decode(),
            "open",
            at,
        )
        for _, x in sorted(latest.items())
    ]
    bulk.insert(connection, tables.exception, _COLUMNS, rows, _TAIL)


def record_once(connection: Connection, raised: Sequence[Raised], now: datetime) -> None:
    """Of what is told again and again: settled is settled."""
    column = tables.exception.c
    for one in raised:
        known = select(column.state).where(column.cause == one.cause, column.subject == one.subject)
        if connection.execute(known).first() is None:
            record(connection, [one], now)


# -- settling ------------------------------------------------------------------------------------


def settle(
    connection: Connection,
    cause: str,
    subject: str,
    *,
    who: str,
    note: str,
    now: datetime,
    store: str = "",
    seen: datetime | None = None,
) -> Settlement:
    """Settle it, once: who comes second is told who did. `store` "" may settle anywhere's.

    Raises Unknown, Conflict: exception_settled (who, at), exception_changed.
    """
    must_be_plain(cause=cause, subject=subject, who=who, note=note)
    column = tables.exception.c
    this = and_(column.cause == cause, column.subject == subject)
    row = connection.execute(select(tables.exception).where(this).with_for_update()).first()
    if row is None or (store and row.store != store):
        raise Unknown("exception_unknown", cause=cause, subject=subject)
    if row.state != "open":
        return _had(row, who, note)
    if seen is not None and micros(seen) != row.raised_at:
        raise Conflict("exception_changed", cause=cause, subject=subject)
    _settle(connection, this, [(cause, subject)], who, note, now)
    return Settlement(who, instant(micros(now)), note)


def _had(row: Any, who: str, note: str) -> Settlement:
    at = instant(row.settled_at or row.raised_at)
    if (row.settled_by, row.note or "") != (who, note):
        raise Conflict("exception_settled", who=row.settled_by or "", at=at.isoformat())
    return Settlement(who, at, note)


def settle_by_central(
    connection: Connection, cause: str, subjects: Sequence[str], note: str, now: datetime
) -> None:
    """What a later fact resolved: `note` tells which. It stays to be seen."""
    if not subjects:
        return
    column = tables.exception.c
    these = and_(column.cause == cause, column.subject.in_(subjects), column.state == "open")
    found = connection.execute(select(column.subject).where(these).with_for_update()).scalars()
    _settle(connection, these, [(cause, subject) for subject in found], CENTRAL, note, now)


def _settle(
    connection: Connection,
    these: ColumnElement[bool],
    names: Sequence[tuple[str, str]],
    who: str,
    note: str,
    now: datetime,
) -> None:
    at = micros(now)
    values = {"state": "settled", "settled_at": at, "settled_by": who, "note": note}
    connection.execute(update(tables.exception).where(these).values(waits_for="", **values))
    rows = [(*name, at, who, note) for name in names]
    columns = ("cause", "subject", "at", "by", "note")
    bulk.insert(connection, tables.settlement, columns, rows, "ON CONFLICT DO NOTHING")


# -- lists ---------------------------------------------------------------------------------------


def must_be_known(connection: Connection, *, store: str, cause: str) -> None:
    """Raises Conflict("request_malformed") with the parameter. What an exception has is known."""
    column = tables.exception.c
    must_be_plain(store=store, cause=cause)
    here = documents.get(connection, "store", store, Store) is not None
    for name, text, known in (("store", store, here), ("cause", cause, cause in CAUSES)):
        there = select(column.cause).where(column[name] == text).limit(1)
        if text and not known and connection.execute(there).first() is None:
            raise malformed(name)


def listed(
    connection: Connection,
    *,
    store: str = "",
    cause: str = "",
    state: str = "open",
    after: str = "",
    limit: int = 200,
) -> list[ExceptionRow]:
    """Oldest first, those behind the place `after`. "" filters nothing."""
    column = tables.exception.c
    order = (column.raised_at, column.cause, column.subject)
    query = select(tables.exception).order_by(*order)
    for wanted, has in ((state, column.state), (store, column.store), (cause, column.cause)):
        if wanted:
            query = query.where(has == wanted)
    if after:
        query = query.where(_behind(after))
    rows = connection.execute(query.limit(limit)).all()
    settlements = _settlements(connection, [(row.cause, row.subject) for row in rows])
    return [_row(row, tuple(settlements[row.cause, row.subject])) for row in rows]


def _behind(place: str) -> ColumnElement[bool]:
    at, _, name = place.partition(".")
    cause, _, subject = name.partition(".")
    if not (at.isascii() and at.isdecimal() and len(at) < 17) or "\x00" in name:
        raise malformed("after")
    column, stamp = tables.exception.c, int(at)
    return or_(
        column.raised_at > stamp,
        and_(column.raised_at == stamp, column.cause > cause),
        and_(column.raised_at == stamp, column.cause == cause, column.subject > subject),
    )


def _settlements(
    connection: Connection, names: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], list[Settlement]]:
    found: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
    if names:
        column = tables.settlement.c
        query = select(tables.settlement).where(tuple_(column.cause, column.subject).in_(names))
        for row in connection.execute(query.order_by(column.at)):
            told = Settlement(row.by, instant(row.at), row.note)
            found[row.cause, row.subject].append(told)
    return found


def _row(row: Any, settlements: tuple[Settlement, ...]) -> ExceptionRow:
    evidence = decode(row.evidence, dict[str, str])
    return ExceptionRow(
        cause=row.cause,
        subject=row.subject,
        store=row.store,
        terminal=row.terminal,
        entry=row.entry,
        evidence=evidence,
        state=row.state,
        raised_at=instant(row.raised_at),
        settled_by=row.settled_by or "",
        note=row.note or "",
        suggestion=suggestion(row.cause, evidence),
        settled_at=instant(row.settled_at) if row.settled_at is not None else None,
        suggestion_code=suggestion_code(row.cause, evidence),
        place=f"{row.raised_at}.{row.cause}.{row.subject}",
        settlements=settlements,
    )
