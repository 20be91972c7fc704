"""Slows down whoever guesses at one-time codes. Central room: SQL lives here.

A 50-bit code lives 15 minutes. Each address may try a few times a minute (each worker counts for
itself). Wrong codes are counted for all together (in the database, whichever worker was asked):
after too many in a minute, whoever gave one waits, and nobody else: guessing stops no enrolment.
"""

from __future__ import annotations

import ipaddress
import math
import threading
from collections import deque
from dataclasses import dataclass, field

from sqlalchemy import select

from sync.central import bulk, tables
from sync.central.core import Central
from sync.central.devices import Denied

WINDOW = 60.0
_MINUTE = 60_000_000
FROM_ONE = 20
FROM_ALL = 60
_ADDRESSES = 10_000
_NAME = "enrol_tries"
_ROOM = 1_000_000
_ONE_MORE = (
    f"ON CONFLICT (name) DO UPDATE SET value = CASE WHEN counter.value / {_ROOM} = "
    f"excluded.value / {_ROOM} THEN counter.value + 1 ELSE excluded.value END"
)
"""The value is the minute times `_ROOM`, and the number of wrong codes in it."""


@dataclass(slots=True)
class _Caller:
    tries: deque[float] = field(default_factory=deque)
    wrong_at: float = -math.inf


class Guesses:
    def __init__(self, central: Central) -> None:
        self._central = central
        self._callers: dict[str, _Caller] = {}
        self._lock = threading.Lock()

    def count(self, address: str) -> None:
        """Before a code is looked at. Raises Denied when there were too many."""
        now = self._central.monotonic()
        with self._lock:
            caller = self._caller(address)
            while caller.tries and now - caller.tries[0] > WINDOW:
                caller.tries.popleft()
            if len(caller.tries) >= FROM_ONE:
                raise Denied("too_many_tries", 429)
            caller.tries.append(now)
            guessed = now - caller.wrong_at < WINDOW
        if guessed and self._too_many_wrong():
            raise Denied("too_many_tries", 429)

    def wrong(self, address: str) -> None:
        """The code was none of ours."""
        with self._lock:
            self._caller(address).wrong_at = self._central.monotonic()
        with self._central.database.write() as connection:
            now = self._central.leases.now(connection)
            row = (_NAME, now // _MINUTE * _ROOM + 1)
            bulk.insert(connection, tables.counter, ("name", "value"), [row], _ONE_MORE)
            self._central.leases.keep(connection, now)

    def _caller(self, address: str) -> _Caller:
        if len(self._callers) >= _ADDRESSES:
            self._callers.clear()
        return self._callers.setdefault(_home(address), _Caller())

    def _too_many_wrong(self) -> bool:
        column = tables.counter.c
        with self._central.database.read() as connection:
            minute = self._central.leases.now(connection) // _MINUTE
            value = connection.execute(select(column.value).where(column.name == _NAME)).scalar()
        return value is not None and value // _ROOM == minute and value % _ROOM >= FROM_ALL


def _home(address: str) -> str:
    """Whoever has one IPv6 address has a whole network of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address
