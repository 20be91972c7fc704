"""Brings a file of ours to today's schema, by PRAGMA user_version. Local room: SQL.

Each step is one transaction that also raises the version: a crash leaves the old schema
or the new one, never something between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from shop.errors import JournalFault


def migrate(connection: sqlite3.Connection, steps: Sequence[str]) -> bool:
    """`steps[i]` leads from version i to i + 1; says whether anything was done."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(steps):
        raise JournalFault("file_is_newer", version=version, known=len(steps))
    for number in range(version, len(steps)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in steps[number].split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return version < len(steps)
