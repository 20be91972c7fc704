"""F5: whatever the line to central does, the till sells, nobody waits, nothing counts twice."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest

from endcap.demo.cable import Fault
from shop.domain.facts import Numbering, Return, StockAdjusted
from shop.domain.order import OrderState
from sync.agent.events import Event, LinkChanged
from sync.central import summary
from tests.fakes.terminals import wait_until
from tests.flows.corner_shop import LAST, MUG, TEA
from tests.flows.people import PATIENCE, Face, Till
from tests.flows.store import FlowStore

NOTICED_S = 5.0
TROUBLES = (Fault.CUT, Fault.HALF_OPEN, Fault.NO_ANSWER, Fault.PORTAL, Fault.SLOW)


class Ear:
    """Hears what the status line would: every change between online and offline."""

    def __init__(self, face: Face) -> None:
        self.states = [face.online]
        face.terminal.agent.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, LinkChanged) and event.state.online != self.states[-1]:
            self.states.append(event.state.online)


def at_central(store: FlowStore, till: Till) -> int:
    return len(summary.entries(store.central, till.terminal.identity.terminal, 0, 5000))


@pytest.mark.parametrize("trouble", TROUBLES)
def test_offline_shows_in_five_seconds_and_selling_goes_on(
    store: FlowStore, trouble: Fault
) -> None:
    till = store.till()
    till.start_day()
    store.settle()
    ear = Ear(till)
    began = time.monotonic()
    store.cable.set(trouble)
    longest = 0.0
    for _ in range(3):  # while the till still believes that it is online
        asked = time.monotonic()
        till.sell(TEA, MUG)
        longest = max(longest, time.monotonic() - asked)
    wait_until(lambda: not till.online, PATIENCE)
    assert time.monotonic() - began <= NOTICED_S
    assert longest < 1
    till.sell(TEA)
    assert till.waiting >= 1
    store.mend()
    assert ear.states == [True, False, True]
    assert store.ledger_trouble() == []
    assert store.stock_trouble() == []
    assert store.exceptions() == []


def test_a_reply_lost_after_the_commit_doubles_nothing(store: FlowStore) -> None:
    till = store.till()
    till.start_day()
    store.settle()
    known = at_central(store, till)
    store.cable.set(Fault.NO_ANSWER)
    till.sell(TEA)
    wait_until(lambda: at_central(store, till) == known + 1, PATIENCE)
    assert till.waiting == 1
    store.cable.cut()
    till.sell(TEA)
    store.mend()
    assert at_central(store, till) == known + 2
    assert store.ledger_trouble() == []
    assert store.stock_trouble() == []


def test_an_order_whose_answer_was_lost_is_one_order_and_one_hold(store: FlowStore) -> None:
    kiosk = store.kiosk()
    store.cable.set(Fault.NO_ANSWER)
    done = kiosk.order_goods(LAST)
    assert not done.live
    store.mend()
    assert store.held() == {LAST: 1}
    assert store.order(done.order.order).state is OrderState.PLACED
    assert store.exceptions() == []
    assert store.ledger_trouble() == []


def test_a_return_whose_answer_was_lost_leaves_the_rest_returnable(store: FlowStore) -> None:
    """Central had reserved the line; the fact made without its answer must use that up (I7)."""
    till = store.till()
    till.start_day()
    bought = till.sell(MUG, MUG)
    store.settle()
    found = till.find(bought.receipt.slip)
    assert found.live
    store.cable.set(Fault.NO_ANSWER)
    back = till.accept(found, MUG)
    assert not back.authorised
    store.mend()
    rest = till.take_back(bought.receipt.slip, MUG)
    assert rest.authorised
    assert isinstance(rest.recorded.fact, Return)
    store.settle()
    assert store.exceptions() == []


def test_an_upload_cut_again_and_again_arrives_once(store: FlowStore) -> None:
    dice = random.Random(7)
    till = store.till()
    till.start_day()
    store.cut()

    def counted(_: Numbering) -> StockAdjusted:
        return StockAdjusted(TEA, Decimal(1), "counted")

    made = [till.terminal.journal.record(counted, staff="anna") for _ in range(1200)]
    made[-1].result(PATIENCE)
    for _ in range(5):
        store.cable.mend()
        time.sleep(dice.uniform(0.3, 1.5))
        store.cable.cut()
    store.mend()
    assert store.ledger_trouble() == []
    assert store.stock_trouble() == []
