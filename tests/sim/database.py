"""Central's database in memory: the real engine, tables and statements, without a file.

One engine serves every seed; a history is put in place, taken and rolled back as bytes.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import StaticPool

from sync.central.database import Database


class CentralDied(BaseException):
    """Central's process ends here."""


class MemoryDatabase(Database):
    """`die` names the point at which the next writing transaction ends central's process."""

    FRESH = "SELECT rowid, hash FROM ledger WHERE rowid > ?"
    """Ledger entries written since that row."""

    def __init__(self) -> None:
        self.url = make_url("sqlite://")
        self.is_sqlite = True
        self.on_commit: Callable[[], None] = lambda: None
        self.die = ""
        self._writer = self._reader = create_engine(
            self.url, poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        self._lock = threading.RLock()
        event.listen(self._writer, "connect", _on_connect)
        event.listen(self._writer, "begin", _on_begin)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with self._writer.begin() as connection:
            yield connection
            self._burn("before_commit")
        self._burn("after_commit")
        self.on_commit()

    def _burn(self, point: str) -> None:
        if self.die == point:
            self.die = ""
            raise CentralDied(point)

    @property
    def raw(self) -> sqlite3.Connection:
        """For the checks: what is stored, without a line of the product in between."""
        driver: Any = self._writer.raw_connection().driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return driver

    def image(self) -> bytes:
        return self.raw.serialize()

    def put_back(self, image: bytes) -> None:
        """By the backup interface: `deserialize` under prepared statements crashes SQLite."""
        source = sqlite3.connect(":memory:")
        source.deserialize(image)
        source.backup(self.raw)
        source.close()


def _on_begin(connection: Connection) -> None:
    """Past SQLAlchemy, for it is done forty times in a story."""
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN")


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA temp_store=MEMORY")
