"""Where a file can be put that somebody carries away: sticks and cards now in. Devices room."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_LINUX = ("/media/", "/run/media/", "/mnt/")
_REMOVABLE = 2  # Windows' DRIVE_REMOVABLE


@dataclass(frozen=True, slots=True)
class Medium:
    """`name` is what people see of it; "" for the terminal's own folder."""

    path: Path
    name: str


def media(own: Path, mounts: Path = Path("/proc/self/mounts")) -> list[Medium]:
    """Sticks first, by name, then our own folder, which is always there."""
    if sys.platform == "win32":
        found = _drives()
    elif sys.platform == "darwin":
        found = [path for path in Path("/Volumes").iterdir() if not path.is_symlink()]
    else:
        found = _mounted(mounts)
    usable = [Medium(path, path.name or str(path)) for path in sorted(set(found)) if _ours(path)]
    return [*usable, Medium(own, "")]


def _mounted(mounts: Path) -> list[Path]:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    points = [_unescaped(line.split()[1]) for line in lines if len(line.split()) > 1]
    return [Path(point) for point in points if point.startswith(_LINUX)]


def _unescaped(point: str) -> str:
    """The kernel writes a blank as \\040."""
    for code, letter in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        point = point.replace(code, letter)
    return point


def _ours(path: Path) -> bool:
    try:
        return path.is_dir() and os.access(path, os.W_OK)
    except OSError:
        return False


def _drives() -> list[Path]:
    import ctypes

    drive_type = getattr(ctypes, "windll").kernel32.GetDriveTypeW  # noqa: B009  not on this system
    roots = (f"{letter}:\\" for letter in "DEFGHIJKLMNOPQRSTUVWXYZ")
    return [Path(root) for root in roots if drive_type(root) == _REMOVABLE]
