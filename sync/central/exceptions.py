"""What a person must settle: oversell, excess refund, fork, held entry. Central room: SQL.

Cause and subject name an exception, so the same disagreement found twice is one row; found
again after it was settled, it opens again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from sync.central import bulk, tables
from sync.central.suggestions import suggestion
from sync.central.units import instant, micros
from sync.protocol.codec import decode, encode


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """An exception as people see it."""

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
_TAIL = (
    "ON CONFLICT (cause, subject) DO UPDATE SET evidence = excluded.evidence, "
    "state = 'open', settled_at = NULL, settled_by = NULL"
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


def settle(
    connection: Connection, cause: str, subject: str, *, who: str, note: str, now: datetime
) -> bool:
    column = tables.exception.c
    done = connection.execute(
        update(tables.exception)
        .where(column.cause == cause, column.subject == subject, column.state == "open")
        .values(state="settled", settled_at=micros(now), settled_by=who, note=note)
    )
    return done.rowcount == 1


def listed(
    connection: Connection, *, store: str = "", state: str = "open", limit: int = 200
) -> list[ExceptionRow]:
    column = tables.exception.c
    query = select(
        column.cause,
        column.subject,
        column.store,
        column.terminal,
        column.entry,
        column.evidence,
        column.state,
        column.raised_at,
        column.settled_by,
        column.note,
        column.settled_at,
    ).order_by(column.raised_at, column.cause, column.subject)
    if state:
        query = query.where(column.state == state)
    if store:
        query = query.where(column.store == store)
    return [_row(row) for row in connection.execute(query.limit(limit))]


def _row(row: Any) -> ExceptionRow:
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
    )
