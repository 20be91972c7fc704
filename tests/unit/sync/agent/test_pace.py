"""How often a terminal asks when one thing fails for ever and all else goes well (N9)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.agent.link import Link
from sync.local.clock import SystemClock
from sync.protocol import paths
from sync.terminal import Terminal, enrol, open_terminal
from tests.fakes.terminals import settings, sold, wait_until
from tests.fakes.tiny_central import JSON, Answer, TinyCentral

PAGE = 403, "text/html", b"<html>Blocked by your provider</html>"
WATCHED_S = 6.0
MOST = 16
"""Full jitter from half a second on: six tries or so in six seconds, never hundreds."""
NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture
def central() -> Iterator[TinyCentral]:
    with TinyCentral() as running:
        running.tell("settings", "a", settings())
        yield running


@pytest.fixture
def terminal(tmp_path: Path, central: TinyCentral) -> Iterator[Terminal]:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    opened = open_terminal(tmp_path, clock=SystemClock())
    opened.start()
    wait_until(lambda: in_step(opened))
    yield opened
    opened.close()


def in_step(terminal: Terminal) -> bool:
    link = terminal.agent.link()
    return link.online and not link.waiting and terminal.replica.state().cursor > 0


def asked(central: TinyCentral, method: str, path: str) -> int:
    return sum((r.method, r.path) == (method, path) for r in central.requests)


def watch(count: Callable[[], int]) -> int:
    before = count()
    time.sleep(WATCHED_S)
    return count() - before


@pytest.mark.parametrize("answer", [PAGE, (413, "text/html", b""), None], ids=["403", "413", "cut"])
def test_an_upload_that_is_blocked_is_tried_with_growing_pauses(
    terminal: Terminal, central: TinyCentral, answer: Answer | None
) -> None:
    central.instead["POST", paths.JOURNAL] = answer
    made = terminal.journal.record(sold(), staff="ann").result().entry
    assert 2 <= watch(lambda: asked(central, "POST", paths.JOURNAL)) <= MOST
    assert terminal.agent.link().online
    wait_until(lambda: terminal.agent.link().trouble, 20)
    central.instead.clear()
    wait_until(lambda: made in central.ids(), 30)
    wait_until(lambda: not terminal.agent.link().trouble)


def test_a_feed_that_is_blocked_is_tried_with_growing_pauses(
    terminal: Terminal, central: TinyCentral
) -> None:
    central.instead["GET", paths.FEED] = PAGE
    central.tell("settings", "a", settings())
    assert 2 <= watch(lambda: asked(central, "GET", paths.FEED)) <= MOST
    assert terminal.agent.link().online
    central.instead.clear()
    wait_until(lambda: terminal.replica.state().cursor == central.cursor, 30)


def test_a_stream_that_is_blocked_is_tried_with_growing_pauses(
    terminal: Terminal, central: TinyCentral
) -> None:
    central.instead["GET", paths.EVENTS] = PAGE
    terminal.central.watch(["A-1"])  # ends the stream that stands
    assert 2 <= watch(lambda: asked(central, "GET", paths.EVENTS)) <= MOST
    assert asked(central, "GET", paths.HANDSHAKE) <= MOST


def test_a_snapshot_that_is_not_what_it_says_is_fetched_ever_less_often(
    tmp_path: Path, central: TinyCentral
) -> None:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    central.instead["GET", "/v1/snapshot/one"] = (200, "application/zstd", b"x" * 5000)
    terminal = open_terminal(tmp_path, clock=SystemClock())
    terminal.start()
    assert 1 <= watch(lambda: asked(central, "GET", "/v1/snapshot/one")) <= MOST
    central.instead.clear()
    wait_until(lambda: terminal.replica.state().cursor > 0, 60)
    terminal.close()


def test_a_line_that_comes_back_ends_a_pause(terminal: Terminal, central: TinyCentral) -> None:
    """The push loop may be in the middle of fifteen seconds: its sale goes when the link does."""
    central.cut()
    made = terminal.journal.record(sold(), staff="ann").result().entry
    wait_until(lambda: not terminal.agent.link().online)
    time.sleep(3)
    central.fault = ""
    wait_until(lambda: terminal.agent.link().online, 30)
    wait_until(lambda: made in central.ids(), 2)


def test_only_a_signed_answer_ends_the_doubt() -> None:
    """Whatever stands between may answer for central's health, and for nothing else of it."""
    link = Link(True, NOW).missed("not_central", NOW).missed("not_central", NOW)
    assert not link.online
    assert not link.asks_signed
    for _ in range(5):
        link = link.heard(NOW, signed=False)
    assert not link.online
    assert link.asks_signed
    assert link.heard(NOW).online


def test_a_silent_line_needs_no_signed_answer() -> None:
    link = Link(True, NOW)
    for _ in range(2):
        link = link.missed("unreachable", NOW, signed=False)
    for _ in range(2):
        assert not link.online
        link = link.heard(NOW, signed=False)
    assert link.online


def test_a_gateway_that_answers_for_health_alone_does_not_make_it_come_and_go(
    terminal: Terminal, central: TinyCentral
) -> None:
    seen: list[bool] = []
    terminal.agent.subscribe(lambda _: seen.append(terminal.agent.link().online))
    for method, path in (
        ("GET", paths.HANDSHAKE),
        ("GET", paths.FEED),
        ("GET", paths.EVENTS),
        ("POST", paths.JOURNAL),
    ):
        central.instead[method, path] = (200, JSON, b'{"error":"please sign in"}')
    terminal.central.watch(["A-1"])
    terminal.journal.record(sold(), staff="ann").result()
    wait_until(lambda: not terminal.agent.link().online)
    seen.clear()
    time.sleep(WATCHED_S)
    assert True not in seen
    central.instead.clear()
    wait_until(lambda: in_step(terminal), 60)
