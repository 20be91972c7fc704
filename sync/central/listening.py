"""Hears of other workers' commits by PostgreSQL's NOTIFY. Central room: SQL lives here.

One connection a worker, outside the pool. What it hears is a hint only: the feed is the truth
and is looked at twice a second anyway, so losing this connection costs half a second.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg

from sync.central.database import Database
from sync.central.feed import CHANNEL

_LOOK = 0.5
_AGAIN = 5.0
_LOG = logging.getLogger("endcap.central")


class Listening:
    """A plain thread calling `heard`; on SQLite there is nobody else, and it does nothing."""

    def __init__(self, database: Database, heard: Callable[[], None]) -> None:
        self._heard = heard
        self._stopping = threading.Event()
        self._url = database.url.set(drivername="postgresql")
        self._thread: threading.Thread | None = None
        if not database.is_sqlite:
            self._thread = threading.Thread(target=self._run, name="listening", daemon=True)

    def start(self) -> None:
        if self._thread is not None:
            self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except psycopg.Error as error:
                _LOG.info("not listening: %s", type(error).__name__)
                self._stopping.wait(_AGAIN)

    def _listen(self) -> None:
        url = self._url.render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}".encode())
            while not self._stopping.is_set():
                with suppress(StopIteration):
                    next(connection.notifies(timeout=_LOOK, stop_after=1))
                    self._heard()
