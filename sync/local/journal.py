"""journal.db as `shop.ports.Journal`: one thread writes, everybody reads. Local room."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from shop.domain.entry import Head, SealedEntry
from shop.domain.facts import Recorded
from shop.domain.returns import PurchaseName
from shop.ports import JournalState
from sync.local import acked as acks
from sync.local.business_day import BusinessDay
from sync.local.journal_file import NAME, create_journal, holds_entries
from sync.local.journal_reads import JournalReads
from sync.local.journal_schema import epoch_seq
from sync.local.journal_thread import JournalThread
from sync.local.journal_writer import Build, JournalWriter, Sealing
from sync.local.lock import FolderLock
from sync.local.notes import read_note
from sync.local.pending import Pending
from sync.local.pruning import PruneOrder

__all__ = ["NAME", "LocalJournal", "create_journal", "holds_entries"]


class LocalJournal:
    """Holds the folder's lock while open. `day_of` may be replaced when settings arrive."""

    def __init__(
        self,
        folder: Path,
        sealing: Sealing,
        *,
        day_of: BusinessDay | None = None,
        reserve_bytes: int = 32 * 1024 * 1024,
    ) -> None:
        self.day_of: Callable[[datetime], str] = day_of or BusinessDay()
        self.pending = Pending()
        self._listeners: list[Callable[[Recorded], None]] = []
        self._lock = FolderLock(folder)
        try:
            self._thread = JournalThread(
                folder, sealing, reserve_bytes, self.pending.add, self._tell
            )
        except BaseException:
            self._lock.release()
            raise
        self._acked = acks.load(self.note(acks.NOTE), self.head(), self.reads, self.pending)
        self._thread.start()

    # -- writing ---------------------------------------------------------------------------

    def record(self, build: Build, *, staff: str) -> Future[Recorded]:
        return self._thread.submit(
            lambda writer: writer.commit(build, staff, self.day_of), records=True
        )

    def put_note(self, key: str, text: str) -> Future[None]:
        return self._thread.submit(lambda writer: writer.put_note(key, text))

    def adopt(self, entries: Sequence[SealedEntry]) -> Future[None]:
        """Append entries of ours that central kept and we lost (R4)."""

        def work(writer: JournalWriter) -> None:
            for recorded in writer.adopt(entries):
                self.pending.add(recorded)

        return self._thread.submit(work)

    def prove(self) -> Future[None]:
        """An entry was read that is not what it was: reopen the journal and look at all of it.
        Fails either way; "stopped" then says that it is so on the disk, too."""
        return self._thread.submit(_not_as_written)

    def keep_aside(self, entries: Sequence[SealedEntry]) -> Future[None]:
        """Entries of our identity on another branch: kept raw, beside the chain."""
        return self._thread.submit(lambda writer: writer.keep_aside(entries))

    def prune(self, order: PruneOrder) -> Future[int]:
        """At most `pruning.BATCH` of the oldest entries; gives how many went."""
        return self._thread.submit(lambda writer: writer.prune(order))

    def on_recorded(self, listener: Callable[[Recorded], None]) -> None:
        """Called on the journal's thread after each durable fact."""
        self._listeners.append(listener)

    def _tell(self, recorded: Recorded) -> None:
        for listener in self._listeners:
            listener(recorded)

    # -- what the agent tells --------------------------------------------------------------

    def acknowledge(self, timeline: str, head: Head, cursor: int) -> Future[None]:
        """Central holds our chain up to `head`; its feed shows that from `cursor` on."""
        self._acked = acks.acknowledged(
            self._acked, timeline, head, cursor, self.reads, self.pending
        )
        return self.put_note(acks.NOTE, self._acked.note())

    def settle(self, timeline: str, cursor: int) -> None:
        """The replica reached `cursor` of this timeline; another one's cursors mean nothing."""
        if timeline == self._acked.timeline and (n := self.pending.settle(cursor)):
            self._acked = replace(self._acked, settled=n)
            self.put_note(acks.NOTE, self._acked.note())

    # -- reading ---------------------------------------------------------------------------

    @property
    def trouble(self) -> str:
        """What people must be told: "", "disk_full" or "stopped"."""
        return self._thread.trouble

    @property
    def reads(self) -> JournalReads:
        """The sealed entries and hashes that the agent sends and compares."""
        return self._thread.reads

    def head(self) -> Head:
        return self._thread.writer.head

    def state(self) -> JournalState:
        head, acked = self.head(), self.pending.acked
        epoch, seq = epoch_seq(acked)
        waiting = head.seq - seq if epoch == head.epoch else self.reads.count_after(acked)
        first = self.reads.first_after(acked) if waiting else None
        return JournalState(
            epoch=head.epoch,
            seq=head.seq,
            hash=head.hash,
            waiting=waiting,
            oldest=first.recorded_at if first else None,
        )

    def note(self, key: str) -> str | None:
        with self._thread.pool.borrow() as connection:
            return read_note(connection, key)

    def fact(self, entry: str) -> Recorded | None:
        return self.reads.fact(entry)

    def by_receipt(self, receipt: str) -> Recorded | None:
        return self.reads.by_receipt(receipt)

    def of_shift(self, shift: str) -> Sequence[Recorded]:
        return self.reads.of_shift(shift)

    def open_shift(self) -> Recorded | None:
        return self.reads.open_shift()

    def last_shift_number(self) -> int:
        return self.reads.last_shift_number()

    def recent(self, kinds: Sequence[str], limit: int) -> Sequence[Recorded]:
        return self.reads.recent(kinds, limit)

    def returned(self, of: PurchaseName) -> Mapping[str, Decimal]:
        return self.reads.returned(of)

    def close(self) -> None:
        """Finish what was asked for, put everything into the file, let go of the folder."""
        self._thread.close()
        self._lock.release()


def _not_as_written(_: JournalWriter) -> None:
    raise sqlite3.DatabaseError("an entry is not what was written")
