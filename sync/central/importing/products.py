"""Rows to products and departments. Central room: pure.

Rows with the same `product` are variants of one. A row whose code is no GTIN keeps its SKU
and loses only the barcode; one without title or price cannot be sold and is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from shop.domain.catalogue import Department, Option, Product, Sku
from shop.domain.gtin import normalise
from shop.domain.money import Money, UnknownCurrency, to_minor
from sync.central.importing.invented import Inventor
from sync.central.importing.mapping import Mapping
from sync.central.importing.report import BadRow, Report
from sync.central.units import OutOfRange, plain_text, thousandths

_UNSAFE = re.compile(r"[^0-9A-Za-z._-]+")


@dataclass(slots=True)
class Goods:
    """What a products file says. `stock` and `safety` are by SKU; `invented` counts made prices."""

    products: dict[str, Product] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    stock: dict[str, Decimal] = field(default_factory=dict)
    safety: dict[str, Decimal] = field(default_factory=dict)
    skus: set[str] = field(default_factory=set)
    gtins: dict[int, str] = field(default_factory=dict)
    invented: int = 0


def read_products(
    rows: list[tuple[int, dict[str, Any]]],
    mapping: Mapping,
    report: Report,
    inventor: Inventor | None,
) -> Goods:
    goods = Goods()
    for number, row in rows:
        report.rows += 1
        if not mapping.takes(row):
            continue
        try:
            _take(goods, number, row, mapping, report, inventor)
        except BadRow as why:
            report.refuse(number, why)
        except OutOfRange as why:
            report.refuse(number, BadRow("row", f"out of range: {why}"))
    return goods


def _take(
    goods: Goods,
    number: int,
    row: dict[str, Any],
    mapping: Mapping,
    report: Report,
    inventor: Inventor | None,
) -> None:
    code = code_of(mapping.text("sku", row), "sku")
    key = code_of(mapping.text("product", row) or code, "product")
    title = plain_text(mapping.text("title", row))
    if not title:
        raise BadRow("title", "is empty")
    if code in goods.skus:
        raise BadRow("sku", f"{code} stands in the file twice")
    price, invented = _price(code, row, mapping, inventor)
    sku = Sku(
        sku=code,
        price=price,
        gtins=_gtins(goods, number, code, mapping.text("gtin", row), report),
        options=_options(mapping.text("option", row)),
        unit=mapping.text("unit", row) or "pcs",
        tax_class=mapping.text("tax_class", row) or "standard",
    )
    amount = mapping.value("stock", row)
    if amount is not None:
        thousandths(_decimal("stock", str(amount)))
        goods.stock[code] = _decimal("stock", str(amount))
    keep = mapping.value("safety", row)
    if keep not in (None, ""):
        goods.safety[code] = _decimal("safety", str(keep))
        if thousandths(goods.safety[code]) < 0:
            raise BadRow("safety", "is below zero")
    goods.skus.add(code)
    goods.invented += invented
    had = goods.products.get(key)
    if had is None:
        goods.products[key] = _product(goods, key, title, sku, row, mapping)
    else:
        goods.products[key] = replace(had, skus=(*had.skus, sku))


def _product(
    goods: Goods, key: str, title: str, sku: Sku, row: dict[str, Any], mapping: Mapping
) -> Product:
    name = plain_text(mapping.text("department", row)) or "other"
    department = slug(name)
    language = mapping.language
    if department not in goods.departments:
        words = name if name != department else name.replace("-", " ").capitalize()
        goods.departments[department] = Department(
            department, {language: words}, position=len(goods.departments)
        )
    categories = mapping.value("categories", row)
    description = mapping.text("description", row)
    popularity = mapping.text("popularity", row)
    return Product(
        product=key,
        titles={language: title},
        skus=(sku,),
        brand=plain_text(mapping.text("brand", row)),
        department=department,
        categories=tuple(str(x) for x in categories) if isinstance(categories, list) else (),
        descriptions={language: description.replace("\x00", "")} if description else {},
        image=mapping.text("image", row),
        popularity=int(popularity) if popularity.isascii() and popularity.isdigit() else 0,
    )


def _price(
    code: str, row: dict[str, Any], mapping: Mapping, inventor: Inventor | None
) -> tuple[Money, bool]:
    currency = mapping.text("currency", row)
    given = mapping.text("price", row)
    if not given:
        if inventor is None or not inventor.prices:
            raise BadRow("price", "is empty (--generate-prices SEED makes one up, and says so)")
        return inventor.price(code, currency), True
    value = _decimal("price", given)
    if value < 0:
        raise BadRow("price", f"{given} is below zero")
    try:
        return Money(to_minor(value, currency), currency), False
    except UnknownCurrency:
        raise BadRow("currency", f"{currency!r} is not an ISO 4217 code") from None


def _gtins(goods: Goods, number: int, sku: str, text: str, report: Report) -> tuple[int, ...]:
    if not text:
        return ()
    gtin = normalise(text) or _zeros_lost(text)
    if gtin is None:
        report.remark(number, "gtin", f"{text[:40]!r} is no GTIN: sold without a barcode")
        return ()
    taken = goods.gtins.setdefault(gtin, sku)
    if taken != sku:
        report.remark(number, "gtin", f"{text} is the barcode of {taken} already")
        return ()
    return (gtin,)


def _zeros_lost(text: str) -> int | None:
    """Spreadsheets drop leading zeros: right only if the check digit then is."""
    return normalise(text.zfill(12)) if 9 <= len(text) <= 11 else None


def _options(text: str) -> tuple[Option, ...]:
    return (Option("variant", text),) if text else ()


def _decimal(column: str, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise BadRow(column, f"{text[:40]!r} is not a number") from None
    if not value.is_finite():
        raise BadRow(column, f"{text[:40]!r} is not a number")
    return value


def code_of(text: str, column: str) -> str:
    """A code that is safe in paths and lists: letters, digits, ".", "_" and "-"."""
    code = _UNSAFE.sub("-", text).strip("-")[:80]
    if not code:
        raise BadRow(column, "is empty")
    return code


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", plain).strip("-")[:60] or "other"
