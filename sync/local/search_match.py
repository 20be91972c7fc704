"""Turns typed text into an FTS5 query that is cheap at any length. Local room: SQL, read only.

Prefixes of one to four letters have their own index. A longer one would make FTS5 merge all
its lists before the first row; so it is spelled out as the words of the vocabulary that
begin with it. All words must occur, in any order, each as a beginning.
"""

from __future__ import annotations

import sqlite3

_INDEXED = 4
_MOST = 120


def match_expression(c: sqlite3.Connection, words: list[str]) -> str:
    """ "" when some word begins nothing in the vocabulary: then nothing can match."""
    parts = [_part(c, word) for word in dict.fromkeys(words)]
    return " AND ".join(parts) if all(parts) else ""


def completions(c: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """Words that begin so, the most common first."""
    rows = c.execute(
        "SELECT word FROM vocabulary WHERE word >= ? AND word < ? AND products > 0 "
        "ORDER BY products DESC, word LIMIT ?",
        (prefix, after(prefix), limit),
    )
    return [row[0] for row in rows]


def after(prefix: str) -> str:
    """Sorts behind everything that begins with `prefix`."""
    return prefix + "\U0010ffff"


def _part(c: sqlite3.Connection, word: str) -> str:
    if len(word) <= _INDEXED:
        return f'"{word}" *'
    found = completions(c, word, _MOST + 1)
    if len(found) > _MOST:
        return f'"{word}" *'
    spelled = " OR ".join(f'"{term}"' for term in found)
    return f"({spelled})" if spelled else ""
