"""Products, SKUs, stores, reviews and stock figures. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from shop.domain.money import Money

Texts = Mapping[str, str]
"""A text per language code ("en", "tr", "hu", "ru", "de", "ar")."""


def text_in(texts: Texts, language: str) -> str:
    """The text in `language`, else English, else whichever there is, else ""."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class Option:
    """What tells one variant from its sisters: ("colour", "Red", "#B3261E").

    `names` and `values` say both in the shopper's language, where the catalogue has them.
    """

    name: str
    value: str
    swatch: str = ""
    names: Texts = field(default_factory=dict)
    values: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the goods stand in a store."""

    aisle: str
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class Sku:
    """A sellable variant. `unit` is "pcs" or a weight unit such as "kg"."""

    sku: str
    price: Money
    gtins: tuple[int, ...] = ()
    options: tuple[Option, ...] = ()
    unit: str = "pcs"
    tax_class: str = "standard"
    place: Place | None = None
    image: str = ""


@dataclass(frozen=True, slots=True)
class Specification:
    """One row of a product's fact sheet."""

    name: Texts
    value: Texts


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """Review counts by stars, one star first."""

    histogram: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def count(self) -> int:
        return sum(self.histogram)

    @property
    def average(self) -> Decimal:
        """Mean stars with one decimal; 0 when nobody reviewed."""
        if not self.count:
            return Decimal(0)
        total = sum(stars * count for stars, count in enumerate(self.histogram, start=1))
        return (Decimal(total) / self.count).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Product:
    """What groups variants: one page in the shop."""

    product: str
    titles: Texts
    skus: tuple[Sku, ...]
    brand: str = ""
    department: str = ""
    categories: tuple[str, ...] = ()
    descriptions: Texts = field(default_factory=dict)
    specifications: tuple[Specification, ...] = ()
    image: str = ""
    goes_with: tuple[str, ...] = ()
    popularity: int = 0
    rating: RatingSummary = RatingSummary()


@dataclass(frozen=True, slots=True)
class Item:
    """One SKU with all that a basket line or a scan needs."""

    sku: str
    product: str
    titles: Texts
    price: Money
    brand: str = ""
    department: str = ""
    categories: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    unit: str = "pcs"
    tax_class: str = "standard"
    image: str = ""
    place: Place | None = None


def item_of(product: Product, sku: Sku) -> Item:
    return Item(
        sku=sku.sku,
        product=product.product,
        titles=product.titles,
        price=sku.price,
        brand=product.brand,
        department=product.department,
        categories=product.categories,
        options=sku.options,
        unit=sku.unit,
        tax_class=sku.tax_class,
        image=sku.image or product.image,
        place=sku.place,
    )


@dataclass(frozen=True, slots=True)
class Department:
    """A top-level shelf of the catalogue, with the colour its tiles wear."""

    department: str
    titles: Texts
    tint: str = ""
    icon: str = ""
    image: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    review: str
    product: str
    stars: int
    text: str
    title: str = ""
    author: str = ""
    language: str = "en"
    written: date | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Local opening times of one weekday (Monday = 0); both empty means closed."""

    weekday: int
    opens: str = ""
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a floor plan, in per cent of its width and height from the top left."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Aisle:
    """An aisle on a floor plan: its top left corner and its size, in per cent."""

    aisle: str
    x: float
    y: float
    width: float
    height: float
    department: str = ""


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """Where things stand in a store, for "where in this store"; a drawing, not a survey."""

    aisles: tuple[Aisle, ...] = ()
    entrance: Spot | None = None
    tills: Spot | None = None
    pickup: Spot | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """A shop. Coordinates are WGS 84 degrees."""

    store: str
    name: str
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    phone: str = ""
    timezone: str = "UTC"
    hours: tuple[OpeningHours, ...] = ()
    floor: FloorPlan | None = None


@dataclass(frozen=True, slots=True)
class StockFigure:
    """What one store has of one SKU, as central knew it at `as_of` (UTC).

    available = on hand − held − safety stock; may be negative after an oversell.
    """

    store: str
    sku: str
    on_hand: Decimal
    held: Decimal
    as_of: datetime
    safety: Decimal = Decimal(0)

    @property
    def available(self) -> Decimal:
        return self.on_hand - self.held - self.safety
