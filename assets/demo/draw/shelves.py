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
    "tins",
    "bottles",
    "packets",
    "care",
    "vanity",
    "tubes",
    "lamps",
    "table",
    "kitchen",
    "soft_home",
    "sound",
    "devices",
    "gadgets",
    "tops",
    "layers",
    "footwear",
    "carried",
    "headwear",
    "toys",
    "paper",
    "books",
    "plants",
    "flowers",
    "garden_tools",
    "garden_goods",
)

for _name in ARTIST_MODULES:
    importlib.import_module(f"assets.demo.draw.{_name}")


def products(demo: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted((demo / "catalogue").glob("*.json")):
        found += json.loads(file.read_text())
    return found
