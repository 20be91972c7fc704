"""The real agents of two tills and a kiosk against the real central, over a real socket."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from shop.domain.entry import entry_tag
from shop.domain.facts import OrderReady, PickStarted
from shop.domain.order import OrderState, Paid
from shop.domain.order_code import new_order_code
from shop.domain.returns import PurchaseName
from shop.domain.slip_check import VerifiedSlip, check_slip
from shop.errors import Conflict
from shop.ports import OrderRequest, ReturnRequest
from sync.central import enrolment, ledger
from sync.central.core import Central, open_central, utc_now
from sync.central.devices import Device
from sync.central.summary import chains, stock_of
from sync.central.terminals import handshake
from sync.central.verify import verify
from sync.local.clock import SystemClock
from sync.protocol.messages import Batch
from sync.terminal import Terminal, enrol, open_terminal, read_identity
from tests.central_server import serving
from tests.central_shop import item, open_shop, sale
from tests.fakes.terminals import wait_until


@pytest.fixture
def chain(central_url: str, tmp_path: Path) -> Iterator[Central]:
    """Central with the small chain, by the real clock: agents sign with theirs."""
    central = open_central(tmp_path / "central", central_url, now=utc_now)
    open_shop(central)
    yield central
    central.close()


@pytest.fixture
def url(chain: Central) -> Iterator[str]:
    with serving(chain) as address:
        yield address


@contextmanager
def terminal(chain: Central, url: str, folder: Path, face: str, store: str) -> Iterator[Terminal]:
    folder.mkdir()
    enrol(folder, url, enrolment.new_code(chain, store=store, face=face), face)
    with opened(folder) as made:
        yield made


@contextmanager
def opened(folder: Path) -> Iterator[Terminal]:
    made = open_terminal(folder, clock=SystemClock())
    made.start()
    try:
        wait_until(lambda: in_step(made))
        yield made
    finally:
        made.close()


def in_step(made: Terminal) -> bool:
    link = made.agent.link()
    return link.online and not link.waiting and made.replica.state().products > 0


def sell(made: Terminal, sku: str, quantity: int = 1) -> str:
    def build(numbering: object) -> object:
        return sale(str(getattr(numbering, "receipt", "")), item(sku, quantity))

    recorded = made.journal.record(build, staff="anna").result()  # type: ignore[arg-type]
    return str(getattr(recorded.fact, "receipt", ""))


def on_hand(made: Terminal, sku: str, store: str) -> Decimal:
    figures = made.replica.stock(sku)
    return figures[store].on_hand if store in figures else Decimal(-1)


def test_a_sale_in_one_store_shows_in_the_other(chain: Central, url: str, tmp_path: Path) -> None:
    with (
        terminal(chain, url, tmp_path / "one", "till", "S1") as one,
        terminal(chain, url, tmp_path / "two", "till", "S2") as two,
    ):
        for _ in range(3):
            sell(one, "mug")
        wait_until(lambda: on_hand(two, "mug", "S1") == 7)
        wait_until(lambda: not one.agent.link().waiting)
        figures = {row.sku: row.on_hand for row in stock_of(chain, "S1")}
    assert figures["mug"] == 7
    assert {(x.entries, x.held) for x in chains(chain)} == {(1, 0), (4, 0)}
    assert verify(chain).sound


def test_an_order_from_the_kiosk_reaches_the_desk_and_its_slip_verifies(
    chain: Central, url: str, tmp_path: Path
) -> None:
    with (
        terminal(chain, url, tmp_path / "kiosk", "kiosk", "S2") as kiosk,
        terminal(chain, url, tmp_path / "desk", "desk", "S1") as desk,
    ):
        code = new_order_code()
        lines = (("tea", Decimal(10)),)
        wish = OrderRequest(code, "S1", "Eve", "555 55", "en", Paid.AT_TILL, lines)
        placed = kiosk.central.place_order(wish).result()
        wait_until(lambda: desk.replica.order(code) is not None)
        now = SystemClock().now()
        checked = check_slip(
            placed.slip, keys=desk.replica.slip_key, verify=lambda *_: True, now=now
        )
        assert isinstance(checked, VerifiedSlip)
        again = replace(wish, order=new_order_code())
        with pytest.raises(Conflict, match="out_of_stock"):
            kiosk.central.place_order(again).result()
        desk.journal.record(lambda _: PickStarted(code), staff="lena").result()
        desk.journal.record(lambda _: OrderReady(code, "A1"), staff="lena").result()
        wait_until(lambda: not desk.agent.link().waiting)
        order = desk.replica.order(code)
        assert order is not None
        assert order.state is OrderState.READY


def test_returns_are_agreed_across_stores(chain: Central, url: str, tmp_path: Path) -> None:
    with (
        terminal(chain, url, tmp_path / "one", "till", "S1") as one,
        terminal(chain, url, tmp_path / "two", "till", "S2") as two,
    ):
        receipt = sell(one, "pot", 2)
        wait_until(lambda: not one.agent.link().waiting)
        found = two.central.purchase(PurchaseName(receipt)).result()
        assert [(x.sku, int(x.quantity)) for x in found.lines] == [("pot", 2)]
        two.central.authorise_return(
            ReturnRequest("a" * 32, receipt, "", (("1", Decimal(2)),))
        ).result()
        late = ReturnRequest("b" * 32, receipt, "", (("1", Decimal(1)),))
        with pytest.raises(Conflict, match="return_over_sold"):
            one.central.authorise_return(late).result()


@pytest.mark.allow_warnings("a cloned terminal is told so")
def test_a_cloned_terminal_keeps_both_branches(chain: Central, url: str, tmp_path: Path) -> None:
    with terminal(chain, url, tmp_path / "till", "till", "S1") as till:
        sell(till, "mug")
        wait_until(lambda: not till.agent.link().waiting)
    shutil.copytree(tmp_path / "till", tmp_path / "twin")
    with opened(tmp_path / "till") as till:
        for _ in range(2):
            sell(till, "mug")
        wait_until(lambda: not till.agent.link().waiting)
    twin = open_terminal(tmp_path / "twin", clock=SystemClock())
    twin.start()
    try:
        for _ in range(3):
            sell(twin, "tea")
        wait_until(lambda: len(chains(chain)) == 2 and chains(chain)[1].seq == 5)
    finally:
        twin.close()
    figures = {row.sku: int(row.on_hand) for row in stock_of(chain, "S1")}
    assert (figures["mug"], figures["tea"]) == (7, 7)
    assert all(x.forked for x in chains(chain))
    assert verify(chain).sound


def sold_alone(folder: Path, sku: str) -> PurchaseName:
    """Before central is asked; then sent."""
    made = open_terminal(folder, clock=SystemClock())
    try:
        receipt = sell(made, sku)
        sold = made.journal.by_receipt(receipt)
        assert sold is not None
        made.start()
        wait_until(lambda: made.agent.link().online and not made.agent.link().waiting)
    finally:
        made.close()
    return PurchaseName(receipt, entry_tag=entry_tag(sold.entry))


@pytest.mark.allow_warnings("a cloned terminal is told so")
def test_receipts_of_a_till_and_its_copy_find_their_own_goods(
    chain: Central, url: str, tmp_path: Path
) -> None:
    with terminal(chain, url, tmp_path / "till", "till", "S1"):
        pass
    shutil.copytree(tmp_path / "till", tmp_path / "twin")
    named = {
        "mug": sold_alone(tmp_path / "till", "mug"),
        "tea": sold_alone(tmp_path / "twin", "tea"),
    }
    assert named["mug"].receipt == named["tea"].receipt
    with terminal(chain, url, tmp_path / "other", "till", "S2") as other:
        with pytest.raises(Conflict, match="receipt_ambiguous"):
            other.central.purchase(PurchaseName(named["mug"].receipt)).result()
        for number, (sku, name) in enumerate(named.items()):
            found = other.central.purchase(name).result()
            assert [x.sku for x in found.lines] == [sku]
            wanted = (("1", Decimal(1)),)
            ask = ReturnRequest(f"{number}" * 32, name.receipt, "", wanted, name.entry_tag)
            other.central.authorise_return(ask).result()
            assert other.central.purchase(name).result().lines[0].returned == 1


def test_the_journal_and_the_ledger_hold_the_same(chain: Central, url: str, tmp_path: Path) -> None:
    with terminal(chain, url, tmp_path / "till", "till", "S1") as till:
        for number in range(25):
            sell(till, ("mug", "tea", "pot")[number % 3])
        wait_until(lambda: not till.agent.link().waiting)
        head = till.journal.head()
    (summary,) = chains(chain)
    assert (summary.seq, summary.hash, summary.entries) == (head.seq, head.hash, head.seq)
    journal = sqlite3.connect(tmp_path / "till" / "journal.db")
    assert journal.execute("SELECT count(*) FROM entry").fetchone() == (summary.entries,)
    journal.close()


def test_a_copy_left_behind_in_an_old_epoch_is_told_so_and_stays_told(
    chain: Central, url: str, tmp_path: Path
) -> None:
    """What it sells still arrives; central's word does not reach it any more."""
    first = enrolment.new_code(chain, store="S1", face="till", name="Till 1")
    name = enrol(tmp_path / "till", url, first, "till").terminal
    with opened(tmp_path / "till"):
        pass
    shutil.copytree(tmp_path / "till", tmp_path / "copy")
    enrol(
        tmp_path / "till",
        url,
        enrolment.new_code(chain, store="S1", face="till", terminal=name),
        "till",
    )
    anew = read_identity(tmp_path / "till")
    assert anew is not None
    assert (anew.epoch, anew.name) == (2, "Till 1")
    copy = open_terminal(tmp_path / "copy", clock=SystemClock())
    told: list[str] = []
    every: list[str] = []
    copy.agent.subscribe(lambda event: every.append(str(getattr(event, "state", event))))
    copy.start()
    try:
        wait_until(lambda: copy.agent.link().trouble == "epoch_old")
        copy.agent.subscribe(lambda event: told.append(str(getattr(event, "state", event))))
        for _ in range(3):
            assert copy.agent._loop is not None
            assert copy.agent._context is not None
            copy.agent._loop.call_soon_threadsafe(copy.agent._context.shake)
            sell(copy, "mug")
            wait_until(lambda: not copy.agent.link().waiting)
    finally:
        copy.close()
    assert told
    assert [event for event in told if "trouble='epoch_old'" not in event] == []
    assert not any("terminal_revoked" in event for event in every)


