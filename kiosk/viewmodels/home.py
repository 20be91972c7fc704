"""Room: kiosk. The first page: departments and what people buy here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kiosk.viewmodels.session import Session
from kiosk.viewmodels.tiles import Tile, tiles
from shop.domain.catalogue import Department, text_in
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current
from ui.models import RowModel
from ui.pictures import picture_url
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
POPULAR = 16
PROMOTED = 5


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    department: str
    name: str
    symbol: str
    tint: str
    picture: str


@QmlElement
@QmlUncreatable("made by app.py")
class HomeViewModel(QObject):
    """Signals: `changed` when the departments or the popular row were read."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._departments = RowModel(DepartmentRow, "department", self)
        self._popular = RowModel(Tile, "product", self)
        self._promoted = RowModel(Tile, "product", self)

    @Property(RowModel, constant=True)
    def departments(self) -> RowModel[DepartmentRow]:
        return self._departments

    @Property(RowModel, constant=True)
    def popular(self) -> RowModel[Tile]:
        return self._popular

    @Property(RowModel, constant=True)
    def promoted(self) -> RowModel[Tile]:
        """What the attract screen shows: offers first, then what sells."""
        return self._promoted

    def refresh(self) -> None:
        """Read again: at the start, on a new language, when the catalogue changed."""
        services = self._session.services
        rows = sorted(services.replica.departments(), key=lambda one: one.position)
        self._departments.update([department_row(one) for one in rows])
        self._session.ask(
            lambda: tiles(services, services.replica.popular(POPULAR)), self._show_popular
        )
        self.changed.emit()

    def _show_popular(self, found: list[Tile]) -> None:
        self._popular.update(found)
        here = [tile for tile in found if tile.level != "none"]
        self._promoted.update(sorted(here, key=lambda tile: not tile.was)[:PROMOTED])
        self.changed.emit()


def department_row(one: Department) -> DepartmentRow:
    return DepartmentRow(
        department=one.department,
        name=text_in(one.titles, current()),
        symbol=one.icon or "bag",
        tint=one.tint,
        picture=picture_url(one.image),
    )
