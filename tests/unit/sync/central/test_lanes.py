"""Sales, the door and /health go on while everything else waits for something slow."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

import httpx
import pytest

from sync.central import snapshots, stock
from sync.central.core import Central
from sync.protocol import paths
from sync.protocol.codec import decode
from sync.protocol.messages import BatchAnswer, StockQuestion
from tests.central_server import Caller, serving
from tests.central_shop import enrolled, item, sale

MANY = 14
"""More than there are threads for requests."""
SOON = 3.0
"""Seconds: half of what somebody slow takes here, far more than any of this needs."""


@contextmanager
def stuck(where: Any, name: str) -> Iterator[threading.Event]:
    """Whoever calls that waits until the end of the block."""
    real, end, here = getattr(where, name), threading.Event(), threading.Event()

    def slow(*args: Any, **more: Any) -> Any:
        here.set()
        end.wait(30)
        return real(*args, **more)

    with patch.object(where, name, slow):
        try:
            yield here
        finally:
            end.set()


def quick(work: Callable[[], Any]) -> Any:
    began = time.monotonic()
    done = work()
    took = time.monotonic() - began
    assert took < SOON, f"{took:.1f} s"
    return done


@pytest.mark.parametrize("slow", ["first snapshot", "live stock"])
def test_sales_and_health_pass_who_is_slow(shop: Central, slow: str) -> None:
    """A new store's terminals wait for its first snapshot, and the whole chain stood still."""
    tills = [enrolled(shop, "S1", "till") for _ in range(MANY)]
    seller, new = enrolled(shop, "S2", "till"), enrolled(shop, "S2", "till")
    for one in (seller, new):
        one.seal(sale(f"R-{one.name}", item("mug")))
    where, name = (snapshots, "make") if slow == "first snapshot" else (stock, "figures")

    def ask(caller: Caller) -> int:
        if slow == "first snapshot":
            return caller.get(paths.SNAPSHOT).status_code
        return caller.post(paths.STOCK, StockQuestion(("mug",))).status_code

    with serving(shop) as url, ThreadPoolExecutor(MANY) as crowd:
        callers = [Caller(url, one, shop) for one in tills]
        with stuck(where, name) as here:
            asking = [crowd.submit(ask, one) for one in callers]
            assert here.wait(10)
            time.sleep(1.0)
            for _ in range(3):
                assert quick(lambda: httpx.get(url + paths.HEALTH, timeout=20)).status_code == 200
            for one in (seller, new):  # the door does not know them yet
                caller = Caller(url, one, shop)
                answer = quick(partial(caller.post, paths.JOURNAL, one.batch()))
                assert decode(answer.content, BatchAnswer).head == one.head
        assert {one.result() for one in asking} <= {200, 503}
        if slow == "first snapshot":
            assert ask(callers[0]) == 200


def test_who_waits_for_a_snapshot_is_told_that_it_is_being_built(shop: Central) -> None:
    till = enrolled(shop, "S1", "till")
    with serving(shop) as url:
        with stuck(snapshots, "make"):
            answer = Caller(url, till, shop).get(paths.SNAPSHOT)
        assert (answer.status_code, answer.json()["code"]) == (503, "snapshot_building")
        assert Caller(url, till, shop).get(paths.SNAPSHOT).status_code == 200
