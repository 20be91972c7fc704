"""Room: kiosk. The full-bleed pictures of the attract screen; files of this machine only."""

from __future__ import annotations

from functools import lru_cache

from ui.pictures import ASSETS


@lru_cache(maxsize=2)
def scene_urls(wide: bool) -> tuple[str, ...]:
    """Portrait ones, or their "-wide" sisters, in the order of their names."""
    found = sorted((ASSETS / "demo" / "scenes").glob("*.svg"))
    return tuple(path.as_uri() for path in found if path.stem.endswith("-wide") is wide)
