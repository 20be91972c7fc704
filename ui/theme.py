"""Room: ui. Reads a store's own theme values from its TOML; unknown names and wrong values fail.

accent = "#005EA8"          any colour of Theme.qml by its name
fontTitle = 36              any type size, in pixels before text scaling
radius = 12
family = "Noto Sans"
[departments]               tints behind pictures, by department
tools = "#DDE6EC"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from shop.errors import Refusal

COLOURS = frozenset(
    [
        "canvas",
        "surface",
        "raised",
        "sunken",
        "ink",
        "ink2",
        "ink3",
        "line",
        "lineStrong",
        "accent",
        "accentInk",
        "good",
        "warn",
        "stop",
        "stateInk",
        "star",
        "focus",
        "scrim",
        "shadow",
        "neutralTint",
    ]
)
SIZES = frozenset(["fontSmall", "fontBody", "fontTitle", "fontHead", "fontHero", "radius"])
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")


def read_theme(file: str) -> dict[str, Any]:
    """The overrides in `file`, or none when no file is named."""
    if not file:
        return {}
    try:
        with Path(file).open("rb") as stream:
            values = tomllib.load(stream)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Refusal("settings_unreadable", file=file, detail=str(error)) from error
    for name, value in values.items():
        _check(name, value)
    return values


def _check(name: str, value: object) -> None:
    if name in COLOURS:
        _colour(name, value)
    elif name in SIZES:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 200:
            raise Refusal("setting_type", key=f"theme.{name}", wanted="0–200")
    elif name == "family":
        if not isinstance(value, str):
            raise Refusal("setting_type", key="theme.family", wanted="text")
    elif name == "departments" and isinstance(value, dict):
        for department, tint in value.items():
            _colour(f"departments.{department}", tint)
    else:
        raise Refusal("setting_unknown", key=f"theme.{name}")


def _colour(name: str, value: object) -> None:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise Refusal("setting_type", key=f"theme.{name}", wanted="#RRGGBB")
