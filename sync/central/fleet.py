"""All terminals of the chain, as far as they told. Central room: SQL, read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sync.central import tables
from sync.central.core import Central
from sync.central.units import instant
from sync.protocol.codec import decode
from sync.protocol.messages import TerminalStatus


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """`waiting` is what it had yet to send at `seen_at`; None before it told anything."""

    terminal: str
    store: str
    face: str
    name: str
    epoch: int
    enrolled_at: datetime
    revoked_at: datetime | None = None
    forked: bool = False
    seen_at: datetime | None = None
    waiting: int | None = None
    version: str = ""


def listed(central: Central, store: str = "") -> list[TerminalRow]:
    """`store` "" for all."""
    column = tables.terminal.c
    query = select(tables.terminal).order_by(column.store, column.terminal)
    if store:
        query = query.where(column.store == store)
    with central.database.read() as connection:
        return [_row(row) for row in connection.execute(query)]


def _row(row: Any) -> TerminalRow:
    told = decode(row.status, TerminalStatus) if row.status else None
    return TerminalRow(
        terminal=row.terminal,
        store=row.store,
        face=row.face,
        name=row.name,
        epoch=row.epoch,
        enrolled_at=instant(row.enrolled_at),
        revoked_at=_instant(row.revoked_at),
        forked=bool(row.forked),
        seen_at=_instant(row.seen_at),
        waiting=told.waiting if told else None,
        version=told.version if told else "",
    )


def _instant(stamp: int | None) -> datetime | None:
    return None if stamp is None else instant(stamp)
