"""Whether journal.db has the tables we made, and nothing that acts on them. Local room: SQL.

A trigger could take each sale out again the moment it is recorded, and an index refuse the next:
neither is anything that the chain would show before it is too late.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from shop.errors import JournalFault
from sync.local.journal_schema import STEPS
from sync.local.migrate import migrate

_MADE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master "
    "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
_Made = dict[str, tuple[str, str, str]]


def check_shape(connection: sqlite3.Connection) -> None:
    """A table that somebody put beside ours does no harm and is let be."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    ours, found = _ours(version), _made(connection)
    tables = {table for _, table, _ in ours.values()}
    for name in sorted(ours.keys() | found.keys()):
        if name in ours and found.get(name) != ours[name]:
            raise JournalFault("journal_schema_wrong", name=name)
        if name not in ours and (found[name][0] != "table" or found[name][1] in tables):
            raise JournalFault("journal_schema_wrong", name=name)


@lru_cache(maxsize=4)
def _ours(version: int) -> _Made:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, STEPS[:version])
        return _made(connection)
    finally:
        connection.close()


def _made(connection: sqlite3.Connection) -> _Made:
    return {name: (type_, table, sql) for type_, name, table, sql in connection.execute(_MADE)}
