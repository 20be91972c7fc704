"""Tells central how this terminal is: last in line, never queued. Agent room."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable

from sync.agent.context import Context
from sync.agent.wire import NoAnswer, Refused
from sync.protocol import paths
from sync.protocol.messages import MissingEntries, TerminalStatus

_EVERY = 60.0
_GIVE_WAY = 10.0
"""Seconds in which what waits to be sent goes first. If it still waits then, that is told."""


class Status:
    """`printer` gives its state's code, "" where a face has none."""

    def __init__(
        self, context: Context, version: str, printer: Callable[[], str] = lambda: ""
    ) -> None:
        self._context = context
        self._version = version
        self._printer = printer

    async def run(self) -> None:
        while True:
            await self._context.back.wait()
            if self._context.journal.state().waiting:
                await asyncio.sleep(_GIVE_WAY * (0.5 + self._context.chance()))
            await self._tell()
            await asyncio.sleep(_EVERY * (0.5 + self._context.chance()))

    async def _tell(self) -> None:
        state = self._context.journal.state()
        disk = shutil.disk_usage(self._context.folder)
        status = TerminalStatus(
            version=self._version,
            waiting=state.waiting,
            oldest=state.oldest,
            clock=self._context.clock.now(),
            printer=self._printer(),
            disk_free=disk.free,
            disk_total=disk.total,
            journal=self._context.journal.trouble,
            missing=tuple(
                MissingEntries(x.epoch, x.after + 1, x.to) for x in self._context.missing
            ),
        )
        try:
            await self._context.wire.send(paths.STATUS, status)
        except (NoAnswer, Refused):
            return  # the next one will tell
