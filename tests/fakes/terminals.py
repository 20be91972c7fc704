"""Ready-made terminals for tests: a journal with a key, a whole terminal at a tiny central."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from shop.domain.catalogue import Product, RatingSummary, Sku, StockFigure, Store
from shop.domain.facts import (
    Enrolled,
    Numbering,
    Sale,
    ShiftOpened,
    SoldItem,
    StockAdjusted,
)
from shop.domain.money import Money
from shop.domain.pricing import PricedDocument
from shop.domain.tender import Tender, TenderKind
from shop.ports import Clock, StoreSettings
from sync.local.clock import SystemClock
from sync.local.journal import LocalJournal, create_journal
from sync.local.journal_writer import Sealing
from sync.local.keys import DeviceSigner, load_key, make_key
from tests.fakes.clock import FakeClock

RESERVE = 256 * 1024


def new_journal(folder: Path, clock: Clock | None = None) -> LocalJournal:
    """Terminal T1, epoch 1, its first entry made."""
    public_key = make_key(folder).public_key().public_bytes_raw().hex()
    (folder / "public").write_text(public_key)
    create_journal(folder)
    journal = reopen(folder, clock)
    journal.record(lambda _: Enrolled("till", "0.1", public_key), staff="").result()
    return journal


def reopen(folder: Path, clock: Clock | None = None) -> LocalJournal:
    public_key = (folder / "public").read_text()
    signer = DeviceSigner(7, load_key(folder, public_key))
    sealing = Sealing("T1", 1, signer, clock or SystemClock())
    return LocalJournal(folder, sealing, reserve_bytes=RESERVE)


def adjusted(sku: str = "A-1", quantity: int = -1) -> Callable[[Numbering], StockAdjusted]:
    return lambda _: StockAdjusted(sku, Decimal(quantity), "test")


def opened(shift: str = "S1") -> Callable[[Numbering], ShiftOpened]:
    return lambda _: ShiftOpened(shift, Money(10000, "EUR"), {5000: 2})


def sold(sku: str = "A-1", quantity: int = 1, shift: str = "S1") -> Callable[[Numbering], Sale]:
    """A cash sale of one line, small but whole."""
    total = Money(250 * quantity, "EUR")
    zero = Money(0, "EUR")
    document = PricedDocument(
        currency="EUR", lines=(), taxes=(), net=total, tax=zero, total=total, saved=zero
    )
    item = SoldItem("1", sku, "Tea", Decimal(quantity), "pcs", total, "standard")

    def build(numbering: Numbering) -> Sale:
        return Sale(
            receipt=numbering.receipt,
            shift=shift,
            items=(item,),
            document=document,
            tenders=(Tender(TenderKind.CASH, total, total),),
            rounding=zero,
        )

    return build


def product(key: str, title: str, *, price: int = 100, popularity: int = 0, **more: str) -> Product:
    """One SKU `KEY-1` with a GTIN made from the key's digits."""
    digits = int("".join(c for c in key if c.isdecimal()) or "0")
    sku = Sku(f"{key}-1", Money(price, "EUR"), gtins=(4_000_000_000_000 + digits,))
    return Product(
        key,
        {"en": title, **{k: v for k, v in more.items() if k not in ("brand", "department")}},
        (sku,),
        brand=more.get("brand", ""),
        department=more.get("department", ""),
        popularity=popularity,
        rating=RatingSummary((0, 0, 0, 1, 1)),
    )


def figure(sku: str, on_hand: int, *, store: str = "a", held: int = 0) -> StockFigure:
    return StockFigure(store, sku, Decimal(on_hand), Decimal(held), FakeClock().now())


def settings(store: str = "a") -> StoreSettings:
    return StoreSettings(
        Store(store, "Store A", timezone="Europe/Berlin"), "C", "EUR", "DE", ("en",)
    )


def wait_until(true: Callable[[], object], seconds: float = 10.0) -> None:
    """Poll: the agent is another thread."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)
