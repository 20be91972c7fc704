"""Builds a store's finished replica file from its changes. Local room: SQL.

Central calls this; the terminal only verifies and swaps the file in. Popularity ranks,
search index, vocabulary and sums are all made here, once, instead of on every terminal.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from shop.domain.catalogue import Product, StockFigure
from sync.local.connections import connect
from sync.local.folding import product_words
from sync.local.migrate import migrate
from sync.local.product_rows import (
    INSERT_BARCODE,
    INSERT_DETAIL,
    INSERT_PRODUCT,
    INSERT_SKU,
    barcode_rows,
    detail_row,
    product_row,
    sku_rows,
)
from sync.local.replica_rows import Touched, put, put_stock
from sync.local.replica_schema import SKUS, STEPS, Standing
from sync.local.replica_writer import write_standing
from sync.protocol.codec import decode
from sync.protocol.messages import Change

_SUMS = f"""
UPDATE product SET available = sums.total FROM (
  SELECT s.id / {SKUS} AS id, sum(k.on_hand - k.held - k.safety) AS total
  FROM stock k JOIN sku s ON s.sku = k.sku WHERE k.store = ? GROUP BY 1
) AS sums WHERE product.id = sums.id
"""  # noqa: S608  our own text


def build(
    path: Path,
    changes: Iterable[Change],
    standing: Standing,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """`changes` in any order, one per (topic, key). The caller syncs and renames the file."""
    path.unlink(missing_ok=True)
    connection = connect(path)
    try:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-65536")
        migrate(connection, STEPS)
        connection.execute("BEGIN")
        _fill(connection, changes, standing.store, progress)
        _rank(connection)
        connection.execute(_SUMS, (standing.store,))
        connection.execute(
            "INSERT INTO brand SELECT department, brand, count(*) FROM product GROUP BY 1, 2"
        )
        write_standing(connection, standing)
        connection.execute("COMMIT")
        connection.execute("INSERT INTO search(search) VALUES ('optimize')")
        connection.execute("PRAGMA optimize")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _fill(
    c: sqlite3.Connection,
    changes: Iterable[Change],
    store: str,
    progress: Callable[[int], None],
) -> None:
    """Products wait in a temporary table until all of them can be ranked."""
    c.execute("CREATE TEMP TABLE waiting(popularity INTEGER, product TEXT, body TEXT)")
    touched = Touched()
    for done, change in enumerate(changes):
        if change.value is None:
            continue
        if change.topic == "product":
            product = decode(change.value, Product)
            row = (product.popularity, product.product, change.value)
            c.execute("INSERT INTO waiting VALUES (?,?,?)", row)
        elif change.topic == "stock":
            put_stock(c, decode(change.value, StockFigure))
        else:
            put(c, change, store, touched)
        if done % 1000 == 0:
            progress(done)


def _rank(c: sqlite3.Connection) -> None:
    counts: Counter[str] = Counter()
    for id_, product in enumerate(_ranked(c), start=1):
        c.execute(INSERT_PRODUCT, product_row(id_, product, 0))
        c.execute(INSERT_DETAIL, detail_row(id_, product))
        c.executemany(INSERT_SKU, sku_rows(id_, product))
        c.executemany(INSERT_BARCODE, barcode_rows(id_, product))
        found = product_words(product.titles, product.brand)
        c.execute("INSERT INTO search(rowid, words) VALUES (?,?)", (id_, " ".join(found)))
        counts.update(found)
    c.executemany("INSERT INTO vocabulary VALUES (?,?)", sorted(counts.items()))
    c.execute("DROP TABLE waiting")


def _ranked(c: sqlite3.Connection) -> Iterator[Product]:
    rows = c.execute("SELECT body FROM waiting ORDER BY popularity DESC, product")
    for (body,) in rows:
        yield decode(body, Product)
