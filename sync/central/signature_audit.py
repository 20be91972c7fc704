"""Checks every entry's own signature after its batch was taken. Central room: SQL lives here.

When a batch is taken its last signature vouches for all of it (`sync.central.vouched`), so an
entry found here with a wrong one is still what the terminal wrote: its effects stand, and a
person is told that the terminal's records or its key deserve a look.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Text, and_, cast, func, select

from sync.central import bulk, exceptions, tables
from sync.central.core import Central
from sync.central.exceptions import Raised
from sync.central.receive import UNPROVEN, verifier

PART = 100
_COUNTER = ("name", "value")
_FORWARD = (
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counter.value < excluded.value"
)
_LOG = logging.getLogger("endcap.central")


@dataclass(frozen=True, slots=True)
class _Chain:
    terminal: str
    epoch: int
    branch: int
    tip: int
    checked: int
    name: str
    public_key: str


def audit(central: Central, limit: int = PART) -> int:
    """Check the next few of one chain; 0 when all are checked. May be run by many at once."""
    with central.database.read() as connection:
        chain = _behind(connection)
        if chain is None:
            return 0
        last, wrong, looked = _look(connection, chain, limit)
    with central.database.write() as connection:
        bulk.insert(connection, tables.counter, _COUNTER, [(chain.name, last)], _FORWARD)
        exceptions.record(connection, wrong, central.now())
    return looked


def _behind(connection: Connection) -> _Chain | None:
    branch, count, key = tables.branch.c, tables.counter.c, tables.terminal_key.c
    epoch, number = cast(branch.epoch, Text), cast(branch.branch, Text)
    name = "signatures/" + branch.terminal + "/" + epoch + "/" + number
    checked = func.coalesce(count.value, branch.from_seq)
    row = connection.execute(
        select(
            branch.terminal,
            branch.epoch,
            branch.branch,
            branch.seq,
            checked.label("checked"),
            name.label("name"),
            key.public_key,
        )
        .join(tables.terminal_key, and_(key.terminal == branch.terminal, key.epoch == branch.epoch))
        .outerjoin(tables.counter, count.name == name)
        .where(checked < branch.seq)
        .limit(1)
    ).first()
    if row is None:
        return None
    where = (row.terminal, row.epoch, row.branch)
    return _Chain(*where, row.seq, row.checked, row.name, row.public_key)


def _look(connection: Connection, chain: _Chain, limit: int) -> tuple[int, list[Raised], int]:
    column = tables.ledger.c
    rows = connection.execute(
        select(column.entry, column.seq, column.store, column.hash, column.signature, column.held)
        .where(
            column.terminal == chain.terminal,
            column.epoch == chain.epoch,
            column.branch == chain.branch,
            column.seq > chain.checked,
        )
        .order_by(column.seq)
        .limit(limit)
    ).all()
    verify = verifier(chain.public_key)
    wrong = [
        Raised(
            "signature_invalid",
            row.entry,
            row.store,
            {"seq": str(row.seq), "epoch": str(chain.epoch), "vouched_by": str(chain.tip)},
            chain.terminal,
            row.entry,
        )
        for row in rows
        if row.held not in UNPROVEN and not verify(row.hash, row.signature)
    ]
    return (rows[-1].seq if rows else chain.tip), wrong, len(rows)


class SignatureAuditor:
    """A plain thread that leaves three quarters of its time to whoever sells, and all of it
    while central is `busy`: nothing waits for it."""

    def __init__(self, central: Central, busy: Callable[[], bool] = lambda: False) -> None:
        self._central = central
        self._busy = busy
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="signatures", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(5)

    def _run(self) -> None:
        rest = 1.0
        while not self._stopping.wait(rest):
            if self._busy():
                rest = 1.0
                continue
            began = time.monotonic()
            try:
                looked = audit(self._central)
            except Exception:
                _LOG.exception("signatures: a round failed")
                looked = 0
            rest = 3 * (time.monotonic() - began) if looked else 2.0
