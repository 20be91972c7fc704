"""Room: pos. A printed page on the screen: a receipt, or a shift's report."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from pos.till.viewmodels.rows import Page, PaperRow
from ui.elements import QmlElement, QmlUncreatable
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class ReceiptViewModel(QObject):
    """Signals: `changed` with another page."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = RowModel(PaperRow, "key", self)
        self._page = Page((), "")

    def show(self, page: Page) -> None:
        """`page.again` prints it once more; None where there is nothing to print."""
        self._page = page
        self._rows.update(page.rows)
        self.changed.emit()

    def refresh(self) -> None:
        """The language has changed: the same page in the new one."""
        if self._page.anew is not None:
            self.show(self._page.anew())

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._page.title

    @Property(str, notify=changed)
    def moneyLabel(self) -> str:
        return self._page.money_label

    @Property(str, notify=changed)
    def moneyText(self) -> str:
        return self._page.money_text

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._page.note

    @Property(str, notify=changed)
    def tone(self) -> str:
        return self._page.tone

    @Property(bool, notify=changed)
    def canReprint(self) -> bool:
        return self._page.again is not None

    @Slot()
    def reprint(self) -> None:
        if self._page.again is not None:
            self._page.again()
