"""`shop.book.JournalBook` over a journal that is being written. Local room: read only."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from shop.book import FORMATS, Export, Leaf, Place, Sound, Standing, Wanted, Watch, Written
from shop.errors import JournalFault, WorldFault
from sync.local.connections import ReaderPool
from sync.local.export_file import write_export
from sync.local.journal_export import JournalExport
from sync.local.journal_file import NAME
from sync.local.journal_inspect import inspected
from sync.local.journal_pages import PagedJournal, leaf
from sync.local.journal_schema import epoch_seq
from sync.local.journal_verify import check_pages, verify_rows
from sync.local.notes import HELD
from sync.local.pending import Pending
from sync.local.pruned import Anchor, read_anchors

_TRIES = 3
_KEPT_FREE = 128 * 1024 * 1024


class LocalBook:
    """Has readers of its own, so that a long search never takes one from the sale."""

    def __init__(self, folder: Path, pending: Pending) -> None:
        self._folder, self._pending = folder, pending
        self._pool = ReaderPool(folder / NAME, cache_kib=512)

    def leaf(self, wanted: Wanted, before: Place | None = None) -> Leaf:
        with self._pool.borrow() as c:
            return leaf(c, wanted, before)

    def standing(self) -> Standing:
        with self._pool.borrow() as c:
            notes = c.execute("SELECT key, text FROM note WHERE key GLOB ?", (f"{HELD}*",))
            held = {key.removeprefix(HELD): text for key, text in notes}
            first = [n for (n,) in c.execute("SELECT n FROM entry ORDER BY n LIMIT 2")]
        gone = len(first) == 2 and first[1] not in (first[0] + 1, _next_epoch(first[0]))
        return Standing(epoch_seq(self._pending.acked), held, gone)

    def check(self, watch: Watch) -> Sound:
        for _ in range(_TRIES - 1):
            anchors = self._anchors()
            try:
                return self._check(watch)
            except JournalFault:
                if self._anchors() == anchors:
                    raise
        return self._check(watch)  # pruned under our eyes: once more

    def export(self, order: Export, watch: Watch) -> Written:
        journal = PagedJournal(self._pool, watch)
        export = JournalExport(journal, self._folder, order.selection)
        path = order.folder / f"{order.file}{FORMATS[order.kind]}"
        self._need_room(order.folder)
        written = write_export(path, export.pieces(order.kind, bom=True))
        return Written(path, export.entries, written.sum)

    def _need_room(self, folder: Path) -> None:
        """A file beside the journal must never take the room that the next sale needs."""
        try:
            if folder.stat().st_dev != self._folder.stat().st_dev:
                return
            free = shutil.disk_usage(folder).free
            size = (self._folder / NAME).stat().st_size
        except OSError as error:
            raise WorldFault("export_unwritable", path=str(folder)) from error
        if free < 2 * size + _KEPT_FREE:
            raise WorldFault("export_full", path=str(folder))

    def close(self) -> None:
        self._pool.close()

    def _check(self, watch: Watch) -> Sound:
        with inspected(self._folder) as now:
            outside = now.outside
        try:
            with self._pool.borrow() as c:
                check_pages(c)
            journal = PagedJournal(self._pool, watch)
            head = verify_rows(journal.rows(), outside, self._anchors()).head
        except (sqlite3.DatabaseError, ValueError) as error:
            raise JournalFault("journal_damaged", detail=str(error)[:200]) from error
        return Sound(journal.total, (head.epoch, head.seq), head.hash)

    def _anchors(self) -> dict[int, Anchor]:
        with self._pool.borrow() as c:
            return read_anchors(c)


def _next_epoch(n: int) -> int:
    """The place of the first entry of the epoch after: an epoch of one entry has no gap."""
    return (epoch_seq(n)[0] + 1 << 40) + 1
