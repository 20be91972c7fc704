"""Sheds uploads by how long they would wait, and tells each when to come back. Central room.

Memory only. What is taken must be answered before its terminal gives up, so the measure is
expected seconds, never the queue's length. Whoever is sent away is given a place in an
imagined queue behind all others sent away, so that a herd comes back one after the other.
Uploads also never hold more than a few threads: orders and stock questions go on meanwhile.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from sync.central.http import problem
from sync.protocol import paths
from sync.protocol.codec import encode

PATIENCE = 4.0
"""Seconds an upload may wait for its turn."""
LONGEST = 120.0
_FIRST_RATE = 1_000_000.0  # packed bytes a second, until measured
_WEIGHT = 0.2
_SPREAD = 1.25
"""Terminals add up to half of what they are told: a quarter on average."""
_UNSAID = 16_384


class Gate:
    """Runs on the server's loop. `slots` uploads are worked on at once."""

    def __init__(self, slots: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._turns = asyncio.Semaphore(slots)
        self._slots = slots
        self._inside = 0
        self._full = False
        self._clock = clock
        self._ahead = 0
        self._rate = _FIRST_RATE
        self._booked = 0.0
        self._marked = 0.0

    @property
    def expected(self) -> float:
        """Seconds until an upload that came now would be worked on."""
        return self._ahead / self._rate

    def busy(self) -> bool:
        return self._ahead > 0

    def away(self, size: int) -> float:
        """0 to come in, or after how many seconds to try again."""
        now, expected = self._clock(), self.expected
        if expected <= PATIENCE:
            return 0.0
        start = max(self._booked, now + expected - PATIENCE / 2)
        self._booked = min(start + size / self._rate, now + LONGEST)
        return min((start - now) / _SPREAD, LONGEST)

    @asynccontextmanager
    async def turn(self, size: int) -> AsyncIterator[None]:
        self._ahead += size
        self._inside += 1
        try:
            async with self._turns:
                yield
        finally:
            self._ahead -= size
            self._inside -= 1
            self._learn(size)

    def _learn(self, size: int) -> None:
        """Only from one upload's end to the next while every slot was taken: a central with
        little to do is no slower for it, and must not send anybody away because of it."""
        now, was_full = self._clock(), self._full
        took, self._marked = now - self._marked, now
        self._full = self._inside >= self._slots
        if was_full and took > 0:
            # An average of times: one of rates would believe the quickest.
            slow = (1 - _WEIGHT) / self._rate + _WEIGHT * took / max(size, 1)
            self._rate = 1 / slow


def sparing(gate: Gate) -> Any:
    """Middleware before anything of an upload is read: who would wait too long is sent away."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
            seconds = gate.away(_size(scope)) if _is_upload(scope) else 0.0
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
    wanted = scope["type"] == ScopeType.HTTP and scope["method"] == "POST"
    return bool(wanted and scope["path"] == paths.JOURNAL)


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
