"""How each topic of the feed lands in replica.db. Local room: SQL; the caller's transaction.

The same functions fill a snapshot at central and follow the feed on a terminal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shop.domain.catalogue import Department, Product, Review, StockFigure, Store
from shop.domain.order import Order
from shop.domain.promotions import Promotion
from shop.domain.slip_keys import SlipKey
from shop.domain.staff import StaffMember
from shop.domain.tax import Tax
from shop.ports import StoreSettings
from sync.local.folding import fold
from sync.local.product_store import drop_product, put_product, refresh_available
from sync.local.quantities import to_thousandths
from sync.local.replica_orders import order_words
from sync.local.replica_schema import SKUS, THINGS
from sync.protocol.codec import decode
from sync.protocol.messages import Change, ReturnedTotal

ROW_FAULTS = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.ProgrammingError,
)
"""What a row that we cannot read ends in. Not a disk that is full, nor a damaged file."""


@dataclass(slots=True)
class Touched:
    """What changed, so that each screen refreshes only what it shows."""

    products: set[str] = field(default_factory=set)
    figures: list[StockFigure] = field(default_factory=list)
    orders: set[str] = field(default_factory=set)
    reviews: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)


def put(c: sqlite3.Connection, change: Change, store: str, touched: Touched) -> None:
    """Unknown topics are passed over: a newer central may say more than we understand."""
    if change.topic in THINGS:
        _thing(c, change)
        touched.topics.add(change.topic)
    elif (handler := _HANDLERS.get(change.topic)) is not None:
        handler(c, change, store, touched)


def check_thing(change: Change) -> None:
    """Raises ValueError for a thing that could not be read again: the one before it is kept."""
    kind = _KINDS.get(change.topic)
    if kind is not None and change.value is not None:
        decode(change.value, kind)


_KINDS: dict[str, Any] = {
    "department": Department,
    "store": Store,
    "settings": StoreSettings,
    "staff": StaffMember,
    "promotion": Promotion,
    "tax": tuple[Tax, ...],
    "slip_key": SlipKey,
}


def _thing(c: sqlite3.Connection, change: Change) -> None:
    if change.value is None:
        c.execute("DELETE FROM thing WHERE topic=? AND key=?", (change.topic, change.key))
    else:
        row = (change.topic, change.key, change.value)
        c.execute("INSERT OR REPLACE INTO thing VALUES (?,?,?)", row)


def _product(c: sqlite3.Connection, change: Change, store: str, touched: Touched) -> None:
    touched.products.add(change.key)
    if change.value is None:
        drop_product(c, change.key)
    else:
        put_product(c, decode(change.value, Product), store)


def put_stock(c: sqlite3.Connection, figure: StockFigure) -> None:
    row = (
        figure.sku,
        figure.store,
        to_thousandths(figure.on_hand),
        to_thousandths(figure.held),
        to_thousandths(figure.safety),
        figure.as_of.isoformat(),
    )
    c.execute("INSERT OR REPLACE INTO stock VALUES (?,?,?,?,?,?)", row)


def _stock(c: sqlite3.Connection, change: Change, store: str, touched: Touched) -> None:
    if change.value is None:
        at, _, sku = change.key.partition("/")
        c.execute("DELETE FROM stock WHERE sku=? AND store=?", (sku, at))
    else:
        figure = decode(change.value, StockFigure)
        at, sku = figure.store, figure.sku
        put_stock(c, figure)
        touched.figures.append(figure)
    if at == store:
        row = c.execute("SELECT id / ? FROM sku WHERE sku=?", (SKUS, sku)).fetchone()
        if row is not None:
            refresh_available(c, row[0], store)


def _review(c: sqlite3.Connection, change: Change, store: str, touched: Touched) -> None:
    row = c.execute("SELECT product FROM review WHERE review=?", (change.key,)).fetchone()
    if row is not None:
        touched.reviews.add(row[0])
    if change.value is None:
        c.execute("DELETE FROM review WHERE review=?", (change.key,))
        return
    review = decode(change.value, Review)
    written = review.written.isoformat() if review.written else ""
    values = (change.key, review.product, review.stars, written, change.value)
    c.execute("INSERT OR REPLACE INTO review VALUES (?,?,?,?,?)", values)
    touched.reviews.add(review.product)


def _order(c: sqlite3.Connection, change: Change, store: str, touched: Touched) -> None:
    touched.orders.add(change.key)
    if change.value is None:
        c.execute("DELETE FROM orders WHERE code=?", (change.key,))
        return
    order = decode(change.value, Order)
    found = fold(order_words(order))
    row = (order.order, int(order.open), order.promise_at.isoformat(), found, change.value)
    c.execute("INSERT OR REPLACE INTO orders VALUES (?,?,?,?,?)", row)


def _returned(c: sqlite3.Connection, change: Change, store: str, touched: Touched) -> None:
    if change.value is None:
        c.execute("DELETE FROM returned WHERE key=?", (change.key,))
        return
    total = decode(change.value, ReturnedTotal)
    quantity = to_thousandths(total.quantity)
    row = (change.key, total.receipt, total.order, total.line_id, quantity)
    c.execute("INSERT OR REPLACE INTO returned VALUES (?,?,?,?,?)", row)


_Handler = Callable[[sqlite3.Connection, Change, str, Touched], None]

_HANDLERS: dict[str, _Handler] = {
    "product": _product,
    "stock": _stock,
    "review": _review,
    "order": _order,
    "returned": _returned,
}
