"""A product as rows of replica.db, and rows as what the shop asks for. Local room: pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from shop.domain.catalogue import (
    Item,
    Option,
    Place,
    Product,
    RatingSummary,
    Sku,
    Specification,
    Texts,
    text_in,
)
from shop.domain.money import Money
from shop.ports import Hit
from sync.local.folding import fold
from sync.local.quantities import from_thousandths
from sync.local.replica_schema import SKUS
from sync.protocol.codec import decode, encode

Row = tuple[Any, ...]

INSERT_PRODUCT = "INSERT INTO product VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
INSERT_DETAIL = "INSERT INTO detail VALUES (?,?)"
INSERT_SKU = "INSERT INTO sku VALUES (?,?,?,?,?,?,?,?,?,?)"
INSERT_BARCODE = "INSERT OR REPLACE INTO barcode VALUES (?,?)"


@dataclass(frozen=True, slots=True)
class Detail:
    """What only the product page needs."""

    descriptions: Texts = field(default_factory=dict)
    specifications: tuple[Specification, ...] = ()
    goes_with: tuple[str, ...] = ()
    popularity: int = 0
    histogram: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)


def product_row(id_: int, product: Product, available: int) -> Row:
    prices = [sku.price for sku in product.skus] or [Money(0, "XXX")]
    lowest = min(prices, key=lambda price: price.minor)
    return (
        id_,
        product.product,
        _text(product.titles),
        product.brand,
        product.department,
        _text(product.categories),
        product.image,
        fold(text_in(product.titles, "en")),
        lowest.minor,
        lowest.currency,
        int(any(price.minor != lowest.minor for price in prices)),
        int(product.rating.average * 10),
        product.rating.count,
        available,
    )


def detail_row(id_: int, product: Product) -> Row:
    detail = Detail(
        product.descriptions,
        product.specifications,
        product.goes_with,
        product.popularity,
        product.rating.histogram,
    )
    return (id_, _text(detail))


def sku_rows(id_: int, product: Product) -> list[Row]:
    return [
        (
            id_ * SKUS + position,
            sku.sku,
            sku.price.minor,
            sku.price.currency,
            sku.unit,
            sku.tax_class,
            _text(sku.options) if sku.options else "",
            _text(sku.place) if sku.place else "",
            sku.image,
            _text(sku.gtins),
        )
        for position, sku in enumerate(product.skus)
    ]


def barcode_rows(id_: int, product: Product) -> list[Row]:
    return [
        (gtin, id_ * SKUS + position)
        for position, sku in enumerate(product.skus)
        for gtin in sku.gtins
    ]


ITEM_COLUMNS = (
    "s.sku, p.product, p.titles, s.price, s.currency, p.brand, p.department, p.categories, "
    "s.options, s.unit, s.tax_class, s.image, p.image, s.place"
)


def item_from(row: Row) -> Item:
    options, place = row[8], row[13]
    return Item(
        row[0],
        row[1],
        decode(row[2], _TEXTS),
        Money(row[3], row[4]),
        row[5],
        row[6],
        decode(row[7], _CATEGORIES),
        decode(options, _OPTIONS) if options else (),
        row[9],
        row[10],
        row[11] or row[12],
        decode(place, Place) if place else None,
    )


SKU_COLUMNS = "sku, price, currency, gtins, options, unit, tax_class, place, image"


def sku_from(row: Row) -> Sku:
    return Sku(
        sku=row[0],
        price=Money(row[1], row[2]),
        gtins=decode(row[3], _GTINS),
        options=decode(row[4], _OPTIONS) if row[4] else (),
        unit=row[5],
        tax_class=row[6],
        place=decode(row[7], Place) if row[7] else None,
        image=row[8],
    )


def product_from(row: Row, detail: str, skus: tuple[Sku, ...]) -> Product:
    """`row` is product, titles, brand, department, categories, image."""
    more = decode(detail, Detail)
    return Product(
        product=row[0],
        titles=decode(row[1], _TEXTS),
        skus=skus,
        brand=row[2],
        department=row[3],
        categories=decode(row[4], _CATEGORIES),
        descriptions=more.descriptions,
        specifications=more.specifications,
        image=row[5],
        goes_with=more.goes_with,
        popularity=more.popularity,
        rating=RatingSummary(more.histogram),
    )


HIT_COLUMNS = (
    "p.id, p.product, p.titles, p.brand, p.department, p.image, p.price, p.currency, "
    "p.price_from, p.stars, p.reviews, p.available"
)


def hit_from(row: Row, own: Mapping[int, Decimal]) -> Hit:
    """`own` is what this terminal's unpushed facts add, by product id."""
    available = from_thousandths(row[11])
    return Hit(
        product=row[1],
        titles=decode(row[2], _TEXTS),
        brand=row[3],
        department=row[4],
        image=row[5],
        price=Money(row[6], row[7]),
        price_from=bool(row[8]),
        rating_average=Decimal(row[9]).scaleb(-1),
        rating_count=row[10],
        available=available + own.get(row[0], Decimal(0)),
    )


_TEXTS = dict[str, str]
_CATEGORIES = tuple[str, ...]
_OPTIONS = tuple[Option, ...]
_GTINS = tuple[int, ...]


def _text(value: object) -> str:
    return encode(value).decode()
