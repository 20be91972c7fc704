"""Counts and times every request that reaches a route. Central room: memory only.

Routes are named by their template, never by what was asked for: no code, receipt or key.
"""

from __future__ import annotations

import logging
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_LOG = logging.getLogger("endcap.requests")


@dataclass(slots=True)
class Timing:
    """`counts` has one more than BUCKETS: what took longer than all of them."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    seconds: float = 0.0


class Measures:
    """Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._timings: dict[str, Timing] = {}

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        with self._lock:
            self._requests[method, route, status] += 1
            timing = self._timings.setdefault(route, Timing())
            timing.counts[bisect_left(BUCKETS, seconds)] += 1
            timing.seconds += seconds

    def requests(self) -> Mapping[tuple[str, str, int], int]:
        with self._lock:
            return dict(self._requests)

    def timings(self) -> Mapping[str, Timing]:
        with self._lock:
            return {
                route: Timing(list(timing.counts), timing.seconds)
                for route, timing in self._timings.items()
            }


def measuring(measures: Measures) -> Any:
    """Middleware, outermost: what it times is what a terminal waits for, without the network."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            started = time.perf_counter()
            status = 0

            async def noted(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                    # A stream is answered when it begins: it may last for days.
                    _note(measures, scope, status, time.perf_counter() - started)
                await send(message)

            try:
                await app(scope, receive, noted)
            finally:
                if not status:
                    _note(measures, scope, 499, time.perf_counter() - started)

        return middleware

    return wrap


def _note(measures: Measures, scope: Any, status: int, seconds: float) -> None:
    route = scope.get("path_template") or "other"
    measures.note(scope["method"], route, status, seconds)
    if _LOG.isEnabledFor(logging.INFO):
        device = scope["state"].get("device")
        _LOG.info(
            "request",
            extra={
                "method": scope["method"],
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 2),
                "terminal": getattr(device, "terminal", ""),
                "store": getattr(device, "store", ""),
            },
        )
