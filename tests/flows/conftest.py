"""Fixtures of the stories: central on both databases with the small chain, served for real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.central.core import Central, open_central
from tests.central_db import central_url, postgres, sqlite_template
from tests.flows.corner_shop import open_chain
from tests.flows.store import FlowStore, flow_store

__all__ = ["central_url", "postgres", "sqlite_template"]


@pytest.fixture
def chain(central_url: str, tmp_path: Path) -> Iterator[Central]:
    """The chain on central, on a real clock: the terminals beside it live by one."""
    central = open_central(tmp_path / "central", central_url)
    open_chain(central)
    yield central
    central.close()


@pytest.fixture
def store(chain: Central, tmp_path: Path) -> Iterator[FlowStore]:
    with flow_store(chain, tmp_path) as opened:
        yield opened
