"""Proves that journal.db is whole: chain, signatures, columns, outside head (I4, I18).

Local room: SQL, read only. Every open hashes every body; signatures and columns are worked
out anew only for rows after the last verified mark, and one digest covers those before it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from shop.domain.entry import GENESIS, Head, body_hash, signed_bytes
from shop.domain.facts import Enrolled
from shop.errors import JournalFault
from sync.local.head_file import VerifiedMark
from sync.local.journal_index import Columns, index_columns
from sync.local.journal_schema import epoch_seq, number
from sync.local.keys import signature_holds
from sync.protocol.entry_body import read_envelope, read_fact

_SMALL = 64 * 1024 * 1024

Row = tuple[int, bytes, str, bytes, bytes, str, str, int, str, str, str]


class RunningDigest:
    """SHA-256 over all columns of all rows in order; the body by its hash."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def add(self, row: Row) -> None:
        n, id_, _, hash_, signature, *columns = row
        self._sum.update(repr((n, id_, hash_, signature, columns)).encode())

    def hex(self) -> str:
        return self._sum.hexdigest()


@dataclass(frozen=True, slots=True)
class Verified:
    """What a sound journal says of itself; `digest` goes on from here."""

    head: Head
    receipts: int
    digest: RunningDigest


def verify(connection: sqlite3.Connection, outside: Head, mark: VerifiedMark) -> Verified:
    """Raises JournalFault saying what is wrong and where."""
    try:
        _check_pages(connection)
        try:
            return _walk(connection, outside, mark)
        except _MarkWrong:  # the mark or a row under it changed: look at every row again
            return _walk(connection, outside, VerifiedMark(0, ""))
    except (sqlite3.DatabaseError, ValueError) as error:
        raise JournalFault("journal_damaged", detail=str(error)[:200]) from error


def _walk(connection: sqlite3.Connection, outside: Head, mark: VerifiedMark) -> Verified:
    rows: Iterable[Row] = connection.execute("SELECT * FROM entry ORDER BY n")
    walk = _Walk(mark)
    found_outside = outside.seq == 0
    for row in rows:
        walk.step(row)
        if row[0] == number(outside.epoch, outside.seq):
            found_outside = row[3].hex() == outside.hash
    if not found_outside:
        ours = f"{walk.head.epoch}/{walk.head.seq}"
        raise JournalFault(
            "journal_lost_entries", journal=ours, head=f"{outside.epoch}/{outside.seq}"
        )
    if walk.trusting:
        raise _MarkWrong
    return Verified(walk.head, walk.receipts, walk.digest)


class _MarkWrong(Exception):
    pass


def _check_pages(connection: sqlite3.Connection) -> None:
    """The chain sees every change of an entry; this sees torn indexes, while it is cheap."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    if pages * size > _SMALL:
        return
    answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise JournalFault("journal_damaged", detail=str(answer)[:200])


class _Walk:
    """`trusting` while rows are still covered by the mark's digest alone."""

    def __init__(self, mark: VerifiedMark) -> None:
        self.head = Head(0, 0, GENESIS)
        self.receipts = 0
        self.digest = RunningDigest()
        self.trusting = mark.n > 0
        self._mark = mark
        self._public_key = ""

    def step(self, row: Row) -> None:
        n, _, body, hash_, *_ = row
        epoch, seq = epoch_seq(n)
        if epoch != self.head.epoch:
            self._begin(epoch, row)
        if seq != self.head.seq + 1:
            raise JournalFault("chain_gap", epoch=epoch, seq=seq)
        hex_hash = hash_.hex()
        # the envelope is read in full only beyond the mark; `prev` stands near the front
        if body_hash(body) != hex_hash or f'"prev":"{self.head.hash}"' not in body[:400]:
            raise JournalFault("chain_broken", epoch=epoch, seq=seq)
        self.head = Head(epoch, seq, hex_hash)
        self.receipts = max(self.receipts, row[7])
        self.digest.add(row)
        if not self.trusting:
            self._check(row)
        elif n >= self._mark.n:
            if n > self._mark.n or self.digest.hex() != self._mark.digest:
                raise _MarkWrong
            self.trusting = False

    def _begin(self, epoch: int, row: Row) -> None:
        try:
            fact = read_fact(read_envelope(row[2]))
        except ValueError:
            fact = None
        if not isinstance(fact, Enrolled):
            raise JournalFault("epoch_without_key", epoch=epoch)
        self._public_key = fact.public_key
        self.head = Head(epoch, 0, GENESIS)
        self.receipts = 0

    def _check(self, row: Row) -> None:
        _, id_, body, hash_, signature, *columns = row
        epoch, seq = self.head.epoch, self.head.seq
        if not signature_holds(self._public_key, signature, signed_bytes(hash_.hex())):
            raise JournalFault("signature_wrong", epoch=epoch, seq=seq)
        if columns != list(indexed(body)) or bytes.fromhex(read_envelope(body).id) != id_:
            raise JournalFault("columns_wrong", epoch=epoch, seq=seq)


def indexed(body: str) -> Columns:
    """The columns kind … of_receipt as the body says they must be."""
    envelope = read_envelope(body)
    try:
        fact = read_fact(envelope)
    except ValueError:  # written by a newer version: nothing of it was indexed here
        return (envelope.kind, "", 0, "", "", "")
    return index_columns(fact, envelope.terminal, envelope.epoch)
