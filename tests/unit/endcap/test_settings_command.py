"""The administrator's table of settings is what the command prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from endcap.cli import main
from shop.settings import documented_keys

PAGE = Path(__file__).resolve().parents[3] / "docs" / "administrator" / "settings.md"


def test_page_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == PAGE.read_text(encoding="utf-8"), (
        "run: endcap settings > docs/administrator/settings.md"
    )


def test_every_key_is_in_the_table() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    assert len(rows) == len(documented_keys())
