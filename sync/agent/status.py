"""Tells central how this terminal is: last in line, never queued. Agent room."""

from __future__ import annotations

import asyncio
import shutil

from sync.agent.context import Context
from sync.agent.wire import NoAnswer, Refused
from sync.protocol import paths
from sync.protocol.messages import TerminalStatus

_EVERY = 60.0


class Status:
    def __init__(self, context: Context, version: str) -> None:
        self._context = context
        self._version = version

    async def run(self) -> None:
        while True:
            await self._context.back.wait()
            if not self._context.journal.state().waiting:
                await self._tell()
            await asyncio.sleep(_EVERY * (0.5 + self._context.chance()))

    async def _tell(self) -> None:
        state = self._context.journal.state()
        status = TerminalStatus(
            version=self._version,
            waiting=state.waiting,
            oldest=state.oldest,
            clock=self._context.clock.now(),
            disk_free=shutil.disk_usage(self._context.folder).free,
        )
        try:
            await self._context.wire.send(paths.STATUS, status)
        except (NoAnswer, Refused):
            return  # the next one will tell
