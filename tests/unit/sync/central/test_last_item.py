"""F8: four kiosks ask for the last piece in the same moment, again and again; one gets it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from shop.domain.order_code import new_order_code
from shop.errors import Conflict
from sync.central import exceptions, orders, stock
from sync.central.core import Central
from sync.protocol.messages import PlaceOrder

KIOSKS = 4
SKU, STORE = "pot", "S2"


def race(central: Central, times: int) -> list[int]:
    """How many kiosks won in each race."""
    with central.database.write() as connection:
        stock.add(connection, {(STORE, SKU): (-10_000, 0)}, central.now(), opening=True)
    won = [0] * times
    count = threading.Lock()
    start = threading.Barrier(KIOSKS, lambda: _one_more(central))

    def kiosk(_number: int) -> None:
        for place in range(times):
            start.wait(60)
            if _order(central):
                with count:
                    won[place] += 1

    with ThreadPoolExecutor(KIOSKS) as pool:
        list(pool.map(kiosk, range(KIOSKS)))
    return won


def _one_more(central: Central) -> None:
    """The truck brings one."""
    with central.database.write() as connection:
        stock.add(connection, {(STORE, SKU): (1000, 0)}, central.now(), opening=True)


def _order(central: Central) -> bool:
    lines = ((SKU, Decimal(1)),)
    while True:
        wish = PlaceOrder(new_order_code(), STORE, "Eve", "555", "en", "at_till", lines)
        try:
            orders.place(central, wish)
        except Conflict as conflict:
            if conflict.code == "out_of_stock":
                return False
            if conflict.code != "order_code_taken":  # two of so many random codes may be the same
                raise
            continue
        return True


def check(central: Central, times: int) -> None:
    assert race(central, times) == [1] * times
    with central.database.read() as connection:
        (figure,) = stock.figures(connection, [SKU], [STORE])
        assert (figure.on_hand, figure.held) == (Decimal(times), Decimal(times))
        assert exceptions.listed(connection) == []


def test_the_last_piece_goes_to_one(shop: Central) -> None:
    check(shop, 100)


@pytest.mark.soak
def test_the_last_piece_goes_to_one_a_hundred_thousand_times(shop: Central) -> None:
    check(shop, 50_000)
