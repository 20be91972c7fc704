"""Reads the whole ledger again: every hash, every link, every signature. Central room: SQL.

Whatever may be wrong with a row becomes a fault of that row, and the next one is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select

from shop.domain.entry import GENESIS
from sync.central import tables
from sync.central.core import Central
from sync.central.damage import UNREADABLE, is_damage, reading_on
from sync.central.database import Database
from sync.central.receive import Verify, verifier
from sync.protocol.entry_body import EntryBody, read_envelope

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. A `held` entry may well be: central kept what it got."""

    terminal: str
    epoch: int
    branch: int
    seq: int
    code: str
    held: bool


ALL_CHAINS = Fault("", 0, 0, 0, "unreadable", held=False)
"""Which chains there are cannot be read."""


@dataclass(frozen=True, slots=True)
class Verified:
    entries: int
    chains: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        return all(fault.held for fault in self.faults)


def verify(central: Central, progress: Progress = lambda done: None) -> Verified:
    return verify_ledger(central.database, progress)


def verify_ledger(database: Database, progress: Progress = lambda done: None) -> Verified:
    faults: list[Fault] = []
    chains: list[_Chain] = []
    entries = 0
    with reading_on(database) as connection:
        with _whatever_comes(faults, ALL_CHAINS):
            chains = _chains(connection)
        for chain in chains:
            with _whatever_comes(faults, chain.fault(0, "unreadable")):
                for fault in _checked(connection, chain):
                    if fault is not None:
                        faults.append(fault)
                        continue
                    entries += 1
                    progress(entries)
        with _whatever_comes(faults, ALL_CHAINS):
            faults += _unchained(connection)
    return Verified(entries, len(chains), tuple(faults))


@contextmanager
def _whatever_comes(faults: list[Fault], fault: Fault) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if not is_damage(error):
            raise
        faults.append(fault)


def _checked(connection: Connection, chain: _Chain) -> Iterator[Fault | None]:
    """Faults, and None for each entry looked at."""
    expected, previous = chain.from_seq, _start(connection, chain)
    verify = _verifier(chain.public_key)
    for row in _entries(connection, chain):
        expected += 1
        yield from chain.check(row, expected, previous, verify)
        yield None
        previous, expected = row.hash, row.seq if isinstance(row.seq, int) else expected
    if (expected, previous) != (chain.seq, chain.hash):
        yield chain.fault(expected, "head_differs")


@dataclass(frozen=True, slots=True)
class _Chain:
    terminal: str
    epoch: int
    branch: int
    from_seq: int
    seq: int
    hash: str
    public_key: str

    def check(self, row: Row[Any], seq: int, prev: str, verify: Verify | None) -> Iterator[Fault]:
        body = _bytes(row.body)
        told = _envelope(body)
        if row.seq != seq:
            yield self.fault(row.seq, "gap")
        if sha256(body).hexdigest() != row.hash:
            yield self.fault(row.seq, "hash_mismatch", row.held)
        elif verify is None:
            yield self.fault(row.seq, "key_unreadable")
        elif not verify(row.hash, row.signature):
            yield self.fault(row.seq, "signature_invalid", row.held)
        elif (told.prev if told else "") != prev:
            yield self.fault(row.seq, "chain_broken", row.held)
        elif row.held is None and _columns(told) != (row.kind, row.day, row.staff):
            yield self.fault(row.seq, "columns_differ")

    def fault(self, seq: int, code: str, held: str | None = None) -> Fault:
        return Fault(self.terminal, self.epoch, self.branch, seq, code, held is not None)


def _bytes(value: object) -> bytes:
    """SQLite gives back as text what was put there as text."""
    if isinstance(value, str):
        return value.encode(errors="replace")
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _envelope(body: bytes) -> EntryBody | None:
    try:
        return read_envelope(body.decode())
    except (ValueError, RecursionError):
        return None


def _verifier(public_key: str) -> Verify | None:
    try:
        known = verifier(public_key)
    except UNREADABLE:
        return None

    def verify(hash_hex: str, signature: str) -> bool:
        try:
            return known(hash_hex, signature)
        except UNREADABLE:
            return False

    return verify


def _columns(told: EntryBody | None) -> tuple[str, ...]:
    """What reports select by, as the entry itself says it and the ingest keeps it."""
    if told is None:
        return ("", "", "")
    return tuple(
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
            row.seq,
            row.hash,
            row.public_key,
        )
        for row in rows
    ]


def _start(connection: Connection, chain: _Chain) -> str:
    """The hash a branch grows from: whichever stored entry its first one names."""
    if chain.from_seq == 0:
        return GENESIS
    column = tables.ledger.c
    these = (column.terminal == chain.terminal, column.epoch == chain.epoch)
    first = select(column.body).where(
        *these, column.branch == chain.branch, column.seq == chain.from_seq + 1
    )
    told = _envelope(_bytes(connection.execute(first).scalar()))
    known = select(column.hash).where(*these, column.seq == chain.from_seq)
    hashes = set(connection.execute(known).scalars())
    prev = told.prev if told else ""
    return prev if prev in hashes else min(hashes, default="")


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
