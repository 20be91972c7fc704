"""A small chain on central, and terminals that seal facts as the real journal does."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shop.domain.catalogue import Product, Sku, Store
from shop.domain.entry import GENESIS, Head, SealedEntry, body_hash, signed_bytes
from shop.domain.facts import Condition, Fact, Proof, Return, ReturnedLine, Sale, SoldItem
from shop.domain.money import Money
from shop.domain.pricing import PricedDocument
from shop.domain.tax import Tax
from shop.domain.tender import Tender, TenderKind
from shop.ports import StoreSettings
from sync.central import documents, enrolment, feed, stock
from sync.central.core import Central
from sync.protocol.entry_body import EntryStamp, write_body
from sync.protocol.messages import Batch, EnrolRequest

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SKUS = ("mug", "tea", "pot")
PRICE = 500
STORES = (
    Store("S1", "Riverside", latitude=47.50, longitude=19.05),
    Store("S2", "Hill", latitude=47.52, longitude=19.03),
    Store("S3", "Far", latitude=52.52, longitude=13.40),
)


def product(sku: str, price: int = PRICE) -> Product:
    return Product(
        product=f"p-{sku}",
        titles={"en": sku.title()},
        skus=(Sku(sku, Money(price, "EUR"), gtins=(4000000000000 + SKUS.index(sku),)),),
        department="home",
    )


def open_shop(central: Central, on_hand: int = 10) -> None:
    now = central.now()
    standard = Tax("vat", "VAT", Decimal(20))
    papers = [documents.of("store", x.store, x) for x in STORES]
    papers += [
        documents.of("settings", x.store, StoreSettings(x, "Chain", "EUR", "HU", ("en",)), x.store)
        for x in STORES
    ]
    papers += [documents.of("product", f"p-{sku}", product(sku)) for sku in SKUS]
    papers.append(documents.of("tax", "standard", (standard,)))
    with central.database.write() as connection:
        deltas = {(x.store, sku): (on_hand * 1000, 0) for x in STORES for sku in SKUS}
        figures = stock.add(connection, deltas, now, opening=True)
        changed = documents.changes(connection, papers)
        documents.write(connection, changed)
        told = [feed.News(x.topic, x.key, x.value, x.store) for x in changed]
        feed.append(connection, [*told, *stock.told(figures)], now)


@dataclass(slots=True)
class Terminal:
    """Seals facts into a chain; `copy()` is a cloned data folder."""

    name: str
    store: str
    key: Ed25519PrivateKey
    key_id: int
    epoch: int = 1
    entries: list[SealedEntry] = field(default_factory=list)

    @property
    def head(self) -> Head:
        last = self.entries[-1].hash if self.entries else GENESIS
        return Head(self.epoch, len(self.entries), last)

    def seal(self, fact: Fact, *, at: datetime = AT, entry: str = "") -> SealedEntry:
        stamp = EntryStamp(
            id=entry or secrets.token_hex(16),
            terminal=self.name,
            epoch=self.epoch,
            seq=self.head.seq + 1,
            prev=self.head.hash,
            day="2026-11-21",
            at=at,
            staff="anna",
        )
        return self.add(write_body(stamp, fact))

    def add(self, body: str) -> SealedEntry:
        digest = body_hash(body)
        sealed = SealedEntry(body, digest, self.key.sign(signed_bytes(digest)).hex())
        self.entries.append(sealed)
        return sealed

    def batch(self, start: int = 0, end: int | None = None) -> Batch:
        return Batch(self.epoch, tuple(self.entries[start:end]))

    def copy(self) -> Terminal:
        return replace(self, entries=list(self.entries))


def enrolled(central: Central, store: str, face: str, name: str = "") -> Terminal:
    key = Ed25519PrivateKey.generate()
    code = enrolment.new_code(central, store=store, face=face, name=name)
    public = key.public_key().public_bytes_raw().hex()
    answer = enrolment.enrol(central, EnrolRequest(code, public, face, "test"))
    return Terminal(answer.terminal, answer.store, key, answer.key_id)


def item(sku: str, quantity: int = 1, line: str = "1") -> SoldItem:
    total = Money(PRICE * quantity, "EUR")
    return SoldItem(line, sku, sku.title(), Decimal(quantity), "pcs", total, "standard")


def sale(receipt: str, *items: SoldItem, order: str = "") -> Sale:
    total = Money(sum(x.total.minor for x in items), "EUR")
    zero = Money(0, "EUR")
    document = PricedDocument("EUR", (), (), total, zero, total, zero)
    paid = (Tender(TenderKind.CASH, total, total),)
    return Sale(receipt, "shift1", items, document, paid, zero, order=order)


def refund(
    receipt: str,
    of_receipt: str,
    sku: str,
    quantity: int = 1,
    *,
    line: str = "1",
    order: str = "",
    authorisation: str = "",
    minor: int | None = None,
) -> Return:
    money = Money(PRICE * quantity if minor is None else minor, "EUR")
    back = ReturnedLine(line, sku, sku, Decimal(quantity), money, "wrong", Condition.PUT_BACK)
    zero = Money(0, "EUR")
    return Return(
        receipt=receipt,
        shift="shift1",
        lines=(back,),
        refunds=(Tender(TenderKind.CASH, -money, -money),),
        rounding=zero,
        proof=Proof.RECEIPT_NUMBER,
        receipt_returned="" if order else of_receipt,
        order=order,
        authorisation=authorisation,
    )
