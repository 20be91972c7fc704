"""Reads a journal in pages, each its own short look, while it is written to. Local room: SQL.

A look that lasted would keep the WAL from being emptied. Entries never change, so pages put
together are one journal; what was appended after the beginning is left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from shop.book import Cancelled, Leaf, Place, Wanted, Watch
from shop.domain.entry import GENESIS, Head, SealedEntry
from shop.domain.facts import Recorded
from sync.local.connections import ReaderPool
from sync.local.journal_inspect import EpochSummary, Inspection, NumberedEntry
from sync.local.journal_schema import epoch_seq, number
from sync.local.journal_verify import Row
from sync.local.pruned import Anchor
from sync.protocol.entry_body import read_envelope, read_recorded

PAGE = 400
WINDOW = 500
LEAF = 60
_ENTRY = "SELECT n, body, hash, signature FROM entry WHERE n>? AND n<=? ORDER BY n LIMIT ?"
_ROW = "SELECT * FROM entry WHERE n>? AND n<=? ORDER BY n LIMIT ?"


class PagedJournal:
    """Up to the entry that was the last when it was made. `watch` hears of every page."""

    def __init__(self, pool: ReaderPool, watch: Watch) -> None:
        self._pool, self._watch = pool, watch
        with pool.borrow() as c:
            self._head = Inspection(c, Head(0, 0, GENESIS)).head()
            self.total = int(c.execute("SELECT count(*) FROM entry").fetchone()[0])

    def head(self) -> Head:
        return self._head

    def promised(self) -> Head:
        """Whoever writes to it keeps the head outside in step."""
        return self._head

    def epochs(self) -> list[EpochSummary]:
        with self._pool.borrow() as c:
            return Inspection(c, self._head).epochs()

    def anchors(self) -> list[Anchor]:
        with self._pool.borrow() as c:
            return Inspection(c, self._head).anchors()

    def kept_aside(self) -> Iterator[SealedEntry]:
        with self._pool.borrow() as c:
            return iter(list(Inspection(c, self._head).kept_aside()))

    def entries(self) -> Iterator[NumberedEntry]:
        for n, body, hash_, signature in self._pages(_ENTRY):
            sealed = SealedEntry(body, hash_.hex(), signature.hex())
            yield NumberedEntry(*epoch_seq(n), sealed)

    def rows(self) -> Iterator[Row]:
        yield from self._pages(_ROW)

    def _pages(self, statement: str) -> Iterator[Any]:
        after, last, looked = 0, number(self._head.epoch, self._head.seq), 0
        while True:
            if not self._watch(looked, self.total):
                raise Cancelled("cancelled")
            with self._pool.borrow() as c:
                page = c.execute(statement, (after, last, PAGE)).fetchall()
            if not page:
                return
            yield from page
            after, looked = page[-1][0], looked + len(page)


def leaf(c: sqlite3.Connection, wanted: Wanted, before: Place | None) -> Leaf:
    """At most LEAF entries out of the next WINDOW."""
    top = number(*before) if before else 1 << 62
    since = number(*wanted.since)
    kinds = wanted.selection.kinds
    size = LEAF if wanted.all else WINDOW
    bottom, looked = c.execute(
        f"SELECT min(n), count(*) FROM (SELECT n FROM entry WHERE n<? AND n>=? {_in(kinds)}"  # noqa: S608  our own text
        " ORDER BY n DESC LIMIT ?)",
        (top, since, *kinds, size),
    ).fetchone()
    if not looked:
        return Leaf((), None, 0)
    demand, values = _demands(wanted)
    limit = WINDOW if wanted.texts else LEAF
    rows = c.execute(
        f"SELECT n, body, hash FROM entry WHERE n<? AND n>=? {_in(kinds)} {demand}"  # noqa: S608
        " ORDER BY n DESC LIMIT ?",
        (top, bottom, *kinds, *values, limit),
    ).fetchall()
    found: list[Recorded] = []
    for n, body, hash_ in rows:
        if _holds(body, wanted.texts) and (read := _read(body, hash_.hex())) is not None:
            if wanted.finds(read):
                found.append(read)
            if len(found) == LEAF:
                return Leaf(tuple(found), epoch_seq(n), looked)
    follow = epoch_seq(rows[-1][0]) if len(rows) == limit else epoch_seq(bottom)
    return Leaf(tuple(found), follow if looked == size or len(rows) == limit else None, looked)


def _holds(body: str, texts: tuple[str, ...]) -> bool:
    """In Python: LIKE takes ten times as long and knows ASCII only."""
    plain = body.casefold() if texts else ""
    return not texts or any(text in plain for text in texts)


def _in(kinds: tuple[str, ...]) -> str:
    return f"AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""


def _demands(wanted: Wanted) -> tuple[str, list[str]]:
    """The envelope comes first in a body, so the first "day" and "staff" are the entry's own."""
    demands, values = [], []
    chosen = wanted.selection
    for sign, day in ((">=", chosen.first), ("<=", chosen.last)):
        if day:
            demands.append(f"""AND substr(body, instr(body, '"day":"') + 7, 10) {sign} ?""")
            values.append(day)
    if wanted.staff:
        demands.append("AND instr(body, ?) BETWEEN 1 AND instr(body, '\"payload\":')")
        values.append(f'"staff":"{wanted.staff}"')
    return " ".join(demands), values


def _read(body: str, hash_hex: str) -> Recorded | None:
    try:
        return read_recorded(body, hash_hex)
    except ValueError:  # of a kind that a newer version made
        read_envelope(body)
        return None
