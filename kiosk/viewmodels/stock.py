"""Room: kiosk. How many are here and in other stores, live while on screen, with their age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from kiosk import words
from kiosk.distance import kilometres
from kiosk.opening import opening
from kiosk.viewmodels.link import LinkViewModel
from kiosk.viewmodels.session import Session
from shop.domain.catalogue import Aisle, Place, Sku, StockFigure, Store
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class StoreRow:
    """One other store; `level` is good, low or none, `open` whether it is now."""

    store: str
    name: str
    address: str
    distance: str
    stock: str
    level: str
    hours: str
    open: bool
    age: str


@QmlElement
@QmlUncreatable("made by app.py")
class StockViewModel(QObject):
    """Signals: `changed` when the figure here, its age or the place changed."""

    changed = Signal()

    def __init__(
        self, session: Session, link: LinkViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._link = session, link
        self._sku: Sku | None = None
        self._watched: tuple[str, ...] = ()
        self._figures: dict[tuple[str, str], StockFigure] = {}
        self._stores = RowModel(StoreRow, "store", self)
        link.changed.connect(self.refresh)

    # --- this store -----------------------------------------------------------------
    @Property(str, notify=changed)
    def hereText(self) -> str:
        return words.stock_here(self._here(), self._sku.unit) if self._sku else ""

    @Property(str, notify=changed)
    def hereLevel(self) -> str:
        return words.level(self._here())

    @Property(str, notify=changed)
    def age(self) -> str:
        return self._link.age

    @Property(bool, notify=changed)
    def live(self) -> bool:
        return self._link.online

    @Property(str, notify=changed)
    def place(self) -> str:
        where = self._place()
        if where is None:
            return ""
        if where.shelf:
            return tr("Aisle {aisle}, shelf {shelf}", aisle=where.aisle, shelf=where.shelf)
        return tr("Aisle {aisle}", aisle=where.aisle)

    @Property(str, notify=changed)
    def aisle(self) -> str:
        where = self._place()
        return where.aisle if where else ""

    @Property(str, notify=changed)
    def storeName(self) -> str:
        return self._this().name if self._session.ready else ""

    @Property("QVariantList", notify=changed)
    def floor(self) -> list[dict[str, object]]:
        """The aisles of this store's plan in per cent; empty when it has no plan."""
        plan = self._this().floor if self._session.ready else None
        return [_aisle(one) for one in plan.aisles] if plan else []

    @Property("QVariantMap", notify=changed)
    def spots(self) -> dict[str, object]:
        plan = self._this().floor if self._session.ready else None
        if plan is None:
            return {}
        named = {"entrance": plan.entrance, "tills": plan.tills, "pickup": plan.pickup}
        return {name: {"x": at.x, "y": at.y} for name, at in named.items() if at is not None}

    # --- other stores ---------------------------------------------------------------
    @Property(RowModel, constant=True)
    def stores(self) -> RowModel[StoreRow]:
        return self._stores

    @Property(bool, notify=changed)
    def elsewhere(self) -> bool:
        """Whether any other store has it."""
        return any(row.level != "none" for row in self._stores.rows)

    # --- what happens ---------------------------------------------------------------
    def open(self, sku: Sku, sisters: Sequence[str]) -> None:
        """Show this SKU; it and its sisters are watched until `close`."""
        self._sku = sku
        if self._watched != tuple(sisters):
            self._watched = tuple(sisters)
            self._session.services.central.watch(self._watched)
        replica = self._session.services.replica
        self._figures = {
            (store, one): figure
            for one in self._watched
            for store, figure in replica.stock(one).items()
        }
        self.refresh()

    def show(self, figures: Sequence[StockFigure]) -> None:
        """Live figures from central; others than the watched are not ours to show."""
        mine = [one for one in figures if one.sku in self._watched]
        if not mine:
            return
        replica = self._session.services.replica
        here = self._this().store
        for one in mine:
            # This store's figure comes from the replica, which counts what we did not send yet.
            known = replica.stock(one.sku).get(here) if one.store == here else None
            self._figures[(one.store, one.sku)] = known or one
        self.refresh()

    def close(self) -> None:
        self._sku, self._figures = None, {}
        if self._watched and self._session.ready:
            self._session.services.central.watch(())
        self._watched = ()
        self._stores.update([])
        self.changed.emit()

    def here(self, sku: str) -> Decimal:
        return self.at(self._this().store, sku)

    def at(self, store: str, sku: str) -> Decimal:
        figure = self._figures.get((store, sku))
        return figure.available if figure else Decimal(0)

    def refresh(self) -> None:
        if self._sku is not None:
            others = self._session.services.replica.stores()[1:]
            self._stores.update([self.row(one, self._sku.sku) for one in others])
        self.changed.emit()

    def row(self, store: Store, sku: str) -> StoreRow:
        available = self.at(store.store, sku)
        state = opening(store, self._session.services.clock.now())
        return StoreRow(
            store=store.store,
            name=store.name,
            address=", ".join(part for part in (store.street, store.city) if part),
            distance=_way(self._this(), store),
            stock=words.stock_elsewhere(available),
            level=words.level(available),
            hours=words.opening(state),
            open=state.open,
            age=self._link.age,
        )

    def _here(self) -> Decimal:
        return self.here(self._sku.sku) if self._sku else Decimal(0)

    def _place(self) -> Place | None:
        return self._sku.place if self._sku else None

    def _this(self) -> Store:
        return self._session.services.replica.settings().store


def _way(one: Store, other: Store) -> str:
    far = kilometres(one, other)
    return "" if far is None else formats.distance(round(far * 1000))


def _aisle(one: Aisle) -> dict[str, object]:
    return {
        "aisle": one.aisle,
        "department": one.department,
        "x": one.x,
        "y": one.y,
        "width": one.width,
        "height": one.height,
    }
