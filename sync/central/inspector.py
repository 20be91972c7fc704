"""Reads the ledger behind the ingest and raises what does not agree with itself.

Central room: SQL. Sums, prices worked out again, Z reports and what came after them. It takes
its time: a few entries a round, and never a lock that a terminal waits for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from shop.domain.facts import Recorded, ShiftClosed, Stretch
from sync.central import exceptions, tables
from sync.central.core import Central
from sync.central.exceptions import Raised
from sync.central.repricing import Verdict, reprice
from sync.central.till_checks import sale_of, shift_of, story_of, summed, sums_wrong, z_wrong
from sync.protocol.entry_body import read_envelope, read_recorded

BATCH = 50
_REST = 1.0
_SHARE = 0.1
"""At most this part of one core."""
_MONEY = ("sale", "return", "handed_over", "cash_moved", "shift_opened", "shift_closed")
_LOG = logging.getLogger("endcap.central")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Entries of one branch not looked at yet."""

    terminal: str
    epoch: int
    branch: int
    after: int
    was: int | None


def inspect(central: Central, batch: int = BATCH) -> int:
    """One round; gives how many entries it looked at, 0 when there is nothing left."""
    with central.database.read(consistent=True) as connection:
        stretch = _next(connection)
        if stretch is None:
            return 0
        rows = _rows(connection, stretch, batch)
        raised = [x for row in rows for x in _looked(connection, row)]
    done = rows[-1].seq if rows else stretch.after + 1
    with central.database.write() as connection:
        if _advance(connection, stretch, done):
            exceptions.record(connection, raised, central.now())
    return max(len(rows), 1)


def _next(connection: Connection) -> _Stretch | None:
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
    return _Stretch(row.terminal, row.epoch, row.branch, after, row.inspected)


def _advance(connection: Connection, stretch: _Stretch, done: int) -> bool:
    """False when another worker looked at the same entries meanwhile."""
    column = tables.branch.c
    had = column.inspected
    moved = connection.execute(
        update(tables.branch)
        .where(column.terminal == stretch.terminal, column.epoch == stretch.epoch)
        .where(column.branch == stretch.branch)
        .where(had.is_(None) if stretch.was is None else had == stretch.was)
        .values(inspected=done)
    )
    return moved.rowcount == 1


def _rows(connection: Connection, stretch: _Stretch, batch: int) -> list[Row[Any]]:
    column = tables.ledger.c
    query = (
        select(tables.ledger)
        .where(column.terminal == stretch.terminal, column.epoch == stretch.epoch)
        .where(column.branch == stretch.branch, column.seq > stretch.after)
        .order_by(column.seq)
        .limit(batch)
    )
    return list(connection.execute(query).all())


def _looked(connection: Connection, row: Row[Any]) -> list[Raised]:
    """An entry that this cannot understand keeps nobody from looking at the next."""
    try:
        return list(_look(connection, row))
    except SQLAlchemyError:
        raise
    except Exception:
        _LOG.exception("inspector: entry %s was passed over", row.entry)
        return []


def _look(connection: Connection, row: Row[Any]) -> Iterator[Raised]:
    recorded = _read(row)
    if recorded is None:
        return
    yield from _sale(connection, row, recorded)
    if isinstance(recorded.fact, ShiftClosed):
        yield from _shift(connection, row, recorded)
    elif shift_of(recorded.fact):
        yield from _after_its_z(connection, row, recorded)


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


def _shift(connection: Connection, row: Row[Any], closed: Recorded) -> Iterator[Raised]:
    fact = closed.fact
    assert isinstance(fact, ShiftClosed)
    chain, others = _around(connection, row, fact)
    story = story_of(closed, chain, others)
    if not story.opened:
        return  # the shift began in an earlier life of the terminal: not all of it is here
    wrong = z_wrong(closed, story)
    if wrong:
        yield _raised("z_differs", f"{row.terminal}/{fact.shift}", row, {**wrong, "z": row.entry})
    for late in story.late:
        yield _late(late, row.entry, row)
    for other in _other_zs(connection, row, fact):
        evidence = {"shift": fact.shift, "z": row.entry, "other_z": other}
        yield _raised("z_differs", f"{row.terminal}/{fact.shift}/twice", row, evidence)


