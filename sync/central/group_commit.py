"""Takes uploads that wait for each other in one transaction. Central room.

A commit, a turn of SQLite's one writer and a dozen statements cost the same for one upload as
for thirty. Whoever begins to write takes along all that came meanwhile, a terminal at most
once, and everybody is answered when it is on disk. An upload that spoils it for its group is
found by halves and taken alone. In one transaction several terminals are locked in the order
of their names, and everything after them as always, so that locks never go in a circle.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sync.central import chains, ledger
from sync.central.database import Database, passes
from sync.central.lanes import WRITERS, Lanes, run
from sync.central.ledger import Upload
from sync.protocol.messages import Batch, BatchAnswer

MOST = 2000
"""Entries in one transaction: others wait for it."""

Answer = BatchAnswer | Exception


@dataclass(frozen=True, slots=True)
class _Waiting:
    upload: Upload
    answered: asyncio.Future[BatchAnswer]


class GroupCommit:
    """Runs on the server's loop, the writing in its threads."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], lanes: Lanes | None = None
    ) -> None:
        self._database = database
        self._now = now
        self._lanes = lanes or Lanes()
        self._waiting: deque[_Waiting] = deque()
        self._writers: set[asyncio.Task[None]] = set()

    async def post(self, terminal: str, batch: Batch) -> BatchAnswer:
        """Answers when the entries are durable."""
        answered: asyncio.Future[BatchAnswer] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(Upload(terminal, batch), answered))
        if len(self._writers) < WRITERS:
            self._writers.add(asyncio.create_task(self._write()))
        return await answered

    async def _write(self) -> None:
        """Ends in the very moment in which nobody waits: `post` counts only on who goes on."""
        while group := self._next_group():
            answers = await self._answers([x.upload for x in group])
            for waiting, answer in zip(group, answers, strict=True):
                if waiting.answered.done():
                    continue  # its terminal hung up
                if isinstance(answer, Exception):
                    waiting.answered.set_exception(answer)
                else:
                    waiting.answered.set_result(answer)
        writer = asyncio.current_task()
        assert writer is not None
        self._writers.discard(writer)

    async def _answers(self, uploads: Sequence[Upload]) -> list[Answer]:
        try:
            work = partial(post_all, self._database, uploads, self._now())
            return await run(self._lanes.uploads, work)
        except Exception as error:  # no thread to be had: whoever waits must hear of it
            return [error] * len(uploads)

    def _next_group(self) -> list[_Waiting]:
        group: dict[str, _Waiting] = {}
        entries = 0
        for _ in range(len(self._waiting)):
            first = self._waiting.popleft()
            size = len(first.upload.batch.entries)
            if group and (first.upload.terminal in group or entries + size > MOST):
                self._waiting.append(first)
                continue
            group[first.upload.terminal] = first
            entries += size
        return list(group.values())


def post_all(database: Database, uploads: Sequence[Upload], now: datetime) -> list[Answer]:
    """An answer for each; what concerns the database itself concerns all of them."""
    if len(uploads) == 1:
        return [_alone(database, uploads[0], now)]
    try:
        with database.read() as connection:
            known = chains.owners(connection, [x.life for x in uploads])
        for upload in uploads:
            if upload.life in known:
                upload.look(known[upload.life])
        with database.write() as connection:
            return list(ledger.take_all(connection, uploads, now))
    except Exception as error:
        if passes(error):
            return [error] * len(uploads)
        half = len(uploads) // 2
        return [
            *post_all(database, uploads[:half], now),
            *post_all(database, uploads[half:], now),
        ]


def _alone(database: Database, upload: Upload, now: datetime) -> Answer:
    try:
        return ledger.post(database, upload.terminal, upload.batch, now)
    except Exception as error:
        return error
