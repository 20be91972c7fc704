"""Room: kiosk. A product tile, formatted: the same on home, results and "goes with"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kiosk import words
from kiosk.prices import ShelfPrice, shelf_price
from kiosk.services import Services
from shop.domain.catalogue import item_of, text_in
from shop.ports import Hit
from ui import formats
from ui.i18n import current, tr
from ui.pictures import picture_url


@dataclass(frozen=True, slots=True)
class Tile:
    product: str
    name: str
    brand: str
    department: str
    symbol: str
    picture: str
    price: str
    was: str
    promo: str
    rating: float
    ratingText: str
    reviews: str
    stock: str
    level: str


def tiles(services: Services, hits: Sequence[Hit]) -> list[Tile]:
    """Reads the replica and prices each product: call it on the worker thread."""
    icons = department_icons(services)
    return [_tile(services, hit, icons) for hit in hits]


def department_icons(services: Services) -> Mapping[str, str]:
    return {row.department: row.icon for row in services.replica.departments()}


def promo_text(price: ShelfPrice) -> str:
    """The discount in one word: "−20 %" where it is a round share, else the promotion's name."""
    if price.was is None or not price.was.minor:
        return ""
    off = price.was.minor - price.now.minor
    percent = round(Decimal(off * 100) / price.was.minor)
    if abs(percent * price.was.minor - off * 100) * 20 < price.was.minor:
        return "\u2212" + formats.percent(Decimal(percent))
    return text_in(price.discounts[0].name, current()) or tr("Offer")


def _tile(services: Services, hit: Hit, icons: Mapping[str, str]) -> Tile:
    price = cheapest(services, hit.product)
    now = formats.money(price.now if price else hit.price)
    return Tile(
        product=hit.product,
        name=text_in(hit.titles, current()),
        brand=hit.brand,
        department=hit.department,
        symbol=icons.get(hit.department) or "bag",
        picture=picture_url(hit.image),
        price=tr("from {price}", price=now) if hit.price_from else now,
        was=formats.money(price.was) if price and price.was else "",
        promo=promo_text(price) if price else "",
        rating=float(hit.rating_average),
        ratingText=formats.decimal(hit.rating_average) if hit.rating_count else "",
        reviews=f"({formats.number(hit.rating_count)})" if hit.rating_count else "",
        stock=words.stock_here(hit.available),
        level=words.level(hit.available),
    )


def cheapest(services: Services, product: str) -> ShelfPrice | None:
    found = services.replica.product(product)
    if found is None or not found.skus:
        return None
    sku = min(found.skus, key=lambda one: one.price.minor)
    return shelf_price(services.price, item_of(found, sku))
