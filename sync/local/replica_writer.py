"""The one writing connection of replica.db: applies central's changes. Local room: SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from sync.local.connections import connect
from sync.local.migrate import migrate
from sync.local.replica_rows import Touched, put
from sync.local.replica_schema import STEPS, Standing
from sync.protocol.messages import Change

PAGE = 200
"""Rows per transaction: more, and a commit beside it waits."""


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

    def apply(self, changes: Sequence[Change], standing: Standing) -> Touched:
        """All of one page in one transaction together with where it leads."""
        touched = Touched()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for change in changes:
                put(self._connection, change, standing.store, touched)
            write_standing(self._connection, standing)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        return touched

    def close(self) -> None:
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()


def pages(changes: Iterable[Change]) -> Iterator[list[Change]]:
    rest = iter(changes)
    while page := list(islice(rest, PAGE)):
        yield page


def read_standing(c: sqlite3.Connection) -> Standing:
    meta = dict(c.execute("SELECT key, value FROM meta").fetchall())
    as_of = meta.get("as_of", "")
    return Standing(
        timeline=meta.get("timeline", ""),
        cursor=int(meta.get("cursor", "0")),
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
    c.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", rows)
