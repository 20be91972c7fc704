"""Where a journal begins whose oldest entries were pruned, and how that is proven. Local room: SQL.

An epoch keeps its first entry, which names its key, and everything after the anchor. The
terminal signs the anchor; in it stands central's own signed word that a backup it has verified
holds the chain at least that far. So nobody with the till's key alone can cut off more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shop.domain.entry import Head, held_bytes, pruned_bytes
from shop.errors import JournalFault
from sync.local.journal_schema import number
from sync.local.keys import signature_holds
from sync.protocol.codec import decode, encode


@dataclass(frozen=True, slots=True)
class Held:
    """Central's word on one chain, up to `seq`, signed by its key (both hex)."""

    timeline: str
    seq: int
    hash: str
    key: str
    signature: str

    def genuine(self, terminal: str, epoch: int) -> bool:
        message = held_bytes(self.timeline, terminal, Head(epoch, self.seq, self.hash))
        return signature_holds(self.key, _bytes(self.signature), message)


@dataclass(frozen=True, slots=True)
class Pruned:
    """Entries 2 … `seq` of `epoch` are gone from here. `receipts` is the highest receipt number
    among them and before; `by` the epoch whose key signs this, `at` the terminal's clock."""

    terminal: str
    epoch: int
    seq: int
    hash: str
    receipts: int
    by: int
    at: datetime
    held: Held


@dataclass(frozen=True, slots=True)
class Anchor:
    """One row: what was signed, its text and the signature."""

    pruned: Pruned
    body: str
    signature: str


def pruned_text(pruned: Pruned) -> str:
    return encode(pruned).decode()


def read_anchors(connection: sqlite3.Connection) -> dict[int, Anchor]:
    """By epoch. Raises ValueError for a row that does not say what its body says."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < 2:
        return {}
    found = {}
    for epoch, seq, hash_, body, signature in connection.execute("SELECT * FROM pruned"):
        pruned = decode(body, Pruned)
        if (pruned.epoch, pruned.seq, pruned.hash) != (epoch, seq, hash_):
            raise JournalFault("columns_wrong", epoch=epoch, seq=seq)
        found[epoch] = Anchor(pruned, body, signature)
    return found


def prove(anchors: Mapping[int, Anchor], owners: Mapping[int, str]) -> None:
    """`owners` gives each epoch's public key as its first entry names it. Raises JournalFault."""
    for epoch, anchor in anchors.items():
        pruned = anchor.pruned
        signature, message = _bytes(anchor.signature), pruned_bytes(anchor.body)
        signed = signature_holds(owners.get(pruned.by, ""), signature, message)
        if not signed or not pruned.held.genuine(pruned.terminal, epoch):
            raise JournalFault("signature_wrong", epoch=epoch, seq=pruned.seq)


def hash_at(connection: sqlite3.Connection, epoch: int, seq: int) -> str | None:
    """Of our own entry there, also of the last one pruned."""
    key = (number(epoch, seq),)
    row = connection.execute("SELECT hash FROM entry WHERE n=?", key).fetchone()
    if row is not None:
        return str(row[0].hex())
    at = (epoch, seq)
    row = connection.execute("SELECT hash FROM pruned WHERE epoch=? AND seq=?", at).fetchone()
    return str(row[0]) if row else None


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
