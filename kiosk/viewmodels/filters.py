"""Room: kiosk. What narrows a search: stock here, price, stars, brand; and its order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QObject, Signal, Slot

from kiosk import words
from kiosk.viewmodels.session import Session
from shop.domain.money import Money, currency_digits
from shop.ports import Filters
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
STEPS = (0, 10, 25, 50, 100)
SCALE = {"HUF": 400, "TRY": 40, "RUB": 100, "JPY": 150, "SEK": 10, "CZK": 25, "PLN": 4}
SORTS = ("relevance", "rating", "price", "-price", "name")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    code: str
    label: str
    picked: bool


@QmlElement
@QmlUncreatable("made by app.py")
class FiltersViewModel(QObject):
    """Signals: `changed` when a choice or the language changed; `chosen` when to ask again."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.filters = Filters()
        self._sort = SORTS[0]
        self._brands = RowModel(ChoiceRow, "code", self)
        self._prices = RowModel(ChoiceRow, "code", self)
        self._sorts = RowModel(ChoiceRow, "code", self)

    @Property(RowModel, constant=True)
    def brands(self) -> RowModel[ChoiceRow]:
        return self._brands

    @Property(RowModel, constant=True)
    def prices(self) -> RowModel[ChoiceRow]:
        return self._prices

    @Property(RowModel, constant=True)
    def sorts(self) -> RowModel[ChoiceRow]:
        return self._sorts

    @Property(bool, notify=changed)
    def inStock(self) -> bool:
        return self.filters.in_stock

    @Property(int, notify=changed)
    def minStars(self) -> int:
        return self.filters.min_stars

    @Property(str, notify=changed)
    def priceText(self) -> str:
        return next((row.label for row in self._prices.rows if row.picked), "")

    @Property(str, notify=changed)
    def brandText(self) -> str:
        brands = self.filters.brands
        return brands[0] if len(brands) == 1 else tr("%n brands", n=len(brands)) if brands else ""

    @Property(str, notify=changed)
    def sortText(self) -> str:
        return _sort_names()[self._sort]

    @Property(bool, notify=changed)
    def any(self) -> bool:
        return self.filters != Filters(department=self.filters.department)

    @property
    def sortCode(self) -> str:
        return self._sort

    @Slot()
    def toggleInStock(self) -> None:
        self._take(replace(self.filters, in_stock=not self.filters.in_stock))

    @Slot(int)
    def setMinStars(self, stars: int) -> None:
        same = self.filters.min_stars == stars
        self._take(replace(self.filters, min_stars=0 if same else stars))

    @Slot(str)
    def toggleBrand(self, brand: str) -> None:
        had = self.filters.brands
        brands = tuple(x for x in had if x != brand) if brand in had else (*had, brand)
        self._take(replace(self.filters, brands=brands))

    @Slot(str)
    def setPrice(self, code: str) -> None:
        """One of our bands, by its place; the chosen one again: any price."""
        low, high = self._bands()[int(code)]
        if (self.filters.min_price, self.filters.max_price) == (low, high):
            low = high = None
        self._take(replace(self.filters, min_price=low, max_price=high))

    @Slot(str)
    def setSort(self, code: str) -> None:
        self._sort = code
        self._take(self.filters)

    @Slot()
    def clear(self) -> None:
        self._take(Filters(department=self.filters.department))

    def start(self, department: str) -> None:
        """Back to nothing chosen, within a department or everywhere; asks nothing."""
        self.filters, self._sort = Filters(department=department), SORTS[0]
        if self._session.ready:
            self.refresh()

    def refresh(self) -> None:
        replica = self._session.services.replica
        brands = replica.brands(self.filters.department)
        mine = self.filters.brands
        self._brands.update([ChoiceRow(one, one, one in mine) for one in brands])
        here = (self.filters.min_price, self.filters.max_price)
        self._prices.update(
            [ChoiceRow(str(at), _band(*b), b == here) for at, b in enumerate(self._bands())]
        )
        names = _sort_names()
        self._sorts.update([ChoiceRow(code, names[code], code == self._sort) for code in SORTS])
        self.changed.emit()

    def _take(self, filters: Filters) -> None:
        self.filters = filters
        self.refresh()
        self.chosen.emit()

    def _bands(self) -> list[tuple[Money | None, Money | None]]:
        currency = self._session.services.replica.settings().currency
        unit = SCALE.get(currency, 1) * 10 ** currency_digits(currency)
        edges = [Money(step * unit, currency) for step in STEPS]
        bands: list[tuple[Money | None, Money | None]] = [(None, edges[1])]
        bands.extend((low, high) for low, high in pairwise(edges[1:]))
        return [*bands, (edges[-1], None)]


def _band(low: Money | None, high: Money | None) -> str:
    if low is None and high is not None:
        return tr("up to {price}", price=words.round_money(high))
    if high is None and low is not None:
        return tr("from {price}", price=words.round_money(low))
    assert low is not None
    assert high is not None
    return f"{words.round_money(low)} – {words.round_money(high)}"


def _sort_names() -> dict[str, str]:
    return {
        "relevance": tr("Best match"),
        "rating": tr("Best rated"),
        "price": tr("Lowest price first"),
        "-price": tr("Highest price first"),
        "name": tr("By name"),
    }
