"""Fixtures of the fault stories: the flow store on SQLite; flows prove both databases."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.central.core import Central, open_central
from tests.central_db import sqlite_template
from tests.faults.poison import PoisonedCable
from tests.flows.corner_shop import open_chain
from tests.flows.store import FlowStore, flow_store

__all__ = ["sqlite_template"]


@pytest.fixture
def chain(sqlite_template: Path, tmp_path: Path) -> Iterator[Central]:
    (tmp_path / "central").mkdir()
    shutil.copy(sqlite_template, tmp_path / "central" / "central.db")
    central = open_central(tmp_path / "central")
    open_chain(central)
    yield central
    central.close()


@pytest.fixture
def store(chain: Central, tmp_path: Path) -> Iterator[FlowStore]:
    with flow_store(chain, tmp_path, PoisonedCable) as opened:
        yield opened


@pytest.fixture
def cable(store: FlowStore) -> PoisonedCable:
    assert isinstance(store.cable, PoisonedCable)
    return store.cable


@pytest.fixture
def quick_disk(tmp_path: Path) -> Iterator[Path]:
    """Thousands of states are written and synced: in memory where that is possible.

    What a killed process leaves behind is the same on either.
    """
    memory = Path("/dev/shm")
    folder = memory / f"endcap-faults-{os.getpid()}" if memory.is_dir() else tmp_path / "quick"
    folder.mkdir(exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
