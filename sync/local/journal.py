"""journal.db as `shop.ports.Journal`: one thread writes, everybody reads. Local room.

A write that the disk refuses stops the journal, reopens it and proves it against the head
outside; only then is the caller told, so that "failed" is never said of a kept entry.
"""

from __future__ import annotations

import errno
import queue
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from shop.domain.entry import GENESIS, Head, SealedEntry
from shop.domain.facts import Recorded
from shop.errors import JournalFault
from shop.ports import JournalState
from sync.local import head_file as head_files
from sync.local.business_day import BusinessDay
from sync.local.connections import ReaderPool, connect
from sync.local.files import sync_folder
from sync.local.journal_reads import JournalReads
from sync.local.journal_schema import epoch_seq, number
from sync.local.journal_writer import Build, JournalWriter, Sealing, open_durable
from sync.local.lock import FolderLock
from sync.local.notes import read_note
from sync.local.pending import Pending
from sync.local.reserve import Reserve
from sync.protocol.codec import decode, encode

NAME = "journal.db"
_IDLE = 0.5
_CHECK_EVERY = 32
_CHECK_AT_LATEST = 256
_ACKED = "journal.acked"


def create_journal(folder: Path) -> None:
    """WAL mode and a first full commit, and names on disk, before the first sale (M3).

    Replaces what is there: ask `holds_entries` first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm", head_files.NAME):
        (folder / name).unlink(missing_ok=True)  # of an enrolment that was cut short
    connection = open_durable(folder / NAME)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE created(at TEXT) STRICT")
    connection.execute("COMMIT")
    connection.execute("DROP TABLE created")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    heads = head_files.HeadFile(folder / head_files.NAME, create=True)
    heads.write_both(Head(0, 0, GENESIS))
    heads.write_mark(head_files.VerifiedMark(0, ""))
    heads.sync()
    heads.close()
    sync_folder(folder)


def holds_entries(folder: Path) -> bool:
    """Whether a journal with anything in it stands here, sound or not."""
    path = folder / NAME
    if not path.exists():
        return False
    connection = connect(path, readonly=True)
    try:
        return connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is not None
    except sqlite3.OperationalError:
        return False  # enrolment was cut short before there was a table
    except sqlite3.DatabaseError:
        return True  # damaged: let a person look at it
    finally:
        connection.close()


@dataclass(slots=True)
class _Job:
    work: Callable[[JournalWriter], object]
    records: bool = False
    future: Future[Any] = field(default_factory=Future)


class LocalJournal:
    """`trouble` is "" or the code of what people must be told: "disk_full", "stopped"."""

    def __init__(
        self,
        folder: Path,
        sealing: Sealing,
        *,
        day_of: BusinessDay | None = None,
        reserve_bytes: int = 32 * 1024 * 1024,
    ) -> None:
        self.day_of: Callable[[datetime], str] = day_of or BusinessDay()
        self.trouble = ""
        self.pending = Pending()
        self._acked = Acked("", 0, 0, 0)
        self._path = folder / NAME
        self._sealing = sealing
        self._fault: JournalFault | None = None
        self._listeners: list[Callable[[Recorded], None]] = []
        self._lock = FolderLock(folder)
        try:
            self._open(folder)
        except BaseException:
            self._lock.release()
            raise
        self._reserve = Reserve(folder, reserve_bytes)
        self._load_pending()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="journal")
        self._thread.start()

    def _open(self, folder: Path) -> None:
        if not self._path.exists():
            raise JournalFault("journal_missing", path=str(self._path))
        self._heads = head_files.HeadFile(folder / head_files.NAME, create=False)
        try:
            self._writer = _writer(self._path, self._heads, self._sealing)
        except BaseException:
            self._heads.close()
            raise
        self._pool = ReaderPool(self._path)
        self._reads = JournalReads(self._pool)

    # -- writing ---------------------------------------------------------------------------

    def record(self, build: Build, *, staff: str) -> Future[Recorded]:
        def work(writer: JournalWriter) -> Recorded:
            recorded = writer.commit(build, staff, self.day_of)
            self.pending.add(recorded)
            return recorded

        return self._submit(work, records=True)

    def put_note(self, key: str, text: str) -> Future[None]:
        return self._submit(lambda writer: writer.put_note(key, text))

    def begin_epoch(self, sealing: Sealing) -> Future[None]:
        """The terminal was enrolled anew; the caller records `Enrolled` next."""
        return self._submit(lambda writer: writer.begin_epoch(sealing))

    def adopt(self, entries: Sequence[SealedEntry]) -> Future[None]:
        """Append entries of ours that central kept and we lost (R4)."""

        def work(writer: JournalWriter) -> None:
            for recorded in writer.adopt(entries):
                self.pending.add(recorded)

        return self._submit(work)

    def keep_aside(self, entries: Sequence[SealedEntry]) -> Future[None]:
        return self._submit(lambda writer: writer.keep_aside(entries))

    def on_recorded(self, listener: Callable[[Recorded], None]) -> None:
        """Called on the journal's thread after each durable fact."""
        self._listeners.append(listener)

    def _submit(
        self, work: Callable[[JournalWriter], object], *, records: bool = False
    ) -> Future[Any]:
        job = _Job(work, records)
        if self._closed:
            job.future.set_exception(JournalFault("journal_closed"))
        else:
            self._jobs.put(job)
        return job.future

    # -- the journal's thread --------------------------------------------------------------

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
        job.future.set_result(result)
        self._writer.digest_written()
        if isinstance(result, Recorded):
            for listener in self._listeners:
                listener(result)
        if self._writer.unchecked >= _CHECK_AT_LATEST:
            self._checkpoint()

    def _attempt(self, job: _Job) -> object:
        if self._fault is not None:
            raise self._fault
        try:
            return job.work(self._writer)
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
            return job.work(self._writer)
        except sqlite3.Error as error:
            raise JournalFault("disk_full") from error

    def _reopen(self, error: Exception) -> Recorded | None:
        """Go on only with a journal that was read again, proven and written out afresh.

        A failed fsync leaves the pages clean in the cache and perhaps not on disk; copying
        the whole WAL into the file writes them once more. Says what turned out to be kept.
        """
        before = self._writer.head
        self._pool.pause()
        try:
            self._writer.close()
            self._writer = _writer(self._path, self._heads, self._sealing)
            self._writer.settle_files()
        except (sqlite3.Error, OSError, JournalFault) as again:
            self.trouble = "stopped"
            self._fault = JournalFault("journal_stopped", detail=f"{error}; {again}")
            raise self._fault from error
        finally:
            self._pool.resume()
        landed = self._reads.first_after(number(before.epoch, before.seq))
        if landed is not None:
            self.pending.add(landed)
        return landed

    def _tidy(self, idle: int) -> None:
        if self._fault is not None:
            return
        due = self._writer.unchecked >= _CHECK_EVERY or idle == 20
        if due and self._writer.unchecked:
            self._checkpoint()
        if self._reserve.spent and self._reserve.refill() and self.trouble == "disk_full":
            self.trouble = ""

    def _checkpoint(self) -> None:
        try:
            self._writer.checkpoint()
        except (sqlite3.Error, OSError) as error:
            if _is_full(error):  # selling goes on in the WAL (D6)
                self.trouble = "disk_full"
                return
            with suppress(JournalFault):
                self._reopen(error)

    # -- what the agent tells --------------------------------------------------------------

    def acknowledge(self, timeline: str, head: Head, cursor: int) -> Future[None]:
        """Central holds our chain up to `head`; its feed shows that from `cursor` on.

        Kept for the overlay and the status line only: the upload cursor is always central's
        next answer (R3).
        """
        n = _central_n(head)
        if timeline != self._acked.timeline:
            if self._acked.timeline:  # central was restored: what it forgot is ours again
                settled = min(n, self._acked.settled)
                self.pending.reset(self._reads.after(settled), n)
                self._acked = replace(self._acked, settled=settled)
            self._acked = replace(self._acked, timeline=timeline)
        self.pending.mark(n, cursor)
        self._acked = replace(self._acked, n=self.pending.acked, cursor=cursor)
        return self._keep_acked()

    def settle(self, timeline: str, cursor: int) -> None:
        """The replica reached `cursor` of this timeline; another one's cursors mean nothing."""
        if timeline == self._acked.timeline and (n := self.pending.settle(cursor)):
            self._acked = replace(self._acked, settled=n)
            self._keep_acked()

    def _keep_acked(self) -> Future[None]:
        return self.put_note(_ACKED, encode(self._acked).decode())

    def _load_pending(self) -> None:
        text = self.note(_ACKED)
        self._acked = decode(text, Acked) if text else Acked("", 0, 0, 0)
        head_n = number(self._writer.head.epoch, self._writer.head.seq)
        if self._acked.n > head_n or self._acked.settled > head_n:
            self._acked = Acked("", 0, 0, 0)
        self.pending.reset(self._reads.after(self._acked.settled), self._acked.n)
        self.pending.mark(self._acked.n, self._acked.cursor)

    # -- reading ---------------------------------------------------------------------------

    def head(self) -> Head:
        return self._writer.head

    def state(self) -> JournalState:
        head, acked = self._writer.head, self.pending.acked
        epoch, seq = epoch_seq(acked)
        waiting = head.seq - seq if epoch == head.epoch else self._reads.count_after(acked)
        first = self._reads.first_after(acked) if waiting else None
        return JournalState(
            epoch=head.epoch,
            seq=head.seq,
            hash=head.hash,
            waiting=waiting,
            oldest=first.recorded_at if first else None,
        )

    def note(self, key: str) -> str | None:
        with self._pool.borrow() as connection:
            return read_note(connection, key)

    def fact(self, entry: str) -> Recorded | None:
        return self._reads.fact(entry)

    def by_receipt(self, receipt: str) -> Recorded | None:
        return self._reads.by_receipt(receipt)

    def of_shift(self, shift: str) -> Sequence[Recorded]:
        return self._reads.of_shift(shift)

    def open_shift(self) -> Recorded | None:
        return self._reads.open_shift()

    def last_shift_number(self) -> int:
        return self._reads.last_shift_number()

    def recent(self, kinds: Sequence[str], limit: int) -> Sequence[Recorded]:
        return self._reads.recent(kinds, limit)

    def returned(self, *, receipt: str = "", order: str = "") -> Mapping[str, Decimal]:
        return self._reads.returned(receipt=receipt, order=order)

    @property
    def reads(self) -> JournalReads:
        """The sealed entries and hashes that the agent sends and compares."""
        return self._reads

    def close(self) -> None:
        """Finish what was asked for, put everything into the file, let go of the folder."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        self._pool.close()
        try:
            if self._fault is None:
                self._writer.finish()
        except (sqlite3.Error, OSError, JournalFault):
            self.trouble = "stopped"  # the next opening proves the file before anything else
        finally:
            self._writer.close()
            self._heads.close()
            self._lock.release()


@dataclass(frozen=True, slots=True)
class Acked:
    """What central last confirmed: up to entry `n` from feed position `cursor` on, on this
    timeline; the replica contains everything up to `settled`."""

    timeline: str
    n: int
    cursor: int
    settled: int


def _writer(path: Path, heads: head_files.HeadFile, sealing: Sealing) -> JournalWriter:
    try:
        return JournalWriter(path, heads, sealing)
    except sqlite3.Error as error:
        raise JournalFault("journal_damaged", detail=str(error)) from error
    except OSError as error:
        raise JournalFault("journal_unwritable", detail=str(error)) from error


def _central_n(head: Head) -> int:
    return number(head.epoch, head.seq)


def _is_full(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or (
        isinstance(error, OSError) and error.errno == errno.ENOSPC
    )