def _other_zs(connection: Connection, z: Row[Any], fact: ShiftClosed) -> list[str]:
    """A copy of the terminal closed the same shift: what was sold before they parted is in both."""
    column = tables.ledger.c
    rows = connection.execute(
        select(tables.ledger).where(
            column.terminal == z.terminal, column.kind == "shift_closed", column.entry != z.entry
        )
    ).all()
    known = [x for row in rows if (x := _read(row)) is not None]
    return [
        x.entry for x in known if isinstance(x.fact, ShiftClosed) and x.fact.shift == fact.shift
    ]


def _after_its_z(connection: Connection, row: Row[Any], recorded: Recorded) -> Iterator[Raised]:
    """The Z report was here before the entry."""
    shift = shift_of(recorded.fact)
    column = tables.ledger.c
    query = select(tables.ledger).where(
        column.terminal == row.terminal, column.epoch >= row.epoch, column.kind == "shift_closed"
    )
    for z in connection.execute(query).all():
        closed = _read(z)
        if closed is None or not isinstance(closed.fact, ShiftClosed):
            continue
        if closed.fact.shift == shift:
            chain, _ = _around(connection, z, closed.fact)
            if row.entry not in {x.entry for x in summed(closed, chain)[0]}:
                yield _late(recorded, z.entry, row)


def _around(
    connection: Connection, z: Row[Any], fact: ShiftClosed
) -> tuple[list[Recorded], list[Recorded]]:
    """The entries that lead to the Z report from the shift's first, and all others since."""
    chain: list[Row[Any]] = []
    others: list[Row[Any]] = []
    own = Stretch(z.epoch, fact.first_seq, fact.last_seq, _prev(z))
    for stretch in (*(x for x in fact.stretches if x.epoch < z.epoch), own):
        on_it, beside = _stretch(connection, z, stretch)
        chain += on_it
        others += [row for row in beside if row.kind in _MONEY]
    return (
        [x for row in chain if (x := _read(row)) is not None],
        [x for row in others if (x := _read(row)) is not None],
    )


def _stretch(
    connection: Connection, z: Row[Any], stretch: Stretch
) -> tuple[list[Row[Any]], list[Row[Any]]]:
    """Of one epoch: what leads to the stretch's end, oldest first, and all else since its start."""
    column = tables.ledger.c
    rows = connection.execute(
        select(tables.ledger)
        .where(column.terminal == z.terminal, column.epoch == stretch.epoch)
        .where(column.seq >= stretch.first, column.entry != z.entry)
        .order_by(column.seq)
    ).all()
    by_hash = {row.hash: row for row in rows}
    chain, at = [], by_hash.get(stretch.hash)
    while at is not None:
        chain.append(at)
        at = by_hash.get(_prev(at))
    chain.reverse()
    on_chain = {row.hash for row in chain}
    return chain, [row for row in rows if row.hash not in on_chain]


def _prev(row: Row[Any]) -> str:
    try:
        return read_envelope(bytes(row.body).decode()).prev
    except ValueError:
        return ""


def _read(row: Row[Any]) -> Recorded | None:
    """None for what is held or of a kind this version does not know."""
    if row.held is not None:
        return None
    try:
        return read_recorded(bytes(row.body).decode(), row.hash)
    except ValueError:
        return None


def _late(recorded: Recorded, z: str, row: Row[Any]) -> Raised:
    evidence = {"shift": shift_of(recorded.fact), "seq": str(recorded.seq), "z": z}
    who = (row.terminal, recorded.entry)
    return Raised("late_after_z", recorded.entry, row.store, evidence, *who)


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
