"""One store's exceptions, for its own staff, and settling one of them. Central room: SQL.

A person settles what they saw: evidence that changed meanwhile must be looked at again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from shop.domain.office import ExceptionPage, StoreException
from shop.domain.staff import Permission, StaffMember
from shop.errors import Conflict
from sync.central import documents, exceptions, tables
from sync.central.core import Central, must_be_plain
from sync.central.devices import Device
from sync.central.suggestions import suggestion, suggestion_code
from sync.central.units import instant
from sync.protocol.codec import decode
from sync.protocol.office_messages import SettleException

MAX_NOTE = 500
_COLUMN = tables.exception.c


def page(
    central: Central, device: Device, *, wanted: str, cause: str, skip: int, limit: int
) -> ExceptionPage:
    here = _COLUMN.store == device.store
    order = (
        (_COLUMN.settled_at.desc(), _COLUMN.cause, _COLUMN.subject)
        if wanted == "settled"
        else (_COLUMN.raised_at, _COLUMN.cause, _COLUMN.subject)
    )
    query = select(tables.exception).where(here, _COLUMN.state == wanted).order_by(*order)
    if cause:
        query = query.where(_COLUMN.cause == cause)
    with central.database.read(consistent=True) as connection:
        counts = _counts(connection, device.store, wanted)
        waiting = counts if wanted == "open" else _counts(connection, device.store, "open")
        found = connection.execute(query.offset(skip).limit(limit)).all() if limit else []
    return ExceptionPage(
        rows=tuple(_row(x) for x in found),
        counts=counts,
        open=sum(count for _, count in waiting),
        asked_at=central.now(),
    )


def _counts(connection: Connection, store: str, state: str) -> tuple[tuple[str, int], ...]:
    query = (
        select(_COLUMN.cause, func.count())
        .where(_COLUMN.store == store, _COLUMN.state == state)
        .group_by(_COLUMN.cause)
        .order_by(_COLUMN.cause)
    )
    return tuple((cause, count) for cause, count in connection.execute(query))


def settle(central: Central, device: Device, wish: SettleException) -> StoreException:
    """Raises Conflict: not_allowed, exception_unknown, exception_settled (who, at), and
    exception_changed. The same person at the same terminal again is the same ask."""
    note, staff, cause, subject = wish.note.strip()[:MAX_NOTE], wish.staff, wish.cause, wish.subject
    must_be_plain(note=note, staff=staff, cause=cause, subject=subject)
    query = select(tables.exception).where(
        _COLUMN.cause == cause, _COLUMN.subject == subject, _COLUMN.store == device.store
    )
    with central.database.write() as connection:
        _check_staff(connection, device, staff)
        row = connection.execute(query.with_for_update()).first()
        if row is not None and row.state == "open" and wish.mark != _mark(row):
            raise Conflict("exception_changed", cause=cause, subject=subject)
        who = f"{staff}@{device.terminal}"
        now, store = central.now(), device.store
        exceptions.settle(connection, cause, subject, who=who, note=note, now=now, store=store)
        return _row(connection.execute(query).one())


def _check_staff(connection: Connection, device: Device, staff: str) -> None:
    member = documents.get(connection, "staff", staff, StaffMember)
    here = member is not None and (not member.stores or device.store in member.stores)
    if member is None or not here or not member.may(Permission.SETTLE):
        raise Conflict("not_allowed", staff=staff)


def _mark(row: Any) -> str:
    return documents.digest(f"{row.raised_at} {row.evidence}")[:16]


def _row(row: Any) -> StoreException:
    evidence = decode(row.evidence, dict[str, str])
    return StoreException(
        cause=row.cause,
        subject=row.subject,
        terminal=row.terminal,
        entry=row.entry,
        evidence=evidence,
        state=row.state,
        raised_at=instant(row.raised_at),
        mark=_mark(row),
        suggestion=suggestion(row.cause, evidence),
        advice=suggestion_code(row.cause, evidence),
        settled_by=row.settled_by or "",
        settled_at=instant(row.settled_at) if row.settled_at is not None else None,
        note=row.note or "",
    )
