"""A terminal's disk in memory: the real journal code on an SQLite database without a file.

What a crash keeps is what was committed; a copy is taken and put back byte for byte.
"""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shop.domain.entry import GENESIS, Head
from shop.domain.facts import Recorded
from sync.local import acked as acks
from sync.local.business_day import BusinessDay
from sync.local.head_file import HeadFile, VerifiedMark
from sync.local.journal import LocalJournal
from sync.local.journal_reads import JournalReads
from sync.local.journal_writer import JournalWriter, Sealing
from sync.local.pending import Pending


class ProcessDied(BaseException):
    """The terminal's program ends here: nothing after this line happens."""


@dataclass(slots=True)
class Image:
    """A copy of a terminal's folder: journal, head file, replica, who it is."""

    database: bytes
    head: bytes
    identity: Any
    replica: Any


@dataclass(slots=True)
class Fuse:
    """When set, the program dies at the named point of its next write."""

    point: str = ""

    def burn(self, point: str) -> None:
        if self.point == point:
            self.point = ""
            raise ProcessDied(point)


class MemoryHead(HeadFile):
    """The head file's real sectors, on bytes that outlive the program."""

    def __init__(self, content: bytearray, fuse: Fuse) -> None:
        self._content = content
        self._fuse = fuse
        self._file = io.BytesIO(bytes(content))  # type: ignore[assignment]
        self._turn = 0

    def write(self, head: Head) -> None:
        self._fuse.burn("before_head")
        super().write(head)
        self._keep()

    def write_mark(self, mark: VerifiedMark) -> None:
        super().write_mark(mark)
        self._keep()

    def _keep(self) -> None:
        self._content[:] = self._file.getvalue()  # type: ignore[attr-defined]

    def sync(self) -> None:
        pass


def fresh_head() -> bytes:
    content = bytearray()
    head = MemoryHead(content, Fuse())
    head.write_both(Head(0, 0, GENESIS))
    head.write_mark(VerifiedMark(0, ""))
    return bytes(content)


class MemoryWriter(JournalWriter):
    def __init__(self, connection: sqlite3.Connection, head: HeadFile, sealing: Sealing) -> None:
        self._given = connection
        super().__init__(Path("journal.db"), head, sealing)

    def _open(self) -> sqlite3.Connection:
        return self._given

    def _lay_out_wal(self) -> None:
        pass


class OnePool:
    """Plays ReaderPool: the simulator has one thread, so one connection reads and writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextmanager
    def borrow(self) -> Iterator[sqlite3.Connection]:
        yield self._connection


class SameThread:
    """Plays JournalThread: work is done at once, in the order asked."""

    trouble = ""

    def __init__(
        self,
        writer: MemoryWriter,
        connection: sqlite3.Connection,
        fuse: Fuse,
        kept: Callable[[Recorded], None],
        heard: Callable[[Recorded], None],
    ) -> None:
        self.writer = writer
        self.pool = OnePool(connection)
        self.reads = JournalReads(self.pool)  # type: ignore[arg-type]
        self._fuse = fuse
        self._kept, self._heard = kept, heard

    def submit(self, work: Callable[[Any], Any], *, records: bool = False) -> Future[Any]:
        future: Future[Any] = Future()
        result = work(self.writer)
        if records:
            self._fuse.burn("committed")
        if isinstance(result, Recorded):
            self._kept(result)
        future.set_result(result)
        self.writer.digest_written()
        if isinstance(result, Recorded):
            self._heard(result)
        return future

    def close(self) -> None:
        self.writer.finish()


class MemoryJournal(LocalJournal):
    """`shop.ports.Journal` and what else the agent asks; only files and thread are not real."""

    def __init__(
        self, connection: sqlite3.Connection, head: bytearray, sealing: Sealing, fuse: Fuse
    ) -> None:
        self.day_of = BusinessDay()
        self.pending = Pending()
        self._listeners = []
        writer = MemoryWriter(connection, MemoryHead(head, fuse), sealing)
        thread = SameThread(writer, connection, fuse, self.pending.add, self._tell)
        self._thread = thread  # type: ignore[assignment]
        self._acked = acks.load(self.note(acks.NOTE), self.head(), self.reads, self.pending)

    @property
    def acked_timeline(self) -> str:
        return self._acked.timeline

    def tidy(self) -> None:
        self._thread.writer.checkpoint()

    def close(self) -> None:
        self._thread.close()
