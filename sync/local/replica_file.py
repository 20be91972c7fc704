"""The file replica.db itself: opened whatever state it is in, thrown away, judged. Local room: SQL.

Nothing in it is ours alone: what cannot be used is removed, and central tells it all again.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import sqlite3
from pathlib import Path

from shop.errors import JournalFault, ReplicaFault
from sync.local.connections import connect
from sync.local.replica_schema import STEPS
from sync.local.replica_writer import ReplicaWriter, read_standing

NAME = "replica.db"
_LOG = logging.getLogger("endcap.replica")
_NO_ROOM = 1 << 20
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})
_UNUSABLE = (sqlite3.Error, ValueError, OSError, JournalFault)


def open_replica(path: Path) -> tuple[ReplicaWriter, bool]:
    """The writing connection, and whether central must tell all of it again: a file that is
    damaged, or written by a newer version, or none at all in the place of one, is no reason for a
    terminal not to open. A full disk is: JournalFault."""
    try:
        writer = ReplicaWriter(path)
        try:
            return writer, writer.must_be_told_again()
        except BaseException:
            writer.close()
            raise
    except _UNUSABLE as error:
        if shutil.disk_usage(path.parent).free < _NO_ROOM:
            raise JournalFault("disk_full") from error
        _LOG.info("the replica cannot be used and is fetched again: %s", error)
        remove_replica(path)
        return ReplicaWriter(path), True


def damaging(error: sqlite3.Error) -> bool:
    """Whether it is of the file, not of the moment. Text that is none comes without a code."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return isinstance(error, sqlite3.OperationalError)
    return code & 0xFF in _DAMAGE


def check_snapshot(snapshot: Path) -> None:
    """Raises ReplicaFault for a file that must not take the place of what we have."""
    try:
        connection = connect(snapshot, immutable=True)
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > len(STEPS):
                raise ReplicaFault("snapshot_newer", version=version, known=len(STEPS))
            timeline = read_standing(connection).timeline
        finally:
            connection.close()
    except (sqlite3.Error, ValueError) as error:
        raise ReplicaFault("snapshot_useless") from error
    if not timeline:
        raise ReplicaFault("snapshot_useless")


def remove_replica(path: Path) -> None:
    if path.is_dir():  # not ours to delete
        path.rename(path.with_name(f"{path.name}.{secrets.token_hex(4)}"))
    path.unlink(missing_ok=True)
    remove_wal(path)


def remove_wal(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
