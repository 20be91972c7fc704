"""Central's word as documents: a value per (topic, key), and the feed told of each change.

Central room: SQL lives here. Products also keep rows to be found by SKU and barcode.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, select

from shop.domain.catalogue import Product, Review
from sync.central import bulk, feed, tables
from sync.central.feed import News
from sync.protocol.codec import decode, encode

T = TypeVar("T")
CATALOGUE = ("department", "product", "review", "store", "settings", "staff", "promotion", "tax")
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Document:
    """`value` is JSON text, None to remove it; `store` None for everybody."""

    topic: str
    key: str
    value: str | None
    store: str | None = None


def of(topic: str, key: str, value: object, store: str | None = None) -> Document:
    return Document(topic, key, encode(value).decode(), store)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def put(connection: Connection, documents: Iterable[Document], now: datetime) -> int:
    """Store what differs and tell the feed; gives how many did. Last step of a transaction."""
    changed = changes(connection, documents)
    write(connection, changed)
    told = [News(x.topic, x.key, x.value, x.store) for x in changed]
    feed.append(connection, told, now)
    return len(changed)


def changes(connection: Connection, documents: Iterable[Document]) -> list[Document]:
    """Those that are not there word for word already; the last of a key wins."""
    latest = {(x.topic, x.key): x for x in documents}
    had: dict[tuple[str, str], tuple[str, str | None]] = {}
    column = tables.document.c
    for topic in {topic for topic, _ in latest}:
        keys = [key for of_topic, key in latest if of_topic == topic]
        for start in range(0, len(keys), _CHUNK):
            rows = connection.execute(
                select(column.key, column.value, column.store).where(
                    column.topic == topic, column.key.in_(keys[start : start + _CHUNK])
                )
            )
            had.update({(topic, row.key): (row.value, row.store) for row in rows})
    return [x for key, x in latest.items() if _differs(x, had.get(key))]


def _differs(new: Document, old: tuple[str, str | None] | None) -> bool:
    if new.value is None:
        return old is not None
    return old != (new.value, new.store)


_COLUMNS = ("topic", "key", "store", "value")
_TAIL = "ON CONFLICT (topic, key) DO UPDATE SET value = excluded.value, store = excluded.store"


def write(connection: Connection, documents: Sequence[Document]) -> None:
    """Without the feed: for `put`, and for tests of it."""
    rows = [(x.topic, x.key, x.store, x.value) for x in documents if x.value is not None]
    bulk.insert(connection, tables.document, _COLUMNS, rows, _TAIL)
    column = tables.document.c
    for gone in (x for x in documents if x.value is None):
        connection.execute(
            delete(tables.document).where(column.topic == gone.topic, column.key == gone.key)
        )
    _index_products(connection, [x for x in documents if x.topic == "product"])
    _index_reviews(connection, [x for x in documents if x.topic == "review"])


def _index_products(connection: Connection, documents: Sequence[Document]) -> None:
    keys = [x.key for x in documents]
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        old = select(tables.sku.c.sku).where(tables.sku.c.product.in_(part))
        connection.execute(delete(tables.barcode).where(tables.barcode.c.sku.in_(old)))
        connection.execute(delete(tables.sku).where(tables.sku.c.product.in_(part)))
    products = [decode(x.value, Product) for x in documents if x.value is not None]
    skus = [(sku.sku, product.product) for product in products for sku in product.skus]
    codes = [(gtin, sku.sku) for product in products for sku in product.skus for gtin in sku.gtins]
    moved = "ON CONFLICT (sku) DO UPDATE SET product = excluded.product"
    bulk.insert(connection, tables.sku, ("sku", "product"), _distinct(skus), moved)
    taken = "ON CONFLICT (gtin) DO UPDATE SET sku = excluded.sku"
    bulk.insert(connection, tables.barcode, ("gtin", "sku"), _distinct(codes), taken)


def _distinct(rows: Sequence[tuple[object, str]]) -> list[tuple[object, str]]:
    """One statement may not touch a row twice; the last one stands."""
    return list(dict(rows).items())


def _index_reviews(connection: Connection, documents: Sequence[Document]) -> None:
    gone = [x.key for x in documents if x.value is None]
    if gone:
        connection.execute(delete(tables.review_of).where(tables.review_of.c.review.in_(gone)))
    reviews = [decode(x.value, Review) for x in documents if x.value is not None]
    rows = [(x.review, x.product, x.stars) for x in reviews]
    tail = "ON CONFLICT (review) DO UPDATE SET product = excluded.product, stars = excluded.stars"
    bulk.insert(connection, tables.review_of, ("review", "product", "stars"), rows, tail)


def get(connection: Connection, topic: str, key: str, kind: type[T]) -> T | None:
    column = tables.document.c
    found = connection.execute(
        select(column.value).where(column.topic == topic, column.key == key)
    ).scalar()
    return None if found is None else decode(found, kind)


_ALL = (
    select(tables.document.c.value)
    .where(tables.document.c.topic == bindparam("topic"))
    .order_by(tables.document.c.key)
)


def all_of(connection: Connection, topic: str, kind: type[T]) -> list[T]:
    rows = connection.execute(_ALL, {"topic": topic})
    return [decode(value, kind) for value in rows.scalars()]
