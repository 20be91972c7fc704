"""A small chain for stories: two stores, five articles, three people, one promotion."""

from __future__ import annotations

from decimal import Decimal

from argon2 import PasswordHasher

from shop.domain.catalogue import Place, Product, Sku, Store
from shop.domain.goods import Goods
from shop.domain.money import Money
from shop.domain.promotions import Promotion, PromotionKind
from shop.domain.staff import Role, StaffMember
from shop.domain.tax import Tax
from shop.ports import StoreSettings
from sync.central import documents, feed, stock
from sync.central.core import Central
from sync.central.documents import Document

HERE, HILL = "S1", "S2"
TEA, MUG, POT, BANANA, LAST = "TEA-1", "MUG-1", "POT-1", "BAN-1", "LAST-1"
CASHIER, PICKER, MANAGER = "anna", "pia", "mert"
PINS = {CASHIER: "1357", PICKER: "1593", MANAGER: "9051"}
ON_HAND = {TEA: 80, MUG: 80, POT: 80, BANANA: 50, LAST: 1}
GTINS = {
    TEA: "4006381333931",
    MUG: "96385074",
    POT: "4012345678901",
    BANANA: "5901234123457",
    LAST: "4000000000006",
}
STORES = (
    Store(HERE, "Riverside", country="IE", timezone="Europe/Dublin", latitude=53.3, longitude=-6.2),
    Store(HILL, "Hill", country="IE", timezone="Europe/Dublin", latitude=53.4, longitude=-6.3),
)
_GOODS = {
    TEA: ("Green tea", 499, "reduced", "pcs"),
    MUG: ("Blue mug", 1299, "standard", "pcs"),
    POT: ("Tea pot", 2450, "standard", "pcs"),
    BANANA: ("Bananas", 199, "reduced", "kg"),
    LAST: ("The last lamp", 8900, "standard", "pcs"),
}


def open_chain(central: Central) -> None:
    """Everything on central: catalogue, people, promotion, stock. Once per database."""
    now = central.now()
    with central.database.write() as connection:
        changed = documents.changes(connection, _papers())
        documents.write(connection, changed)
        deltas = {
            (store.store, sku): (count * 1000, 0)
            for store in STORES
            for sku, count in ON_HAND.items()
        }
        figures = stock.add(connection, deltas, now, opening=True)
        told = [feed.News(x.topic, x.key, x.value, x.store) for x in changed]
        feed.append(connection, [*told, *stock.told(figures)], now)


def _papers() -> list[Document]:
    papers = [documents.of("store", x.store, x) for x in STORES]
    papers += [documents.of("settings", x.store, _settings(x), x.store) for x in STORES]
    papers += [documents.of("product", x.product, x) for x in _products()]
    papers += [documents.of("staff", x.staff, x) for x in _people()]
    papers += [
        documents.of("tax", "standard", (Tax("V23", "VAT", Decimal(23)),)),
        documents.of("tax", "reduced", (Tax("V9", "VAT", Decimal(9)),)),
    ]
    mugs = Promotion(
        "mugs", PromotionKind.PERCENT, {"en": "Mug week"}, goods=Goods((MUG,)), value=Decimal(10)
    )
    return [*papers, documents.of("promotion", mugs.id, mugs)]


def _settings(store: Store) -> StoreSettings:
    return StoreSettings(
        store=store,
        chain="Corner",
        currency="EUR",
        country="IE",
        languages=("en", "de"),
        offline_return_limit=Money(10_000, "EUR"),
        legal=("VAT IE1234567X",),
    )


def _products() -> list[Product]:
    return [
        Product(
            product=sku.lower(),
            titles={"en": title},
            skus=(
                Sku(
                    sku,
                    Money(price, "EUR"),
                    gtins=(int(GTINS[sku]),),
                    unit=unit,
                    tax_class=tax,
                    place=Place("3"),
                ),
            ),
            department="home",
        )
        for sku, (title, price, tax, unit) in _GOODS.items()
    ]


def _people() -> list[StaffMember]:
    """PINs hashed as cheaply as Argon2 can: this is no test of the hash."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    roles = {CASHIER: Role.CASHIER, PICKER: Role.PICKER, MANAGER: Role.MANAGER}
    return [
        StaffMember(who, who.title(), role, pin_hash=quick.hash(PINS[who]))
        for who, role in roles.items()
    ]
