"""Makes one fact durable: the only writing connection to journal.db. Local room: SQL.

Everything here runs on the journal's own thread. A sale is BEGIN IMMEDIATE, one insert,
COMMIT with one fsync, then one unsynced sector of the head file.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shop.domain.entry import (
    GENESIS,
    Head,
    SealedEntry,
    body_hash,
    pruned_bytes,
    signed_bytes,
)
from shop.domain.facts import Fact, Numbering, Recorded
from shop.errors import JournalFault
from shop.ports import Clock, Signer
from sync.local import pruning
from sync.local.chain import continues
from sync.local.connections import connect
from sync.local.head_file import HeadFile, VerifiedMark
from sync.local.journal_index import index_columns, receipt_prefix
from sync.local.journal_schema import INSERT, STEPS, epoch_seq, number
from sync.local.journal_verify import Row, indexed, verify
from sync.local.migrate import migrate
from sync.local.notes import note_sum
from sync.local.pruned import Pruned, pruned_text
from sync.protocol.entry_body import (
    EntryStamp,
    read_envelope,
    read_recorded,
    write_body,
)

_WAL = 8 * 1024 * 1024

Build = Callable[[Numbering], Fact]


@dataclass(frozen=True, slots=True)
class Sealing:
    """With what entries are made: who we are, our key, the clock and how they are named."""

    terminal: str
    epoch: int
    signer: Signer
    clock: Clock
    new_id: Callable[[], str] = lambda: secrets.token_hex(16)


class JournalWriter:
    """Opens, verifies, writes. Any sqlite3.Error out of `commit` leaves nothing written."""

    def __init__(self, path: Path, head_file: HeadFile, sealing: Sealing) -> None:
        self.path = path
        self._head_file = head_file
        self._sealing = sealing
        self._connection = self._open()
        try:
            migrate(self._connection, STEPS)
            verified = verify(self._connection, head_file.read(), head_file.read_mark())
        except BaseException:
            self._connection.close()
            raise
        self.head = verified.head
        self._receipts = verified.receipts
        self._digest = verified.digest
        self._behind: list[Row] = []
        self.unchecked = 0
        self._extend_mark()
        if self.head != head_file.read():
            head_file.write_both(self.head)
        self.begin_epoch(sealing)
        self._lay_out_wal()

    def _open(self) -> sqlite3.Connection:
        return open_durable(self.path)

    def _lay_out_wal(self) -> None:
        """Give the WAL its blocks now: a commit that only overwrites them syncs data alone.

        Pages of a large transaction spill into the WAL and are rolled back; nobody reads them.
        """
        if shutil.disk_usage(self.path.parent).free < 16 * _WAL:
            return
        kept = self._connection.execute("PRAGMA cache_size").fetchone()[0]
        self._connection.execute("PRAGMA cache_size=8")
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("CREATE TABLE scratch(filling BLOB)")
        self._connection.execute("INSERT INTO scratch VALUES (zeroblob(?))", (_WAL,))
        self._connection.execute("ROLLBACK")
        self._connection.execute(f"PRAGMA cache_size={kept}")
        self.put_note("journal.opened", str(self.head.seq))

    def begin_epoch(self, sealing: Sealing) -> None:
        """Entries from now on belong to this life of the terminal."""
        if sealing.epoch < self.head.epoch:
            raise JournalFault("epoch_fell", ours=self.head.epoch, given=sealing.epoch)
        self._sealing = sealing
        if sealing.epoch > self.head.epoch:
            self.head = Head(sealing.epoch, 0, GENESIS)
            self._receipts = 0

    def commit(self, build: Build, staff: str, day_of: Callable[..., str]) -> Recorded:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            numbering = self._numbering(day_of)
            fact = build(numbering)
            recorded, row = self._seal(fact, numbering, staff)
            self._connection.execute(INSERT, row)
            self._connection.execute("COMMIT")
        except BaseException:
            self.rollback()
            raise
        self._done(row, Head(recorded.epoch, recorded.seq, recorded.hash))
        return recorded

    def _numbering(self, day_of: Callable[..., str]) -> Numbering:
        at = self._sealing.clock.now()
        prefix = receipt_prefix(self._sealing.terminal, self._sealing.epoch)
        return Numbering(
            terminal=self._sealing.terminal,
            epoch=self._sealing.epoch,
            seq=self.head.seq + 1,
            receipt=f"{prefix}{self._receipts + 1:06d}",
            recorded_at=at,
            business_day=day_of(at),
            head=self.head.hash,
        )

    def _seal(self, fact: Fact, numbering: Numbering, staff: str) -> tuple[Recorded, Row]:
        stamp = EntryStamp(
            id=self._sealing.new_id(),
            terminal=numbering.terminal,
            epoch=numbering.epoch,
            seq=numbering.seq,
            prev=self.head.hash,
            day=numbering.business_day,
            at=numbering.recorded_at,
            staff=staff,
        )
        body = write_body(stamp, fact)
        hash_hex = body_hash(body)
        signature = self._sealing.signer.sign(signed_bytes(hash_hex))
        row: Row = (
            number(stamp.epoch, stamp.seq),
            bytes.fromhex(stamp.id),
            body,
            bytes.fromhex(hash_hex),
            signature,
            *index_columns(fact, stamp.terminal, stamp.epoch),
        )
        recorded = Recorded(
            entry=stamp.id,
            terminal=stamp.terminal,
            epoch=stamp.epoch,
            seq=stamp.seq,
            hash=hash_hex,
            kind=fact.KIND,
            business_day=stamp.day,
            recorded_at=stamp.at,
            staff=staff,
            fact=fact,
        )
        return recorded, row

    def _done(self, row: Row, head: Head) -> None:
        self.head = head
        self._receipts = max(self._receipts, row[7])
        self._behind.append(row)
        self.unchecked += 1
        with suppress(OSError):  # durable already; a head that lags behind is still a true one
            self._head_file.write(self.head)

    def digest_written(self) -> None:
        """What can wait until the caller has its answer."""
        for row in self._behind:
            self._digest.add(row)
        self._behind.clear()

    def adopt(self, entries: Sequence[SealedEntry]) -> list[Recorded]:
        """Entries of our own that central has and we lost (R4); they must go on our chain.

        Gives the facts of the kinds this version knows; the others are kept like them.
        """
        adopted: list[tuple[Row, Head]] = []
        head = self.head
        for sealed in entries:
            following = continues(head, sealed)
            if following is None:
                raise JournalFault("adopted_entry_does_not_follow", seq=head.seq + 1)
            head = following
            adopted.append((_row_of(sealed, head), head))
        self._transaction(lambda c: c.executemany(INSERT, [row for row, _ in adopted]))
        for row, at in adopted:
            self._done(row, at)
        return [r for sealed in entries if (r := _readable(sealed)) is not None]

    def keep_aside(self, entries: Sequence[SealedEntry]) -> None:
        """Entries of our identity that are not on our chain (a clone's branch): kept raw."""
        rows = [(e.hash[:32], e.body, e.hash, e.signature) for e in entries]
        statement = "INSERT OR IGNORE INTO recovered VALUES (?,?,?,?)"
        self._transaction(lambda c: c.executemany(statement, rows))

    def prune(self, order: pruning.PruneOrder) -> int:
        """One small transaction; gives how many entries went. A disk that is nearly full keeps
        its room for sales."""
        if shutil.disk_usage(self.path.parent).free < 4 * _WAL:
            return 0
        found = pruning.cut(self._connection, order)
        if not found.rows:
            return 0
        last = found.rows[-1]
        pruned = Pruned(
            terminal=self._sealing.terminal,
            epoch=order.epoch,
            seq=epoch_seq(last[0])[1],
            hash=last[3].hex(),
            receipts=found.receipts,
            by=self._sealing.epoch,
            at=self._sealing.clock.now(),
            held=order.held,
        )
        body = pruned_text(pruned)
        signature = self._sealing.signer.sign(pruned_bytes(body)).hex()
        self.digest_written()
        rest = self._digest.without(found.rows)
        self._extend_mark(after=rest.hex())  # a crash from here on finds one of the two
        self._transaction(lambda c: pruning.remove(c, pruned, body, signature))
        self._digest = rest
        self.unchecked += len(found.rows)
        return len(found.rows)

    def put_note(self, key: str, text: str) -> None:
        row = (key, text, note_sum(key, text))
        self._transaction(lambda c: c.execute("INSERT OR REPLACE INTO note VALUES (?,?,?)", row))

    def _transaction(self, work: Callable[[sqlite3.Connection], object]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            work(self._connection)
            self._connection.execute("COMMIT")
        except BaseException:
            self.rollback()
            raise

    def rollback(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def checkpoint(self) -> None:
        """Move the WAL into the file, on this one connection (WAL-reset race, SQLite < 3.51.3).

        The write after a full checkpoint starts the WAL anew and syncs twice: a note of ours
        takes that, so that no sale has to.
        """
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        self.put_note("journal.checkpoint", str(self.head.seq))
        self._extend_mark()

    def finish(self) -> None:
        self.settle_files()
        self._extend_mark()

    def settle_files(self) -> None:
        """After trouble or at the end: everything into the file itself, and prove it."""
        busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise JournalFault("checkpoint_busy")

    def _extend_mark(self, after: str = "") -> None:
        self.digest_written()
        n = number(self.head.epoch, self.head.seq) if self.head.seq else 0
        self._head_file.write_mark(VerifiedMark(n, self._digest.hex(), after))
        self._head_file.sync()
        self.unchecked = 0

    def close(self) -> None:
        self._connection.close()


def open_durable(path: Path) -> sqlite3.Connection:
    """WAL + FULL or nothing: asserted, because a typing mistake in a pragma is silent."""
    connection = connect(path)
    try:
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("PRAGMA secure_delete=OFF")
        level = connection.execute("PRAGMA synchronous").fetchone()[0]
        if (mode, level) != ("wal", 2):
            raise JournalFault("journal_not_durable", mode=mode, synchronous=level)
    except BaseException:
        connection.close()
        raise
    return connection


def _readable(sealed: SealedEntry) -> Recorded | None:
    try:
        return read_recorded(sealed.body, sealed.hash)
    except ValueError:  # a newer version's: it stays in the chain, unread
        return None


def _row_of(sealed: SealedEntry, head: Head) -> Row:
    return (
        number(head.epoch, head.seq),
        bytes.fromhex(read_envelope(sealed.body).id),
        sealed.body,
        bytes.fromhex(sealed.hash),
        bytes.fromhex(sealed.signature),
        *indexed(sealed.body),
    )
