"""Opens central's data for a command, alone on its folder when that is SQLite. Command room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sync.central import place
from sync.central.core import Central, open_central
from sync.central.folder_lock import FolderLock, FolderTaken
from sync.local.clock import clock_from_environment

__all__ = ["FolderTaken", "opened"]


@contextmanager
def opened(folder: Path, url: str, *, make: bool = False) -> Iterator[Central]:
    """`make` where there may be none yet. Raises Refusal: FolderTaken when another central, or
    an import, has the SQLite file."""
    place.look(folder, url, make=make)
    place.make_folder(folder)
    with nullcontext() if url else FolderLock(folder):
        central = open_central(folder, url, make=make, now=clock_from_environment().now)
        try:
            yield central
        finally:
            central.close()
