"""Reads the whole ledger again: every hash, every link, every signature. Central room: SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from shop.domain.entry import GENESIS, body_hash
from sync.central import tables
from sync.central.core import Central
from sync.central.database import Database
from sync.central.receive import verifier
from sync.protocol.entry_body import read_envelope


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. A `held` entry may well be: central kept what it got."""

    terminal: str
    epoch: int
    branch: int
    seq: int
    code: str
    held: bool


@dataclass(frozen=True, slots=True)
class Verified:
    entries: int
    chains: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        return all(fault.held for fault in self.faults)


def verify(central: Central, progress: Callable[[int], None] = lambda done: None) -> Verified:
    return verify_ledger(central.database, progress)


def verify_ledger(
    database: Database, progress: Callable[[int], None] = lambda done: None
) -> Verified:
    entries, chains = 0, 0
    faults: list[Fault] = []
    with database.read(consistent=True) as connection:
        for chain in _chains(connection):
            chains += 1
            previous, expected = chain.start, chain.from_seq
            for row in _entries(connection, chain):
                entries += 1
                expected += 1
                faults += chain.check(row, expected, previous)
                previous, expected = row.hash, row.seq
                progress(entries)
            if (expected, previous) != (chain.seq, chain.hash):
                faults.append(chain.fault(expected, "head_differs"))
        faults += _unchained(connection)
    return Verified(entries, chains, tuple(faults))


@dataclass(frozen=True, slots=True)
class _Chain:
    terminal: str
    epoch: int
    branch: int
    from_seq: int
    start: str
    seq: int
    hash: str
    public_key: str

    def check(self, row: Row[Any], seq: int, prev: str) -> Iterator[Fault]:
        body = bytes(row.body).decode()
        verify_one = verifier(self.public_key)
        if row.seq != seq:
            yield self.fault(row.seq, "gap")
        if body_hash(body) != row.hash:
            yield self.fault(row.seq, "hash_mismatch", row.held)
        elif not verify_one(row.hash, row.signature):
            yield self.fault(row.seq, "signature_invalid", row.held)
        elif _prev(body) != prev:
            yield self.fault(row.seq, "chain_broken", row.held)
        elif row.held is None and _columns(body) != (row.kind, row.day, row.staff):
            yield self.fault(row.seq, "columns_differ")

    def fault(self, seq: int, code: str, held: str | None = None) -> Fault:
        return Fault(self.terminal, self.epoch, self.branch, seq, code, held is not None)


def _prev(body: str) -> str:
    try:
        return read_envelope(body).prev
    except ValueError:
        return ""


def _columns(body: str) -> tuple[str, ...]:
    """What reports select by, as the entry itself says it."""
    try:
        told = read_envelope(body)
    except ValueError:
        return ("", "", "")
    return tuple(  # as the ingest keeps them
        text[:room].replace("\x00", "?")
        for text, room in ((told.kind, 40), (told.day, 10), (told.staff, 80))
    )


def _unchained(connection: Connection) -> list[Fault]:
    """Entries of a terminal, epoch or branch that nobody has heard of."""
    row, branch, key = tables.ledger.c, tables.branch.c, tables.terminal_key.c
    known = select(branch.terminal).join(
        tables.terminal_key, (key.terminal == branch.terminal) & (key.epoch == branch.epoch)
    )
    known = known.where(
        branch.terminal == row.terminal, branch.epoch == row.epoch, branch.branch == row.branch
    )
    lost = select(row.terminal, row.epoch, row.branch).where(~known.exists()).distinct()
    return [Fault(*x, 0, "chain_unknown", False) for x in connection.execute(lost).all()]


def _chains(connection: Connection) -> list[_Chain]:
    branch, key = tables.branch.c, tables.terminal_key.c
    rows = connection.execute(
        select(tables.branch, key.public_key)
        .join(tables.terminal_key, (key.terminal == branch.terminal) & (key.epoch == branch.epoch))
        .order_by(branch.terminal, branch.epoch, branch.branch)
    ).all()
    return [
        _Chain(
            row.terminal,
            row.epoch,
            row.branch,
            row.from_seq,
            _start(connection, row.terminal, row.epoch, row.branch, row.from_seq),
            row.seq,
            row.hash,
            row.public_key,
        )
        for row in rows
    ]


def _start(connection: Connection, terminal: str, epoch: int, branch: int, seq: int) -> str:
    """The hash a branch grows from: whichever stored entry its first one names."""
    if seq == 0:
        return GENESIS
    column = tables.ledger.c
    first = connection.execute(
        select(column.body).where(
            column.terminal == terminal,
            column.epoch == epoch,
            column.branch == branch,
            column.seq == seq + 1,
        )
    ).scalar()
    known = connection.execute(
        select(column.hash).where(
            column.terminal == terminal, column.epoch == epoch, column.seq == seq
        )
    ).scalars()
    hashes = set(known)
    prev = _prev(bytes(first).decode()) if first is not None else ""
    return prev if prev in hashes else next(iter(sorted(hashes)), "")


def _entries(connection: Connection, chain: _Chain) -> Iterator[Row[Any]]:
    column = tables.ledger.c
    query = (
        select(
            *(column.seq, column.hash, column.signature, column.body, column.held),
            *(column.kind, column.day, column.staff),
        )
        .where(
            column.terminal == chain.terminal,
            column.epoch == chain.epoch,
            column.branch == chain.branch,
        )
        .order_by(column.seq)
    )
    rows: Iterator[Row[Any]] = iter(connection.execute(query.execution_options(yield_per=500)))
    yield from rows
