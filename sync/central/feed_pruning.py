"""Forgets old rows of the feed. Central room: SQL lives here.

The watermark says up to where; it moves in the transaction that deletes. A terminal that stands
below it takes a snapshot instead, and a snapshot below it is made anew when it is wanted.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, func, select

from sync.central import bulk, tables
from sync.central.core import Central
from sync.central.feed import PRUNED
from sync.central.units import micros

KEEP = timedelta(days=3)
"""A terminal away for longer is quicker with a snapshot."""
_PART = 5000
_FORWARD = (
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counter.value < excluded.value"
)


def prune(central: Central) -> int:
    """Forget the next few rows older than KEEP; how many, 0 when there are none."""
    before = micros(central.now() - KEEP)
    with central.database.read() as connection:
        end = _end(connection, before)
    if end is None:
        return 0
    with central.database.write() as connection:
        bulk.insert(connection, tables.counter, ("name", "value"), [(PRUNED, end)], _FORWARD)
        old = tables.snapshot.c.cursor < end
        names = connection.execute(select(tables.snapshot.c.name).where(old)).scalars().all()
        connection.execute(delete(tables.snapshot).where(old))
        gone = connection.execute(delete(tables.feed).where(tables.feed.c.cursor <= end)).rowcount
    for name in names:
        (central.folder / "snapshots" / name).unlink(missing_ok=True)
    return gone


def _end(connection: Connection, before: int) -> int | None:
    """The last cursor to forget: rows up to it are all old, and not too many at once."""
    column = tables.feed.c
    first = connection.execute(select(func.min(column.cursor))).scalar()
    if first is None:
        return None
    young = connection.execute(
        select(func.min(column.cursor)).where(column.cursor < first + _PART, column.at >= before)
    ).scalar()
    end = first + _PART - 1 if young is None else young - 1
    last = connection.execute(select(func.max(column.cursor)).where(column.cursor <= end)).scalar()
    return None if last is None or last < first else int(last)
