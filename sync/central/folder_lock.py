"""One writing process per SQLite folder, by a lock of the operating system. Central room."""

from __future__ import annotations

import sys
from pathlib import Path

from shop.errors import Refusal


class FolderTaken(Refusal):
    """Another process writes here."""

    def __init__(self, folder: Path) -> None:
        super().__init__("folder_taken", folder=str(folder))


class FolderLock:
    """Held until released or the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "central.lock").open("a+b")
        try:
            _lock(self._file.fileno())
        except OSError:
            self._file.close()
            raise FolderTaken(folder) from None

    def release(self) -> None:
        self._file.close()

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
