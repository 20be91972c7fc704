"""The ledger told in figures, for checks and consoles. Central room: SQL lives here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from sync.central import tables
from sync.central.core import Central
from sync.central.units import quantity


@dataclass(frozen=True, slots=True)
class ChainSummary:
    """`entries` is what the ledger holds of this branch, `seq` and `hash` its head."""

    terminal: str
    store: str
    face: str
    name: str
    epoch: int
    branch: int
    seq: int
    hash: str
    entries: int
    held: int
    forked: bool


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    entry: str
    epoch: int
    branch: int
    seq: int
    kind: str
    hash: str
    held: str


@dataclass(frozen=True, slots=True)
class StockRow:
    sku: str
    on_hand: Decimal
    held: Decimal


def chains(central: Central) -> list[ChainSummary]:
    """Each epoch under the store it was enrolled in: a terminal may have moved since."""
    branch, entry, owner = tables.branch.c, tables.ledger.c, tables.terminal.c
    key = tables.terminal_key.c
    counted = (
        select(
            entry.terminal,
            entry.epoch,
            entry.branch,
            func.count().label("entries"),
            func.count(entry.held).label("held"),
        )
        .group_by(entry.terminal, entry.epoch, entry.branch)
        .subquery()
    )
    same = (
        (counted.c.terminal == branch.terminal)
        & (counted.c.epoch == branch.epoch)
        & (counted.c.branch == branch.branch)
    )
    query = (
        select(
            branch.terminal,
            key.store,
            owner.face,
            owner.name,
            branch.epoch,
            branch.branch,
            branch.seq,
            branch.hash,
            counted.c.entries,
            counted.c.held,
            owner.forked,
        )
        .join(tables.terminal, owner.terminal == branch.terminal)
        .join(tables.terminal_key, (key.terminal == branch.terminal) & (key.epoch == branch.epoch))
        .join(counted, same)
        .order_by(branch.terminal, branch.epoch, branch.branch)
    )
    with central.database.read() as connection:
        return [ChainSummary(*row) for row in connection.execute(query)]


def entries(central: Central, terminal: str, after: int, limit: int) -> list[LedgerEntry]:
    """`after` counts rows, oldest first."""
    column = tables.ledger.c
    query = (
        select(
            column.entry,
            column.epoch,
            column.branch,
            column.seq,
            column.kind,
            column.hash,
            func.coalesce(column.held, ""),
        )
        .where(column.terminal == terminal)
        .order_by(column.epoch, column.branch, column.seq)
        .offset(after)
        .limit(limit)
    )
    with central.database.read() as connection:
        return [LedgerEntry(*row) for row in connection.execute(query)]


def stock_of(central: Central, store: str) -> list[StockRow]:
    column = tables.stock.c
    query = (
        select(column.sku, column.on_hand, column.held)
        .where(column.store == store)
        .order_by(column.sku)
    )
    with central.database.read() as connection:
        rows = connection.execute(query)
        return [StockRow(row.sku, quantity(row.on_hand), quantity(row.held)) for row in rows]
