"""Reads a journal without touching it: of a running terminal, or a folder copied from one.

Local room: SQL, read only. A running one is read beside its writer; a copy whose WAL still
holds entries is copied once more, because SQLite would write to it to read it.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shop.domain.entry import GENESIS, Head, SealedEntry
from shop.domain.facts import Enrolled
from shop.errors import JournalFault
from sync.local import head_file
from sync.local.journal_file import NAME
from sync.local.journal_schema import STEPS, epoch_seq, number
from sync.local.journal_strict import StrictWalk
from sync.local.journal_verify import verify
from sync.local.pruned import Anchor, read_anchors
from sync.local.untouched import untouched
from sync.protocol.entry_body import read_envelope, read_fact

_TRIES = 5
# As bytes: a damaged file may hold text that is none.
_HEADS = "SELECT n, CAST(hash AS BLOB) FROM entry"
_BODIES = "SELECT CAST(body AS BLOB) FROM entry"
_ENTRIES = (
    "SELECT n, CAST(body AS BLOB), CAST(hash AS BLOB), CAST(signature AS BLOB) FROM entry"
    " ORDER BY n"
)
_ASIDE = (
    "SELECT CAST(body AS BLOB), CAST(hash AS BLOB), CAST(signature AS BLOB) FROM recovered"
    " ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class EpochSummary:
    """`public_key` is what the epoch's first entry names, "" when it names none."""

    epoch: int
    entries: int
    last: int
    public_key: str


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    epoch: int
    seq: int
    sealed: SealedEntry


class Inspection:
    """One moment of a journal, whatever became of it: what cannot be read as it was written is
    given as it is. Only `check` judges."""

    def __init__(self, connection: sqlite3.Connection, outside: Head | JournalFault) -> None:
        self._connection = connection
        self._outside = outside

    @property
    def outside(self) -> Head:
        """The head file as it was just before. Raises JournalFault when it tells nothing."""
        if isinstance(self._outside, JournalFault):
            raise self._outside
        return self._outside

    def head(self) -> Head:
        row = self._connection.execute(f"{_HEADS} ORDER BY n DESC LIMIT 1").fetchone()
        return Head(*epoch_seq(row[0]), _hex(row[1])) if row else Head(0, 0, GENESIS)

    def promised(self) -> Head:
        """How far the journal must reach: its last entry, or the head outside where that is not
        in it. Then its end was lost, or it is another journal."""
        if isinstance(self._outside, JournalFault) or self._outside.seq == 0:
            return self.head()
        place = number(self._outside.epoch, self._outside.seq)
        found = self._connection.execute(f"{_HEADS} WHERE n = ?", (place,)).fetchone()
        here = found is not None and _hex(found[1]) == self._outside.hash
        return self.head() if here else self._outside

    def check(self) -> Head:
        """Every hash, link, signature, column, and the outside head, and every body and what is
        kept aside as strictly as a checker without Endcap would; raises JournalFault."""
        outside = self.outside
        head = verify(self._connection, outside, head_file.VerifiedMark(0, "")).head
        walk, at = StrictWalk(), Head(0, 0, GENESIS)
        pruned = {anchor.pruned.epoch: anchor.pruned for anchor in self.anchors()}
        for entry in self.entries():
            prev = at.hash if entry.epoch == at.epoch else GENESIS
            if (at.epoch, at.seq) == (entry.epoch, 1) and entry.epoch in pruned:
                prev = pruned[entry.epoch].hash
            walk.step(entry.epoch, entry.seq, entry.sealed, prev)
            at = Head(entry.epoch, entry.seq, entry.sealed.hash)
        walk.aside(self.kept_aside(), {x.epoch: x.public_key for x in self.epochs()})
        return head

    def epochs(self) -> list[EpochSummary]:
        rows = self._connection.execute(
            "SELECT n >> 40, count(*), max(n) & 0xFFFFFFFFFF, min(n)"
            " FROM entry GROUP BY 1 ORDER BY 1"
        ).fetchall()
        return [EpochSummary(row[0], row[1], row[2], self._key(row[3])) for row in rows]

    def entries(self) -> Iterator[NumberedEntry]:
        for n, body, hash_, signature in self._connection.execute(_ENTRIES):
            sealed = SealedEntry(_text(body), _hex(hash_), _hex(signature))
            yield NumberedEntry(*epoch_seq(n), sealed)

    def anchors(self) -> list[Anchor]:
        """Where the chain goes on in epochs whose oldest entries were pruned."""
        found = read_anchors(self._connection)
        return [found[epoch] for epoch in sorted(found)]

    def kept_aside(self) -> Iterator[SealedEntry]:
        """Entries of this identity that stand on another branch (a clone's)."""
        for row in self._connection.execute(_ASIDE):
            yield SealedEntry(*map(_text, row))

    def _key(self, n: int) -> str:
        row = self._connection.execute(f"{_BODIES} WHERE n = ?", (n,)).fetchone()
        try:
            fact = read_fact(read_envelope(_text(row[0])))
        except ValueError:
            return ""
        return fact.public_key if isinstance(fact, Enrolled) else ""


def _hex(value: bytes | None) -> str:
    return (value or b"").hex()


def _text(value: bytes | None) -> str:
    """Bytes that are no UTF-8 stay what they are: no checker takes them for text."""
    return (value or b"").decode("utf-8", "surrogateescape")


@contextmanager
def inspected(folder: Path) -> Iterator[Inspection]:
    """Raises JournalFault when there is no journal here, or none that can be read. What is wrong
    with the head outside is told by who asks for it."""
    if not (folder / NAME).is_file():
        raise JournalFault("journal_missing", path=str(folder / NAME))
    with tempfile.TemporaryDirectory(prefix="endcap-journal-") as scratch:
        outside = _outside(folder, Path(scratch))
        try:
            connection = untouched(folder / NAME, Path(scratch))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise JournalFault("journal_damaged", detail=str(error)[:200]) from error
        try:
            _check_version(connection, outside)
            connection.execute("BEGIN")
            yield Inspection(connection, outside)
        except sqlite3.DatabaseError as error:
            raise JournalFault("journal_damaged", detail=str(error)[:200]) from error
        finally:
            connection.close()


def _outside(folder: Path, scratch: Path) -> Head | JournalFault:
    """Read from a copy, before the journal: it can only lag behind, never lead."""
    try:
        return _read_outside(folder, scratch)
    except JournalFault as fault:
        return fault


def _read_outside(folder: Path, scratch: Path) -> Head:
    copy = scratch / head_file.NAME
    for last_try in [False] * _TRIES + [True]:
        try:
            shutil.copyfile(folder / head_file.NAME, copy)
            heads = head_file.HeadFile(copy, create=False)
            try:
                return heads.read()
            finally:
                heads.close()
        except OSError as error:
            raise JournalFault("head_missing", path=str(folder / head_file.NAME)) from error
        except JournalFault:  # a running terminal may be writing this very sector
            if last_try:
                raise
            time.sleep(0.02)
    raise AssertionError("not reached")


def _check_version(connection: sqlite3.Connection, outside: Head | JournalFault) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version == 0 and isinstance(outside, Head) and outside.seq:  # from before its first table
        raise JournalFault(
            "journal_lost_entries", journal="0/0", head=f"{outside.epoch}/{outside.seq}"
        )
    if not 1 <= version <= len(STEPS):  # an older one is read as it is
        raise JournalFault("file_of_another_version", version=version, known=len(STEPS))
