"""A real till in its window, badly treated: killed in the middle of a sale, keys mashed."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

import pytest

from shop.domain.facts import Sale
from tests.faults.tools import strace
from tests.flows.window_till import WindowTill, new_store, open_store, wait_for

RESTARTED = "This was completed before the restart"
# Enter waits 50 ms for the scanner that it might belong to; then comes the fsync.
DELAYS_MS = (0, 55, 70, 100, 700)


@pytest.fixture(scope="module")
def till() -> Iterator[WindowTill]:
    """One store for all: every test leaves an empty basket behind."""
    with new_store() as store:
        opened = open_store(store)
        opened.sign_in()
        opened.open_shift()
        yield opened


def kill_in_the_sale(till: WindowTill, delay: float) -> bool:
    """Enter on the tender, then the plug; gives whether the sale was durable."""
    before = till.sales()
    till.scan("whole-milk")
    till.begin_paying("100")
    till.order_only("key", key="Return")
    time.sleep(delay)
    till.store.kill_face("till")
    after = till.sales()
    assert after[: len(before)] == before
    made = after[len(before) :]
    assert len(made) <= 1
    unseen = bool(made) and till.seen() != made[0].entry
    till.start()
    till.sign_in()
    if unseen:
        till.robot.do("look", name="doneTitle", text=RESTARTED)
        assert till.seen() == made[0].entry
        till.next_customer()
    else:
        till.robot.do("look", name="emptyBasket")
        assert "doneTitle" not in till.robot.do("names")
    return bool(made)


def every_sale_once(till: WindowTill) -> None:
    till.wait_sent()
    made = [x.entry for x in till.facts()]
    assert len(made) == len(set(made))
    (chain,) = till.store.ask("/v1/ledger/summary")
    rows = till.store.ask(f"/v1/ledger/entries?terminal={chain['terminal']}")
    assert [row["entry"] for row in rows] == made
    receipts = [x.fact.receipt for x in till.sales() if isinstance(x.fact, Sale)]
    assert len(receipts) == len(set(receipts))
    assert till.store.ask("/v1/admin/exceptions") == []


def test_the_plug_pulled_right_after_enter_on_the_tender(till: WindowTill) -> None:
    """Either there was no sale, or it is durable, shown first and in the ledger once (I1, I2)."""
    outcomes = {kill_in_the_sale(till, delay / 1000) for delay in DELAYS_MS}
    assert outcomes == {False, True}
    every_sale_once(till)


def test_hostile_scans_never_reach_the_basket(till: WindowTill) -> None:
    robot = till.robot
    for text in (
        "\x00\x01\x02\x1b[2J\x7f",
        "A" * 4096,
        "9" * 4096,
        "]C1" + "\x1d" * 300,
        "OR1" + "A" * 200,
        "'; DROP TABLE entry; --",
        "<b>x</b>&amp;\u202e\u0000",
        "0*0*0*",
    ):
        robot.do("scan", text=text)
        robot.do("key", key="Escape")
        robot.do("key", key="Escape")
    assert "basketLine" not in robot.do("names")
    before = len(till.sales())
    till.sell()
    till.next_customer()
    assert len(till.sales()) == before + 1


def test_a_storm_of_keys_over_one_payment_is_one_sale(till: WindowTill) -> None:
    robot, before = till.robot, len(till.sales())
    till.scan("whole-milk")
    till.begin_paying("100")
    for key in ("Return", "Return", "Escape", "F12", "Escape", "Return", "F3", "F7", "Escape"):
        till.order_only("key", key=key)
    for _ in range(9):
        robot._lines.readline()
    wait_for(lambda: len(till.sales()) > before, 10)
    robot.do("key", key="Escape")
    for _ in range(5):
        robot.do("key", key="F12")
    robot.do("look", name="emptyBasket")
    (sale,) = till.sales()[before:]
    wait_for(lambda: till.printed(sale), 10)
    assert till.printed(sale) == 1
    every_sale_once(till)


def test_random_keys_never_sell_lose_or_crash(till: WindowTill) -> None:
    """No money is typed and nobody confirms: nothing may become a fact."""
    import random

    dice, robot = random.Random(11), till.robot
    till.scan("whole-milk")
    made = len(till.facts())
    keys = ["F2", "F3", "F4", "F5", "F8", "F9", "Escape", "Up", "Down", "Tab", "Ctrl++", "Ctrl+-"]
    for _ in range(60):
        robot.do("key", key=dice.choice([*keys, *"abz3*., "]))
    robot.do("key", key="Escape")
    robot.do("key", key="Escape")
    robot.do("key", key="F7")
    robot.do("look", name="emptyBasket")
    assert len(till.facts()) == made
    till.store.processes.check()


def test_a_disk_that_takes_two_seconds_freezes_no_window(till: WindowTill) -> None:
    """The screen answers while the sale is being written, and a second Enter sells nothing."""
    robot, before = till.robot, len(till.sales())
    till.scan("whole-milk")
    till.begin_paying("100")
    slow = "inject=fdatasync,fsync:delay_exit=2000000"
    pid = till.store.processes.pid("till")
    held = [*strace("-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", slow), "-p", str(pid)]
    with subprocess.Popen(held) as tracer:
        try:
            time.sleep(1.0)
            robot.do("key", key="Return")
            robot.do("key", key="Return")
            asked, longest = 0, 0.0
            until = time.monotonic() + 1.5
            while time.monotonic() < until:
                began = time.monotonic()
                robot.do("names")
                longest, asked = max(longest, time.monotonic() - began), asked + 1
            assert len(till.sales()) == before, "the disk is not that quick"
            robot.do("look", name="doneTitle", text="Sale complete", timeout=20)
        finally:
            tracer.terminate()
    assert longest < 1.5, "the screen waited for the disk"
    assert asked > 3
    till.next_customer()
    assert len(till.sales()) == before + 1
    every_sale_once(till)


@pytest.mark.soak
def test_the_plug_pulled_at_forty_moments(till: WindowTill) -> None:
    outcomes = [kill_in_the_sale(till, moment * 0.006) for moment in range(40)]
    assert set(outcomes) == {False, True}
    every_sale_once(till)
