"""The one writing connection of replica.db: applies central's changes. Local room: SQL."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path

from shop.errors import ReplicaFault
from shop.version import VERSION
from sync.local.connections import connect
from sync.local.migrate import migrate
from sync.local.replica_rows import ROW_FAULTS, Touched, check_thing, put
from sync.local.replica_schema import STEPS, Standing
from sync.protocol.messages import Change

PAGE = 200
"""Rows per transaction: more, and a commit beside it waits."""
_LOG = logging.getLogger("endcap.replica")
_PASSED = "passed_over"
"""In `meta`: the version of the program that could not read some rows."""


class ReplicaWriter:
    """One thread at a time. The file is disposable, so commits are not synced one by one."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        try:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute("PRAGMA secure_delete=OFF")
            migrate(self._connection, STEPS)
        except BaseException:
            self._connection.close()
            raise

    def standing(self) -> Standing:
        return read_standing(self._connection)

    def must_be_told_again(self) -> bool:
        """Another version of the program passed over rows that this one may be able to read."""
        read_standing(self._connection)
        found = "SELECT value FROM meta WHERE key=?"
        row = self._connection.execute(found, (_PASSED,)).fetchone()
        return row is not None and row[0] != VERSION

    def apply(
        self, changes: Sequence[Change], standing: Standing, *, passing_over: bool = False
    ) -> Touched:
        """All of one page in one transaction together with where it leads."""
        touched = Touched()
        put_one = self._put_or_pass if passing_over else self._put
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for change in changes:
                put_one(change, standing.store, touched)
            write_standing(self._connection, standing)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            raise
        return touched

    def _put(self, change: Change, store: str, touched: Touched) -> None:
        try:
            check_thing(change)
            put(self._connection, change, store, touched)
        except ROW_FAULTS as error:
            raise ReplicaFault("row_unreadable", topic=change.topic, key=change.key) from error

    def _put_or_pass(self, change: Change, store: str, touched: Touched) -> None:
        """A newer central may say what we cannot read: what it said before stays."""
        self._connection.execute("SAVEPOINT row")
        try:
            self._put(change, store, touched)
        except ReplicaFault as fault:
            self._connection.execute("ROLLBACK TO row")
            self._connection.execute(_NOTE, (_PASSED, VERSION))
            _LOG.error("a row of the feed cannot be read: %s %s", change.topic, fault.__cause__)
        self._connection.execute("RELEASE row")

    def close(self) -> None:
        with suppress(sqlite3.Error):  # a damaged one cannot
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()


def pages(changes: Iterable[Change]) -> Iterator[list[Change]]:
    rest = iter(changes)
    while page := list(islice(rest, PAGE)):
        yield page


def read_standing(c: sqlite3.Connection) -> Standing:
    """ValueError for what was never written so."""
    meta = dict(c.execute("SELECT key, value FROM meta").fetchall())
    as_of = meta.get("as_of", "")
    cursor = int(meta.get("cursor", "0"))
    if cursor < 0:
        raise ValueError("a cursor below nothing")
    return Standing(
        timeline=meta.get("timeline", ""),
        cursor=cursor,
        as_of=datetime.fromisoformat(as_of) if as_of else None,
        store=meta.get("store", ""),
    )


def write_standing(c: sqlite3.Connection, standing: Standing) -> None:
    rows = (
        ("timeline", standing.timeline),
        ("cursor", str(standing.cursor)),
        ("as_of", standing.as_of.isoformat() if standing.as_of else ""),
        ("store", standing.store),
    )
    c.executemany(_NOTE, rows)


_NOTE = "INSERT OR REPLACE INTO meta VALUES (?,?)"
