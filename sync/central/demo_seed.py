"""Puts the demo chain of assets/demo on central. Central room: SQL lives here.

Safe to run again: documents change only where they differ, stock and orders only come to be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Connection, select

from shop.domain.catalogue import Department, Product, Review, Store
from shop.domain.money import Money
from shop.domain.order import Order
from shop.domain.promotions import Promotion
from shop.domain.staff import Role, StaffMember
from shop.domain.tax import Tax
from shop.ports import StoreSettings
from sync.central import documents, feed, stock, tables
from sync.central.core import Central
from sync.central.demo_orders import read_orders, seed_orders
from sync.central.documents import Document
from sync.central.units import thousandths

Progress = Callable[[str], None]
RETURN_LIMIT = 10_000
"""Minor units that a till takes back without asking central."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What changed; all zero when the chain was there already."""

    documents: int
    stock: int
    orders: int


@dataclass(frozen=True, slots=True)
class Chain:
    """`folder`'s own facts; day 0 is `today` in the chain's zone."""

    folder: Path
    facts: dict[str, Any]
    zone: ZoneInfo
    today: datetime

    @property
    def currency(self) -> str:
        return str(self.facts["currency"])

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def day(self, number: int, clock: time = time()) -> datetime:
        day = self.today.date() + timedelta(days=number)
        return datetime.combine(day, clock, self.zone)


def open_chain(folder: Path, now: datetime) -> Chain:
    facts = json.loads((folder / "chain.json").read_text(encoding="utf-8"))
    zone = ZoneInfo(facts["timezone"])
    return Chain(folder, facts, zone, now.astimezone(zone))


def seed(central: Central, folder: Path, progress: Progress = lambda _: None) -> Seeded:
    now = central.now()
    chain = open_chain(folder, now)
    progress("catalogue, stores, staff, promotions and reviews")
    with central.database.read() as connection:
        staff = list(_staff(connection, chain))
    papers = [*_papers(chain), *staff]
    with central.database.write() as connection:
        changed = documents.put(connection, papers, now)
    progress("stock")
    with central.database.write() as connection:
        missing = _missing_stock(connection, chain)
        figures = stock.add(connection, missing, now, opening=True)
        feed.append(connection, stock.told(figures), now)
    progress("orders")
    made = seed_orders(central, _orders(chain))
    return Seeded(changed, len(figures), made)


def _papers(chain: Chain) -> Iterator[Document]:
    for row in chain.read("departments.json"):
        department = msgspec.convert(row, Department)
        yield documents.of("department", department.department, department)
    for product in _products(chain):
        yield documents.of("product", product.product, product)
    for review in _reviews(chain):
        yield documents.of("review", review.review, review)
    for store in _stores(chain):
        yield documents.of("store", store.store, store)
        yield documents.of("settings", store.store, _settings(chain, store), store.store)
    for row in chain.facts["tax_classes"]:
        tax = Tax(
            code=row["code"],
            name=row["name"],
            rate=Decimal(row["rate"]),
            included=bool(chain.facts["tax_inclusive"]),
        )
        yield documents.of("tax", row["tax_class"], (tax,))
    for row in chain.read("promotions.json"):
        promotion = _promotion(chain, row)
        yield documents.of("promotion", promotion.id, promotion)


def _products(chain: Chain) -> Iterator[Product]:
    for path in sorted((chain.folder / "catalogue").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            for sku in row["skus"]:
                sku["price"] = {"minor": sku["price"], "currency": chain.currency}
                sku["gtins"] = [int(gtin) for gtin in sku["gtins"]]
            yield msgspec.convert(row, Product)


def _reviews(chain: Chain) -> Iterator[Review]:
    for path in sorted((chain.folder / "reviews").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            written = chain.day(-int(row.pop("days_ago", 0))).date()
            yield replace(msgspec.convert(row, Review), written=written)


def _stores(chain: Chain) -> Iterator[Store]:
    for row in chain.read("stores.json"):
        yield msgspec.convert(row, Store)


def _settings(chain: Chain, store: Store) -> StoreSettings:
    facts = chain.facts
    return StoreSettings(
        store=store,
        chain=facts["name"],
        currency=chain.currency,
        country=facts["country"],
        languages=tuple(facts["languages"]),
        offline_return_limit=Money(RETURN_LIMIT, chain.currency),
        receipt_footer=facts["return_policy"],
        legal=(facts["vat_number"],),
    )


def _promotion(chain: Chain, row: dict[str, Any]) -> Promotion:
    first, last = row.pop("valid_days")
    promotion = msgspec.convert(row, Promotion)
    return replace(promotion, valid_from=chain.day(first), valid_to=chain.day(last + 1))


def _staff(connection: Connection, chain: Chain) -> Iterator[Document]:
    """PINs are kept as Argon2id; a hash that still fits its PIN stays as it is."""
    hasher = PasswordHasher()
    for row in chain.read("staff.json"):
        had = documents.get(connection, "staff", row["staff"], StaffMember)
        kept = had.pin_hash if had is not None and _fits(hasher, had, row["pin"]) else ""
        member = StaffMember(
            staff=row["staff"],
            name=row["name"],
            role=Role(row["role"]),
            pin_hash=kept or hasher.hash(row["pin"]),
            badge=row["badge"],
            language=row["language"],
            stores=tuple(row["stores"]),
        )
        yield documents.of("staff", member.staff, member)


def _fits(hasher: PasswordHasher, member: StaffMember, pin: str) -> bool:
    try:
        return hasher.verify(member.pin_hash, pin)
    except VerifyMismatchError:
        return False


def _missing_stock(connection: Connection, chain: Chain) -> stock.Deltas:
    column = tables.stock.c
    had = {(row.store, row.sku) for row in connection.execute(select(column.store, column.sku))}
    given = chain.read("stock.json")["stores"]
    return {
        (store, sku): (thousandths(Decimal(amount)), 0)
        for store, amounts in given.items()
        for sku, amount in amounts.items()
        if (store, sku) not in had
    }


def _orders(chain: Chain) -> list[Order]:
    products = {sku.sku: (x, sku) for x in _products(chain) for sku in x.skus}
    return read_orders(chain.read("orders.json"), products, chain.currency, chain.day)
