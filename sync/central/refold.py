"""Folds held entries after all, once what stood in their way is gone. Central room: SQL lives here.

A newer central knows the kind, or the mistake it fell over is mended. Only entries that are
authentic and in their place: whatever is wrong with the others, no program mends it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from sync.central import chains, effects_store, exceptions, feed, stored, tables
from sync.central.core import Central, must_be_plain
from sync.central.database import passes
from sync.central.exceptions import Raised
from sync.central.folds import Told
from sync.central.inspector import look_again

AGAIN = (
    "fold_failed",
    "figures_impossible",
    "kind_unknown",
    "payload_unreadable",
    "order_unknown",
    "line_unknown",
)
PART = 100
_ENTRY = tables.ledger.c
_HELD = _ENTRY.held.in_(AGAIN)
_LOG = logging.getLogger("endcap.central")


@dataclass(frozen=True, slots=True)
class Refolded:
    """`left` are held as before. `last` is where to go on, "" at the end."""

    folded: int
    left: int
    last: str


def refold(central: Central, after: str = "", limit: int = PART) -> Refolded:
    """The next `limit` of them behind the entry `after`, each in a transaction of its own."""
    must_be_plain(after=after)
    query = select(_ENTRY.entry).where(_HELD, _ENTRY.entry > after).order_by(_ENTRY.entry)
    with central.database.read() as connection:
        names = connection.execute(query.limit(limit)).scalars().all()
    folded = sum(_folded(central, name) for name in names)
    return Refolded(folded, len(names) - folded, names[-1] if len(names) == limit else "")


def _folded(central: Central, name: str) -> bool:
    try:
        with central.database.write() as connection:
            return _fold(connection, name, central.now())
    except Exception as error:
        if passes(error):
            raise
        _LOG.info("entry %s does not fold yet", name, exc_info=True)
        return False


def _fold(connection: Connection, name: str, now: datetime) -> bool:
    columns = (*stored.COLUMNS, _ENTRY.epoch, _ENTRY.seq, _ENTRY.held)
    row = connection.execute(select(*columns).where(_ENTRY.entry == name)).one()
    chains.lock(connection, [(row.terminal, row.epoch)])
    told = stored.told(row)
    effects = effects_store.load(connection, [told.fact])
    code, waits_for = effects_store.try_fold(effects, told)
    if not _claimed(connection, name, code):
        return True  # somebody else has folded it meanwhile
    if code:
        if code != row.held:
            exceptions.record(connection, [_held(row, told, code, waits_for)], now)
        return False
    effects_store.fold_waiting(connection, effects)
    written = effects_store.write(connection, effects, now)
    exceptions.settle_by_central(connection, "held", [name], "it could be used after all", now)
    exceptions.record(connection, written.raised, now)
    look_again(connection, [name, *effects.released], now)
    feed.append(connection, written.news, now, written.moved)
    return True


def _claimed(connection: Connection, name: str, code: str) -> bool:
    """After the order is locked: who else would fold it waits for that, or was before us."""
    these = update(tables.ledger).where(_ENTRY.entry == name, _HELD)
    return connection.execute(these.values(held=code or None)).rowcount == 1


def _held(row: Any, told: Told, code: str, waits_for: str) -> Raised:
    evidence = {"code": code, "seq": str(row.seq), "epoch": str(row.epoch)}
    return Raised("held", told.entry, told.store, evidence, told.terminal, told.entry, waits_for)
