"""Fixtures for central's tests: both databases, a small chain, terminals that seal entries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.central.core import Central, open_central
from tests.central_db import central, central_url, clock, postgres, sqlite_template
from tests.central_shop import Terminal, enrolled, open_shop

__all__ = ["central", "central_url", "clock", "postgres", "sqlite_template"]


@pytest.fixture
def shop(central: Central) -> Central:
    """Central with three stores, three SKUs and ten of each in every store."""
    open_shop(central)
    return central


@pytest.fixture
def sqlite_shop(sqlite_template: Path, tmp_path: Path) -> Iterator[Central]:
    """The same, on SQLite alone, for what is of no other database."""
    folder = tmp_path / "sqlite"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "central.db")
    opened = open_central(folder)
    open_shop(opened)
    yield opened
    opened.close()


@pytest.fixture
def till(shop: Central) -> Terminal:
    return enrolled(shop, "S1", "till")
