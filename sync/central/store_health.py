"""How the terminals of one store are, as far as they told. Central room: SQL, read only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from shop.domain.office import StoreHealth, TerminalHealth
from shop.version import VERSION
from sync.central import tables
from sync.central.core import Central
from sync.central.devices import Device
from sync.central.units import instant
from sync.protocol.codec import decode
from sync.protocol.messages import TerminalStatus


def of_store(central: Central, device: Device) -> StoreHealth:
    column, problem = tables.terminal.c, tables.exception.c
    with central.database.read(consistent=True) as connection:
        rows = connection.execute(
            select(tables.terminal)
            .where(column.store == device.store)
            .order_by(column.name, column.terminal)
        ).all()
        held = connection.execute(
            select(problem.terminal, func.count())
            .where(problem.store == device.store, problem.state == "open", problem.cause == "held")
            .group_by(problem.terminal)
        ).all()
    counts = {terminal: int(count) for terminal, count in held}
    found = tuple(_health(row, counts.get(row.terminal, 0)) for row in rows)
    return StoreHealth(found, VERSION, central.now())


def _health(row: Any, held: int) -> TerminalHealth:
    told = decode(row.status, TerminalStatus) if row.status else None
    known = TerminalHealth(
        terminal=row.terminal,
        name=row.name or row.terminal,
        face=row.face,
        enrolled_at=instant(row.enrolled_at),
        revoked=row.revoked_at is not None,
        forked=bool(row.forked),
        held=held,
    )
    if told is None or row.seen_at is None:
        return known
    seen = instant(row.seen_at)
    return replace(
        known,
        seen_at=seen,
        version=told.version,
        waiting=told.waiting,
        oldest=told.oldest,
        clock_off=round((told.clock - seen).total_seconds()),
        printer=told.printer,
        disk_free=told.disk_free,
        disk_total=told.disk_total,
        journal=told.journal,
    )
