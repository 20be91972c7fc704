"""Questions to journal.db, on read-only connections. Local room: SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal

from shop.domain.entry import SealedEntry
from shop.domain.facts import Enrolled, Recorded, Return, ShiftClosed
from shop.domain.returns import PurchaseName
from sync.local import pruned
from sync.local.connections import ReaderPool
from sync.local.journal_schema import number
from sync.protocol.entry_body import read_envelope, read_recorded

_COLUMNS = "body, hash"


class JournalReads:
    """All of it quick: by rowid or by index."""

    def __init__(self, pool: ReaderPool) -> None:
        self._pool = pool

    def fact(self, entry: str) -> Recorded | None:
        try:
            key = bytes.fromhex(entry)
        except ValueError:
            return None
        return self._one("WHERE id=?", key)

    def by_receipt(self, receipt: str) -> Recorded | None:
        return self._one("WHERE receipt=? AND receipt<>''", receipt)

    def of_shift(self, shift: str) -> Sequence[Recorded]:
        with self._pool.borrow() as c:
            ends = dict(
                c.execute(
                    "SELECT kind, n FROM entry WHERE shift=? AND shift<>'' ORDER BY n", (shift,)
                ).fetchall()
            )
            if "shift_opened" not in ends:
                return ()
            last = ends.get("shift_closed", 1 << 62)
            return _all(c, "WHERE n BETWEEN ? AND ? ORDER BY n", ends["shift_opened"], last)

    def open_shift(self) -> Recorded | None:
        opened = self._one("WHERE kind='shift_opened' ORDER BY n DESC LIMIT 1")
        closed = self._one("WHERE kind='shift_closed' ORDER BY n DESC LIMIT 1")
        if opened is None or (closed is not None and _n(closed) > _n(opened)):
            return None
        return opened

    def last_shift_number(self) -> int:
        closed = self._one("WHERE kind='shift_closed' ORDER BY n DESC LIMIT 1")
        return closed.fact.number if closed and isinstance(closed.fact, ShiftClosed) else 0

    def recent(self, kinds: Sequence[str], limit: int) -> Sequence[Recorded]:
        marks = ",".join("?" * len(kinds))
        with self._pool.borrow() as c:
            return _all(c, f"WHERE kind IN ({marks}) ORDER BY n DESC LIMIT ?", *kinds, limit)

    def returned(self, of: PurchaseName) -> dict[str, Decimal]:
        where = "of_receipt=? AND of_receipt<>''" if of.receipt else "of_order=? AND of_order<>''"
        with self._pool.borrow() as c:
            returns = _all(c, f"WHERE {where} AND kind='return'", of.receipt or of.order)
        sums: dict[str, Decimal] = {}
        for recorded in returns:
            fact = recorded.fact
            if isinstance(fact, Return) and of.may_be_of(fact):
                for line in fact.lines:
                    before = sums.get(line.line_id, Decimal(0))
                    sums[line.line_id] = before + line.quantity
        return sums

    def after(self, n: int) -> Sequence[Recorded]:
        with self._pool.borrow() as c:
            return _all(c, "WHERE n>? ORDER BY n", n)

    def first_after(self, n: int) -> Recorded | None:
        return self._one("WHERE n>? ORDER BY n LIMIT 1", n)

    def count_after(self, n: int) -> int:
        with self._pool.borrow() as c:
            found = c.execute("SELECT count(*) FROM entry WHERE n>?", (n,)).fetchone()
        return int(found[0])

    def hash_at(self, epoch: int, seq: int) -> str | None:
        """Of our entry there; also of the last one pruned, by which central's head is known."""
        with self._pool.borrow() as c:
            return pruned.hash_at(c, epoch, seq)

    def pruned(self) -> dict[int, int]:
        """Up to which entry each epoch's were pruned; epochs that are whole do not stand in it."""
        with self._pool.borrow() as c:
            return dict(c.execute("SELECT epoch, seq FROM pruned").fetchall())

    def kept_aside(self, hash_hex: str) -> bool:
        """Whether this entry, of our name but not on our chain, lies beside it."""
        with self._pool.borrow() as c:
            row = c.execute("SELECT 1 FROM recovered WHERE id=?", (hash_hex[:32],)).fetchone()
        return row is not None

    def aside(self) -> tuple[SealedEntry, ...]:
        """All of our name that is not on our chain; mostly nothing."""
        with self._pool.borrow() as c:
            rows = c.execute("SELECT body, hash, signature FROM recovered ORDER BY id")
            return tuple(SealedEntry(*row) for row in rows)

    def enrolled_key(self, epoch: int) -> str:
        """The public key that signs this epoch; "" before its first entry."""
        first = self._one("WHERE n=?", number(epoch, 1))
        return first.fact.public_key if first and isinstance(first.fact, Enrolled) else ""

    def terminal(self) -> str:
        """Who made the last entry; "" before the first."""
        with self._pool.borrow() as c:
            row = c.execute("SELECT body FROM entry ORDER BY n DESC LIMIT 1").fetchone()
        return read_envelope(row[0]).terminal if row else ""

    def epochs(self) -> tuple[tuple[int, int], ...]:
        """(epoch, last seq), oldest first."""
        with self._pool.borrow() as c:
            rows = c.execute("SELECT n>>40, max(n) & ? FROM entry GROUP BY 1 ORDER BY 1", _SEQ)
            return tuple((int(epoch), int(seq)) for epoch, seq in rows)

    def tail(self, epoch: int, after: int, limit: int, room: int) -> tuple[SealedEntry, ...]:
        """Contiguous entries from `after` + 1, about `room` bytes at most, at least one."""
        taken: list[SealedEntry] = []
        with self._pool.borrow() as c:
            for sealed in _sealed(c, number(epoch, after), number(epoch + 1, 0), limit):
                room -= len(sealed.body)
                if taken and room < 0:
                    break
                taken.append(sealed)
        return tuple(taken)

    def _one(self, where: str, *values: object) -> Recorded | None:
        with self._pool.borrow() as c:
            return next(iter(_all(c, where, *values)), None)


_SEQ = ((1 << 40) - 1,)


def _all(c: sqlite3.Connection, where: str, *values: object) -> list[Recorded]:
    """Entries of kinds this version does not know are passed over: they stay in the chain."""
    rows = c.execute(f"SELECT {_COLUMNS} FROM entry {where}", values)  # noqa: S608  our own text
    return [r for body, hash_ in rows if (r := _read(body, hash_.hex())) is not None]


def _read(body: str, hash_hex: str) -> Recorded | None:
    try:
        return read_recorded(body, hash_hex)
    except ValueError:
        read_envelope(body)
        return None


def _sealed(c: sqlite3.Connection, low: int, high: int, limit: int) -> Iterator[SealedEntry]:
    rows = c.execute(
        "SELECT body, hash, signature FROM entry WHERE n>? AND n<? ORDER BY n LIMIT ?",
        (low, high, limit),
    )
    for body, hash_, signature in rows:
        yield SealedEntry(body, hash_.hex(), signature.hex())


def _n(recorded: Recorded) -> int:
    return number(recorded.epoch, recorded.seq)
