"""Puts one product into replica.db and takes it out again, index and words included.

Local room: SQL; the caller owns the transaction.
"""

from __future__ import annotations

import sqlite3

from shop.domain.catalogue import Product
from sync.local.folding import product_words
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
from sync.local.replica_schema import SKUS
from sync.protocol.codec import decode

_AVAILABLE = """
SELECT coalesce(sum(k.on_hand - k.held - k.safety), 0) FROM sku s
JOIN stock k ON k.sku = s.sku AND k.store = ? WHERE s.id BETWEEN ? AND ?
"""


def put_product(c: sqlite3.Connection, product: Product, store: str) -> None:
    """New products join at the end of the ranking until the next snapshot."""
    old = _id(c, product.product)
    if old is not None:
        _take_out(c, old)
    id_ = old or c.execute("SELECT coalesce(max(id), 0) + 1 FROM product").fetchone()[0]
    for sku in product.skus:  # a SKU that moved here from another product
        c.execute("DELETE FROM sku WHERE sku=?", (sku.sku,))
    c.execute(INSERT_PRODUCT, product_row(id_, product, 0))
    c.execute(INSERT_DETAIL, detail_row(id_, product))
    c.executemany(INSERT_SKU, sku_rows(id_, product))
    c.executemany(INSERT_BARCODE, barcode_rows(id_, product))
    _index(c, id_, product_words(product.titles, product.brand))
    c.execute(
        "INSERT INTO brand VALUES (?,?,1) ON CONFLICT DO UPDATE SET products = products + 1",
        (product.department, product.brand),
    )
    refresh_available(c, id_, store)


def drop_product(c: sqlite3.Connection, key: str) -> None:
    id_ = _id(c, key)
    if id_ is not None:
        _take_out(c, id_)


def refresh_available(c: sqlite3.Connection, id_: int, store: str) -> None:
    found = c.execute(_AVAILABLE, (store, id_ * SKUS, id_ * SKUS + SKUS - 1)).fetchone()
    c.execute("UPDATE product SET available=? WHERE id=?", (found[0], id_))


def _id(c: sqlite3.Connection, key: str) -> int | None:
    row = c.execute("SELECT id FROM product WHERE product=?", (key,)).fetchone()
    return int(row[0]) if row else None


def _index(c: sqlite3.Connection, id_: int, found: list[str]) -> None:
    c.execute("INSERT INTO search(rowid, words) VALUES (?,?)", (id_, " ".join(found)))
    c.executemany(
        "INSERT INTO vocabulary VALUES (?,1) ON CONFLICT DO UPDATE SET products = products + 1",
        [(word,) for word in found],
    )


def _take_out(c: sqlite3.Connection, id_: int) -> None:
    titles, brand, department = c.execute(
        "SELECT titles, brand, department FROM product WHERE id=?", (id_,)
    ).fetchone()
    found = product_words(decode(titles, dict[str, str]), brand)
    c.execute(
        "INSERT INTO search(search, rowid, words) VALUES ('delete',?,?)", (id_, " ".join(found))
    )
    c.executemany(
        "UPDATE vocabulary SET products = products - 1 WHERE word=?", [(word,) for word in found]
    )
    c.execute(
        "UPDATE brand SET products = products - 1 WHERE department=? AND brand=?",
        (department, brand),
    )
    span = (id_ * SKUS, id_ * SKUS + SKUS - 1)
    gtins = c.execute("SELECT gtins FROM sku WHERE id BETWEEN ? AND ?", span).fetchall()
    for (text,) in gtins:
        for gtin in decode(text, tuple[int, ...]):
            c.execute("DELETE FROM barcode WHERE gtin=? AND sku BETWEEN ? AND ?", (gtin, *span))
    c.execute("DELETE FROM sku WHERE id BETWEEN ? AND ?", span)
    c.execute("DELETE FROM detail WHERE id=?", (id_,))
    c.execute("DELETE FROM product WHERE id=?", (id_,))
