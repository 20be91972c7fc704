"""The hash that the command prints is the one the kiosk checks against."""

from __future__ import annotations

import io

import pytest

from endcap.cli import main
from sync.local.pins import pin_matches


def test_the_hash_matches_its_pin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2468\n"))
    assert main(["pin-hash"]) == 0
    told = capsys.readouterr().out.strip()
    assert pin_matches("2468", told)
    assert not pin_matches("2469", told)


def test_a_short_pin_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("24\n"))
    assert main(["pin-hash"]) == 2
    assert "4 to 12 digits" in capsys.readouterr().err
