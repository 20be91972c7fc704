"""The clock that processes of a demo agree on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.local.clock import (
    ENVIRONMENT,
    FileClock,
    SystemClock,
    clock_from_environment,
    set_file_clock,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_all_who_look_at_the_file_agree(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    set_file_clock(path, NOON)
    one, other = FileClock(path), FileClock(path)
    assert timedelta(0) <= one.now() - NOON < timedelta(seconds=5)
    assert abs(one.now() - other.now()) < timedelta(seconds=1)
    set_file_clock(path, NOON + timedelta(hours=3))
    assert one.now() - NOON >= timedelta(hours=3)
    assert other.monotonic() <= other.monotonic()


def test_a_file_that_cannot_be_read_keeps_the_last_agreement(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    set_file_clock(path, NOON)
    clock = FileClock(path)
    clock.now()
    path.write_text("half a")
    assert clock.now() - NOON < timedelta(seconds=5)


def test_the_environment_chooses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    assert isinstance(clock_from_environment(), SystemClock)
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "clock.json"))
    assert isinstance(clock_from_environment(), FileClock)
