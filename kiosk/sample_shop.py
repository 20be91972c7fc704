"""Room: kiosk. The demo chain in a real replica file, for pictures of every screen and for tests.

Reads assets/demo as it lies there; no shop runs on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from shop.domain.catalogue import (
    Department,
    Place,
    Product,
    RatingSummary,
    Review,
    Sku,
    StockFigure,
    Store,
)
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.promotions import Promotion
from shop.domain.tax import Tax
from shop.ports import StoreSettings
from sync.local.replica import NAME, LocalReplica
from sync.local.replica_schema import Standing
from sync.local.snapshot_build import build
from sync.protocol.codec import decode, encode
from sync.protocol.messages import Change
from ui.pictures import ASSETS

DEMO = ASSETS / "demo"
HERE = "dub-quay"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CURRENCY = "EUR"
LONG_NAME = (
    "Hand-finished solid walnut extending dining table with ten upholstered chairs, "
    "two carvers and a matching sideboard, delivered and assembled, 240–320 cm"
)
T = TypeVar("T")


def sample_replica(folder: Path) -> LocalReplica:
    """A finished replica of the demo chain's first store."""
    folder.mkdir(parents=True, exist_ok=True)
    build(folder / NAME, _changes(), Standing("sample", 1, NOON, HERE))
    return LocalReplica(folder)


def products() -> list[Product]:
    rows = [row for path in sorted(DEMO.glob("catalogue/*.json")) for row in _json(path)]
    return [*(_typed(_product(row), Product) for row in rows), *odd_products()]


def odd_products() -> list[Product]:
    """What a screen must bear: the longest name and price, 9,999 reviews; and next to nothing."""
    extreme = Product(
        product="extreme",
        titles=dict.fromkeys(("en", "tr", "hu", "ru", "de", "ar"), LONG_NAME),
        skus=(Sku("X-1", Money(123456789, CURRENCY), place=Place("12", "F")),),
        brand="Hollow Oak & Daughters of Lower Rathmines",
        department="home",
        rating=RatingSummary((999, 1000, 2000, 3000, 3000)),
    )
    bare = Product("bare", {"en": "Peg"}, (Sku("X-2", Money(5, CURRENCY)),), department="home")
    return [extreme, bare]


def _changes() -> Iterator[Change]:
    for topic, key, value in (*_chain(), *_goods(), *_reviews()):
        yield Change(1, topic, key, encode(value).decode())


def _chain() -> Iterator[tuple[str, str, object]]:
    chain, stores = _json(DEMO / "chain.json"), _json(DEMO / "stores.json")
    for row in stores:
        yield "store", row["store"], _typed(row, Store)
    here = _typed(stores[0], Store)
    yield (
        "settings",
        HERE,
        StoreSettings(here, chain["name"], CURRENCY, chain["country"], tuple(chain["languages"])),
    )
    for row in _json(DEMO / "departments.json"):
        yield "department", row["department"], _typed(row, Department)
    for row in chain["tax_classes"]:
        tax = Tax(row["code"], row["name"], Decimal(row["rate"]))
        yield "tax", row["tax_class"], (tax,)
    for row in _json(DEMO / "promotions.json"):
        yield "promotion", row["id"], _typed(_promotion(row), Promotion)


def _goods() -> Iterator[tuple[str, str, object]]:
    for product in products():
        yield "product", product.product, product
    for store, figures in _json(DEMO / "stock.json")["stores"].items():
        for sku, count in figures.items():
            figure = StockFigure(store, sku, Decimal(count), Decimal(0), NOON)
            yield "stock", f"{store}/{sku}", figure


def _reviews() -> Iterator[tuple[str, str, object]]:
    for path in sorted(DEMO.glob("reviews/*.json")):
        for row in _json(path):
            written = (NOON - timedelta(days=row.pop("days_ago"))).date()
            yield "review", row["review"], _typed({**row, "written": written.isoformat()}, Review)


def _product(row: dict[str, Any]) -> dict[str, Any]:
    skus = [{**sku, "price": _money(sku["price"])} for sku in row["skus"]]
    for sku in skus:
        sku["gtins"] = [int(gtin) for gtin in sku["gtins"]]
    return {**row, "skus": skus}


def _promotion(row: dict[str, Any]) -> dict[str, Any]:
    first, last = row.pop("valid_days")
    days = {"valid_from": NOON + timedelta(days=first), "valid_to": NOON + timedelta(days=last)}
    return {**row, **{name: at.isoformat() for name, at in days.items()}}


def _money(minor: int) -> dict[str, object]:
    return {"minor": minor, "currency": CURRENCY}


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _typed(row: dict[str, Any], kind: type[T]) -> T:
    return decode(json.dumps(row), kind)


def sample_order() -> Order:
    """The first of the demo's online orders."""
    row = _json(DEMO / "orders.json")[0]
    skus = {sku.sku: (product, sku) for product in products() for sku in product.skus}
    lines = []
    for one in row["lines"]:
        product, sku = skus[one["sku"]]
        lines.append(
            OrderLine(
                line_id=one["line_id"],
                sku=one["sku"],
                titles=product.titles,
                quantity=Decimal(one["quantity"]),
                unit_price=Money(one["unit_price"], CURRENCY),
                total=Money(one["total"], CURRENCY),
                image=sku.image or product.image,
            )
        )
    return Order(
        order=row["order"],
        store=row["store"],
        channel=row["channel"],
        customer=row["customer"],
        phone=row["phone"],
        lines=tuple(lines),
        total=Money(row["total"], CURRENCY),
        paid=Paid(row["paid"]),
        state=OrderState.PLACED,
        placed_at=NOON,
        promise_at=NOON,
    )
