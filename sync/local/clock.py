"""Clocks that play `shop.ports.Clock`. Local room: the operating system's, and one for demos."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

ENVIRONMENT = "ENDCAP_CLOCK_FILE"


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class FileClock:
    """Wall time agreed between processes by a file {"wall": ISO time, "real": ISO time}: when
    the machine said `real` it was `wall`. Read again when the file changes, so that a day can
    be moved along while everything runs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = (0, 0)
        self._wall = self._real = datetime.now(UTC)

    def now(self) -> datetime:
        self._refresh()
        return datetime.now(UTC) - self._real + self._wall

    def monotonic(self) -> float:
        return time.monotonic()

    def _refresh(self) -> None:
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp == self._stamp:
                return
            told = msgspec.json.decode(self._path.read_bytes(), type=dict[str, datetime])
            self._wall, self._real, self._stamp = told["wall"], told["real"], stamp
        except (OSError, ValueError, KeyError):
            return  # being replaced just now: keep the last agreement


def set_file_clock(path: Path, wall: datetime) -> None:
    """From now on it is `wall` for everybody who looks at this file."""
    told = {"wall": wall, "real": datetime.now(UTC)}
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(msgspec.json.encode(told))
    fresh.replace(path)


def clock_from_environment() -> SystemClock | FileClock:
    path = os.environ.get(ENVIRONMENT)
    return FileClock(Path(path)) if path else SystemClock()
