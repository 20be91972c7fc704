"""A copy of a central on SQLite, and the new timeline that a restored one begins.

Central room: SQL lives here. `backup_file` makes one file of it, from PostgreSQL too; after a
restore by the database's own tools there, `new_timeline` is still to be called.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, delete, update

from sync.central import backed, former_keys, leases, tables
from sync.central.core import Central

NUMBERS_LEFT_OUT = 1000
"""More terminals than anybody enrols between two backups."""


def copy_database(path: Path, target: Path) -> None:
    """By SQLite's backup API: a plain copy of a WAL database loses its newest rows."""
    source = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        source.close()


def new_timeline(central: Central) -> None:
    """Terminals must not trust what an older history of ours once confirmed (I11).

    Numbers given to terminals and keys since the backup must not be given to others.
    """
    with central.database.write() as connection:
        timeline = begin_timeline(connection, central.token)
    central.timeline = timeline


def begin_timeline(connection: Connection, token: Callable[[int], bytes]) -> str:
    """As one transaction with whatever made this an older history."""
    timeline, chance = token(16).hex(), token(1)[0]
    connection.execute(
        update(tables.meta).where(tables.meta.c.name == "timeline").values(value=timeline)
    )
    connection.execute(delete(tables.snapshot))
    former_keys.skip_given(connection, chance)
    backed.forget(connection)
    leases.skip_given(connection)
    count = tables.counter.c
    connection.execute(
        update(tables.counter)
        .where(count.name.in_(("terminal", "key")))
        .values(value=count.value + NUMBERS_LEFT_OUT + chance)
    )
    return timeline
