"""Sheds uploads by how long they would wait, and tells each when to come back. Central room.

Memory only. What is taken must be answered before its terminal gives up, so the measure is
expected seconds, never the queue's length. Whoever is sent away is told half of what all before
him will take, and never long: twice as many come back as can be served, each of them nearer,
and central is not idle while terminals sleep, even when it turns out quicker than it thought.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from sync.central.http import problem
from sync.protocol import paths
from sync.protocol.codec import encode

SLOTS = 96
"""Uploads read and held in memory at once: three groups (`sync.central.group_commit`)."""
PATIENCE = 4.0
"""Seconds an upload may wait for its turn."""
LONGEST = 15.0
"""Seconds nobody is sent away for more than, unless so many come back each second."""
_RETURNS = 200
_EARLY = 0.5
_SPREAD = 1.25
"""Terminals add up to half of what they are told: a quarter on average."""
_FIRST_RATE = 400_000.0  # packed bytes a second, until measured: rather too little
_MEASURE = 1.0  # seconds: answers leave in bursts, a group's at once
_WEIGHT = 0.4
_CROWD = 8
_CALM = 2.0
_UNSAID = 16_384


class Gate:
    """Runs on the server's loop; `busy` may be asked from any thread."""

    def __init__(self, slots: int = SLOTS, clock: Callable[[], float] = time.monotonic) -> None:
        self._turns = asyncio.Semaphore(slots)
        self._slots = slots
        self._clock = clock
        self._here = 0
        self._ahead = 0
        self._away: list[tuple[float, int]] = []
        self._away_size = 0
        self._rate = _FIRST_RATE
        self._done = 0
        self._since = 0.0
        self._full = False
        self._crowded = -math.inf

    @property
    def expected(self) -> float:
        """Seconds until an upload that came now would be worked on."""
        return self._ahead / self._rate if self._here >= self._slots else 0.0

    def busy(self) -> bool:
        """Whether uploads wait for each other, or did a moment ago."""
        return self._clock() - self._crowded < _CALM

    def away(self, size: int) -> float:
        """0 to come in, or after how many seconds to try again."""
        if self.expected <= PATIENCE:
            return 0.0
        now = self._clock()
        while self._away and self._away[0][0] <= now:
            self._away_size -= heappop(self._away)[1]
        before = (self._ahead + self._away_size) / self._rate
        longest = max(LONGEST, len(self._away) / _RETURNS)
        seconds = max(min(_EARLY * before, longest) / _SPREAD, 1.0)
        heappush(self._away, (now + seconds * _SPREAD, size))
        self._away_size += size
        return seconds

    @asynccontextmanager
    async def turn(self, size: int) -> AsyncIterator[None]:
        self._ahead += size
        self._here += 1
        if self._here > _CROWD:
            self._crowded = self._clock()
        try:
            async with self._turns:
                yield
        finally:
            self._ahead -= size
            self._here -= 1
            self._learn(size)

    def _learn(self, size: int) -> None:
        """Only while every slot was taken all the time: a central with little to do is no
        slower for it, and must not send anybody away because of it."""
        now = self._clock()
        if self._full:
            self._done += size
        else:
            self._since, self._done = now, 0
        took = now - self._since
        if self._done and took >= _MEASURE:
            # An average of times: one of rates would believe the quickest.
            slow = (1 - _WEIGHT) / self._rate + _WEIGHT * took / self._done
            self._rate = 1 / slow
            self._since, self._done = now, 0
        self._full = self._here >= self._slots


def sparing(gate: Gate) -> Any:
    """Middleware before anything is read: uploads that would wait too long are sent away, and
    while they crowd, whoever only tells how it is."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
            seconds = 0.0
            if _is_upload(scope):
                seconds = gate.away(_size(scope))
            elif _posts(scope, paths.STATUS) and gate.busy():
                seconds = LONGEST
            if seconds:
                await _send_away(send, math.ceil(seconds))
            else:
                await app(scope, receive, send)

        return middleware

    return wrap


def in_turn(gate: Gate) -> Any:
    """Middleware once an upload is whole and its terminal known: only work takes a turn.

    A line at a byte a second, or a stranger's, must not hold one while others wait.
    """

    def wrap(app: ASGIApp) -> ASGIApp:
        async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
            if not _is_upload(scope) or "device" not in scope["state"]:
                await app(scope, receive, send)
                return
            size = _size(scope)
            seconds = gate.away(size)  # many may have become whole meanwhile
            if seconds:
                await _send_away(send, math.ceil(seconds))
                return
            async with gate.turn(size):
                await app(scope, receive, send)

        return middleware

    return wrap


def _is_upload(scope: Any) -> bool:
    return _posts(scope, paths.JOURNAL)


def _posts(scope: Any, path: str) -> bool:
    wanted = scope["type"] == ScopeType.HTTP and scope["method"] == "POST"
    return bool(wanted and scope["path"] == path)


def _size(scope: Any) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return max(int(value), 512)
    return _UNSAID


async def _send_away(send: Send, seconds: int) -> None:
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"retry-after", str(seconds).encode()),
    ]
    await send({"type": "http.response.start", "status": 429, "headers": headers})
    body = encode(problem(429, "central_busy"))
    await send({"type": "http.response.body", "body": body, "more_body": False})
