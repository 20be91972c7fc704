"""Room: the demo's drawing tools. Reads the catalogue and wakes every artist."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

ARTIST_MODULES = (
    "fruit",
    "bakery",
    "dairy",
    "jars",
    "bottles",
    "packets",
    "care",
    "tubes",
    "lamps",
    "table",
    "soft_home",
    "sound",
    "devices",
    "tops",
    "layers",
    "footwear",
    "carried",
    "toys",
    "paper",
    "plants",
    "garden_tools",
)

for _name in ARTIST_MODULES:
    if (Path(__file__).parent / f"{_name}.py").exists():
        importlib.import_module(f"assets.demo.draw.{_name}")


def products(demo: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted((demo / "catalogue").glob("*.json")):
        found += json.loads(file.read_text())
    return found
