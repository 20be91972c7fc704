"""May an export be written there? Command room: looks at files, changes none."""

from __future__ import annotations

import os
from pathlib import Path

_OWN = ("terminal.json", "journal.db", "journal.head", "device.key", "central.db", "central.key")
"""What only the folder of a terminal or a central holds."""


def refusal(out: Path, *, overwrite: bool) -> str:
    """Why not, as a sentence; "" when it may."""
    owner = next((x for x in out.resolve().parents if _holds_our_files(x)), None)
    if owner is not None:
        return f"{owner} is the folder of a terminal or of central: write the export elsewhere"
    for path in (out, *beside(out)):
        if os.path.lexists(path) and not path.is_file():
            return f"{path} is there already, and is no file: give another name"
        if os.path.lexists(path) and not overwrite:
            return f"{path} is there already: give another name, or add --overwrite to replace it"
    return ""


def beside(out: Path) -> tuple[Path, ...]:
    """What `write_export` also writes: the sum, and the file before it is whole."""
    return (out.with_name(f"{out.name}.sha256"), out.with_name(f"{out.name}.part"))


def _holds_our_files(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in _OWN)
