"""Parking a basket, adjusting stock, and the plumbing of Futures."""

from __future__ import annotations

from concurrent.futures import Future
from decimal import Decimal

import pytest

from shop.actions.adjust_stock import adjust_stock
from shop.actions.futures import failed, or_else, ready, then, then_wait
from shop.actions.park_basket import MOST, ParkBasket, rebuild
from shop.domain.basket import Basket
from shop.errors import LinkDown, Refusal
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, Floor


def test_a_parked_basket_comes_back() -> None:
    floor = Floor()
    park = ParkBasket(floor.journal, floor.replica, floor.clock)
    basket = floor.basket()
    parked = park.park(basket, " Mrs K ").result(0)
    assert park.parked() == (parked,)
    assert parked.label == "Mrs K"
    assert park.park(basket).result(0).label == ""
    assert len(park.parked()) == 1
    resumed = park.resume(basket.basket_id).result(0)
    assert (resumed.basket, resumed.missing) == (basket, ())
    assert park.parked() == ()
    with pytest.raises(Refusal, match="parked_unknown"):
        park.resume(basket.basket_id)


def test_what_the_catalogue_dropped_is_told() -> None:
    floor = Floor()
    found = rebuild(floor.replica, "ab" * 16, (("GONE", Decimal(1)), ("TEA-1", Decimal(2))))
    assert found.missing == ("GONE",)
    assert [x.item.sku for x in found.basket.lines] == ["TEA-1"]


def test_parking_has_limits_and_survives_a_damaged_note() -> None:
    floor = Floor()
    park = ParkBasket(floor.journal, floor.replica, floor.clock)
    with pytest.raises(Refusal, match="basket_empty"):
        park.park(Basket("00" * 16))
    item = floor.replica.item("TEA-1")
    assert item is not None
    for number in range(MOST):
        park.park(Basket(f"{number:032x}").add(item)[0]).result(0)
    with pytest.raises(Refusal, match="too_many_parked"):
        park.park(floor.basket())
    for text in ("{", "[1]", '[["a", "b", "never", []]]', '[["a","b","2026-11-21",[["x","?"]]]]'):
        floor.journal.notes["parked"] = text
        assert park.parked() == ()


def test_stock_is_adjusted_by_a_difference() -> None:
    floor = Floor()

    def adjust(sku: str, quantity: int, reason: str) -> Decimal:
        act = adjust_stock(floor.journal, floor.replica, sku, Decimal(quantity), reason, MANAGER)
        return act.result(0).quantity

    assert adjust("TEA-1", -3, "damaged") == -3
    assert floor.replica.stock("TEA-1")["S1"].on_hand == 7
    for sku, quantity, reason, code in (
        ("NONE", 1, "received", "sku_unknown"),
        ("TEA-1", 0, "received", "quantity_zero"),
        ("TEA-1", 1, "magic", "reason_unknown"),
    ):
        with pytest.raises(Refusal, match=code):
            adjust(sku, quantity, reason)
    with pytest.raises(Refusal, match="not_allowed"):
        adjust_stock(floor.journal, floor.replica, "TEA-1", Decimal(1), "counted", CASHIER)


def test_futures_follow_one_another() -> None:
    late: Future[int] = Future()
    doubled = then(late, lambda value: value * 2)
    chained = then_wait(doubled, lambda value: ready(value + 1))
    assert not chained.done()
    late.set_result(20)
    assert chained.result(0) == 41


def test_errors_pass_through_and_are_caught_by_kind() -> None:
    down: Future[int] = failed(LinkDown("link_down"))
    assert or_else(down, LinkDown, lambda error: ready(7)).result(0) == 7
    other: Future[int] = failed(ValueError("x"))
    with pytest.raises(ValueError, match="x"):
        or_else(other, LinkDown, lambda error: ready(7)).result(0)
    assert or_else(ready(1), LinkDown, lambda error: ready(7)).result(0) == 1

    def breaks(value: object) -> Future[int]:
        raise KeyError("broken")

    with pytest.raises(KeyError):
        or_else(down, LinkDown, breaks).result(0)
    with pytest.raises(KeyError):
        then(ready(1), breaks).result(0)
    with pytest.raises(KeyError):
        then_wait(ready(1), breaks).result(0)
    with pytest.raises(LinkDown):
        then_wait(ready(1), lambda value: down).result(0)
