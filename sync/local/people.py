"""Drops a kiosk's replica that holds people. Local room: SQL and files.

Central tells a kiosk of no orders and no staff; a replica from before it did so is thrown
away whole, since deleted rows linger in a file, and the next snapshot takes its place.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sync.local.connections import connect
from sync.local.replica import NAME, remove_replica

_HELD = """
SELECT EXISTS(SELECT 1 FROM orders) OR EXISTS(SELECT 1 FROM returned)
    OR EXISTS(SELECT 1 FROM thing WHERE topic = 'staff')
"""
_DOWNLOADS = ("*.snapshot.part", "snapshot.new")


def forget_people(folder: Path) -> bool:
    """Before the replica is opened. Whether anything had to go."""
    path = folder / NAME
    if not path.exists() or not _holds_people(path):
        return False
    remove_replica(path)
    for pattern in _DOWNLOADS:
        for left in folder.glob(pattern):
            left.unlink()
    return True


def _holds_people(path: Path) -> bool:
    """A file that cannot be read might."""
    try:
        with closing(connect(path)) as connection:
            return bool(connection.execute(_HELD).fetchone()[0])
    except sqlite3.Error:
        return True
