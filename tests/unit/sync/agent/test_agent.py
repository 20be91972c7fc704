"""The whole agent against a real socket: enrol, push, pull, live requests, a cut link."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from shop.errors import Conflict, JournalFault, LinkDown
from shop.ports import ReturnRequest
from sync.agent.events import (
    Event,
    LinkChanged,
    OrdersChanged,
    ReplicaReplaced,
    SettingsChanged,
    StockChanged,
)
from sync.local.clock import SystemClock
from sync.protocol import paths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import TerminalStatus
from sync.terminal import Terminal, enrol, open_terminal, read_identity
from tests.fakes.terminals import figure, product, settings, sold, wait_until
from tests.fakes.tiny_central import TinyCentral

Open = Callable[[], Terminal]


@pytest.fixture
def central() -> Iterator[TinyCentral]:
    with TinyCentral() as running:
        running.tell("settings", "a", settings())
        running.tell("product", "P1", product("P1", "Tea"))
        running.tell("stock", "a/P1-1", figure("P1-1", 5))
        yield running


@pytest.fixture
def terminal(tmp_path: Path, central: TinyCentral) -> Iterator[Terminal]:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    opened = open_terminal(tmp_path, clock=SystemClock())
    opened.start()
    yield opened
    opened.close()


def in_step(terminal: Terminal) -> bool:
    link = terminal.agent.link()
    return link.online and not link.waiting and terminal.replica.state().products > 0


def sell(terminal: Terminal, quantity: int = 1) -> str:
    return terminal.journal.record(sold("P1-1", quantity), staff="ann").result().entry


def test_a_wrong_code_changes_nothing(tmp_path: Path, central: TinyCentral) -> None:
    with pytest.raises(Conflict, match="code_unknown"):
        enrol(tmp_path, central.url, "BADCODE", "till")
    assert read_identity(tmp_path) is None
    with pytest.raises(LookupError):
        open_terminal(tmp_path, clock=SystemClock())


def test_nobody_there_is_link_down(tmp_path: Path) -> None:
    with pytest.raises(LinkDown):
        enrol(tmp_path, "http://127.0.0.1:9", "GOODCODE", "till")


def test_a_new_terminal_gets_its_snapshot_and_sends_its_first_entry(
    terminal: Terminal, central: TinyCentral
) -> None:
    wait_until(lambda: in_step(terminal))
    assert terminal.replica.item("P1-1") is not None
    assert central.head().hash == terminal.journal.head().hash
    wait_until(lambda: getattr(terminal.journal.day_of, "timezone", "") == "Europe/Berlin")


def test_a_sale_is_at_central_at_once_and_once(terminal: Terminal, central: TinyCentral) -> None:
    wait_until(lambda: in_step(terminal))
    made = [sell(terminal) for _ in range(3)]
    wait_until(lambda: not terminal.agent.link().waiting)
    assert central.ids()[1:] == made


def test_the_feed_arrives_by_itself_and_says_what_changed(
    terminal: Terminal, central: TinyCentral
) -> None:
    wait_until(lambda: in_step(terminal))
    events: list[Event] = []
    leave = terminal.agent.subscribe(events.append)
    central.tell("stock", "a/P1-1", figure("P1-1", 9))
    central.tell("order", "X", None)
    central.tell("settings", "a", settings())
    wait_until(lambda: terminal.replica.state().cursor == central.cursor)
    wait_until(lambda: SettingsChanged("settings") in events)
    leave()
    assert StockChanged((figure("P1-1", 9),)) in events
    assert OrdersChanged(frozenset({"X"})) in events


def test_live_stock_counts_own_sales_that_central_lacks(
    terminal: Terminal, central: TinyCentral
) -> None:
    wait_until(lambda: in_step(terminal))
    central.figures = [figure("P1-1", 5)]
    assert terminal.central.stock(["P1-1"]).result()[0].available == 5
    events: list[Event] = []
    terminal.agent.subscribe(events.append)
    central.event("stock", encode(figure("P1-1", 4)).decode())
    wait_until(lambda: StockChanged((figure("P1-1", 4),)) in events)


def test_watched_skus_are_asked_for_on_the_stream(terminal: Terminal, central: TinyCentral) -> None:
    wait_until(lambda: in_step(terminal))
    terminal.central.watch(["P1-1", "P1-1", "P2-1"])

    def asked() -> bool:
        return any(r.query.get("skus") == "P1-1,P2-1" for r in central.requests)

    wait_until(asked)


def test_a_refusal_is_a_conflict_with_its_code(terminal: Terminal) -> None:
    wait_until(lambda: in_step(terminal))
    request = ReturnRequest("x", "R", "", (("1", Decimal(1)),))
    with pytest.raises(Conflict, match="already_returned"):
        terminal.central.authorise_return(request).result()


def test_a_cut_link_shows_within_five_seconds_and_heals_alone(
    terminal: Terminal, central: TinyCentral
) -> None:
    wait_until(lambda: in_step(terminal))
    central.cut()
    began = time.monotonic()
    wait_until(lambda: not terminal.agent.link().online)
    assert time.monotonic() - began < 5
    made = sell(terminal, 2)
    assert terminal.replica.stock("P1-1")["a"].available == 3
    with pytest.raises(LinkDown):
        terminal.central.stock(["P1-1"]).result()
    assert terminal.agent.link().waiting == 1
    central.fault = ""
    wait_until(lambda: in_step(terminal), 30)
    assert central.ids()[-1] == made


@pytest.mark.parametrize("fault", ["portal", "busy"])
def test_what_is_not_central_is_offline(
    terminal: Terminal, central: TinyCentral, fault: str
) -> None:
    wait_until(lambda: in_step(terminal))
    cursor = terminal.replica.state().cursor
    central.cut()
    central.fault = fault
    wait_until(lambda: not terminal.agent.link().online)
    sell(terminal)
    time.sleep(0.5)
    assert terminal.agent.link().waiting == 1
    assert terminal.replica.state().cursor == cursor


def test_a_lost_answer_does_not_double_the_sale(terminal: Terminal, central: TinyCentral) -> None:
    first = sell(terminal)  # once it is taken, the handshake of a new line is over
    wait_until(lambda: first in central.ids() and in_step(terminal))
    central.fault = "deaf"
    made = sell(terminal)
    wait_until(lambda: made in central.ids())
    central.fault = ""
    wait_until(lambda: in_step(terminal), 30)
    assert central.ids().count(made) == 1


def test_a_restored_central_gets_everything_again(terminal: Terminal, central: TinyCentral) -> None:
    wait_until(lambda: in_step(terminal))
    made = [sell(terminal) for _ in range(3)]
    wait_until(lambda: not terminal.agent.link().waiting)
    events: list[Event] = []
    terminal.agent.subscribe(events.append)
    central.cut()
    wait_until(lambda: not terminal.agent.link().online)
    del central.entries[2:]
    central.timeline, central.fault = "t2", ""
    wait_until(lambda: ReplicaReplaced() in events, 30)
    wait_until(lambda: len(central.entries) == 4, 30)
    assert central.ids()[1:] == made
    assert terminal.replica.state().timeline == "t2"


def test_a_terminal_restored_from_a_copy_takes_its_entries_back(
    tmp_path: Path, central: TinyCentral
) -> None:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    terminal = open_terminal(tmp_path, clock=SystemClock())
    sell(terminal)
    terminal.close()
    copy = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    terminal = open_terminal(tmp_path, clock=SystemClock())
    terminal.start()
    made = sell(terminal)
    wait_until(lambda: in_step(terminal))
    head = terminal.journal.head()
    terminal.close()
    for name, data in copy.items():
        (tmp_path / name).write_bytes(data)
    terminal = open_terminal(tmp_path, clock=SystemClock())
    terminal.start()
    wait_until(lambda: terminal.journal.head() == head)
    assert terminal.journal.fact(made) is not None
    terminal.close()


def test_a_wrong_clock_still_syncs(tmp_path: Path, central: TinyCentral) -> None:
    central.clock_ahead = 90 * 24 * 3600
    enrol(tmp_path, central.url, "GOODCODE", "till")
    terminal = open_terminal(tmp_path, clock=SystemClock())
    terminal.start()
    wait_until(lambda: in_step(terminal))
    off = terminal.agent.link().clock_off
    assert off == pytest.approx(-central.clock_ahead, abs=60)
    terminal.close()


def test_the_status_tells_of_printer_disk_and_journal(tmp_path: Path, central: TinyCentral) -> None:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    terminal = open_terminal(tmp_path, clock=SystemClock())
    terminal.agent.printer = lambda: "paper_out"
    terminal.start()

    def told() -> list[TerminalStatus]:
        bodies = [x.body for x in central.requests if x.path == paths.STATUS]
        return [decode(body, TerminalStatus) for body in bodies]

    wait_until(lambda: bool(told()), 30)  # what waits to be sent goes first
    status = told()[0]
    assert (status.printer, status.journal) == ("paper_out", "")
    assert status.disk_total > status.disk_free > 0
    terminal.close()


def test_a_good_clock_is_no_news(terminal: Terminal) -> None:
    wait_until(lambda: in_step(terminal))
    assert terminal.agent.link().clock_off == 0


def test_enrolling_again_begins_a_new_epoch_on_the_same_journal(
    tmp_path: Path, central: TinyCentral
) -> None:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    terminal = open_terminal(tmp_path, clock=SystemClock())
    old = sell(terminal)
    terminal.close()
    assert enrol(tmp_path, central.url, "GOODCODE", "till").epoch == 2
    terminal = open_terminal(tmp_path, clock=SystemClock())
    assert (terminal.journal.head().epoch, terminal.journal.head().seq) == (2, 1)
    assert terminal.journal.fact(old) is not None
    new = terminal.journal.record(sold("P1-1"), staff="ann").result()
    assert new.fact.receipt == "T1-2-000001"  # type: ignore[union-attr]
    terminal.start()
    wait_until(lambda: in_step(terminal))
    assert old in central.ids()
    assert new.entry in central.ids()
    terminal.close()


def test_a_folder_with_somebodys_journal_is_not_enrolled_over(
    tmp_path: Path, central: TinyCentral
) -> None:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    open_terminal(tmp_path, clock=SystemClock()).close()
    (tmp_path / "terminal.json").unlink()
    with pytest.raises(JournalFault, match="folder_holds_a_journal"):
        enrol(tmp_path, central.url, "GOODCODE", "till")


def test_a_cut_download_goes_on_where_it_stopped(tmp_path: Path, central: TinyCentral) -> None:
    import asyncio

    from sync.agent.auth import Credentials, DeviceAuth
    from sync.agent.snapshot import fetch_snapshot
    from sync.agent.wire import NoAnswer, Wire
    from sync.local.keys import DeviceSigner, load_key
    from sync.protocol.messages import SnapshotInfo

    identity = enrol(tmp_path, central.url, "GOODCODE", "till")
    signer = DeviceSigner(7, load_key(tmp_path, identity.public_key))

    async def fetch(spoil: bytes | None) -> int:
        auth = DeviceAuth(Credentials("T1", 1, signer), SystemClock().now)
        wire = Wire(central.url, auth)
        try:
            info = await wire.get(paths.SNAPSHOT, SnapshotInfo)
            part = tmp_path / f"{info.sha256[:16]}.snapshot.part"
            assert central._snapshot is not None
            part.write_bytes(central._snapshot[1][:1000] if spoil is None else spoil)
            _, fresh = await fetch_snapshot(wire, tmp_path)
            return fresh.stat().st_size - info.raw_size
        finally:
            await wire.close()

    assert asyncio.run(fetch(None)) == 0
    assert central.requests[-1].headers["range"] == "bytes=1000-"
    with pytest.raises(NoAnswer, match="snapshot_damaged"):
        asyncio.run(fetch(b"x" * 1000))
    assert asyncio.run(fetch(b"")) == 0


def test_stopping_takes_less_than_a_second_even_with_the_link_hanging(
    terminal: Terminal, central: TinyCentral
) -> None:
    wait_until(lambda: in_step(terminal))
    answer = terminal.central.stock(["P1-1"])
    began = time.monotonic()
    terminal.agent.stop()
    assert time.monotonic() - began < 1
    assert answer.done()
    with pytest.raises(LinkDown):
        terminal.central.stock(["P1-1"]).result()


def test_the_screen_hears_of_the_link(tmp_path: Path, central: TinyCentral) -> None:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    terminal = open_terminal(tmp_path, clock=SystemClock())
    states: list[bool] = []

    def listen(event: Event) -> None:
        if isinstance(event, LinkChanged):
            states.append(event.state.online)

    terminal.agent.subscribe(listen)
    terminal.start()
    wait_until(lambda: in_step(terminal))
    terminal.close()
    assert states[0] is False
    assert states[-1] is True


def test_an_entry_that_central_holds_is_known_here_for_good(
    terminal: Terminal, central: TinyCentral, tmp_path: Path
) -> None:
    from sync.local.journal_book import LocalBook

    wait_until(lambda: in_step(terminal))
    central.holds = "unknown_sku"
    entry = sell(terminal)
    book = LocalBook(tmp_path, terminal.journal.pending)
    wait_until(lambda: book.standing().held.get(entry) == "unknown_sku")
    wait_until(lambda: book.standing().sent == (1, terminal.journal.head().seq))
    book.close()


@pytest.mark.parametrize(
    "stray",
    [
        {paths.FEED: {"after": 10**9, "terminal": "T1", "store": "a"}},
        {paths.FEED: {"terminal": "T2"}},
    ],
)
def test_a_page_for_somebody_else_leaves_no_hole(
    terminal: Terminal, central: TinyCentral, stray: dict[str, dict[str, object]]
) -> None:
    """A proxy gave one till another's later page: the rows between never came."""
    wait_until(lambda: in_step(terminal))
    before = terminal.replica.state().cursor
    central.stray = stray
    central.tell("product", "P2", product("P2", "Pot"))
    asked = len(central.requests)
    wait_until(lambda: sum(x.path == paths.FEED for x in central.requests[asked:]) > 1)
    assert terminal.replica.state().cursor == before
    central.stray = {}
    wait_until(lambda: terminal.replica.state().cursor == central.cursor)
    assert terminal.replica.item("P2-1") is not None


def test_where_somebody_else_stands_is_not_believed(tmp_path: Path, central: TinyCentral) -> None:
    enrol(tmp_path, central.url, "GOODCODE", "till")
    central.stray = {paths.HANDSHAKE: {"terminal": "T2"}}
    opened = open_terminal(tmp_path, clock=SystemClock())
    opened.start()
    try:
        wait_until(lambda: sum(x.path == paths.HANDSHAKE for x in central.requests) > 1)
        assert opened.agent.link().waiting == 1
        assert central.entries == []
        central.stray = {paths.HANDSHAKE: {"terminal": "T1"}}
        wait_until(lambda: not opened.agent.link().waiting)
        central.stray = {paths.JOURNAL: {"terminal": "T2"}}
        made = sell(opened)
        wait_until(lambda: not opened.agent.link().waiting)  # as the next handshake tells
        assert central.ids().count(made) == 1
    finally:
        opened.close()
