"""One program per terminal folder, by an operating-system lock. Local room: files only.

The lock dies with the process, so a crash leaves nothing to clean up.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from shop.errors import JournalFault

NAME = "terminal.lock"


class FolderLock:
    """Held from creation to `release`; a second one raises JournalFault("already_open")."""

    def __init__(self, folder: Path) -> None:
        self._file: BinaryIO = (folder / NAME).open("ab")
        try:
            _take(self._file)
        except OSError:
            self._file.close()
            raise JournalFault("already_open", folder=str(folder)) from None

    def release(self) -> None:
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
