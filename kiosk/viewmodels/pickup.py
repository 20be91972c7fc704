"""Room: kiosk. The stores where an order may be picked up, nearest first, and why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kiosk import words
from kiosk.viewmodels.link import LinkViewModel
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.stock import StockViewModel, StoreRow
from shop.domain.catalogue import Item, Store
from ui import formats
from ui.i18n import tr


@dataclass(frozen=True, slots=True)
class PickupRow:
    """A store to choose; `possible` False shows it greyed with its reason in `stock`."""

    store: str
    name: str
    address: str
    distance: str
    stock: str
    level: str
    hours: str
    open: bool
    possible: bool
    chosen: bool = False

    def sold_out(self) -> PickupRow:
        """Central said so a moment ago, whatever the figure here still says."""
        return replace(self, stock=tr("Just sold out"), level="none", possible=False)

    def choose(self, store: str) -> PickupRow:
        return replace(self, chosen=self.store == store)


def pickup_rows(
    session: Session,
    stock: StockViewModel,
    link: LinkViewModel,
    item: Item,
    quantity: int,
    gone: frozenset[str],
) -> list[PickupRow]:
    stores = session.services.replica.stores()
    here = stores[0].store if stores else ""
    rows = [_row(stock, link, one, item.sku, quantity, one.store == here) for one in stores]
    return [row.sold_out() if row.store in gone else row for row in rows]


def _row(
    stock: StockViewModel, link: LinkViewModel, store: Store, sku: str, quantity: int, here: bool
) -> PickupRow:
    row: StoreRow = stock.row(store, sku)
    available = stock.at(store.store, sku)
    enough = available >= Decimal(quantity)
    reachable = here or link.online
    return PickupRow(
        store=row.store,
        name=row.name,
        address=row.address,
        distance=tr("You are here") if here else row.distance,
        stock=_stock_text(available, enough, reachable, here),
        level=(row.level if enough else "none") if reachable else "unknown",
        hours=row.hours,
        open=row.open,
        possible=enough and reachable,
    )


def _stock_text(available: Decimal, enough: bool, reachable: bool, here: bool) -> str:
    if not reachable:
        return tr("Not while offline")
    if available > 0 and not enough:
        return tr("Only {count} there", count=formats.quantity(available))
    return words.stock_here(available) if here else words.stock_elsewhere(available)
