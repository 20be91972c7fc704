"""A terminal with nothing to say: the stream's beat tells it that central is there."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.central.core import Central
from sync.central.events import BEAT
from sync.protocol import paths
from tests.unit.sync.central.test_with_agents import chain, terminal, url

__all__ = ["chain", "url"]

WATCHED = 9.0
TRIES = 4
"""A machine that is busy with other tests starts slowly and delays beats; one calm look will do."""


def test_an_idle_terminal_hardly_asks_anything(
    chain: Central,
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked: Counter[str] = Counter()
    send = httpx.AsyncClient.send

    async def counted(self: httpx.AsyncClient, request: httpx.Request, **more: Any) -> Any:
        asked[request.url.path] += 1
        return await send(self, request, **more)

    monkeypatch.setattr(httpx.AsyncClient, "send", counted)
    with terminal(chain, url, tmp_path / "till", "till", "S1") as till:
        time.sleep(2 * BEAT)  # what starting asks for is over
        for _ in range(TRIES):
            asked.clear()
            time.sleep(WATCHED)
            idle = Counter(asked)
            per_minute = sum(idle.values()) * 60 / WATCHED
            if idle[paths.HEALTH] <= 1 and per_minute < 20:
                break
        assert till.agent.link().online
    with capsys.disabled():
        print(f"\nidle: {per_minute:.0f} requests a minute {dict(idle)}")
    assert idle[paths.HEALTH] <= 1  # a busy machine may delay a beat
    assert per_minute < 20
