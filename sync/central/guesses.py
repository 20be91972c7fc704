"""Slows down whoever guesses at one-time codes. Central room: SQL lives here.

A 50-bit code lives 15 minutes. Each address may try a few times a minute (each worker counts for
itself), and all together a little more (one count in the database, whichever worker was asked).
"""

from __future__ import annotations

import threading
from collections import deque

from sync.central import bulk, tables
from sync.central.core import Central
from sync.central.devices import Denied

_WINDOW = 60.0
FROM_ONE = 20
FROM_ALL = 60
_ADDRESSES = 10_000
_NAME = "enrol_tries"
_ROOM = 1_000_000
_ONE_MORE = (
    f"ON CONFLICT (name) DO UPDATE SET value = CASE WHEN counter.value / {_ROOM} = "
    f"excluded.value / {_ROOM} THEN counter.value + 1 ELSE excluded.value END RETURNING value"
)
"""The value is the minute times `_ROOM`, and the number of tries in it."""


class Guesses:
    def __init__(self, central: Central) -> None:
        self._central = central
        self._tries: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def count(self, address: str) -> None:
        """Raises Denied when there were too many."""
        self._count_one(address, self._central.monotonic())
        with self._central.database.write() as connection:
            now = self._central.leases.now(connection)
            row = (_NAME, now // int(_WINDOW * 1_000_000) * _ROOM + 1)
            columns = ("name", "value")
            (found,) = bulk.upsert_returning(connection, tables.counter, columns, [row], _ONE_MORE)
            self._central.leases.keep(connection, now)
            many = found.value % _ROOM > FROM_ALL
        if many:
            raise Denied("too_many_tries", 429)

    def _count_one(self, address: str, now: float) -> None:
        with self._lock:
            if len(self._tries) >= _ADDRESSES:
                self._tries.clear()
            tries = self._tries.setdefault(address, deque())
            while tries and now - tries[0] > _WINDOW:
                tries.popleft()
            if len(tries) >= FROM_ONE:
                raise Denied("too_many_tries", 429)
            tries.append(now)
