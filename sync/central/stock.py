"""Stock figures: the sum of signed deltas per store and SKU. Central room: SQL lives here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, select, update

from shop.domain.catalogue import StockFigure
from sync.central import bulk, tables
from sync.central.exceptions import Raised
from sync.central.feed import News, news
from sync.central.units import instant, micros, quantity

Key = tuple[str, str]
Deltas = Mapping[Key, tuple[int, int]]
"""(store, SKU) → thousandths added to on-hand and to held."""

_KEY = itemgetter(0, 1)
COLUMNS = ("store", "sku", "on_hand", "held", "safety", "as_of")
_NAME = (("store", "text"), ("sku", "text"))
_DELTA = (*_NAME, ("on_hand", "bigint"), ("held", "bigint"), ("opening", "bigint"))

# A figure that comes to be starts with its store's safety stock. The rows stand in key order,
# which is also the order of locking.
_ADD = """
INSERT INTO stock (store, sku, on_hand, held, safety, as_of, opening)
SELECT {store}, {sku}, {on_hand}, {held},
    coalesce((SELECT quantity FROM safety_default WHERE store = {store}), 0), {at}, {opening}
FROM {given} WHERE true
ON CONFLICT (store, sku) DO UPDATE SET on_hand = stock.on_hand + excluded.on_hand,
    held = stock.held + excluded.held, as_of = excluded.as_of,
    opening = stock.opening + excluded.opening
"""
_TOLD = "RETURNING store, sku, on_hand, held, safety, as_of"
_SHORT = """
SELECT stock.store, stock.sku, stock.on_hand, stock.held, stock.safety, stock.as_of
FROM {given} JOIN stock ON stock.store = {store} AND stock.sku = {sku}
WHERE stock.on_hand < 0 OR stock.on_hand < stock.held
"""


def add(
    connection: Connection, deltas: Deltas, now: datetime, *, opening: bool = False
) -> list[StockFigure]:
    """The figures after the deltas, in key order.

    `opening` is for what no journal tells of: an import, the first count. It makes a figure
    of nothing where there was no figure: "0 here" is news then.
    """
    rows = _add(connection, deltas, now, opening, _TOLD)
    return [figure(row) for row in sorted(rows, key=_KEY)]


def move(connection: Connection, deltas: Deltas, now: datetime) -> tuple[list[Key], list[Raised]]:
    """`add` and `oversold` for batches: which figures moved, and none of them leaves the
    database but those that are short. `feed.append` tells the others."""
    moved = sorted(key for key, delta in deltas.items() if delta != (0, 0))
    if not moved:
        return [], []
    _add(connection, deltas, now, False, "")
    short = bulk.each(connection, _SHORT, _NAME, moved)
    return moved, oversold(map(figure, sorted(short, key=_KEY)))


def _add(
    connection: Connection, deltas: Deltas, now: datetime, opening: bool, tail: str
) -> Sequence[Row[Any]]:
    rows = [
        (*key, *delta, delta[0] if opening else 0)
        for key, delta in sorted(deltas.items())
        if opening or delta != (0, 0)
    ]
    return bulk.each(connection, _ADD + tail, _DELTA, rows, at=micros(now)) if rows else []


def take_hold(connection: Connection, store: str, sku: str, amount: int, now: datetime) -> bool:
    """Hold `amount` if that much is available: one statement, so the last piece goes to one."""
    column = tables.stock.c
    done = connection.execute(
        update(tables.stock)
        .where(
            column.store == store,
            column.sku == sku,
            column.on_hand - column.held - column.safety >= amount,
        )
        .values(held=column.held + amount, as_of=micros(now))
    )
    return done.rowcount == 1


def figures(
    connection: Connection, skus: Iterable[str], stores: Sequence[str] | None = None
) -> list[StockFigure]:
    query = select(*(tables.stock.c[name] for name in COLUMNS)).where(
        tables.stock.c.sku.in_(list(skus))
    )
    if stores is not None:
        query = query.where(tables.stock.c.store.in_(stores))
    return [figure(row) for row in connection.execute(query)]


def told(figures: Iterable[StockFigure]) -> list[News]:
    return [news("stock", f"{x.store}/{x.sku}", x, x.store) for x in figures]


def oversold(figures: Iterable[StockFigure]) -> list[Raised]:
    """More left, or is promised to orders, than the ledger has: somebody must count or call."""
    return [
        Raised(
            "oversell",
            f"{x.store}/{x.sku}",
            x.store,
            {"on_hand": str(x.on_hand), "held": str(x.held)},
        )
        for x in figures
        if x.on_hand < 0 or x.on_hand < x.held
    ]


def figure(row: Sequence[object]) -> StockFigure:
    store, sku, on_hand, held, safety, as_of = row
    return StockFigure(
        store=str(store),
        sku=str(sku),
        on_hand=quantity(_int(on_hand)),
        held=quantity(_int(held)),
        as_of=instant(_int(as_of)),
        safety=quantity(_int(safety)),
    )


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
