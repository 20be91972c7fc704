"""Stock figures: the sum of signed deltas per store and SKU. Central room: SQL lives here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, select, update

from shop.domain.catalogue import StockFigure
from sync.central import bulk, tables
from sync.central.exceptions import Raised
from sync.central.feed import News, news
from sync.central.units import instant, micros, quantity
from sync.protocol.codec import encode

Deltas = Mapping[tuple[str, str], tuple[int, int]]
"""(store, SKU) → thousandths added to on-hand and to held."""

COLUMNS = ("store", "sku", "on_hand", "held", "safety", "as_of")
_WRITTEN = (*COLUMNS, "opening")
_KEY = itemgetter(0, 1)
_ADD = (
    "ON CONFLICT (store, sku) DO UPDATE SET on_hand = stock.on_hand + excluded.on_hand, "
    "held = stock.held + excluded.held, as_of = excluded.as_of, "
    "opening = stock.opening + excluded.opening "
    "RETURNING store, sku, on_hand, held, safety, as_of"
)


def add(
    connection: Connection, deltas: Deltas, now: datetime, *, opening: bool = False
) -> list[StockFigure]:
    """The figures after the deltas, in key order (which is also the order of locking).

    `opening` is for what no journal tells of: an import, the first count. It makes a figure
    of nothing where there was no figure: "0 here" is news then.
    """
    return [figure(row) for row in _add(connection, deltas, now, opening)]


def move(connection: Connection, deltas: Deltas, now: datetime) -> tuple[list[News], list[Raised]]:
    """`add`, `told` and `oversold` in one, for batches: no figure is made to be taken apart."""
    rows = _add(connection, deltas, now, False)
    short = [figure(row) for row in rows if row.on_hand < max(row.held, 0)]
    as_of = encode(instant(micros(now))).decode()
    return [_row_told(row, as_of) for row in rows], oversold(short)


def _add(
    connection: Connection, deltas: Deltas, now: datetime, opening: bool
) -> Sequence[Row[Any]]:
    at = micros(now)
    rows = [
        (*key, *delta, 0, at, delta[0] if opening else 0)
        for key, delta in sorted(deltas.items())
        if opening or delta != (0, 0)
    ]
    changed = bulk.upsert_returning(connection, tables.stock, _WRITTEN, rows, _ADD)
    made = [row for row in changed if _perhaps_new(row, deltas)]
    kept = _with_safety(connection, made) if made else {}
    told = [kept.get(_KEY(row), row) for row in changed] if kept else changed
    return sorted(told, key=_KEY)


def _perhaps_new(row: Sequence[Any], deltas: Deltas) -> bool:
    store, sku, on_hand, held, safety, _ = row
    return not safety and (on_hand, held) == deltas[store, sku]


def _with_safety(
    connection: Connection, made: Sequence[Row[Any]]
) -> dict[tuple[str, str], Row[Any]]:
    """The rows that are perhaps new, where their store keeps something back by default."""
    column, default = tables.stock.c, tables.safety_default.c
    stores = {row.store for row in made}
    kept: dict[tuple[str, str], Row[Any]] = {}
    for store, amount in connection.execute(
        select(default.store, default.quantity).where(
            default.store.in_(stores), default.quantity != 0
        )
    ).all():
        changed = connection.execute(
            update(tables.stock)
            .where(column.store == store, column.safety_own.is_not(True))
            .where(column.sku.in_([row.sku for row in made if row.store == store]))
            .values(safety=amount)
            .returning(*(column[name] for name in COLUMNS))
        )
        kept.update({(row.store, row.sku): row for row in changed})
    return kept


def _row_told(row: Sequence[Any], as_of: str) -> News:
    """What `told` says of this row's figure, letter by letter."""
    store, sku, on_hand, held, safety, _ = row
    value = (
        f'{{"store":{_quoted(store)},"sku":{_quoted(sku)},"on_hand":"{_decimal(on_hand)}",'
        f'"held":"{_decimal(held)}","as_of":{as_of},"safety":"{_decimal(safety)}"}}'
    )
    return News("stock", f"{store}/{sku}", value, store)


@lru_cache(maxsize=65_536)
def _quoted(text: str) -> str:
    return encode(text).decode()


@lru_cache(maxsize=4096)
def _decimal(thousand: int) -> str:
    whole, rest = divmod(thousand, 1000)
    return str(quantity(thousand)) if rest else str(whole)


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
