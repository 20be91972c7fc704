"""Which items to fetch for a wave of orders, in the order of walking. Domain room."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop.domain.order import Order, OrderLine, OrderState

MAX_WAVE = 50
DEFAULT_WAVE = 10


@dataclass(frozen=True, slots=True)
class Pick:
    """One line to fetch: `quantity` is what is still missing."""

    order: str
    line: OrderLine
    quantity: Decimal


def to_pick(line: OrderLine) -> Decimal:
    """What of a line is neither picked nor short yet."""
    return max(line.quantity - line.picked - line.short, Decimal(0))


def pick_list(orders: Iterable[Order]) -> tuple[Pick, ...]:
    """Sorted by aisle and shelf as people read them: aisle 2 before aisle 10."""
    picks = [
        Pick(order.order, line, to_pick(line))
        for order in orders
        if order.open
        for line in order.lines
        if to_pick(line)
    ]
    return tuple(sorted(picks, key=_place))


def wave(orders: Iterable[Order], size: int = DEFAULT_WAVE) -> tuple[Order, ...]:
    """The next orders to pick, the earliest promise first."""
    waiting = [x for x in orders if x.state in (OrderState.PLACED, OrderState.PICKING)]
    count = min(max(size, 1), MAX_WAVE)
    return tuple(sorted(waiting, key=lambda x: (x.promise_at, x.order))[:count])


def _place(pick: Pick) -> tuple[object, ...]:
    line = pick.line
    unknown = not line.aisle
    return (unknown, natural(line.aisle), natural(line.shelf), line.sku, pick.order)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Digits count as numbers."""
    return tuple(
        (int(piece), "") if piece.isdecimal() else (0, piece)
        for piece in re.findall(r"\d+|\D+", text)
    )
