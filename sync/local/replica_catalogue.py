"""Catalogue questions to replica.db. Local room: SQL, read only."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from shop.domain.catalogue import Item, Product, Review, StockFigure
from shop.domain.returns import PurchaseName
from sync.local.product_rows import (
    ITEM_COLUMNS,
    SKU_COLUMNS,
    item_from,
    product_from,
    sku_from,
)
from sync.local.quantities import from_thousandths
from sync.local.readable import readable
from sync.local.replica_schema import SKUS

FIND = (
    f"SELECT {ITEM_COLUMNS} FROM barcode b JOIN sku s ON s.id = b.sku "  # noqa: S608  our own text
    f"JOIN product p ON p.id = b.sku / {SKUS} WHERE b.gtin = ?"
)
_ITEM = (
    f"SELECT {ITEM_COLUMNS} FROM sku s JOIN product p ON p.id = s.id / {SKUS} "  # noqa: S608
    "WHERE s.sku = ?"
)
_REVIEW_ORDER = {
    "best": "stars DESC, written DESC, review",
    "worst": "stars, written DESC, review",
}


def find(c: sqlite3.Connection, gtin: int) -> Item | None:
    row = c.execute(FIND, (gtin,)).fetchone()
    return item_from(row) if row is not None else None


def item(c: sqlite3.Connection, sku: str) -> Item | None:
    row = c.execute(_ITEM, (sku,)).fetchone()
    return item_from(row) if row is not None else None


def product(c: sqlite3.Connection, key: str) -> Product | None:
    row = c.execute(
        "SELECT p.product, p.titles, p.brand, p.department, p.categories, p.image, d.body, p.id "
        "FROM product p JOIN detail d ON d.id = p.id WHERE p.product=?",
        (key,),
    ).fetchone()
    if row is None:
        return None
    span = (row[7] * SKUS, row[7] * SKUS + SKUS - 1)
    skus = c.execute(
        f"SELECT {SKU_COLUMNS} FROM sku WHERE id BETWEEN ? AND ? ORDER BY id",  # noqa: S608
        span,
    )
    return product_from(row, row[6], tuple(sku_from(sku) for sku in skus))


def product_of(c: sqlite3.Connection, sku: str) -> str | None:
    row = c.execute(
        "SELECT p.product FROM sku s JOIN product p ON p.id = s.id / ? WHERE s.sku=?",
        (SKUS, sku),
    ).fetchone()
    return row[0] if row else None


def brands(c: sqlite3.Connection, department: str) -> list[str]:
    """All departments' when none is named."""
    rows = c.execute(
        "SELECT DISTINCT brand FROM brand WHERE products > 0 AND brand <> '' "
        "AND (department = ? OR ? = '') ORDER BY brand",
        (department, department),
    )
    return [row[0] for row in rows]


def popular(c: sqlite3.Connection, limit: int) -> list[str]:
    rows = c.execute("SELECT product FROM product ORDER BY id LIMIT ?", (limit,))
    return [row[0] for row in rows]


def reviews(
    c: sqlite3.Connection, key: str, sort: str, stars: int, offset: int, limit: int
) -> list[Review]:
    order = _REVIEW_ORDER.get(sort, "written DESC, review")
    rows = c.execute(
        "SELECT body FROM review WHERE product = ? AND (stars = ? OR ? = 0) "  # noqa: S608
        f"ORDER BY {order} LIMIT ? OFFSET ?",
        (key, stars, stars, limit, offset),
    )
    return [review for row in rows if (review := readable(row[0], Review)) is not None]


def stock(c: sqlite3.Connection, sku: str) -> list[StockFigure]:
    rows = c.execute(
        "SELECT store, on_hand, held, safety, as_of FROM stock WHERE sku=?", (sku,)
    ).fetchall()
    return [
        StockFigure(
            store=store,
            sku=sku,
            on_hand=from_thousandths(on_hand),
            held=from_thousandths(held),
            as_of=_moment(as_of),
            safety=from_thousandths(safety),
        )
        for store, on_hand, held, safety, as_of in rows
    ]


def products_with(c: sqlite3.Connection, skus: Sequence[str]) -> dict[str, int]:
    """Product ids by SKU."""
    marks = ",".join("?" * len(skus))
    rows = c.execute(f"SELECT sku, id / {SKUS} FROM sku WHERE sku IN ({marks})", list(skus))  # noqa: S608
    return dict(rows.fetchall())


def returned(c: sqlite3.Connection, of: PurchaseName) -> dict[str, Decimal]:
    """By line; of rows that name one purchase, only those that name this one."""
    where = "receipt = ?" if of.receipt else "of_order = ?"
    rows = c.execute(
        f"SELECT key, line_id, quantity FROM returned WHERE {where}",  # noqa: S608
        (of.receipt or of.order,),
    )
    sums: Counter[str] = Counter()
    for key, line, quantity in rows:
        kind, _, rest = key.partition("/")
        if not of.entry_tag or kind != "entry" or rest.startswith(f"{of.entry_tag}/"):
            sums[line] += quantity
    return {line: from_thousandths(quantity) for line, quantity in sums.items()}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
