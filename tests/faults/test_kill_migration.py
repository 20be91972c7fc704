"""Central killed while it brings an old database up to date: it goes on, or begins again (D16)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.central import schema
from sync.central.core import open_central
from sync.central.database import Database
from tests.central_db import postgres
from tests.faults.tools import ROOT, Tell
from tests.fixtures.released import CENTRALS, unpacked
from tests.unit.sync.central.test_released_central import (
    Rows,
    empty_url,
    filled,
    kept,
    old_rows,
    rows,
    sound,
)

__all__ = ["empty_url", "postgres"]

FIRST = min(CENTRALS)


def killed(folder: Path, url: str, at: int) -> int | None:
    """How many statements it needs, once it is not killed any more."""
    command = [sys.executable, "-m", "tests.faults.migrator", str(folder), url, str(at)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    if done.returncode == 0:
        return int(done.stdout)
    assert done.returncode == -9, done.stderr.decode()
    return None


def old_or_new(folder: Path, url: str, was: Rows) -> None:
    """Nothing in between: the old tables with their rows, or the new ones."""
    database = Database(url or str(folder / "central.db"))
    try:
        with database.read() as connection:
            assert schema.version(connection) in (FIRST, schema.newest())
        kept(was, rows(database))
    finally:
        database.close()
    central = open_central(folder, url)
    kept(was, rows(central.database))
    sound(central)
    central.close()


def swept(start: Callable[[int], Path], url: str, was: Rows, points: range) -> int:
    for tried, at in enumerate(points):
        folder = start(at)
        ended = killed(folder, url, at)
        old_or_new(folder, url, was)
        if ended is not None:
            return tried
    return len(points)


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.soak)])
def test_killed_at_a_statement_on_sqlite(tmp_path: Path, tell: Tell, step: int) -> None:
    was = old_rows(unpacked(CENTRALS[FIRST], tmp_path / "was"))

    def start(at: int) -> Path:
        return unpacked(CENTRALS[FIRST], tmp_path / f"at{at}")

    tried = swept(start, "", was, range(step, 500, step))
    tell(f"migration on SQLite killed at {tried} points: all old or all new, whole")


@pytest.mark.postgres
@pytest.mark.parametrize("at", [12, 25, pytest.param(40, marks=pytest.mark.soak)])
def test_killed_at_a_statement_on_postgresql(tmp_path: Path, empty_url: str, at: int) -> None:
    folder = unpacked(CENTRALS[FIRST], tmp_path)
    was = old_rows(folder)
    filled(empty_url, FIRST, was)
    (folder / "central.db").unlink()
    killed(folder, empty_url, at)
    old_or_new(folder, empty_url, was)
