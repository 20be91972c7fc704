"""A line that is too slow for a whole page: less is sent or asked for at once, and all of it
arrives in the end (I20)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.agent.portion import Portion
from sync.local.clock import SystemClock
from sync.protocol import paths
from sync.terminal import Terminal, enrol, open_terminal
from tests.fakes.terminals import product, settings, sold, wait_until
from tests.fakes.tiny_central import TinyCentral

SALES = 150


@pytest.fixture
def central() -> Iterator[TinyCentral]:
    with TinyCentral() as running:
        running.tell("settings", "a", settings())
        yield running


@pytest.fixture
def terminal(tmp_path: Path, central: TinyCentral) -> Iterator[Terminal]:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    opened = open_terminal(tmp_path, clock=SystemClock())
    yield opened
    opened.close()


def sell(terminal: Terminal) -> str:
    """Of goods that do not pack well."""
    made = terminal.journal.record(sold(secrets.token_hex(60)), staff="ann").result()
    return made.entry


def test_an_upload_becomes_small_enough_for_the_line(
    terminal: Terminal, central: TinyCentral
) -> None:
    made = [sell(terminal) for _ in range(SALES)]
    central.narrow = 4_000
    terminal.start()
    wait_until(lambda: made[-1] in central.ids(), 60)
    wait_until(lambda: not terminal.agent.link().waiting)
    assert central.ids()[1:] == made
    uploads = [r for r in central.requests if (r.method, r.path) == ("POST", paths.JOURNAL)]
    assert len(uploads[0].body) > central.narrow


def test_own_entries_are_taken_back_over_a_line_too_slow_for_many(
    tmp_path: Path, terminal: Terminal, central: TinyCentral
) -> None:
    first = sell(terminal)
    copy = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    made = [first, *(sell(terminal) for _ in range(SALES))]
    terminal.start()
    wait_until(lambda: not terminal.agent.link().waiting, 20)
    head = terminal.journal.head()
    terminal.close()
    for name, data in copy.items():
        (tmp_path / name).write_bytes(data)
    central.narrow = 20_000
    again = open_terminal(tmp_path, clock=SystemClock())
    try:
        again.start()
        wait_until(lambda: again.journal.head() == head, 60)
        assert [again.journal.fact(x) is not None for x in made] == [True] * len(made)
        later = sell(again)
        wait_until(lambda: later in central.ids(), 20)
    finally:
        again.close()


def test_a_feed_page_becomes_small_enough_for_the_line(
    terminal: Terminal, central: TinyCentral
) -> None:
    terminal.start()
    wait_until(lambda: terminal.replica.state().cursor == central.cursor)
    central.narrow = 5_000
    for n in range(100):
        central.tell("product", f"P{n}", product(f"P{n}", secrets.token_hex(60)))
    wait_until(lambda: terminal.replica.product("P99") is not None, 60)


def test_a_portion_shrinks_by_failing_and_grows_by_arriving() -> None:
    portion = Portion(100)

    def tried(*, fails: bool) -> int:
        with portion.taken() as size:
            if fails:
                raise ConnectionError
        return size

    for _ in range(9):
        with pytest.raises(ConnectionError):
            tried(fails=True)
    assert [tried(fails=False) for _ in range(9)] == [1, 2, 4, 8, 16, 32, 64, 100, 100]
