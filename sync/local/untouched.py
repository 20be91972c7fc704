"""Opens a SQLite file to read it and leaves it as it is, whoever else has it open. Local room.

One that is in use is read beside its writer; a copy whose WAL still holds something is copied
once more, because SQLite would write to it to read it.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from sync.local.connections import connect


def untouched(path: Path, scratch: Path) -> sqlite3.Connection:
    """`scratch` is an empty folder that outlives the connection. Raises OSError, and
    sqlite3.DatabaseError or UnicodeDecodeError for what is no database of ours."""
    path.open("rb").close()  # what may not be read is not damaged: OSError
    wal, shared = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    if shared.exists():  # running now, or killed: SQLite's own readers' way
        try:
            return _opened(path)
        except sqlite3.OperationalError:  # a medium nobody may write to
            pass
    if not wal.exists() or not wal.stat().st_size:
        return _opened(path, immutable=True)
    for source in (path, wal):
        shutil.copyfile(source, scratch / source.name)
    return _opened(scratch / path.name)


def _opened(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    connection = connect(path, readonly=True, immutable=immutable)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
