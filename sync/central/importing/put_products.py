"""Writes a products file: departments, tax classes, products, stock. Central room: SQL."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from shop.domain.catalogue import Department, Product
from shop.domain.tax import Tax
from sync.central import documents, feed, safety, stock, tables
from sync.central.documents import Document
from sync.central.importing.job import Job, Options, Outcome, compare, news, write
from sync.central.importing.products import Goods
from sync.central.units import thousandths

STOCK_STORES = 5


def put_goods(job: Job, goods: Goods, connection: Connection) -> Outcome:
    now, options, progress = job.central.now(), job.options, job.progress
    papers = [*_new_departments(connection, goods.departments), *_taxes(connection, goods, options)]
    papers += [
        documents.of("product", key, _kept(connection, product))
        for key, product in goods.products.items()
    ]
    changed = compare(connection, papers, progress)
    write(connection, changed, progress)
    deltas, invented = _stock(connection, goods, options)
    figures = stock.add(connection, deltas, now, opening=True)
    feed.append(connection, [*map(news, changed), *stock.told(figures)], now)
    kept = {sku: thousandths(amount) for sku, amount in goods.safety.items()}
    for store in options.stores or _first_stores(connection):
        safety.write(connection, store, kept, now)
    return Outcome(
        job.report, True, len(papers), len(changed), len(figures), goods.invented, invented
    )


def _kept(connection: Connection, product: Product) -> Product:
    """A new catalogue says nothing of stars: those that reviews gave stay."""
    had = documents.get(connection, "product", product.product, Product)
    return product if had is None else replace(product, rating=had.rating)


def _new_departments(connection: Connection, found: dict[str, Department]) -> list[Document]:
    """One that central knows already keeps its titles, tint and place."""
    return [
        documents.of("department", key, department)
        for key, department in found.items()
        if documents.get(connection, "department", key, Department) is None
    ]


def _taxes(connection: Connection, goods: Goods, options: Options) -> list[Document]:
    """Products must not name a tax class that no till knows."""
    classes = {sku.tax_class for product in goods.products.values() for sku in product.skus}
    column = tables.document.c
    known = select(column.key).where(column.topic == "tax")
    missing = classes - set(connection.execute(known).scalars()) - {""}
    rate = options.tax_rate
    return [
        documents.of("tax", name, (Tax(name[:8], f"VAT {rate}%", rate),))
        for name in sorted(missing)
    ]


def _stock(connection: Connection, goods: Goods, options: Options) -> tuple[stock.Deltas, int]:
    """Only where there is no figure yet: stock moves by deltas, an import never sets it."""
    stores = options.stores or _first_stores(connection)
    column = tables.stock.c
    query = select(column.store, column.sku).where(column.store.in_(stores))
    had = {(row.store, row.sku) for row in connection.execute(query)}
    deltas: dict[tuple[str, str], tuple[int, int]] = {}
    invented = 0
    for store in stores:
        for sku in goods.skus:
            if (store, sku) in had:
                continue
            if sku in goods.stock:
                deltas[store, sku] = (thousandths(goods.stock[sku]), 0)
            elif options.inventor.stock:
                deltas[store, sku] = (thousandths(options.inventor.amount(store, sku)), 0)
                invented += 1
    return deltas, invented


def _first_stores(connection: Connection) -> tuple[str, ...]:
    column = tables.document.c
    query = select(column.key).where(column.topic == "store").order_by(column.key)
    return tuple(connection.execute(query.limit(STOCK_STORES)).scalars())
