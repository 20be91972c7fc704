"""Prices an order by the store's own promotions and taxes, as its tills would. Central room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import Connection, select

from shop.actions.price_basket import line_input, local_time
from shop.domain.basket import BasketLine
from shop.domain.catalogue import Item, Product, Sku, item_of
from shop.domain.order import OrderLine
from shop.domain.pricing import PricedDocument, PricingContext, PromotionIndex, TaxRounding, price
from shop.domain.promotions import Promotion
from shop.domain.tax import Tax, TaxBook
from shop.errors import Conflict
from shop.ports import StoreSettings
from sync.central import documents, tables
from sync.protocol.codec import decode

Wanted = Sequence[tuple[Item, Sku, Decimal]]


def settings_of(connection: Connection, store: str) -> StoreSettings:
    settings = documents.get(connection, "settings", store, StoreSettings)
    if settings is None:
        raise Conflict("store_unknown", store=store)
    return settings


def find_skus(connection: Connection, lines: Sequence[tuple[str, Decimal]]) -> Wanted:
    """The goods asked for, in that order. Raises Conflict for a SKU nobody sells."""
    column, document = tables.sku.c, tables.document.c
    rows = connection.execute(
        select(column.sku, document.value)
        .join(tables.document, document.key == column.product)
        .where(document.topic == "product", column.sku.in_([code for code, _ in lines]))
    )
    found: dict[str, tuple[Item, Sku]] = {}
    for row in rows:
        product = decode(row.value, Product)
        sku = next(x for x in product.skus if x.sku == row.sku)
        found[row.sku] = item_of(product, sku), sku
    missing = [code for code, _ in lines if code not in found]
    if missing:
        raise Conflict("sku_unknown", sku=missing[0])
    return [(*found[code], quantity) for code, quantity in lines]


def price_order(
    connection: Connection, wanted: Wanted, settings: StoreSettings, channel: str, now: datetime
) -> PricedDocument:
    taxes = dict(_taxes(connection))
    promotions = _index(tuple(_promotions(connection)))
    context = PricingContext(
        currency=settings.currency,
        at=local_time(now, settings),
        country=settings.country,
        tax_rounding=TaxRounding(settings.tax_rounding),
        channel=channel,
        store=settings.store.store,
    )
    lines = [
        line_input(BasketLine(str(place), item, quantity))
        for place, (item, _, quantity) in enumerate(wanted, start=1)
    ]
    return price(lines, context, promotions, TaxBook(taxes))


def order_lines(wanted: Wanted, document: PricedDocument) -> tuple[OrderLine, ...]:
    totals = {line.line_id: line.total for line in document.lines}
    return tuple(
        OrderLine(
            line_id=str(place),
            sku=item.sku,
            titles=item.titles,
            quantity=quantity,
            unit_price=item.price,
            total=totals[str(place)],
            tax_class=item.tax_class,
            image=item.image,
            aisle=item.place.aisle if item.place else "",
            shelf=item.place.shelf if item.place else "",
            gtins=sku.gtins,
        )
        for place, (item, sku, quantity) in enumerate(wanted, start=1)
    )


def _promotions(connection: Connection) -> Sequence[str]:
    column = tables.document.c
    query = select(column.value).where(column.topic == "promotion").order_by(column.key)
    return connection.execute(query).scalars().all()


@lru_cache(maxsize=2)
def _index(promotions: tuple[str, ...]) -> PromotionIndex:
    """Known by the promotions' own words, so that a change can never be missed; reading them
    is a fraction of making the index."""
    return PromotionIndex(decode(value, Promotion) for value in promotions)


def _taxes(connection: Connection) -> list[tuple[str, tuple[Tax, ...]]]:
    column = tables.document.c
    rows = connection.execute(select(column.key, column.value).where(column.topic == "tax"))
    return [(row.key, decode(row.value, tuple[Tax, ...])) for row in rows]
