"""Reads small durable working state beside the journal. Local room: SQL.

A note whose check sum is wrong reads as absent: it is working state, never a fact.
"""

from __future__ import annotations

import hashlib
import sqlite3

HELD = "held."
"""Before an entry's id: central keeps it, but could not use it; the text is the code."""


def note_sum(key: str, text: str) -> str:
    return hashlib.sha256(f"{key}\x00{text}".encode()).hexdigest()[:16]


def read_note(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT text, sum FROM note WHERE key=?", (key,)).fetchone()
    if row is None or row[1] != note_sum(key, row[0]):
        return None
    text: str = row[0]
    return text
