"""uvicorn's HTTP, which here waits for a request's headers so long and no longer. Command room."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADERS_SECONDS = 20.0
HEADERS_BYTES = 64 * 1024


class PatientProtocol(HttpToolsProtocol):
    """A line that never finishes asking would be held for ever, and lines are counted."""

    _late: asyncio.TimerHandle | None = None
    _asked = 0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._await_headers()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
            return
        self._asked += len(data)
        if self._asked > HEADERS_BYTES:
            self.transport.abort()
        elif self._late is None:
            self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_headers(self) -> None:
        self._late = self.loop.call_later(HEADERS_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        self._asked = 0
        if self._late is not None:
            self._late.cancel()
            self._late = None
