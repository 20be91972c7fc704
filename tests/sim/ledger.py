"""Central's tables as the checks read them: plain SQL, none of the product's code."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shop.domain.facts import Fact
from shop.domain.order import Order
from sync.protocol.codec import decode
from sync.protocol.entry_body import EntryBody, read_envelope, read_fact
from tests.sim.world import World


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as central keeps it."""

    entry: str
    terminal: str
    epoch: int
    branch: int
    seq: int
    store: str
    hash: str
    signature: str
    body: str
    held: str | None
    envelope: EntryBody
    fact: Fact | None


class Ledger:
    """Central's tables, read once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.raw = world.database.raw
        columns = "entry, terminal, epoch, branch, seq, store, hash, signature, body, held"
        found = self.raw.execute(f"SELECT {columns} FROM ledger ORDER BY rowid").fetchall()
        self.rows = [_row(row) for row in found]
        self.by_hash = {row.hash: row for row in self.rows}
        self.folded = [row for row in self.rows if row.held is None]
        self.exceptions = {
            (cause, subject): (entry, state)
            for cause, subject, entry, state in self.raw.execute(
                "SELECT cause, subject, entry, state FROM exception"
            )
        }

    @cached_property
    def children(self) -> dict[tuple[str, int, str], set[str]]:
        found: dict[tuple[str, int, str], set[str]] = defaultdict(set)
        for row in self.rows:
            found[row.terminal, row.epoch, row.envelope.prev].add(row.hash)
        return found

    @cached_property
    def orders(self) -> dict[str, Order]:
        rows = self.raw.execute('SELECT "order", value FROM orders').fetchall()
        return {code: decode(value, Order) for code, value in rows}

    @cached_property
    def sums(self) -> dict[tuple[str, str], tuple[int, int]]:
        rows = self.raw.execute("SELECT store, sku, on_hand, held FROM stock").fetchall()
        return {(store, sku): (on_hand, held) for store, sku, on_hand, held in rows}


def _row(row: tuple[Any, ...]) -> Row:
    body = bytes(row[8]).decode()
    envelope = read_envelope(body)
    try:
        fact: Fact | None = read_fact(envelope)
    except ValueError:
        fact = None
    entry, terminal, epoch, branch, seq, store, hash_, signature, _, held = row
    place = (entry, terminal, epoch, branch, seq, store, hash_, signature)
    return Row(*place, body, held, envelope, fact)
