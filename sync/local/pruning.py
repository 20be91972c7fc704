"""Takes the oldest entries out of journal.db, a few at a time (R3). Local room: SQL.

Only what central says a verified backup holds, what it had already confirmed some weeks ago
by its own clock, and whose business day is as old. Kept whatever its age: the first entry of
every epoch, its last one, and everything since the last shift was opened.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sync.local.journal_schema import number
from sync.local.journal_verify import Row
from sync.local.pruned import Anchor, Held, Pruned, hash_at, read_anchors
from sync.protocol.entry_body import read_envelope

BATCH = 100
"""Rows in one transaction: a sale that comes meanwhile waits for no more."""


@dataclass(frozen=True, slots=True)
class PruneOrder:
    """Entries of `epoch` up to `to` may go, if their business day is before `before`.

    A day after `today` is a wrong clock's: it says nothing, and `to` alone decides.
    """

    epoch: int
    to: int
    before: str
    today: str
    held: Held


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows that may go now, oldest first, and the anchor so far."""

    rows: tuple[Row, ...]
    anchor: Anchor | None

    @property
    def receipts(self) -> int:
        had = self.anchor.pruned.receipts if self.anchor else 0
        return max(had, *(row[7] for row in self.rows))


def cut(connection: sqlite3.Connection, order: PruneOrder) -> Cut:
    """Nothing, unless our own chain is the one that central's word is about."""
    anchor = read_anchors(connection).get(order.epoch)
    if hash_at(connection, order.epoch, order.held.seq) != order.held.hash:
        return Cut((), anchor)
    after = max(1, anchor.pruned.seq if anchor else 0)
    last = min(order.to, order.held.seq)
    rows: list[Row] = connection.execute(
        "SELECT * FROM entry WHERE n>? AND n<=? AND n<? ORDER BY n LIMIT ?",
        (
            number(order.epoch, after),
            number(order.epoch, last),
            _bound(connection, order.epoch),
            BATCH,
        ),
    ).fetchall()
    young = (place for place, row in enumerate(rows) if not _old(row, order))
    return Cut(tuple(rows[: next(young, len(rows))]), anchor)


def _bound(connection: sqlite3.Connection, epoch: int) -> int:
    """The first entry that must stay: the epoch's last, or the last shift's first."""
    row = connection.execute(
        "SELECT max(n), (SELECT max(n) FROM entry WHERE kind='shift_opened')"
        " FROM entry WHERE n>=? AND n<?",
        (number(epoch, 0), number(epoch + 1, 0)),
    ).fetchone()
    return min(int(n) for n in row if n is not None)


def _old(row: Row, order: PruneOrder) -> bool:
    day = read_envelope(row[2]).day
    return day < order.before or day > order.today


def remove(connection: sqlite3.Connection, pruned: Pruned, body: str, signature: str) -> None:
    """Inside the caller's transaction."""
    span = (number(pruned.epoch, 1), number(pruned.epoch, pruned.seq))
    connection.execute("DELETE FROM entry WHERE n>? AND n<=?", span)
    connection.execute(
        "INSERT OR REPLACE INTO pruned VALUES (?,?,?,?,?)",
        (pruned.epoch, pruned.seq, pruned.hash, body, signature),
    )
