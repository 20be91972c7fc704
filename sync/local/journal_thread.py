"""The one thread that writes journal.db, and what it does when the disk refuses.

Local room. A refused write stops the journal, reopens it and proves it against the head
outside; only then is the caller told, so that "failed" is never said of a kept entry.
"""

from __future__ import annotations

import errno
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shop.domain.facts import Recorded
from shop.errors import JournalFault
from sync.local.connections import ReaderPool
from sync.local.journal_file import NAME, open_heads, open_writer
from sync.local.journal_reads import JournalReads
from sync.local.journal_schema import number
from sync.local.journal_writer import JournalWriter, Sealing
from sync.local.reserve import Reserve

_IDLE = 0.5
_CHECK_EVERY = 32
_CHECK_AT_LATEST = 256

Work = Callable[[JournalWriter], object]


@dataclass(slots=True)
class _Job:
    work: Work
    records: bool
    future: Future[Any] = field(default_factory=Future)


class JournalThread:
    """`kept` is called with each fact the moment it is durable, before the asker knows;
    `heard` after. `trouble` is "", "disk_full" or "stopped"."""

    def __init__(
        self,
        folder: Path,
        sealing: Sealing,
        reserve_bytes: int,
        kept: Callable[[Recorded], None],
        heard: Callable[[Recorded], None],
    ) -> None:
        self.trouble = ""
        self._folder = folder
        self._sealing = sealing
        self._kept, self._heard = kept, heard
        self._fault: JournalFault | None = None
        self._heads = open_heads(folder)
        try:
            self.writer = open_writer(folder, self._heads, sealing)
        except BaseException:
            self._heads.close()
            raise
        self.pool = ReaderPool(folder / NAME)
        self.reads = JournalReads(self.pool)
        self._reserve = Reserve(folder, reserve_bytes)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="journal")

    def start(self) -> None:
        self._thread.start()

    def submit(self, work: Work, *, records: bool = False) -> Future[Any]:
        job = _Job(work, records)
        if self._closed:
            job.future.set_exception(JournalFault("journal_closed"))
        else:
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Finish what was asked for and put everything into the file."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        self.pool.close()
        try:
            if self._fault is None:
                self.writer.finish()
        except (sqlite3.Error, OSError, JournalFault):
            self.trouble = "stopped"  # the next opening proves the file before anything else
        finally:
            self.writer.close()
            self._heads.close()

    # -- on the thread ---------------------------------------------------------------------

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if job.future.set_running_or_notify_cancel():
                self._do(job)

    def _next(self) -> _Job | None:
        idle = 0
        while True:
            try:
                return self._jobs.get(timeout=_IDLE)
            except queue.Empty:
                if not threading.main_thread().is_alive():
                    return None  # the program died without closing: do not keep it hanging
                idle += 1
                self._tidy(idle)

    def _do(self, job: _Job) -> None:
        try:
            result = self._attempt(job)
        except BaseException as error:
            job.future.set_exception(error)
            return
        if isinstance(result, Recorded):
            self._kept(result)
        job.future.set_result(result)
        self.writer.digest_written()
        if isinstance(result, Recorded):
            self._heard(result)
        if self.writer.unchecked >= _CHECK_AT_LATEST:
            self._checkpoint()

    def _attempt(self, job: _Job) -> object:
        if self._fault is not None:
            raise self._fault
        try:
            return job.work(self.writer)
        except sqlite3.Error as error:
            if _is_full(error):
                return self._from_reserve(job)
            landed = self._reopen(error)
            if job.records and landed is not None:
                return landed
            raise JournalFault("journal_write_failed", detail=str(error)) from error

    def _from_reserve(self, job: _Job) -> object:
        """The disk is full: give up the space put aside, so that this one still fits."""
        self.trouble = "disk_full"
        self._reserve.release()
        try:
            return job.work(self.writer)
        except sqlite3.Error as error:
            raise JournalFault("disk_full") from error

    def _reopen(self, error: Exception) -> Recorded | None:
        """Go on only with a journal that was read again, proven and written out afresh.

        A failed fsync leaves the pages clean in the cache and perhaps not on disk; copying
        the whole WAL into the file writes them once more. Says what turned out to be kept.
        """
        before = self.writer.head
        self.pool.pause()
        try:
            self.writer.close()
            self.writer = open_writer(self._folder, self._heads, self._sealing)
            self.writer.settle_files()
        except (sqlite3.Error, OSError, JournalFault) as again:
            self.trouble = "stopped"
            self._fault = JournalFault("journal_stopped", detail=f"{error}; {again}")
            raise self._fault from error
        finally:
            self.pool.resume()
        return self.reads.first_after(number(before.epoch, before.seq))

    def _tidy(self, idle: int) -> None:
        if self._fault is not None:
            return
        due = self.writer.unchecked >= _CHECK_EVERY or idle == 20
        if due and self.writer.unchecked:
            self._checkpoint()
        if self._reserve.spent and self._reserve.refill() and self.trouble == "disk_full":
            self.trouble = ""

    def _checkpoint(self) -> None:
        try:
            self.writer.checkpoint()
        except (sqlite3.Error, OSError) as error:
            if _is_full(error):  # selling goes on in the WAL (D6)
                self.trouble = "disk_full"
                return
            with suppress(JournalFault):
                self._reopen(error)


def _is_full(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or (
        isinstance(error, OSError) and error.errno == errno.ENOSPC
    )
