"""Room: kiosk. One product's page: what it is, what it costs and why, what it goes with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.prices import ShelfPrice, shelf_price
from kiosk.viewmodels import reasons, variants
from kiosk.viewmodels.reviews import ReviewsViewModel
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.stock import StockViewModel
from kiosk.viewmodels.tiles import Tile, department_icons, promo_text, tiles
from shop.domain.catalogue import Product, Sku, item_of, text_in
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.pictures import picture_url
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class SpecRow:
    id: str
    name: str
    value: str


@QmlElement
@QmlUncreatable("made by app.py")
class ProductViewModel(QObject):
    """Signals: `changed` with the variant, its price or the language; `opened` with the product."""

    changed = Signal()
    opened = Signal()

    def __init__(
        self,
        session: Session,
        stock: StockViewModel,
        reviews: ReviewsViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._stock, self._reviews = session, stock, reviews
        self._product: Product | None = None
        self._sku: Sku | None = None
        self._price: ShelfPrice | None = None
        self._icon = "bag"
        self._groups = RowModel(variants.GroupRow, "name", self)
        self._specs = RowModel(SpecRow, "id", self)
        self._why = RowModel(reasons.ReasonRow, "id", self)
        self._goes_with = RowModel(Tile, "product", self)
        stock.changed.connect(self._show_variants)

    # --- who it is ------------------------------------------------------------------
    @Property(str, notify=changed)
    def product(self) -> str:
        return self._product.product if self._product else ""

    @Property(str, notify=changed)
    def sku(self) -> str:
        return self._sku.sku if self._sku else ""

    @Property(str, notify=changed)
    def name(self) -> str:
        return text_in(self._product.titles, current()) if self._product else ""

    @Property(str, notify=changed)
    def brand(self) -> str:
        return self._product.brand if self._product else ""

    @Property(str, notify=changed)
    def department(self) -> str:
        return self._product.department if self._product else ""

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._icon

    @Property(str, notify=changed)
    def variant(self) -> str:
        """As in "Red, M"; empty for a product of one kind."""
        if self._sku is None:
            return ""
        options = self._sku.options
        return ", ".join(text_in(one.values, current()) or one.value for one in options)

    @Property(str, notify=changed)
    def description(self) -> str:
        return text_in(self._product.descriptions, current()) if self._product else ""

    @Property(str, notify=changed)
    def picture(self) -> str:
        """The one to enlarge."""
        return next(iter(self.pictures), "")

    @Property("QStringList", notify=changed)
    def pictures(self) -> list[str]:
        """The chosen variant's first, then the product's, then its sisters'."""
        if self._product is None or self._sku is None:
            return []
        names = [self._sku.image, self._product.image, *(one.image for one in self._product.skus)]
        return list(dict.fromkeys(url for url in map(picture_url, names) if url))

    # --- what it costs --------------------------------------------------------------
    @Property(str, notify=changed)
    def price(self) -> str:
        return formats.money(self._price.now) if self._price else ""

    @Property(str, notify=changed)
    def was(self) -> str:
        return formats.money(self._price.was) if self._price and self._price.was else ""

    @Property(str, notify=changed)
    def promo(self) -> str:
        return promo_text(self._price) if self._price else ""

    @Property(str, notify=changed)
    def unit(self) -> str:
        if self._sku is None or self._sku.unit == "pcs":
            return ""
        return tr("per {unit}", unit=self._sku.unit)

    @Property(str, notify=changed)
    def nearly(self) -> str:
        """What one more would save, where a promotion waits for it."""
        return reasons.nearly(self._price) if self._price else ""

    @Property(RowModel, constant=True)
    def why(self) -> RowModel[reasons.ReasonRow]:
        return self._why

    # --- its parts ------------------------------------------------------------------
    @Property(RowModel, constant=True)
    def groups(self) -> RowModel[variants.GroupRow]:
        return self._groups

    @Property(RowModel, constant=True)
    def specs(self) -> RowModel[SpecRow]:
        return self._specs

    @Property(RowModel, constant=True)
    def goesWith(self) -> RowModel[Tile]:
        return self._goes_with

    @Property(StockViewModel, constant=True)
    def stock(self) -> StockViewModel:
        return self._stock

    @Property(ReviewsViewModel, constant=True)
    def reviews(self) -> ReviewsViewModel:
        return self._reviews

    # --- what happens ---------------------------------------------------------------
    @Slot(str, str)
    def choose(self, option: str, value: str) -> None:
        if self._product and self._sku:
            self._take(variants.with_choice(self._product, self._sku, option, value))

    def open(self, product: str, sku: str = "") -> bool:
        """False when the catalogue does not have it (any more)."""
        found = self._session.services.replica.product(product)
        if found is None or not found.skus:
            return False
        self._product = found
        self._icon = department_icons(self._session.services).get(found.department) or "bag"
        self._goes_with.update([])
        self._reviews.open(found)
        self._take(next((one for one in found.skus if one.sku == sku), self._first(found)))
        self._show_goes_with(found)
        self.opened.emit()
        return True

    def refresh(self) -> None:
        """The same page in another language or with fresh data from central."""
        if self._product is None or self._sku is None:
            return
        again = self._session.services.replica.product(self._product.product) or self._product
        self._product = again
        mine = self._sku.sku
        self._reviews.refresh(again)
        self._take(next((one for one in again.skus if one.sku == mine), again.skus[0]))
        self._show_goes_with(again)

    def wipe(self) -> None:
        self._product = self._sku = self._price = None
        for model in (self._groups, self._specs, self._why, self._goes_with):
            model.update([])
        self._stock.close()
        self._reviews.close()
        self.changed.emit()

    def _first(self, product: Product) -> Sku:
        """The cheapest that is here, else the cheapest."""

        def rank(sku: Sku) -> tuple[bool, int]:
            return self._stock.here(sku.sku) <= 0, sku.price.minor

        return min(product.skus, key=rank)

    def _take(self, sku: Sku) -> None:
        assert self._product is not None
        self._sku = sku
        item = item_of(self._product, sku)
        self._price = shelf_price(self._session.services.price, item)
        self._why.update(reasons.rows(item, self._price))
        self._specs.update(_specs(self._product))
        self._stock.open(sku, tuple(one.sku for one in self._product.skus))
        self._show_variants()
        self.changed.emit()

    def _show_variants(self) -> None:
        if self._product and self._sku:
            self._groups.update(
                variants.groups(self._product, self._sku, self._stock.here, current())
            )

    def _show_goes_with(self, product: Product) -> None:
        services = self._session.services

        def show(found: list[Tile]) -> None:
            if self._product is product:
                self._goes_with.update(found)

        self._session.ask(lambda: tiles(services, services.replica.hits(product.goes_with)), show)


def _specs(product: Product) -> list[SpecRow]:
    rows = enumerate(product.specifications)
    return [
        SpecRow(str(at), text_in(s.name, current()), text_in(s.value, current())) for at, s in rows
    ]
