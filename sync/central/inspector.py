"""Reads the ledger behind the ingest and raises what does not agree with itself.

Central room: SQL. Sums, prices worked out again, Z reports and what came after them. It takes
its time: a few entries a round, and never a lock that a terminal waits for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from shop.domain.facts import Recorded
from sync.central import exceptions, missing_purchases, shift_exceptions, tables
from sync.central.core import Central
from sync.central.exceptions import Raised
from sync.central.missing_purchases import Seen
from sync.central.repricing import Verdict, reprice
from sync.central.shift_exceptions import Told, look
from sync.central.shift_rows import closed_shifts, read_entry, read_shift
from sync.central.till_checks import sale_of, shift_of, sums_wrong

BATCH = 50
_REST = 1.0
_SHARE = 0.1
"""At most this part of one core."""
_LOG = logging.getLogger("endcap.central")


@dataclass(frozen=True, slots=True)
class _Part:
    """Entries of one branch not looked at yet; `inspected` is how far its terminal's were."""

    terminal: str
    epoch: int
    branch: int
    after: int
    inspected: Inspected


Inspected = dict[tuple[int, int], int | None]
"""By epoch and branch of one terminal."""


@dataclass(slots=True)
class _Found:
    raised: list[Raised] = field(default_factory=list)
    shifts: list[Told] = field(default_factory=list)
    purchases: Seen = field(default_factory=Seen)


def inspect(central: Central, batch: int = BATCH) -> int:
    """One round; gives how many entries it looked at, 0 when there is nothing left."""
    with central.database.read(consistent=True) as connection:
        part = _next(connection)
        if part is None:
            return 0
        rows = _rows(connection, part, batch)
        found = _looked(connection, part.terminal, rows)
    done = rows[-1].seq if rows else part.after + 1
    with central.database.write() as connection:
        if _advance(connection, part, done):
            _record(connection, found, central.now())
    return max(len(rows), 1)


def look_again(connection: Connection, entries: Collection[str], now: datetime) -> None:
    """At entries that were held when they were passed, and count now."""
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    column = tables.ledger.c
    query = select(tables.ledger).where(column.entry.in_(entries)).order_by(column.seq)
    for row in connection.execute(query).all() if entries else ():
        rows[row.terminal].append(row)
    for terminal, theirs in sorted(rows.items()):
        _record(connection, _looked(connection, terminal, theirs), now)


def _record(connection: Connection, found: _Found, now: datetime) -> None:
    exceptions.record(connection, found.raised, now)
    missing_purchases.record(connection, found.purchases, now)
    for told in found.shifts:
        shift_exceptions.record(connection, told, now)


def _next(connection: Connection) -> _Part | None:
    column = tables.branch.c
    row = connection.execute(
        select(tables.branch)
        .where(or_(column.inspected.is_(None), column.inspected < column.seq))
        .where(column.seq > column.from_seq)
        .limit(1)
    ).first()
    if row is None:
        return None
    after = row.from_seq if row.inspected is None else row.inspected
    inspected = _inspected(connection, row.terminal)
    return _Part(row.terminal, row.epoch, row.branch, after, inspected)


def _inspected(connection: Connection, terminal: str, *, lock: bool = False) -> Inspected:
    column = tables.branch.c
    query = (
        select(column.epoch, column.branch, column.inspected)
        .where(column.terminal == terminal)
        .order_by(column.epoch, column.branch)
    )
    rows = connection.execute(query.with_for_update() if lock else query)
    return {(row.epoch, row.branch): row.inspected for row in rows}


def _advance(connection: Connection, part: _Part, done: int) -> bool:
    """False when another worker looked at this terminal meanwhile: what it found may be newer.
    A branch begun meanwhile is nobody's yet."""
    now = _inspected(connection, part.terminal, lock=True)
    if any(now.get(key) != was for key, was in part.inspected.items()):
        return False
    column = tables.branch.c
    connection.execute(
        update(tables.branch)
        .where(column.terminal == part.terminal, column.epoch == part.epoch)
        .where(column.branch == part.branch)
        .values(inspected=done)
    )
    return True


def _rows(connection: Connection, part: _Part, batch: int) -> list[Row[Any]]:
    column = tables.ledger.c
    query = (
        select(tables.ledger)
        .where(column.terminal == part.terminal, column.epoch == part.epoch)
        .where(column.branch == part.branch, column.seq > part.after)
        .order_by(column.seq)
        .limit(batch)
    )
    return list(connection.execute(query).all())


def _looked(connection: Connection, terminal: str, rows: Sequence[Row[Any]]) -> _Found:
    """An entry that this cannot understand keeps nobody from looking at the next."""
    found, shifts = _Found(), set()
    for row in rows:
        with _passing_over(f"entry {row.entry}"):
            recorded = read_entry(row)
            if recorded is not None:
                found.raised += _sale(connection, row, recorded)
                shifts.add(shift_of(recorded.fact))
                found.purchases.add(row, recorded)
    closed = closed_shifts(connection, terminal, shifts - {""})
    for shift, zs in sorted(closed.items()):
        with _passing_over(f"shift {shift}"):
            found.shifts.append(look(read_shift(connection, terminal, shift, zs)))
    return found


@contextmanager
def _passing_over(what: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError:
        raise
    except Exception:
        _LOG.exception("inspector: %s was passed over", what)


def _sale(connection: Connection, row: Row[Any], recorded: Recorded) -> Iterator[Raised]:
    sale = sale_of(recorded.fact)
    if sale is None:
        return
    wrong = sums_wrong(sale)
    if wrong:
        yield _raised("sums_differ", row.entry, row, {"receipt": sale.receipt, **wrong})
    again = reprice(connection, sale, row.store, recorded.recorded_at)
    if again.verdict is Verdict.DIFFERS:
        evidence = {
            "receipt": sale.receipt,
            "sold_for": str(sale.document.total.minor),
            "worked_out": str(again.total),
            "catalogue": str(sale.catalogue_cursor),
        }
        yield _raised("price_differs", row.entry, row, evidence)


def _raised(cause: str, subject: str, row: Row[Any], evidence: dict[str, str]) -> Raised:
    return Raised(cause, subject, row.store, evidence, row.terminal, row.entry)


class InspectorThread:
    """`start` and `stop` belong to the server. While central is `busy` it rests."""

    def __init__(self, central: Central, busy: Callable[[], bool] = lambda: False) -> None:
        self._central = central
        self._busy = busy
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inspector", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(5)

    def _run(self) -> None:
        rest = _REST
        while not self._stopping.wait(rest):
            if self._busy():
                rest = _REST
                continue
            started = time.monotonic()
            try:
                looked = inspect(self._central)
            except SQLAlchemyError:
                looked = 0  # busy or away: the next round tries again
            except Exception:
                _LOG.exception("inspector: a round failed")
                looked = 0
            took = time.monotonic() - started
            rest = max(took / _SHARE - took, 0.01) if looked else _REST
