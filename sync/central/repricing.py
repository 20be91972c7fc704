"""Prices a sale again by the catalogue it was made with (I15). Central room: SQL, read only.

The catalogue of a moment is read from the feed: today's documents, and for each that changed
since, what it said before. Where the feed does not reach back, the answer is "cannot say".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from shop.actions.price_basket import line_input, local_time
from shop.domain.basket import BasketLine
from shop.domain.catalogue import Product, item_of
from shop.domain.facts import Sale
from shop.domain.pricing import (
    DiscountSource,
    PricedDocument,
    PricingContext,
    PromotionIndex,
    TaxRounding,
    price,
)
from shop.domain.promotions import Promotion
from shop.domain.tax import Tax, TaxBook
from shop.errors import EndcapError
from shop.ports import StoreSettings
from sync.central import feed, tables
from sync.central.units import micros
from sync.protocol.codec import decode

REACH = 50_000
"""Feed rows looked back for what a document said before."""
OPEN_FOR = timedelta(hours=2)
"""A basket priced before a change may be paid after it."""
T = TypeVar("T")


class Verdict(StrEnum):
    SAME = "same"
    DIFFERS = "differs"
    BY_HAND = "by_hand"  # discounts given by a person, or an exemption: not ours to judge
    UNKNOWN = "unknown"  # the catalogue of that time is not to be had


@dataclass(frozen=True, slots=True)
class Repriced:
    verdict: Verdict
    total: int = 0


class _NotToBeHad(Exception):
    pass


def reprice(connection: Connection, sale: Sale, store: str, at: datetime) -> Repriced:
    """`at` is when it was recorded; the sale's own document is never changed."""
    document = sale.document
    if not document.lines or not sale.catalogue_cursor:
        return Repriced(Verdict.UNKNOWN)
    sources = {x.source for line in document.lines for x in line.discounts}
    if document.exempt_reason or sources - {DiscountSource.PROMOTION}:
        return Repriced(Verdict.BY_HAND)
    found = Repriced(Verdict.UNKNOWN)
    for cursor in _cursors(connection, sale.catalogue_cursor, at):
        try:
            again = _price(_Catalogue(connection, cursor), sale, store, at)
        except (_NotToBeHad, EndcapError, LookupError, ValueError, ArithmeticError):
            continue  # not all of the catalogue was there at that moment
        if _amounts(again) == _amounts(document):
            return Repriced(Verdict.SAME, again.total.minor)
        if found.verdict is Verdict.UNKNOWN:
            found = Repriced(Verdict.DIFFERS, again.total.minor)
    return found


def _cursors(connection: Connection, cursor: int, at: datetime) -> list[int]:
    """The catalogue at payment, and before each change while the basket may have been open."""
    column = tables.feed.c
    changes = connection.execute(
        select(column.cursor)
        .where(column.cursor <= cursor, column.cursor > cursor - REACH)
        .where(column.topic.in_(("product", "promotion", "tax", "settings")))
        .where(column.at > micros(at - OPEN_FOR))
        .order_by(column.cursor.desc())
        .limit(20)
    ).scalars()
    return [cursor, *(x - 1 for x in changes)]


def _price(catalogue: _Catalogue, sale: Sale, store: str, at: datetime) -> PricedDocument:
    settings = catalogue.one("settings", store, StoreSettings)
    promotions = catalogue.all("promotion", Promotion)
    used = {x.promotion for line in sale.document.lines for x in line.discounts}
    coupons = frozenset(x.coupon for x in promotions if x.id in used and x.coupon)
    lines = []
    for line in sale.document.lines:
        product = catalogue.product_of(line.sku)
        sku = next((x for x in product.skus if x.sku == line.sku), None)
        if sku is None:
            raise _NotToBeHad
        lines.append(line_input(BasketLine(line.line_id, item_of(product, sku), line.quantity)))
    context = PricingContext(
        currency=settings.currency,
        at=local_time(at, settings),
        country=settings.country,
        tax_rounding=TaxRounding(settings.tax_rounding),
        channel="till",
        store=store,
        coupons=coupons,
    )
    taxes = TaxBook(dict(catalogue.taxes()))
    return price(tuple(lines), context, PromotionIndex(promotions), taxes)


def _amounts(document: PricedDocument) -> tuple[Any, ...]:
    """What a shopper pays and the law wants to know; not how it is worded."""
    lines = [(x.line_id, x.sku, x.quantity, x.total.minor, x.net.minor) for x in document.lines]
    taxes = [(x.code, x.rate, x.base.minor, x.amount.minor) for x in document.taxes]
    return document.total.minor, document.net.minor, document.tax.minor, lines, taxes


class _Catalogue:
    """Central's documents as they were at a feed cursor."""

    def __init__(self, connection: Connection, cursor: int) -> None:
        self._connection = connection
        self._cursor = cursor
        if cursor > feed.head(connection):
            raise _NotToBeHad  # of a history that is gone: central was restored

    def one(self, topic: str, key: str, kind: type[T]) -> T:
        found = self._values(topic, [key]).get(key)
        if found is None:
            raise _NotToBeHad
        return decode(found, kind)

    def all(self, topic: str, kind: type[T]) -> list[T]:
        values = self._values(topic, None)
        return [decode(values[key], kind) for key in sorted(values)]

    def taxes(self) -> list[tuple[str, tuple[Tax, ...]]]:
        values = self._values("tax", None)
        return [(key, decode(value, tuple[Tax, ...])) for key, value in values.items()]

    def product_of(self, sku: str) -> Product:
        key = self._connection.execute(
            select(tables.sku.c.product).where(tables.sku.c.sku == sku)
        ).scalar()
        if key is None:
            raise _NotToBeHad
        return self.one("product", key, Product)

    def _values(self, topic: str, keys: list[str] | None) -> dict[str, str]:
        now, news = tables.document.c, tables.feed.c
        query = select(now.key, now.value).where(now.topic == topic)
        changed = select(news.key).where(news.cursor > self._cursor, news.topic == topic)
        if keys is not None:
            query = query.where(now.key.in_(keys))
            changed = changed.where(news.key.in_(keys))
        values: dict[str, str] = {row.key: row.value for row in self._connection.execute(query)}
        for key in set(self._connection.execute(changed).scalars()):
            values.pop(key, None)
            before = self._before(topic, key)
            if before is not None:
                values[key] = before
        return values

    def _before(self, topic: str, key: str) -> str | None:
        """None: it was not there yet, or had been taken away."""
        column = tables.feed.c
        low = self._cursor - REACH
        row = self._connection.execute(
            select(column.value)
            .where(column.cursor > low, column.cursor <= self._cursor)
            .where(column.topic == topic, column.key == key)
            .order_by(column.cursor.desc())
            .limit(1)
        ).first()
        if row is not None:
            value: str | None = row.value
            return value
        oldest = self._connection.execute(select(func.min(column.cursor))).scalar()
        if low > 0 or oldest != 1:
            raise _NotToBeHad
        return None
