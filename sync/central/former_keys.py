"""Keys of a terminal's former epochs that a restored central forgot. Central room: SQL.

The one-time code names the terminal, so whoever holds it may tell what that terminal's journal
says of itself. A key we know is never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from shop.domain.slip_keys import SlipKey
from shop.errors import Conflict
from sync.central import documents, tables
from sync.central.units import micros
from sync.protocol.messages import EnrolRequest, FormerKey

SKIP = 10
"""How many epochs one restore passes over: more than anybody re-enrols between two backups."""
_FLOOR = "epoch"
_MOST = 1000
_LAST_EPOCH = 60_000  # a slip has two bytes for it
_KEY = re.compile(r"[0-9a-f]{64}")


def told(request: EnrolRequest, terminal: str) -> tuple[FormerKey, ...]:
    """What the request tells of the terminal that its code is for. Raises Conflict."""
    if not terminal or request.terminal != terminal:
        return ()
    if len(request.former) > _MOST or not all(_sound(key) for key in request.former):
        raise Conflict("key_malformed")
    return request.former


def _sound(key: FormerKey) -> bool:
    known = _KEY.fullmatch(key.public_key) is not None
    return known and 0 < key.epoch < _LAST_EPOCH and 0 <= key.key_id < 2**32


def remember(
    connection: Connection,
    terminal: str,
    store: str,
    former: Sequence[FormerKey],
    now: datetime,
) -> None:
    column = tables.terminal_key.c
    rows = connection.execute(select(column.epoch).where(column.terminal == terminal))
    had = set(rows.scalars())
    for key in former:
        if key.epoch not in had:
            write(connection, terminal, store, key, now)


def write(connection: Connection, terminal: str, store: str, key: FormerKey, now: datetime) -> None:
    """The key of one epoch, for entries and for slips."""
    key_id = key.key_id if _free(connection, key.key_id) else next_id(connection)
    connection.execute(
        insert(tables.terminal_key).values(
            terminal=terminal,
            epoch=key.epoch,
            key_id=key_id,
            public_key=key.public_key,
            store=store,
            created_at=micros(now),
        )
    )
    slip_key = SlipKey(key_id, key.public_key, terminal, store)
    documents.put(connection, [documents.of("slip_key", str(key_id), slip_key)], now)


def _free(connection: Connection, key_id: int) -> bool:
    column = tables.terminal_key.c
    taken = select(column.key_id).where(column.key_id == key_id)
    return key_id > 1 and connection.execute(taken).first() is None


def next_id(connection: Connection) -> int:
    """Also not one that a terminal told us of, from a history that we have not reached yet."""
    column = tables.counter.c
    advance = (
        update(tables.counter)
        .where(column.name == "key")
        .values(value=column.value + 1)
        .returning(column.value)
    )
    while not _free(connection, given := int(connection.execute(advance).scalar_one())):
        pass
    return given


# -- after a restore -----------------------------------------------------------------------------


def floor(connection: Connection) -> int:
    """The last epoch that we may have given and forgotten."""
    column = tables.counter.c
    return int(connection.execute(select(column.value).where(column.name == _FLOOR)).scalar() or 0)


def skip_given(connection: Connection, chance: int) -> None:
    """Pass over the epochs that may have been given since the backup.

    `chance` (0 to 255) makes it another number each time: whoever restores the same backup
    twice must not give twice what was given in between.
    """
    column = tables.counter.c
    last = select(tables.terminal.c.epoch).order_by(tables.terminal.c.epoch.desc()).limit(1)
    highest = max(floor(connection), connection.execute(last).scalar() or 0) + SKIP + chance
    done = connection.execute(
        update(tables.counter).where(column.name == _FLOOR).values(value=highest)
    )
    if not done.rowcount:
        connection.execute(insert(tables.counter).values(name=_FLOOR, value=highest))
