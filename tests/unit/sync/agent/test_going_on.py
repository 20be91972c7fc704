"""Nothing that is wrong with the disposable half of a terminal, or with one answer, stops it:
it opens, sells and sends, and central's word comes again (N5, N7, N16, D6, D8)."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from shop.domain.staff import Role, StaffMember
from sync.agent.events import Event
from sync.local import replica_writer
from sync.local.clock import SystemClock
from sync.local.replica import NAME
from sync.protocol import paths
from sync.protocol.messages import Change
from sync.terminal import Terminal, enrol, open_terminal
from tests.fakes.terminals import figure, product, settings, sold, wait_until
from tests.fakes.tiny_central import TinyCentral

Damage = Callable[[Path], None]
ANN = StaffMember("ann", "Ann", Role.CASHIER, "")


@pytest.fixture
def central() -> Iterator[TinyCentral]:
    with TinyCentral() as running:
        running.tell("settings", "a", settings())
        for n in range(60):
            running.tell("product", f"P{n}", product(f"P{n}", secrets.token_hex(40)))
        running.tell("stock", "a/P1-1", figure("P1-1", 5))
        running.tell("staff", "ann", ANN)
        yield running


@pytest.fixture
def folder(tmp_path: Path, central: TinyCentral) -> Path:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    return tmp_path


@contextmanager
def started(folder: Path) -> Iterator[Terminal]:
    terminal = open_terminal(folder, clock=SystemClock())
    try:
        terminal.start()
        yield terminal
    finally:
        terminal.close()


def follows(terminal: Terminal, central: TinyCentral) -> bool:
    state, link = terminal.replica.state(), terminal.agent.link()
    return link.online and not link.waiting and state.cursor == central.cursor


def sell(terminal: Terminal) -> str:
    return terminal.journal.record(sold("P1-1"), staff="ann").result().entry


def _overwritten(start: int, size: int) -> Damage:
    def damage(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(start)
            file.write(os.urandom(size))

    return damage


def _sql(text: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(text)
            connection.commit()

    return damage


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "somebody's").write_text("letter")


ODD: dict[str, Damage] = {
    "the first pages": _overwritten(0, 16_384),
    "ten pages": _overwritten(8_192, 40_960),
    "some bytes": _overwritten(4096 * 3 + 100, 64),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "empty": lambda path: os.truncate(path, 0),
    "of a newer version": _sql("PRAGMA user_version=99"),
    "its cursor is no number": _sql("UPDATE meta SET value='x' WHERE key='cursor'"),
    "its cursor is negative": _sql("UPDATE meta SET value='-5' WHERE key='cursor'"),
    "a folder": _a_folder,
    "its settings are none": _sql("UPDATE thing SET body='{}' WHERE topic='settings'"),
    "text that is none": _sql("UPDATE meta SET value=CAST(x'ff80' AS TEXT) WHERE key='timeline'"),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_replica_keeps_no_terminal_from_opening(
    folder: Path, central: TinyCentral, what: str
) -> None:
    with started(folder) as terminal:
        wait_until(lambda: follows(terminal, central))
    ODD[what](folder / NAME)
    with started(folder) as terminal:
        made = sell(terminal)
        wait_until(lambda: follows(terminal, central), 30)
        assert made in central.ids()
        central.tell("product", "P99", product("P99", "Coffee"))
        wait_until(lambda: terminal.replica.product("P99") is not None)
    if what == "a folder":
        assert [x.read_text() for x in folder.glob(f"{NAME}.*/somebody's")] == ["letter"]


@pytest.mark.parametrize("what", ["the first pages", "ten pages", "cut"])
@pytest.mark.allow_warnings("the agent says that its replica is damaged")
def test_a_replica_damaged_while_it_is_used_comes_again(
    folder: Path, central: TinyCentral, what: str
) -> None:
    with started(folder) as terminal:
        wait_until(lambda: follows(terminal, central))
        for ending in ("", "-wal"):
            path = folder / f"{NAME}{ending}"
            if path.stat().st_size:
                ODD[what](path)
        made = [sell(terminal) for _ in range(3)]
        for n in range(100, 160):
            central.tell("product", f"P{n}", product(f"P{n}", secrets.token_hex(40)))
        wait_until(lambda: set(made) <= set(central.ids()), 30)
        wait_until(lambda: follows(terminal, central), 60)
        assert all(terminal.replica.product(f"P{n}") for n in range(100, 160))


UNREADABLE = {
    ("order", "K7M2-94TQ"): '{"state":"beamed"}',
    ("settings", "a"): '{"currency":7}',
    ("staff", "ann"): '{"role":"emperor"}',
    ("product", "P50"): '{"product":"P50","skus":5}',
    ("stock", "a/P1-1"): '{"sku":"P1-1"}',
}


@pytest.mark.allow_warnings("a row that cannot be read is told in the log")
def test_a_row_that_this_version_cannot_read_is_passed_over(
    folder: Path, central: TinyCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer central says it; what follows is read, and the next version asks for all again."""
    with started(folder) as terminal:
        wait_until(lambda: follows(terminal, central))
        before = central.cursor
        for n, ((topic, key), text) in enumerate(UNREADABLE.items(), before + 1):
            central.changes.append(Change(n, topic, key, text, "a"))
        central.tell("product", "P99", product("P99", "Coffee"))
        wait_until(lambda: terminal.replica.product("P99") is not None, 20)
        asked = [x for x in central.requests if x.query.get("after") == str(before)]
        assert len(asked) >= 2, "the line may have garbled it: it is asked for once more"
        assert terminal.replica.settings().currency == "EUR"
        assert terminal.replica.product("P50") is not None
        assert terminal.replica.stock("P1-1")["a"].on_hand == 5
        assert (terminal.replica.orders(), terminal.replica.staff()) == ([], [ANN])
        made = sell(terminal)
        wait_until(lambda: made in central.ids())

    central.requests.clear()
    with started(folder) as terminal:
        wait_until(lambda: follows(terminal, central))
    assert not any(x.path == paths.SNAPSHOT for x in central.requests)
    monkeypatch.setattr(replica_writer, "VERSION", "99.0")
    del central.changes[before : before + len(UNREADABLE)]
    with started(folder) as terminal:
        wait_until(lambda: any(x.path == paths.SNAPSHOT for x in central.requests), 20)
        wait_until(lambda: follows(terminal, central))


