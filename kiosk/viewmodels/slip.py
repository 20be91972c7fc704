"""Room: kiosk. The pickup slip on screen: what the shopper takes along. Gone with the visit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk import words
from kiosk.opening import opening
from kiosk.promise import ready_text
from kiosk.viewmodels.session import Session
from shop.actions.place_order import OrderDone
from shop.domain.catalogue import Store
from shop.domain.order import Paid
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class SlipViewModel(QObject):
    """Signals: `changed` with the order shown or the language."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._placed: OrderDone | None = None

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._placed.order.order if self._placed else ""

    @Property(str, notify=changed)
    def slip(self) -> str:
        return self._placed.slip if self._placed else ""

    @Property(str, notify=changed)
    def total(self) -> str:
        return formats.money(self._placed.order.total) if self._placed else ""

    @Property(bool, notify=changed)
    def payAtTill(self) -> bool:
        return self._placed is not None and self._placed.order.paid is Paid.AT_TILL

    @Property(str, notify=changed)
    def storeName(self) -> str:
        store = self._store()
        return store.name if store else ""

    @Property(str, notify=changed)
    def storeAddress(self) -> str:
        store = self._store()
        return ", ".join(x for x in (store.street, store.city) if x) if store else ""

    @Property(str, notify=changed)
    def hours(self) -> str:
        store = self._store()
        return words.opening(opening(store, self._session.services.clock.now())) if store else ""

    @Property(str, notify=changed)
    def ready(self) -> str:
        """When it can be fetched, with the day when that is not today."""
        store = self._store()
        if self._placed is None or store is None:
            return ""
        now = self._session.services.clock.now()
        return ready_text(store, self._placed.order.promise_at, now)

    def show(self, placed: OrderDone) -> None:
        self._placed = placed
        self.changed.emit()

    def refresh(self) -> None:
        self.changed.emit()

    def wipe(self) -> None:
        self._placed = None
        self.changed.emit()

    def _store(self) -> Store | None:
        if self._placed is None:
            return None
        wanted = self._placed.order.store
        found = self._session.services.replica.stores()
        return next((one for one in found if one.store == wanted), None)
