"""One day in a store, told from opening to Z, with the line to central cut over noon."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shop.domain.facts import Return
from shop.domain.money import Money
from shop.domain.order import OrderState
from shop.domain.tender import TenderKind
from shop.errors import Refusal
from tests.fakes.terminals import wait_until
from tests.flows.corner_shop import BANANA, HERE, LAST, MUG, POT, TEA
from tests.flows.people import PATIENCE
from tests.flows.store import FlowStore


def test_a_day_with_the_line_cut_over_noon(store: FlowStore) -> None:
    till, kiosk, desk = store.till(), store.kiosk(), store.desk()
    till.start_day()
    desk.start_day()

    # Morning. The kiosk's order holds its goods at once; the web shop sells two pickups.
    placed = kiosk.order_goods(TEA, TEA, POT)
    assert placed.live
    assert store.held() == {TEA: 2, POT: 1}
    web, later = store.web_order(MUG, POT), store.web_order(POT)
    bought = till.sell(TEA, MUG, MUG)
    assert bought.receipt.total == Money(499 + 2 * 1299 - 260, "EUR")

    # The desk sees all three, picks and stages; the till hands two over, by slip.
    for code, bin_ in ((placed.order.order, "B-07"), (web.order, "C-11"), (later.order, "C-12")):
        assert desk.pick(code, bin_).state is OrderState.READY
    for code in (placed.order.order, web.order, later.order):
        wait_until(lambda code=code: till.order(code).state is OrderState.READY, PATIENCE)  # type: ignore[misc]
    handed = till.hand_over(till.read_slip(placed.slip))
    assert handed.recorded.kind == "handed_over"
    assert handed.drawer
    assert not till.hand_over(till.read_slip(web.slip)).drawer
    with pytest.raises(Refusal, match="already_handed_over"):
        till.hand_over(till.read_slip(web.slip))
    store.settle()

    # Noon: the line is cut, and nobody stops.
    store.cut()
    till.sell(TEA)
    till.sell(BANANA, weight="0.640")
    assert not till.hand_over(later.order).drawer
    back = till.take_back(web.slip, MUG)
    assert not back.authorised
    assert isinstance(back.recorded.fact, Return)
    assert [x.kind for x in back.recorded.fact.refunds] == [TenderKind.ONLINE]
    alone = kiosk.order_goods(LAST, name="Anton")
    assert not alone.live
    with pytest.raises(Refusal, match="out_of_stock"):
        kiosk.order_goods(LAST, name="Too late")
    z = till.end_day()
    last = z.report.last_seq
    assert z.report.waiting == tuple(range(last - 3, last + 1))
    taken = 2835 + 3450 + 500 + 125  # rounded to the five cents that coins can pay
    assert z.fact.expected == Money(23_000 + taken, "EUR")
    assert (z.fact.sales, z.fact.returns) == (4, 1)
    assert till.waiting == 5
    assert store.order(later.order).state is OrderState.READY

    # Three o'clock: all of it is at central, once, and everybody agrees.
    store.mend()
    assert store.ledger_trouble() == []
    assert store.stock_trouble() == []
    assert store.exceptions() == []
    for code in (placed.order.order, web.order, later.order):
        assert store.order(code).state is OrderState.HANDED_OVER
    assert store.order(web.order).line("1").returned == 1  # type: ignore[union-attr]
    assert store.order(alone.order.order).state is OrderState.PLACED
    assert store.held() == {LAST: 1}

    # Late: the morning's receipt comes back, agreed live, and not a second time.
    till.start_day()
    live = till.take_back(bought.receipt.slip, MUG, 2)
    assert live.authorised
    assert live.cash == Money(2340, "EUR")  # two mugs less ten per cent: 23.38 in coins
    with pytest.raises(Refusal, match="return_too_many"):
        till.take_back(bought.receipt.slip, MUG)
    desk.pick(alone.order.order, "A-01")
    wait_until(lambda: till.order(alone.order.order).state is OrderState.READY, PATIENCE)
    till.hand_over(till.read_slip(alone.slip))
    store.settle()
    assert store.ledger_trouble() == []
    assert store.exceptions() == []
    assert store.held() == {}
    assert till.terminal.replica.stock(LAST)[HERE].on_hand == Decimal(0)
