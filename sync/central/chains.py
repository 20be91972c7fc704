"""Reads and writes terminals' chains in the ledger, several at once. Central room: SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, update

from shop.domain.entry import GENESIS, Head
from sync.central import bulk, tables
from sync.central.placing import MAIN, Stored, Tip
from sync.central.receive import UNPROVEN, Received
from sync.central.units import micros

Life = tuple[str, int]
"""A terminal and its epoch."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One epoch of one terminal. `tips`, by branch, are known once it is locked."""

    terminal: str
    epoch: int
    store: str
    public_key: str
    tips: dict[int, Tip] = field(default_factory=dict)

    @property
    def head(self) -> Head:
        tip = self.tips.get(MAIN)
        return Head(self.epoch, tip.seq, tip.hash) if tip else Head(self.epoch, 0, GENESIS)


# Made once: to make them anew for each upload costs more than to run them.
_TERMINAL, _KEY, _BRANCH = tables.terminal.c, tables.terminal_key.c, tables.branch.c
_WHO: BindParameter[list[str]] = bindparam("terminals", expanding=True)
_LOCK = (
    select(_TERMINAL.terminal)
    .where(_TERMINAL.terminal.in_(_WHO))
    .order_by(_TERMINAL.terminal)
    .with_for_update()
)
_OWNERS = select(_KEY.terminal, _KEY.epoch, _KEY.store, _KEY.public_key).where(
    _KEY.terminal.in_(_WHO)
)
_TIPS = select(_BRANCH.terminal, _BRANCH.epoch, _BRANCH.branch, _BRANCH.seq, _BRANCH.hash).where(
    _BRANCH.terminal.in_(_WHO)
)
_ENTRY = tables.ledger.c
_ONE = (_ENTRY.terminal == bindparam("terminal"), _ENTRY.epoch == bindparam("epoch"))
_STORED = select(_ENTRY.seq, _ENTRY.hash, _ENTRY.branch, _ENTRY.held).where(
    *_ONE, _ENTRY.seq.between(bindparam("first"), bindparam("last"))
)
_HASH = select(_ENTRY.hash).where(*_ONE, _ENTRY.branch == MAIN, _ENTRY.seq == bindparam("seq"))


def owners(connection: Connection, lives: Collection[Life]) -> dict[Life, Chain]:
    """Those of `lives` that central knows, without their tips."""
    rows = connection.execute(_OWNERS, {"terminals": _names(lives)})
    known = {(row.terminal, row.epoch): Chain(*row) for row in rows}
    return {life: known[life] for life in lives if life in known}


def lock(connection: Connection, lives: Collection[Life]) -> dict[Life, Chain]:
    """The same with their tips; nobody else adds to these chains until the commit."""
    names = {"terminals": _names(lives)}
    if connection.dialect.name != "sqlite":
        connection.execute(_LOCK, names)
    found = owners(connection, lives)
    for terminal, epoch, branch, seq, hash_hex in connection.execute(_TIPS, names):
        chain = found.get((terminal, epoch))
        if chain is not None:
            chain.tips[branch] = Tip(branch, seq, hash_hex)
    return found


def _names(lives: Collection[Life]) -> list[str]:
    return sorted({terminal for terminal, _ in lives})


def stored(connection: Connection, chain: Chain, received: Sequence[Received]) -> list[Stored]:
    """What the ledger has from one before `received` to its end, in any branch."""
    first, tip = received[0], chain.tips.get(MAIN)
    if len(chain.tips) == 1 and tip and (tip.seq, tip.hash) == (first.seq - 1, first.prev):
        return [Stored(tip.seq, tip.hash, MAIN)]  # it follows: nothing to look up
    span = {"first": first.seq - 1, "last": received[-1].seq}
    about = {"terminal": chain.terminal, "epoch": chain.epoch, **span}
    rows = connection.execute(_STORED, about)
    return [Stored(row.seq, row.hash, row.branch, row.held in UNPROVEN) for row in rows]


def head_at(connection: Connection, chain: Chain, seq: int) -> Head:
    about = {"terminal": chain.terminal, "epoch": chain.epoch, "seq": seq}
    found = connection.execute(_HASH, about).scalar()
    return Head(chain.epoch, seq, str(found)) if found else Head(chain.epoch, 0, GENESIS)


_ENTRY_COLUMNS = (
    "entry",
    "terminal",
    "epoch",
    "branch",
    "seq",
    "kind",
    "store",
    "day",
    "staff",
    "received_at",
    "hash",
    "signature",
    "body",
    "held",
)
_TIP_COLUMNS = ("terminal", "epoch", "branch", "seq", "hash", "from_seq")
_TIP_TAIL = (
    "ON CONFLICT (terminal, epoch, branch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)

Growth = tuple[Chain, int, Sequence[Received]]
"""A chain, its branch, and what is new there; at least one entry."""


_AT = tuple(_ENTRY[name] == bindparam(f"of_{name}") for name in ("terminal", "epoch", "branch"))
_COPY = (*_AT, _ENTRY.seq == bindparam("of_seq"))
_COPIED = select(_ENTRY.entry).where(*_COPY)
_HEAL = update(tables.ledger).where(*_COPY)


def heal(connection: Connection, growth: Growth, now: datetime) -> list[str]:
    """Put true entries where damaged copies of them stand; gives what those were called."""
    chain, branch, entries = growth
    names = []
    for row, entry in zip(_rows(chain, branch, entries, now), entries, strict=True):
        about = {"terminal": chain.terminal, "epoch": chain.epoch, "branch": branch}
        copy = {f"of_{name}": value for name, value in (*about.items(), ("seq", entry.seq))}
        names.append(str(connection.execute(_COPIED, copy).scalar_one()))
        values = dict(zip(_ENTRY_COLUMNS, row, strict=True))
        connection.execute(_HEAL.values(values), copy)
    return names


def write(connection: Connection, grown: Collection[Growth], now: datetime) -> None:
    rows = [row for growth in grown for row in _rows(*growth, now)]
    bulk.insert(connection, tables.ledger, _ENTRY_COLUMNS, rows)
    tips = [
        (chain.terminal, chain.epoch, branch, new[-1].seq, new[-1].hash, new[0].seq - 1)
        for chain, branch, new in grown
    ]
    bulk.insert(connection, tables.branch, _TIP_COLUMNS, sorted(tips), _TIP_TAIL)


def _rows(
    chain: Chain, branch: int, entries: Sequence[Received], now: datetime
) -> list[tuple[Any, ...]]:
    at = micros(now)
    return [
        (
            x.entry,
            chain.terminal,
            chain.epoch,
            branch,
            x.seq,
            x.kind,
            chain.store,
            x.day,
            x.staff,
            at,
            x.hash,
            x.signature,
            x.body,
            x.trouble or None,
        )
        for x in entries
    ]
