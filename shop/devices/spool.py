"""Print jobs as files in a folder: they outlive the paper, the printer and the process.

Devices room: files only. Only the printer's own thread touches the folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_SUFFIX = ".escpos"


class Spool:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for half in folder.glob("*.part"):
            half.unlink()
        self._next = max((_number(path) for path in self.waiting()), default=0) + 1

    def waiting(self) -> list[Path]:
        """The oldest first."""
        return sorted(self._folder.glob(f"*{_SUFFIX}"))

    def add(self, job: bytes, name: str) -> Path:
        """Whole and on disk, or OSError."""
        plain = _UNFIT.sub("-", name)[:60]
        path = self._folder / f"{self._next:010d}-{plain}{_SUFFIX}"
        self._next += 1
        half = path.with_suffix(".part")
        with half.open("wb") as file:
            file.write(job)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
        return path

    def done(self, path: Path) -> None:
        path.unlink(missing_ok=True)


def _number(path: Path) -> int:
    head = path.name.partition("-")[0]
    return int(head) if head.isdecimal() else 0
