"""Reads the demo chain for the tests beside this file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).resolve().parents[3] / "assets"
DEMO = ASSETS / "demo"
LANGUAGES = {"en", "tr", "hu", "ru", "de", "ar"}

Row = dict[str, Any]


@cache
def load(name: str) -> Any:
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


@cache
def products() -> tuple[Row, ...]:
    files = sorted((DEMO / "catalogue").glob("*.json"))
    return tuple(row for file in files for row in load(f"catalogue/{file.name}"))


@cache
def skus() -> dict[str, Row]:
    return {sku["sku"]: sku for product in products() for sku in product["skus"]}


@cache
def reviews() -> tuple[Row, ...]:
    files = sorted((DEMO / "reviews").glob("*.json"))
    return tuple(row for file in files for row in load(f"reviews/{file.name}"))


@cache
def stores() -> set[str]:
    return {store["store"] for store in load("stores.json")}
