"""Disk space put aside, given up so that a started sale can finish. Local room: one file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAME = "reserve.bin"


class Reserve:
    """`spent` is true from the moment the disk was found full until the file is back."""

    def __init__(self, folder: Path, size: int) -> None:
        self._path = folder / NAME
        self._size = size
        self.spent = not self.refill()

    def refill(self) -> bool:
        """Put the space aside if there is plenty; say whether it is there."""
        try:
            if not self._path.exists() or self._path.stat().st_size < self._size:
                self._allocate()
        except OSError:
            self._path.unlink(missing_ok=True)
            self.spent = True
            return False
        self.spent = False
        return True

    def release(self) -> bool:
        """Free the space; False when it was gone already."""
        try:
            self._path.unlink()
        except OSError:
            return False
        finally:
            self.spent = True
        return True

    def _allocate(self) -> None:
        if shutil.disk_usage(self._path.parent).free < 2 * self._size:
            raise OSError("little space")
        with self._path.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, self._size)
            else:
                file.write(bytes(self._size))