DATES = {
    "of no zone": "Sun, 29 Nov 2026 06:00:00 -0000",
    "too far away": "Sun, 29 Nov 99999 06:00:00 GMT",
    "out of range": "Sun, 29 Nov 2026 99:99:99 +9999",
    "no date": "soon",
}


@pytest.mark.parametrize("what", DATES)
def test_an_odd_date_in_an_answer_stops_no_loop(
    folder: Path, central: TinyCentral, what: str
) -> None:
    def asked(path: str) -> int:
        return sum(x.path == path for x in central.requests)

    with started(folder) as terminal:
        wait_until(lambda: follows(terminal, central))
        central.requests.clear()
        central.headers = {"Retry-After": DATES[what], "Date": "Sun, 29 Nov 2026 05:59:59 GMT"}
        central.instead["POST", paths.JOURNAL] = (503, "text/plain", b"later")
        central.instead["GET", paths.FEED] = (401, "text/plain", b"who are you")
        made = sell(terminal)
        central.tell("product", "P99", product("P99", "Coffee"))
        wait_until(lambda: asked(paths.FEED) and asked(paths.JOURNAL) > 1, 20)
        central.headers = {"Date": DATES[what]}
        before = asked(paths.FEED)
        wait_until(lambda: asked(paths.FEED) > before + 1, 30)
        central.instead.clear()
        wait_until(lambda: made in central.ids(), 30)
        wait_until(lambda: follows(terminal, central), 30)


@pytest.mark.allow_warnings("a mistake of ours is told in the log")
def test_a_mistake_in_one_loop_ends_none_for_good(folder: Path, central: TinyCentral) -> None:
    broken = False

    def stumble(_: Event) -> None:
        if broken:
            raise ZeroDivisionError("a screen that cannot be told")

    with started(folder) as terminal:
        terminal.agent.subscribe(stumble)
        wait_until(lambda: follows(terminal, central))
        broken = True
        central.tell("product", "P98", product("P98", "Coffee"))
        made = sell(terminal)
        wait_until(lambda: terminal.agent.link().trouble == "own_fault")
        broken = False
        central.tell("product", "P99", product("P99", "Cocoa"))
        wait_until(lambda: made in central.ids(), 30)
        wait_until(lambda: terminal.replica.product("P99") is not None, 30)


def test_a_kiosks_replica_in_a_tills_folder_is_not_used(folder: Path, central: TinyCentral) -> None:
    """Nobody could sign in, for ever: a kiosk is told of no staff."""
    told = central.changes.pop()
    with started(folder) as terminal:
        wait_until(lambda: follows(terminal, central))
        assert terminal.replica.staff() == []
    central.changes.append(told)
    central.base = told.cursor  # it stands in a snapshot, and in no page that is still to come
    with started(folder) as terminal:
        wait_until(lambda: terminal.replica.staff() == [ANN])
