"""Which central a till talks to: the one it was enrolled with, unless settings name another."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.opening import open_services
from shop.settings import CentralSettings, Settings
from sync.agent.agent import Agent
from sync.terminal import enrol
from tests.fakes.tiny_central import TinyCentral
from ui.bridge import Bridge
from ui.face import FaceOptions
from ui.startup import UiApp


@pytest.mark.parametrize(("told", "used"), [("", ""), ("http://other:9", "http://other:9")])
def test_the_enrolled_central_is_used(
    told: str, used: str, tmp_path: Path, ui_app: UiApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    made = Agent.__init__

    def remember(self: Agent, place: object, *others: object) -> None:
        asked.append(getattr(place, "url", ""))
        made(self, place, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Agent, "__init__", remember)
    with TinyCentral() as central:
        enrol(tmp_path, central.url, "GOODCODE", "till")
        used = used or central.url
    settings = Settings(central=CentralSettings(url=told))
    opened = open_services(FaceOptions(tmp_path, settings), "till", Bridge())
    assert opened.terminal.agent is not None
    opened.close()
    assert asked == [used]
