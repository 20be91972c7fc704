"""Time that no setting of a clock moves: for leases and for what lapses. Central room.

Lease time is a number of microseconds kept in the database that only grows, and only while a
central runs: each worker adds what its own monotonic clock says has passed since it last saw the
number. Both are lower bounds, so the larger one is right, however many workers there are.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from sync.central import bulk, tables

_NAME = "lease_clock"
_KEEP = (
    "ON CONFLICT (name) DO UPDATE SET value = CASE WHEN counter.value > excluded.value "
    "THEN counter.value ELSE excluded.value END"
)


class LeaseClock:
    """One for a process; safe from any thread."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._seen = 0
        self._at = monotonic()

    def now(self, connection: Connection) -> int:
        column = tables.counter.c
        found = connection.execute(select(column.value).where(column.name == _NAME)).scalar() or 0
        with self._lock:
            at = self._monotonic()
            passed = max(int((at - self._at) * 1_000_000), 0)
            self._seen, self._at = max(int(found), self._seen + passed), max(at, self._at)
            return self._seen

    def keep(self, connection: Connection, now: int) -> None:
        """Late in a transaction: everybody who grants writes this row."""
        bulk.insert(connection, tables.counter, ("name", "value"), [(_NAME, now)], _KEEP)


class SteadyWall:
    """The wall clock, but a jump forward while the process runs makes nothing lapse."""

    def __init__(self, now: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self._now, self._monotonic = now, monotonic
        self._started, self._at = now(), monotonic()

    def __call__(self) -> datetime:
        passed = timedelta(seconds=self._monotonic() - self._at)
        return min(self._now(), self._started + passed)
