"""Drops a replica that this terminal must not have. Local room: SQL and files.

Central tells a kiosk of no orders and no staff; a replica from before it did so is thrown
away whole, since deleted rows linger in a file, and the next snapshot takes its place. So is
another store's, when the terminal has moved: its prices, taxes and shoppers are not ours. So is
a kiosk's in a till, where nobody could sign in for ever.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sync.local.connections import connect
from sync.local.replica_file import NAME, remove_replica
from sync.local.replica_writer import read_standing

_HELD = """
SELECT EXISTS(SELECT 1 FROM orders) OR EXISTS(SELECT 1 FROM returned)
    OR EXISTS(SELECT 1 FROM thing WHERE topic = 'staff')
"""
_STAFF = "SELECT 1 FROM thing WHERE topic = 'staff'"
_DOWNLOADS = ("*.snapshot.part", "snapshot.new")


def forget_people(folder: Path) -> bool:
    """Before the replica is opened. Whether anything had to go."""
    path = folder / NAME
    if not path.exists() or not _holds_people(path):
        return False
    _drop(folder)
    return True


def forget_other_store(folder: Path, store: str) -> bool:
    """The same when the replica is of another store than `store`."""
    path = folder / NAME
    if not path.exists() or _store_of(path) in ("", store):
        return False
    _drop(folder)
    return True


def forget_kiosks(folder: Path) -> bool:
    """The same when a till's replica knows nobody who may sign in: a kiosk's was put here."""
    path = folder / NAME
    if not path.exists() or not _knows_nobody(path):
        return False
    _drop(folder)
    return True


def _drop(folder: Path) -> None:
    remove_replica(folder / NAME)
    for pattern in _DOWNLOADS:
        for left in folder.glob(pattern):
            left.unlink()


def _store_of(path: Path) -> str:
    """ "" before the first snapshot, and of a file that cannot be read: opening it will tell."""
    try:
        with closing(connect(path)) as connection:
            return read_standing(connection).store
    except (sqlite3.Error, OSError, ValueError):
        return ""


def _holds_people(path: Path) -> bool:
    """A file that cannot be read might."""
    try:
        with closing(connect(path)) as connection:
            return bool(connection.execute(_HELD).fetchone()[0])
    except (sqlite3.Error, OSError, ValueError):
        return True


def _knows_nobody(path: Path) -> bool:
    try:
        with closing(connect(path)) as connection:
            told = bool(read_standing(connection).timeline)
            return told and connection.execute(_STAFF).fetchone() is None
    except (sqlite3.Error, OSError, ValueError):
        return False  # opening it will tell
