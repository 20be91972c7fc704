"""Opens central's data for a command, alone on its folder when that is SQLite. Command room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.central.core import Central, open_central
from sync.central.folder_lock import FolderLock, FolderTaken
from sync.local.clock import clock_from_environment

__all__ = ["FolderTaken", "opened"]


@contextmanager
def opened(folder: Path, url: str) -> Iterator[Central]:
    """Raises FolderTaken when another central, or an import, has the SQLite file."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(folder) if not url else None
    try:
        central = open_central(folder, url, now=clock_from_environment().now)
        try:
            yield central
        finally:
            central.close()
    finally:
        if lock is not None:
            lock.release()
