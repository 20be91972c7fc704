"""Proves that journal.db is whole: chain, signatures, columns, outside head (I4, I18).

Local room: SQL, read only. Every open hashes every body; signatures and columns are worked
out anew only for rows after the last verified mark, and one digest covers those before it.
Where the oldest were pruned, the chain goes on from the signed anchor (`pruned`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shop.domain.entry import GENESIS, Head, body_hash, signed_bytes
from shop.domain.facts import Enrolled
from shop.errors import JournalFault
from sync.local.head_file import VerifiedMark
from sync.local.journal_index import Columns, index_columns
from sync.local.journal_schema import epoch_seq, number
from sync.local.journal_shape import check_shape
from sync.local.keys import signature_holds
from sync.local.pruned import Anchor, prove, read_anchors
from sync.protocol.entry_body import read_envelope, read_fact

_SMALL = 64 * 1024 * 1024

Row = tuple[int, bytes, str, bytes, bytes, str, str, int, str, str, str]


class RunningDigest:
    """The sum of a SHA-256 for each row, over all its columns; the body by its hash.

    A sum, so that rows can be taken out again. It finds damage, not malice: the chain, walked
    in full at each opening, has the order and the bodies.
    """

    def __init__(self, total: int = 0) -> None:
        self._sum = total

    def add(self, row: Row) -> None:
        self._sum += _row_sum(row)

    def without(self, rows: Iterable[Row]) -> RunningDigest:
        return RunningDigest(self._sum - sum(map(_row_sum, rows)))

    def hex(self) -> str:
        return f"{self._sum % _MODULUS:064x}"


_MODULUS = 1 << 256


def _row_sum(row: Row) -> int:
    n, id_, _, hash_, signature, kind, receipt, number_, shift, order, of_receipt = row
    columns = f"{n}\0{kind}\0{receipt}\0{number_}\0{shift}\0{order}\0{of_receipt}"
    digest = hashlib.sha256(id_ + hash_ + signature + columns.encode()).digest()
    return int.from_bytes(digest, "big")


@dataclass(frozen=True, slots=True)
class Verified:
    """What a sound journal says of itself; `digest` goes on from here."""

    head: Head
    receipts: int
    digest: RunningDigest


def verify(connection: sqlite3.Connection, outside: Head, mark: VerifiedMark) -> Verified:
    """Raises JournalFault saying what is wrong and where."""
    try:
        check_pages(connection)
        check_shape(connection)
        anchors = read_anchors(connection)
        try:
            return _walk(_rows(connection), outside, anchors, mark)
        except _MarkWrong:  # the mark or a row under it changed: look at every row again
            return verify_rows(_rows(connection), outside, anchors)
    except (sqlite3.DatabaseError, ValueError) as error:
        raise JournalFault("journal_damaged", detail=str(error)[:200]) from error


def verify_rows(rows: Iterable[Row], outside: Head, anchors: Mapping[int, Anchor]) -> Verified:
    """Every row looked at, none taken on trust. ValueError for what cannot be read at all."""
    return _walk(rows, outside, anchors, VerifiedMark(0, ""))


def _rows(connection: sqlite3.Connection) -> Iterable[Row]:
    return connection.execute("SELECT * FROM entry ORDER BY n")


def _walk(
    rows: Iterable[Row], outside: Head, anchors: Mapping[int, Anchor], mark: VerifiedMark
) -> Verified:
    walk = _Walk(mark, anchors)
    found_outside = outside.seq == 0
    for row in rows:
        walk.step(row)
        if row[0] == number(outside.epoch, outside.seq):
            found_outside = row[3].hex() == outside.hash
    walk.end()
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


def check_pages(connection: sqlite3.Connection) -> None:
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

    def __init__(self, mark: VerifiedMark, anchors: Mapping[int, Anchor]) -> None:
        self.head = Head(0, 0, GENESIS)
        self.receipts = 0
        self.digest = RunningDigest()
        self.trusting = mark.n > 0
        self.keys: dict[int, str] = {}
        self._mark = mark
        self._anchors = anchors
        self._awaited = {
            number(epoch, x.pruned.held.seq): x.pruned.held.hash for epoch, x in anchors.items()
        }
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
        self._meets_central(n, hex_hash)
        self.receipts = max(self.receipts, row[7])
        self.digest.add(row)
        if not self.trusting:
            self._check(row)
        elif n >= self._mark.n:
            known = (self._mark.digest, self._mark.after or self._mark.digest)
            if n > self._mark.n or self.digest.hex() not in known:
                raise _MarkWrong
            self.trusting = False
        if seq == 1 and epoch in self._anchors:
            self._go_on_from(self._anchors[epoch])

    def _go_on_from(self, anchor: Anchor) -> None:
        pruned = anchor.pruned
        self.head = Head(pruned.epoch, pruned.seq, pruned.hash)
        self.receipts = max(self.receipts, pruned.receipts)
        self._meets_central(number(pruned.epoch, pruned.seq), pruned.hash)

    def _meets_central(self, n: int, hex_hash: str) -> None:
        """What central spoke of when it let entries be pruned must stand on this very chain."""
        if n in self._awaited and self._awaited.pop(n) != hex_hash:
            raise JournalFault("chain_broken", epoch=self.head.epoch, seq=self.head.seq)

    def end(self) -> None:
        self._end_epoch()
        prove(self._anchors, self.keys)
        for n in self._awaited:
            epoch, seq = epoch_seq(n)
            raise JournalFault("chain_gap", epoch=epoch, seq=seq)

    def _end_epoch(self) -> None:
        """The last entry of an epoch is never pruned: without it the end was cut off."""
        anchor = self._anchors.get(self.head.epoch)
        if anchor is not None and self.head.seq <= anchor.pruned.seq:
            raise JournalFault("chain_gap", epoch=self.head.epoch, seq=self.head.seq + 1)

    def _begin(self, epoch: int, row: Row) -> None:
        self._end_epoch()
        try:
            fact = read_fact(read_envelope(row[2]))
        except ValueError:
            fact = None
        if not isinstance(fact, Enrolled):
            raise JournalFault("epoch_without_key", epoch=epoch)
        self._public_key = self.keys[epoch] = fact.public_key
        self.head = Head(epoch, 0, GENESIS)
        self.receipts = 0

    def _check(self, row: Row) -> None:
        _, id_, body, hash_, signature, *columns = row
        epoch, seq = self.head.epoch, self.head.seq
        if not signature_holds(self._public_key, signature, signed_bytes(hash_.hex())):
            raise JournalFault("signature_wrong", epoch=epoch, seq=seq)
        try:
            right = columns == list(indexed(body)) and bytes.fromhex(read_envelope(body).id) == id_
        except ValueError as error:
            detail = str(error)[:200]
            raise JournalFault("journal_damaged", epoch=epoch, seq=seq, detail=detail) from error
        if not right:
            raise JournalFault("columns_wrong", epoch=epoch, seq=seq)


def indexed(body: str) -> Columns:
    """The columns kind … of_receipt as the body says they must be."""
    envelope = read_envelope(body)
    try:
        fact = read_fact(envelope)
    except ValueError:  # written by a newer version: nothing of it was indexed here
        return (envelope.kind, "", 0, "", "", "")
    return index_columns(fact, envelope.terminal, envelope.epoch)
