"""The way through the aisles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.pick_list import natural, pick_list, to_pick, wave

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def line(line_id: str, aisle: str, shelf: str = "", quantity: int = 1) -> OrderLine:
    price = Money(100, "EUR")
    return OrderLine(
        line_id, f"S{line_id}", {}, Decimal(quantity), price, price, aisle=aisle, shelf=shelf
    )


def order(
    code: str, *lines: OrderLine, state: OrderState = OrderState.PLACED, hours: int = 1
) -> Order:
    promise = AT + timedelta(hours=hours)
    money = Money(100, "EUR")
    return Order(code, "S1", "web", "Ada", "1", lines, money, Paid.ONLINE, state, AT, promise)


def test_aisles_are_walked_in_their_order_and_unknown_ones_last() -> None:
    picks = pick_list(
        [
            order("A", line("1", "10"), line("2", ""), line("3", "2", "B")),
            order("B", line("4", "2", "A"), line("5", "2", "B")),
        ]
    )
    assert [(x.line.line_id) for x in picks] == ["4", "3", "5", "1", "2"]


def test_what_is_picked_short_or_ended_is_not_on_the_list() -> None:
    done = replace(line("1", "1", quantity=3), picked=Decimal(2), short=Decimal(1))
    half = replace(line("2", "1", quantity=3), picked=Decimal(2))
    over = replace(line("3", "1"), picked=Decimal(2))
    picks = pick_list(
        [order("A", done, half, over), order("B", line("4", "1"), state=OrderState.CANCELLED)]
    )
    assert [(x.line.line_id, x.quantity) for x in picks] == [("2", Decimal(1))]
    assert to_pick(over) == 0


def test_a_wave_takes_the_earliest_promises() -> None:
    orders = [
        order(code, line("1", "1"), hours=hours) for code, hours in (("A", 3), ("B", 1), ("C", 2))
    ]
    orders.append(order("D", line("1", "1"), state=OrderState.READY, hours=0))
    assert [x.order for x in wave(orders, 2)] == ["B", "C"]
    assert len(wave(orders, 0)) == 1
    assert len(wave(orders, 999)) == 3


def test_natural_order() -> None:
    assert sorted(["A10", "A9", "B1", "A"], key=natural) == ["A", "A9", "A10", "B1"]
