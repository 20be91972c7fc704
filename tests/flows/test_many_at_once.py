"""Two tills and a kiosk busy at the same time against one central: nothing counts twice."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from shop.actions.place_order import OrderDone
from shop.domain.order import OrderState
from shop.errors import Conflict
from tests.flows.corner_shop import HERE, LAST, MUG, POT, TEA
from tests.flows.people import PATIENCE
from tests.flows.store import FlowStore

SALES = 15


def together(*works: Callable[[], object]) -> Sequence[Future[object]]:
    """All start at the same moment, each on its own thread; ended when this returns."""
    gate = threading.Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        gate.wait(PATIENCE)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [pool.submit(begin, work) for work in works]


def test_two_tills_and_a_kiosk_sell_without_a_stock_difference(store: FlowStore) -> None:
    tills = (store.till("till-1"), store.till("till-2"))
    kiosk = store.kiosk()
    for till in tills:
        till.start_day()

    def busy(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(SALES):
            tills[seed].sell(*dice.choices((TEA, MUG, POT), k=2))

    def shoppers() -> list[OrderDone]:
        return [kiosk.order_goods(TEA, POT, name=f"Shopper {n}") for n in range(5)]

    ended = together(lambda: busy(0), lambda: busy(1), shoppers)
    for work in ended:
        work.result()
    store.settle()
    assert store.ledger_trouble() == []
    assert store.stock_trouble() == []
    receipts = [getattr(x.fact, "receipt", "") for x in store.made() if x.kind == "sale"]
    assert len(receipts) == len(set(receipts)) == 2 * SALES
    assert store.held() == {TEA: 5, POT: 5}
    assert store.exceptions() == []


def test_the_last_one_goes_to_exactly_one_order(store: FlowStore) -> None:
    kiosks = [store.kiosk(f"kiosk-{n}") for n in range(3)]
    tries = together(*(lambda k=kiosk: k.order_goods(LAST) for kiosk in kiosks))
    won = [x.result() for x in tries if x.exception() is None]
    lost = [x.exception() for x in tries if x.exception() is not None]
    assert len(won) == 1
    assert len(lost) == 2
    assert all(isinstance(x, Conflict) and x.code == "out_of_stock" for x in lost)
    store.settle()
    assert store.held() == {LAST: 1}
    assert store.exceptions() == []
    assert store.ledger_trouble() == []


def test_the_last_one_sold_in_the_shop_is_a_fact_and_its_order_an_exception(
    store: FlowStore,
) -> None:
    """A fact is never refused: the goods left the shop, whoever had been promised them."""
    till, kiosk = store.till(), store.kiosk()
    till.start_day()
    promised = kiosk.order_goods(LAST)
    till.sell(LAST)
    store.settle()
    assert promised.live
    assert store.ledger_trouble() == []
    assert store.stock_trouble() == []
    (listed,) = store.exceptions()
    assert listed.startswith(f"oversell {HERE}/{LAST}")


def test_one_lamp_ordered_offline_and_sold_online_meanwhile_is_listed(store: FlowStore) -> None:
    """Nobody did wrong, both shoppers hold a slip: a person must settle it (F8)."""
    kiosk = store.kiosk()
    store.cut()
    alone = kiosk.order_goods(LAST)
    web = store.web_order(LAST)
    store.mend()
    assert {alone.order.state, store.order(web.order).state} == {OrderState.PLACED}
    assert store.held() == {LAST: 2}
    (listed,) = store.exceptions()
    assert listed.startswith(f"oversell {HERE}/{LAST}")
    assert store.ledger_trouble() == []
