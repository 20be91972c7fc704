"""Small file habits: durable replace, directory sync, privacy. Local room: files only.

What is kept here names shoppers and staff: other users of the machine have no business with it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make names created in `folder` survive a power cut."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_private() -> None:
    """Whatever this process makes from now on is its owner's alone."""
    os.umask(0o077)


def make_private(path: Path) -> None:
    """Its owner's alone from its first byte on, and also when it was made otherwise before. A file
    that is another's to change stays as it is."""
    with suppress(OSError):
        if not path.exists():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        elif path.stat().st_mode & 0o077:  # never opened: closing it would drop SQLite's locks
            path.chmod(0o600)


def write_durably(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Replace `path` by `data`: after a crash it is the old or the new, never a mixture."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)
