"""Room: kiosk. Search as you type, departments, filters and sorting; every hit can be reached."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.viewmodels.filters import FiltersViewModel
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.tiles import Tile, tiles
from shop.domain.catalogue import text_in
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
PAGE = 24
SUGGESTIONS = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """One page of an answer, with the question's number so that a late one is dropped."""

    asked: int
    offset: int
    tiles: list[Tile]
    total: int
    exact: bool
    corrected: str
    suggestions: list[str]


@QmlElement
@QmlUncreatable("made by app.py")
class SearchViewModel(QObject):
    """Signals: `changed` with the question or the state of its answer."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filters = FiltersViewModel(session, self)
        self._filters.chosen.connect(self._restart)
        self._results = RowModel(Tile, "product", self)
        self._text = ""
        self._asked = 0
        self._found: _Found | None = None
        self._busy = False

    # --- what the page shows --------------------------------------------------------
    @Property(RowModel, constant=True)
    def results(self) -> RowModel[Tile]:
        return self._results

    @Property(FiltersViewModel, constant=True)
    def filters(self) -> FiltersViewModel:
        return self._filters

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._text

    @Property(str, notify=changed)
    def title(self) -> str:
        """The department's name while one is browsed."""
        wanted = self._filters.filters.department
        if not wanted or not self._session.ready:
            return ""
        rows = self._session.services.replica.departments()
        return next((text_in(r.titles, current()) for r in rows if r.department == wanted), wanted)

    @Property(str, notify=changed)
    def total(self) -> str:
        if self._found is None:
            return ""
        found = self._found
        count = tr("%n products", n=found.total).replace(
            str(found.total), formats.number(found.total)
        )
        return count if found.exact else tr("more than {products}", products=count)

    @Property(str, notify=changed)
    def corrected(self) -> str:
        """What the search took the words for, when they were not to be found as typed."""
        return self._found.corrected if self._found else ""

    @Property("QStringList", notify=changed)
    def suggestions(self) -> list[str]:
        return self._found.suggestions if self._found else []

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        return self._found is not None and not self._busy and self._found.total == 0

    # --- what the shopper does ------------------------------------------------------
    @Slot(str)
    def setText(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self._restart()

    @Slot(str)
    def browse(self, department: str) -> None:
        """A department's shelf; the words typed before are dropped."""
        self._text = ""
        self._filters.start(department)
        self._restart()

    def start(self, text: str = "") -> None:
        """A new search over everything."""
        self._text = text
        self._filters.start("")
        self._restart()

    @Slot()
    def fetchMore(self) -> None:
        if not self._busy and self._found and len(self._results.rows) < self._found.total:
            self._ask(len(self._results.rows))

    def refresh(self) -> None:
        """The same question again, in another language or after a change of the catalogue."""
        self._filters.refresh()
        if self._found is not None:
            self._restart()

    def wipe(self) -> None:
        self._asked += 1
        self._text, self._found, self._busy = "", None, False
        self._filters.start("")
        self._results.update([])
        self.changed.emit()

    def _restart(self) -> None:
        self._asked += 1
        self._ask(0)

    def _ask(self, offset: int) -> None:
        services, asked = self._session.services, self._asked
        text, filters, sort = self._text.strip(), self._filters.filters, self._filters.sortCode
        self._busy = True
        self.changed.emit()

        def work() -> _Found | None:
            if asked != self._asked:
                return None
            found = services.replica.search(text, filters, sort, offset, PAGE)
            likely = services.replica.suggestions(text, SUGGESTIONS) if text else ()
            return _Found(
                asked,
                offset,
                tiles(services, found.hits),
                found.total,
                found.exact_total,
                found.corrected,
                [one for one in likely if one.casefold() != text.casefold()],
            )

        self._session.ask(work, self._show)

    def _show(self, found: _Found | None) -> None:
        if found is None or found.asked != self._asked:
            return
        self._found, self._busy = found, False
        before = self._results.rows if found.offset else ()
        known = {tile.product for tile in before}
        self._results.update([*before, *(t for t in found.tiles if t.product not in known)])
        if not found.tiles and found.total > len(self._results.rows):
            self._found = replace(found, total=len(self._results.rows))
        self.changed.emit()
