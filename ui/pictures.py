"""Room: ui. Where a catalogue picture lies on this machine; only local files, never the net."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "assets"
FOLDERS = (ASSETS / "demo" / "pictures", ASSETS / "demo", ASSETS)
KINDS = ("", ".svg", ".png", ".jpg", ".webp")


@lru_cache(maxsize=4096)
def picture_url(name: str) -> str:
    """A file URL for a picture's name in the catalogue; "" when this machine has no such file."""
    if not name or "://" in name or name.startswith("/"):
        return ""
    for folder in FOLDERS:
        for kind in KINDS:
            path = (folder / f"{name}{kind}").resolve()
            if path.is_relative_to(ASSETS) and path.is_file():
                return path.as_uri()
    return ""
