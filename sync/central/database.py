"""Opens central's database and hands out transactions. Central room: SQL lives here.

SQLite: one writing connection for the whole process (which also waters down the WAL-reset
race of SQLite before 3.51.3), readers beside it. PostgreSQL: a pool, any number of processes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from shop.errors import Refusal
from sync.local.files import make_private

READERS = 16
"""As many as there are threads that may ask in one moment (`sync.central.lanes`)."""
WAIT = 30.0
WRITER_CACHE_KB = 64_000
"""An index by random ids and a table of all figures are written to all over."""
READER_CACHE_KB = 16_000


_PASSING = (OperationalError, InterfaceError, PoolTimeout, MemoryError)


def passes(error: BaseException) -> bool:
    """Trouble of the machine or the line: the same again may well be done, a moment later."""
    cut = isinstance(error, DBAPIError) and error.connection_invalidated
    return cut or isinstance(error, _PASSING)


class Database:
    """`on_commit` is called after every writing transaction, from the thread that made it."""

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.on_commit: Callable[[], None] = lambda: None
        if self.is_sqlite:
            make_private(Path(str(self.url.database)))
            self._writer = _sqlite(self.url, writer=True)
            self._reader = _sqlite(self.url, writer=False)
        else:
            self._writer = self._reader = _postgres(self.url)
        self._lock = threading.RLock()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction; on SQLite nobody else writes meanwhile."""
        if self.is_sqlite:
            with self._lock, self._writer.begin() as connection:
                yield connection
        else:
            with self._writer.begin() as connection:
                yield connection
        self.on_commit()

    @contextmanager
    def read(self, *, consistent: bool = False) -> Iterator[Connection]:
        """`consistent`: every statement sees the same moment (SQLite always does)."""
        with self._reader.connect() as connection:
            if consistent and not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations and backups only."""
        return self._writer

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()


_DRIVER = "postgresql+psycopg"


def parse_url(url: str) -> URL:
    """ "postgresql://" means psycopg 3; a plain path means SQLite. Raises Refusal."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).absolute()))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise Refusal("database_url_wrong") from None
    if parsed.drivername not in ("postgresql", "postgres", _DRIVER):
        raise Refusal("database_url_wrong")
    return parsed.set(drivername=_DRIVER)


def _sqlite(url: URL, *, writer: bool) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1 if writer else READERS,
        max_overflow=0,
        pool_timeout=WAIT,
        pool_use_lifo=True,  # the one whose pages are warm
        connect_args={"timeout": WAIT, "check_same_thread": False, "cached_statements": 512},
    )

    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        run = connection.execute
        run(f"PRAGMA cache_size=-{WRITER_CACHE_KB if writer else READER_CACHE_KB}")
        if writer:
            run("PRAGMA journal_mode=WAL")
            run("PRAGMA synchronous=FULL")
            if run("PRAGMA synchronous").fetchone() != (2,):
                raise RuntimeError("SQLite would not promise durable commits")
            run("PRAGMA wal_autocheckpoint=4000")
        else:
            run("PRAGMA wal_autocheckpoint=0")
            run("PRAGMA query_only=ON")
        run("PRAGMA temp_store=MEMORY")

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _postgres(url: URL) -> Engine:
    return create_engine(url, pool_size=READERS // 2, max_overflow=READERS // 2, pool_timeout=WAIT)
