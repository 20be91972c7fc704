"""Reads the whole ledger again: every hash, every link, every signature. Central room: SQL.

Whatever may be wrong with a row becomes a fault of that row, and the next one is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select

from shop.domain.entry import GENESIS
from sync.central import tables
from sync.central.core import Central
from sync.central.damage import UNREADABLE, is_damage, reading_on
from sync.central.database import Database
from sync.central.receive import UNPROVEN, Verify, verifier
from sync.protocol.entry_body import EntryBody, read_envelope

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. A `held` entry may well be: central kept what it got. So may one that is
    `vouched` for: it was taken on a later signature, and an exception tells a person."""

    terminal: str
    epoch: int
    branch: int
    seq: int
    code: str
    held: bool
    vouched: bool = False


ALL_CHAINS = Fault("", 0, 0, 0, "unreadable", held=False)
"""Which chains there are cannot be read."""


_AS_IT_CAME = ("hash_mismatch", "signature_invalid", "chain_broken")
"""What a terminal may have sent; the rest only happens here."""


@dataclass(frozen=True, slots=True)
class Verified:
    entries: int
    chains: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        return all(fault.held or fault.vouched for fault in self.faults)


def verify(central: Central, progress: Progress = lambda done: None) -> Verified:
    return verify_ledger(central.database, progress)


def verify_ledger(database: Database, progress: Progress = lambda done: None) -> Verified:
    faults: list[Fault] = []
    chains: list[_Chain] = []
    told: set[str] = set()
    entries = 0
    with reading_on(database) as connection:
        with _whatever_comes(faults, ALL_CHAINS):
            chains = _chains(connection)
            told = _told(connection)
        for chain in chains:
            with _whatever_comes(faults, chain.fault(0, "unreadable")):
                for fault in _checked(connection, chain, told):
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


def _checked(
    connection: Connection, chain: _Chain, told: Collection[str]
) -> Iterator[Fault | None]:
    """Faults, and None for each entry looked at. Those that await who vouches come later."""
    expected, previous = chain.from_seq, _start(connection, chain)
    last = previous
    verify = _verifier(chain.public_key)
    unsigned: list[Fault] = []
    for row in _entries(connection, chain):
        expected += 1
        codes = chain.check(row, expected, previous, verify)
        linked = previous is not None and not set(codes) - {"signature_invalid"}
        if not linked or not codes:
            yield from (replace(fault, vouched=linked) for fault in unsigned)
            unsigned = []
        faults = [chain.fault(row.seq, code, row.held) for code in codes]
        if linked and row.held is None and row.entry in told:
            unsigned += faults
        else:
            yield from faults
        yield None
        last, expected = row.hash, row.seq if isinstance(row.seq, int) else expected
        previous = None if row.held in UNPROVEN else last
    yield from unsigned
    if (expected, last) != (chain.seq, chain.hash):
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

    def check(self, row: Row[Any], seq: int, prev: str | None, verify: Verify | None) -> list[str]:
        """What is wrong with an entry. `prev` is None behind a copy that proves nothing."""
        body = _bytes(row.body)
        told = _envelope(body)
        gap = ["gap"] if row.seq != seq else []
        if sha256(body).hexdigest() != row.hash:
            return [*gap, "hash_mismatch"]
        if verify is None:
            return [*gap, "key_unreadable"]
        if prev is not None and (told.prev if told else "") != prev:
            gap.append("chain_broken")
        elif row.held is None and _columns(told) != (row.kind, row.day, row.staff):
            gap.append("columns_differ")
        return gap if verify(row.hash, row.signature) else [*gap, "signature_invalid"]

    def fault(self, seq: int, code: str, held: str | None = None) -> Fault:
        known = held is not None and code in _AS_IT_CAME
        return Fault(self.terminal, self.epoch, self.branch, seq, code, known)


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


def _told(connection: Connection) -> set[str]:
    """Entries of whose wrong signature a person was told (`sync.central.signature_audit`)."""
    column = tables.exception.c
    query = select(column.entry).where(column.cause == "signature_invalid")
    return set(connection.execute(query).scalars())


def _start(connection: Connection, chain: _Chain) -> str | None:
    """The hash a branch grows from: whichever stored entry its first one names."""
    if chain.from_seq == 0:
        return GENESIS
    column = tables.ledger.c
    these = (column.terminal == chain.terminal, column.epoch == chain.epoch)
    first = select(column.body).where(
        *these, column.branch == chain.branch, column.seq == chain.from_seq + 1
    )
    told = _envelope(_bytes(connection.execute(first).scalar()))
    known = select(column.hash, column.held).where(*these, column.seq == chain.from_seq)
    hashes = {row.hash: row.held in UNPROVEN for row in connection.execute(known)}
    prev = told.prev if told else ""
    if prev not in hashes and any(hashes.values()):
        return None
    return prev if prev in hashes else min(hashes, default="")


def _entries(connection: Connection, chain: _Chain) -> Iterator[Row[Any]]:
    column = tables.ledger.c
    query = (
        select(
            *(column.entry, column.seq, column.hash, column.signature, column.body),
            *(column.held, column.kind, column.day, column.staff),
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