def test_what_came_damaged_is_asked_for_and_counts(
    chain: Central, url: str, tmp_path: Path
) -> None:
    """Central had its hash, and the till central's word for it: a sale was gone for good."""
    folder = tmp_path / "till"
    with terminal(chain, url, folder, "till", "S1"):
        pass
    made = open_terminal(folder, clock=SystemClock())
    for _ in range(3):
        sell(made, "mug")
    name, reads = made.identity.terminal, made.journal.reads
    sent = list(reads.tail(1, 0, 100, 10**6))
    sent[2] = replace(sent[2], body=sent[2].body.replace('"staff":"anna"', '"staff":"annb"'))
    answer = ledger.post(chain.database, name, Batch(1, tuple(sent)), chain.now())
    assert [note.code for note in answer.held] == ["hash_mismatch"]
    device = Device(name, "S1", "till", 1, current=True, revoked=False)
    assert [head.seq for head in handshake(chain, device).wanted] == [3]
    made.start()
    try:
        wait_until(lambda: not handshake(chain, device).wanted)
        wait_until(lambda: on_hand(made, "mug", "S1") == 7)
    finally:
        made.close()
    figures = {row.sku: row.on_hand for row in stock_of(chain, "S1")}
    assert figures["mug"] == 7
    assert verify(chain).faults == ()
    with opened(folder) as again:
        assert again.journal.head() == handshake(chain, device).head
