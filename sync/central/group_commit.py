"""Takes uploads that wait for each other in one transaction. Central room: SQLite only.

SQLite lets one write at a time and syncs the disk for each. Whoever gets the turn takes along
all that came meanwhile, each in a savepoint of its own, and answers them when all are on disk.
PostgreSQL does as much by itself, and there the locks of several terminals in one transaction
could go in a circle.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from shop.errors import EndcapError
from sync.central import ledger
from sync.central.database import Database
from sync.protocol.messages import Batch, BatchAnswer

_TOGETHER = 64


@dataclass(eq=False, slots=True)
class _Upload:
    """`answer`, `error`, or neither: then it is to be taken alone."""

    terminal: str
    batch: Batch
    now: datetime
    answer: BatchAnswer | None = None
    error: Exception | None = None
    seen: bool = False


class GroupCommit:
    """`post` may be called from any thread; it answers when the entries are durable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[_Upload] = deque()
        self._turn = threading.Lock()

    def post(self, terminal: str, batch: Batch, now: datetime) -> BatchAnswer:
        if not self._database.is_sqlite:
            return ledger.post(self._database, terminal, batch, now)
        upload = _Upload(terminal, batch, now)
        self._waiting.append(upload)
        with self._turn:
            while not upload.seen:
                self._take_together()
        if upload.error is not None:
            raise upload.error
        if upload.answer is None:
            return ledger.post(self._database, terminal, batch, now)
        return upload.answer

    def _take_together(self) -> None:
        group = [self._waiting.popleft() for _ in range(min(len(self._waiting), _TOGETHER))]
        answers: list[BatchAnswer | None] = []
        try:
            with self._database.write() as connection:
                answers = [_take(connection, upload) for upload in group]
        except Exception as error:
            for upload in group:
                upload.error = error
        else:
            for upload, answer in zip(group, answers, strict=True):
                upload.answer = answer
        finally:
            for upload in group:
                upload.seen = True


def _take(connection: Connection, upload: _Upload) -> BatchAnswer | None:
    """None leaves no trace. What concerns the database itself concerns the whole group."""
    try:
        with connection.begin_nested():
            return ledger.take(connection, upload.terminal, upload.batch, upload.now)
    except OperationalError:
        raise
    except EndcapError as refused:
        upload.error = refused
    except Exception:
        return None  # taken alone afterwards, entry by entry
    return None
