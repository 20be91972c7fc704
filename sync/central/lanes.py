"""Threads of their own for what must never queue behind somebody's slow request. Central room.

Everything that blocks runs in threads, and there are few: with one pool for all, six slow
requests of any kind would stop sales and make central look dead to every terminal.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

WRITERS = 2
"""While one waits for the database, the other checks and reads what it will write next."""
_OTHERS = 8
"""At most: with the other lanes and the threads that work behind the server no more than a
PostgreSQL pool has connections (`sync.central.database`)."""


class Lanes:
    """`open` and `close` belong to the server's loop; before that everything shares one pool."""

    def __init__(self) -> None:
        self.uploads: Executor | None = None
        self.door: Executor | None = None
        self.health: Executor | None = None

    def open(self) -> None:
        self.uploads = ThreadPoolExecutor(WRITERS, "uploads")
        self.door = ThreadPoolExecutor(2, "door")
        self.health = ThreadPoolExecutor(1, "health")
        others = min(_OTHERS, (os.cpu_count() or 1) + 4)
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(others, "requests"))

    def close(self) -> None:
        for lane in (self.uploads, self.door, self.health):
            if lane is not None:
                lane.shutdown()
        self.uploads = self.door = self.health = None


async def run(lane: Executor | None, work: Callable[[], T]) -> T:
    """In that lane, or in everybody's where there is none."""
    return await asyncio.get_running_loop().run_in_executor(lane, work)
