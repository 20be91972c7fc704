"""Product search on replica.db (BUDGETS B2). Local room: SQL, read only.

Rows come in popularity order and stop at the page, so the first page never waits for the
rest. A progress handler ends a query at its deadline; what came until then is a true
beginning of the answer, `exact_total` is False, and the same call with `patient=True` from
a worker finishes it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from shop.ports import Filters, Hit, SearchPage
from sync.local.folding import words
from sync.local.product_rows import HIT_COLUMNS, Row, hit_from
from sync.local.replica_schema import SKUS
from sync.local.search_codes import products_by_code
from sync.local.search_match import match_expression
from sync.local.typos import Speller

DEADLINE = 0.012
_OPS = 100
_COUNTED = 1000
_SORTED = 5000
_FEW = 3

_SORTS = {
    "price": "p.price, p.id",
    "-price": "p.price DESC, p.id",
    "rating": "p.stars DESC, p.reviews DESC, p.id",
    "name": "p.name, p.id",
}


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    filters: Filters
    sort: str
    offset: int
    limit: int
    patient: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """FROM and WHERE of the rows asked for, with their values, and how to order them."""

    source: str
    where: list[str]
    values: list[object]
    by_rank: str


def search(
    c: sqlite3.Connection,
    query: Query,
    own: Callable[[], Mapping[int, Decimal]],
    speller: Callable[[], Speller],
) -> SearchPage:
    typed = words(query.text)
    codes = products_by_code(c, query.text)
    if codes and not query.offset:
        page = _page(c, _by_ids(codes, query.filters), query, own)
        if page.hits:
            return page
    plan = _plan(c, typed, query.filters)
    page = _page(c, plan, query, own) if plan else SearchPage((), 0)
    if page.total >= _FEW or not page.exact_total or not typed or query.offset:
        return page
    return _corrected(c, query, typed, own, speller()) or page


def _corrected(
    c: sqlite3.Connection,
    query: Query,
    typed: list[str],
    own: Callable[[], Mapping[int, Decimal]],
    speller: Speller,
) -> SearchPage | None:
    meant = [word if _known(c, word) else speller.meant(word) or word for word in typed]
    plan = _plan(c, meant, query.filters) if meant != typed else None
    if plan is None:
        return None
    page = _page(c, plan, query, own)
    if not page.hits:
        return None
    return SearchPage(page.hits, page.total, page.exact_total, " ".join(meant))


def _known(c: sqlite3.Connection, word: str) -> bool:
    if len(word) < 4:
        return True
    row = c.execute("SELECT word FROM vocabulary WHERE word >= ? LIMIT 1", (word,)).fetchone()
    return row is not None and row[0].startswith(word)


def _plan(c: sqlite3.Connection, typed: list[str], filters: Filters) -> _Plan | None:
    where, values = _conditions(filters)
    if not typed:
        return _Plan("product p", where, values, "p.id")
    expression = match_expression(c, typed)
    if not expression:
        return None
    where = ["search MATCH ?", *where]
    source = "search CROSS JOIN product p ON p.id = search.rowid"
    return _Plan(source, where, [expression, *values], "search.rowid")


def _by_ids(ids: list[int], filters: Filters) -> _Plan:
    where, values = _conditions(filters)
    marks = ",".join("?" * len(ids))
    return _Plan("product p", [f"p.id IN ({marks})", *where], [*ids, *values], "p.id")


def _conditions(filters: Filters) -> tuple[list[str], list[object]]:
    where: list[str] = []
    values: list[object] = []
    if filters.department:
        where.append("p.department = ?")
        values.append(filters.department)
    if filters.brands:
        where.append(f"p.brand IN ({','.join('?' * len(filters.brands))})")
        values.extend(filters.brands)
    if filters.min_price is not None:
        where.append("p.price >= ?")
        values.append(filters.min_price.minor)
    if filters.max_price is not None:
        where.append("p.price <= ?")
        values.append(filters.max_price.minor)
    if filters.min_stars:
        where.append("p.stars >= ?")
        values.append(filters.min_stars * 10)
    if filters.in_stock:
        where.append("p.available > 0")
    return where, values


def _page(
    c: sqlite3.Connection,
    plan: _Plan,
    query: Query,
    own: Callable[[], Mapping[int, Decimal]],
) -> SearchPage:
    clause = f"FROM {plan.source} WHERE {' AND '.join(plan.where) or '1'}"
    ids = f"SELECT p.id {clause} ORDER BY {plan.by_rank}"
    order = _SORTS.get(query.sort)
    if order is None:
        rows_sql = f"SELECT {HIT_COLUMNS} {clause} ORDER BY {plan.by_rank} LIMIT ? OFFSET ?"
    else:  # the most wanted of what matches, sorted as asked
        rows_sql = (
            f"SELECT {HIT_COLUMNS} FROM product p WHERE p.id IN ({ids} LIMIT {_SORTED}) "  # noqa: S608
            f"ORDER BY {order} LIMIT ? OFFSET ?"
        )
    rows: list[Row] = []
    with _deadline(c, query.patient) as cut:
        _collect(c, rows_sql, [*plan.values, query.limit, query.offset], rows, cut)
        total, exact = _count(c, ids, plan.values, query, len(rows), cut)
    added = own()
    return SearchPage(tuple(hit_from(row, added) for row in rows), total, exact)


def _count(
    c: sqlite3.Connection,
    ids: str,
    values: list[object],
    query: Query,
    found: int,
    cut: _Cut,
) -> tuple[int, bool]:
    """Up to a thousand are counted exactly; nobody looks through more."""
    known = query.offset + found
    if not cut.happened and found < query.limit and (found or not query.offset):
        return known, True
    counted: list[Row] = []
    if not cut.happened:
        capped = f"SELECT count(*) FROM ({ids} LIMIT {_COUNTED})"  # noqa: S608
        _collect(c, capped, values, counted, cut)
    total = int(counted[0][0]) if counted else known
    return max(total, known), bool(counted) and total < _COUNTED


@dataclass(slots=True)
class _Cut:
    happened: bool = False


def _collect(
    c: sqlite3.Connection, sql: str, values: list[object], rows: list[Row], cut: _Cut
) -> None:
    try:
        for row in c.execute(sql, values):
            rows.append(row)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        cut.happened = True


@contextmanager
def _deadline(c: sqlite3.Connection, patient: bool) -> Iterator[_Cut]:
    cut = _Cut()
    if patient:
        yield cut
        return
    end = time.perf_counter() + DEADLINE
    c.set_progress_handler(lambda: time.perf_counter() > end, _OPS)
    try:
        yield cut
    finally:
        c.set_progress_handler(None, 0)


def hits_by_key(
    c: sqlite3.Connection, products: list[str], own: Mapping[int, Decimal]
) -> list[Hit]:
    """In the order asked for; unknown ones are left out."""
    marks = ",".join("?" * len(products))
    rows = c.execute(
        f"SELECT {HIT_COLUMNS} FROM product p WHERE p.product IN ({marks})",  # noqa: S608
        products,
    )
    by_key = {row[1]: hit_from(row, own) for row in rows}
    return [by_key[key] for key in products if key in by_key]


def product_of_sku(c: sqlite3.Connection, sku: str) -> int | None:
    row = c.execute("SELECT id / ? FROM sku WHERE sku=?", (SKUS, sku)).fetchone()
    return int(row[0]) if row else None
