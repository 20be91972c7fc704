"""How far each chain is in a backup that was verified: terminals may prune up to there (R3).

Central room: SQL lives here. Only a backup of the present timeline counts, and what central
says of it is signed, so that a terminal can prove later why its oldest entries are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, func, or_, select, update

from shop.domain.entry import Head, held_bytes
from shop.errors import Refusal
from shop.ports import Signer
from sync.central import schema, tables
from sync.central.database import Database
from sync.central.receive import UNPROVEN
from sync.protocol.messages import HeldHead


@dataclass(frozen=True, slots=True)
class Reach:
    """One branch, and the last entry that a backup holds of it."""

    terminal: str
    epoch: int
    branch: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What a backup holds, read from the backup itself."""

    timeline: str
    chains: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """`entries` of `chains` may be pruned by their terminals when they are old enough."""

    chains: int
    entries: int


_BRANCH, _ENTRY = tables.branch.c, tables.ledger.c
_CHAINS = select(_BRANCH.terminal, _BRANCH.epoch, _BRANCH.branch, _BRANCH.seq, _BRANCH.hash)


_DAMAGED = (
    select(_ENTRY.terminal, _ENTRY.epoch, _ENTRY.branch, func.min(_ENTRY.seq))
    .where(_ENTRY.held.in_(UNPROVEN))
    .group_by(_ENTRY.terminal, _ENTRY.epoch, _ENTRY.branch)
)


def holding(database: Database) -> Holding:
    """Each chain up to its end, or to a damaged copy: the only true one may be its terminal's."""
    with database.read(consistent=True) as connection:
        rows = connection.execute(_CHAINS.order_by(_BRANCH.terminal, _BRANCH.epoch, _BRANCH.branch))
        whole = [Reach(*row) for row in rows]
        damaged = {tuple(row[:3]): row[3] for row in connection.execute(_DAMAGED)}
        reached = [
            _before(connection, x, damaged.get((x.terminal, x.epoch, x.branch))) for x in whole
        ]
        return Holding(schema.timeline(connection), tuple(x for x in reached if x.hash))


def _before(connection: Connection, reach: Reach, damaged: int | None) -> Reach:
    if damaged is None:
        return reach
    short = replace(reach, seq=damaged - 1)
    return replace(short, hash=_hash_of(connection, short))


def note(database: Database, found: Holding) -> Noted:
    """From now on terminals are told. `found` must come from a backup proven to be sound.

    Raises Refusal when the backup is of another history than this central's.
    """
    with database.write() as connection:
        if schema.timeline(connection) != found.timeline:
            raise Refusal("backup_of_another_timeline", timeline=found.timeline)
        for reach in found.chains:
            if _hash_of(connection, reach) != reach.hash:
                raise Refusal("backup_of_another_history", terminal=reach.terminal)
        if found.chains:
            connection.execute(_ADVANCE, [_values(reach) for reach in found.chains])
        reached = _BRANCH.backed - _BRANCH.from_seq
        rows = connection.execute(select(reached).where(_BRANCH.backed.is_not(None)))
        counts = rows.scalars().all()
    return Noted(len(counts), sum(counts))


_ADVANCE = (
    update(tables.branch)
    .where(_BRANCH.terminal == bindparam("of_terminal"), _BRANCH.epoch == bindparam("of_epoch"))
    .where(_BRANCH.branch == bindparam("of_branch"))
    .where(or_(_BRANCH.backed.is_(None), _BRANCH.backed < bindparam("to")))
    .values(backed=bindparam("to"))
)
_STANDS = select(_ENTRY.hash).where(
    _ENTRY.terminal == bindparam("of_terminal"),
    _ENTRY.epoch == bindparam("of_epoch"),
    _ENTRY.branch == bindparam("of_branch"),
    _ENTRY.seq == bindparam("to"),
)


def _values(reach: Reach) -> dict[str, str | int]:
    return {
        "of_terminal": reach.terminal,
        "of_epoch": reach.epoch,
        "of_branch": reach.branch,
        "to": reach.seq,
    }


def _hash_of(connection: Connection, reach: Reach) -> str:
    return str(connection.execute(_STANDS, _values(reach)).scalar() or "")


def forget(connection: Connection) -> None:
    """A new timeline begins without a verified backup of its own."""
    connection.execute(update(tables.branch).values(backed=None))


def said(
    signer: Signer, timeline: str, terminal: str, heads: Sequence[Head]
) -> tuple[HeldHead, ...]:
    """What the handshake tells: each head with central's signature."""
    return tuple(
        HeldHead(head, signer.sign(held_bytes(timeline, terminal, head)).hex()) for head in heads
    )
