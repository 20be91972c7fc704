"""Looks whether a replica is sound, and touches nothing. Local room: SQL, read only."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Literal

from sync.local.replica_file import NAME
from sync.local.replica_schema import STEPS, Standing
from sync.local.replica_writer import read_standing
from sync.local.untouched import untouched

Trouble = Literal["missing", "damaged", "newer"]


def look_at_replica(folder: Path) -> Standing | Trouble:
    """Where it stands in central's history, or why nobody can tell."""
    if not (folder / NAME).is_file():
        return "missing"
    with tempfile.TemporaryDirectory(prefix="endcap-replica-") as scratch:
        try:
            connection = untouched(folder / NAME, Path(scratch))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return "damaged"
        try:
            return _look(connection)
        except (sqlite3.DatabaseError, ValueError):
            return "damaged"
        finally:
            connection.close()


def _look(connection: sqlite3.Connection) -> Standing | Trouble:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(STEPS):
        return "newer"
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return "damaged"
    return read_standing(connection) if version else Standing("", 0, None, "")
