"""Builds snapshots beside the server, one at a time: on demand, and after the catalogue
changed and came to rest. Central room: a plain thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta

from sqlalchemy import func, select

from sync.central import feed, snapshots, tables
from sync.central.audience import Audience, audience_of
from sync.central.core import Central
from sync.central.documents import CATALOGUE
from sync.central.feed_pruning import prune
from sync.central.sweeps import sweep
from sync.central.units import micros
from sync.protocol.messages import SnapshotInfo

REST = timedelta(seconds=5)
"""How long a catalogue must have been still: an import writes many transactions."""
FAR = 20_000
"""Feed rows after which following the feed costs a terminal more than a fresh snapshot."""
_LOOK = 2.0
_For = tuple[str, Audience]
"""A store and whose eyes."""
_LOG = logging.getLogger("endcap.central")


class SnapshotKeeper:
    """`start` and `stop` belong to the server; `wanted` may be called from any thread.

    While central is `busy` nothing is pruned and no snapshot made that nobody asked for.
    """

    def __init__(self, central: Central, busy: Callable[[], bool] = lambda: False) -> None:
        self._central = central
        self._busy = busy
        self._asked: dict[_For, Future[SnapshotInfo]] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="snapshots", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        self._thread.join(5)

    def wanted(self, store: str, audience: Audience) -> Future[SnapshotInfo]:
        """The newest there is, or one that is being built now."""
        found = snapshots.latest(self._central, store, audience)
        if found is not None:
            done: Future[SnapshotInfo] = Future()
            done.set_result(found)
            return done
        with self._lock:
            future = self._asked.setdefault((store, audience), Future())
        self._wake.set()
        return future

    def _run(self) -> None:
        while not self._stopping:
            self._wake.wait(_LOOK)
            self._wake.clear()
            try:
                self._serve_asked()
                if not self._stopping:
                    sweep(self._central)
                if not self._stopping and not self._busy():
                    prune(self._central)
                    self._refresh()
            except Exception:
                # The next round tries again; terminals live on the feed meanwhile.
                _LOG.exception("snapshots: a round failed")

    def _serve_asked(self) -> None:
        while not self._stopping:
            with self._lock:
                if not self._asked:
                    return
                wanted, future = next(iter(self._asked.items()))
            try:
                future.set_result(snapshots.make(self._central, *wanted))
            except Exception as error:
                future.set_exception(error)
            with self._lock:
                del self._asked[wanted]

    def _refresh(self) -> None:
        for store, audience in self._manned():
            if self._stopping or self._asked:
                return
            found = snapshots.latest(self._central, store, audience)
            if found is not None and self._stale(store, audience, found.cursor):
                snapshots.make(self._central, store, audience)

    def _manned(self) -> list[_For]:
        """Stores with a terminal, and what kinds of terminal they have."""
        column = tables.terminal.c
        query = select(column.store, column.face).where(column.revoked_at.is_(None)).distinct()
        with self._central.database.read() as connection:
            rows = connection.execute(query).all()
        return sorted({(row.store, audience_of(row.face)) for row in rows})

    def _stale(self, store: str, audience: Audience, cursor: int) -> bool:
        column = tables.feed.c
        query = select(func.max(column.at)).where(
            column.cursor > cursor,
            column.topic.in_(CATALOGUE),
            column.topic.not_in(audience.hidden),
            column.store.is_(None) | (column.store == store),
        )
        with self._central.database.read() as connection:
            if feed.head(connection) - cursor > FAR:
                return True
            last = connection.execute(query).scalar()
        return last is not None and last < micros(self._central.now() - REST)
