"""How sqlite3 files are opened here: one writer, a pool of readers. Local room."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.local.files import make_private


def connect(path: Path, *, readonly: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """`immutable` promises that nobody writes, and then not even a lock is taken."""
    if not (readonly or immutable):
        make_private(path)
    mode = "ro&immutable=1" if immutable else "ro" if readonly else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        timeout=5.0,
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    if readonly:
        connection.execute("PRAGMA query_only=ON")
    return connection


class ReaderPool:
    """Read-only connections, lent one at a time and kept for the next reader."""

    def __init__(self, path: Path, cache_kib: int = 2048) -> None:
        self._path = path
        self._cache_kib = cache_kib
        self._idle: list[sqlite3.Connection] = []
        self._lent = 0
        self._open = True
        self._closed = False
        self._changed = threading.Condition()

    @contextmanager
    def borrow(self) -> Iterator[sqlite3.Connection]:
        connection = self.take()
        try:
            yield connection
        finally:
            self.give(connection)

    def take(self) -> sqlite3.Connection:
        with self._changed:
            while not self._open and not self._closed:
                self._changed.wait()
            if self._closed:
                raise sqlite3.ProgrammingError("these files are closed")
            self._lent += 1
            if self._idle:
                return self._idle.pop()
        try:
            return self._connect()
        except BaseException:
            with self._changed:
                self._lent -= 1
                self._changed.notify_all()
            raise

    def give(self, connection: sqlite3.Connection) -> None:
        with self._changed:
            self._lent -= 1
            if self._open:
                self._idle.append(connection)
            else:
                connection.close()
                self._changed.notify_all()

    def pause(self) -> None:
        """Wait for readers, close their connections, and let new ones wait for `resume`."""
        with self._changed:
            self._open = False
            while self._lent:
                self._changed.wait()
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    def close(self) -> None:
        self.pause()
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def resume(self) -> None:
        with self._changed:
            self._open = True
            self._changed.notify_all()

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self._path, readonly=True)
        connection.execute(f"PRAGMA cache_size=-{self._cache_kib}")
        return connection
