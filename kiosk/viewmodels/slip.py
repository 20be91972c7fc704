"""Room: kiosk. The pickup slip on screen: what the shopper takes along. Gone with the visit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk import words
from kiosk.opening import local_time, opening
from kiosk.viewmodels.session import Session
from shop.actions.place_order import OrderDone
from shop.domain.catalogue import Store
from shop.domain.order import Paid
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
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
        return ready_text(store, self._placed, self._session)

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


def ready_text(store: Store, placed: OrderDone, session: Session) -> str:
    # A promise made for the night is kept when the doors open.
    state = opening(store, placed.order.promise_at)
    at = local_time(store, placed.order.promise_at)
    if not state.open and state.at is not None:
        at = state.at
    today = local_time(store, session.services.clock.now()).date()
    if at.date() == today:
        return tr("Ready today by {time}", time=formats.clock(at))
    return tr("Ready by {day}, {time}", day=formats.day(at.date()), time=formats.clock(at))
