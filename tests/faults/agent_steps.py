"""One step of the agent at a time against a real socket: no pauses, so that hundreds fit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sync.agent.auth import Credentials, DeviceAuth
from sync.agent.context import Context
from sync.agent.link import Link
from sync.agent.pull import Pull
from sync.agent.push import Push
from sync.agent.wire import NoAnswer, Refused, Wire
from sync.local.clock import SystemClock
from sync.terminal import Terminal, enrol, open_terminal

T = TypeVar("T")


@dataclass
class Stepper:
    """A terminal whose agent does one thing when asked, and says what went wrong."""

    terminal: Terminal
    folder: Path
    url: str

    def push(self) -> NoAnswer | Refused | None:
        return self._run(lambda context: Push(context).attempt())

    def pull(self) -> NoAnswer | Refused | bool:
        return self._run(lambda context: Pull(context).attempt())

    def standing(self) -> tuple[str, int]:
        found = self.terminal.replica.standing()
        return found.timeline, found.cursor

    def _run(self, step: Callable[[Context], Awaitable[T]]) -> T:
        async def once() -> T:
            identity, clock = self.terminal.identity, self.terminal.clock
            keys = Credentials(identity.terminal, identity.epoch, self.terminal.signer)
            wire = Wire(self.url, DeviceAuth(keys, clock.now))
            context = Context(
                folder=self.folder,
                journal=self.terminal.journal,
                replica=self.terminal.replica,
                clock=clock,
                wire=wire,
                link=Link(True, clock.now()),
                publish=lambda _event: None,
            )
            try:
                return await step(context)
            finally:
                await wire.close()

        return asyncio.run(once())


@contextmanager
def stepper(folder: Path, url: str, code: str, face: str = "till") -> Iterator[Stepper]:
    enrol(folder, url, code, face)
    terminal = open_terminal(folder, url, clock=SystemClock())
    try:
        yield Stepper(terminal, folder, url)
    finally:
        terminal.close()
