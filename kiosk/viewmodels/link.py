"""Room: kiosk. Whether central answers, and what still works when it does not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk.opening import local_time
from kiosk.viewmodels.session import Session
from shop.ports import LinkState
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
_HARMLESS = frozenset({"", "forked", "central_lacks_entries", "own_fault"})
"""What central has against a terminal that it goes on telling everything, and what passes."""


@QmlElement
@QmlUncreatable("made by app.py")
class LinkViewModel(QObject):
    """Signals: `changed` with the state of the line or the language."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state: LinkState | None = None

    @Property(bool, notify=changed)
    def online(self) -> bool:
        """Before the shop is open nothing is said of the line: there is nothing to be old."""
        if not self._session.ready or self._state is None:
            return True
        return self._state.online and not self._shut_out

    @Property(str, notify=changed)
    def headline(self) -> str:
        if self.online or self._state is None:
            return ""
        if self._shut_out:
            return tr("Prices and stock may be old.")
        return tr("Offline since {time}", time=self._clock_of(self._state))

    @Property(str, notify=changed)
    def detail(self) -> str:
        """What still works, and how old the figures are."""
        as_of = self.as_of
        if self._shut_out:
            return tr("You can search and scan. Please order at the till or the pickup desk.")
        if not as_of:
            return tr("You can still search, scan and order for pickup here.")
        return tr(
            "You can still search, scan and order for pickup here. Stock as of {time}.", time=as_of
        )

    @Property(str, notify=changed)
    def starting(self) -> str:
        """What the attract screen says until the shop is open for the first time."""
        if self._state is None or self._state.online:
            return tr("One moment, we are getting ready.")
        return tr("Waiting for the connection. The staff may check the network.")

    @property
    def _shut_out(self) -> bool:
        """Central answers but tells this kiosk nothing more: it was taken out of service, or
        must enrol again. Shoppers need not know why, but that the figures stand still."""
        state = self._state
        return state is not None and state.online and state.trouble not in _HARMLESS

    @property
    def as_of(self) -> str:
        """When the figures were true, as a clock time here; "" when not known."""
        if not self._session.ready:
            return ""
        replica = self._session.services.replica
        at = replica.state().as_of
        return formats.clock(local_time(replica.settings().store, at)) if at else ""

    @property
    def age(self) -> str:
        """Such as "as of 14:02": beside every figure while offline, else ""."""
        return "" if self.online or not self.as_of else tr("as of {time}", time=self.as_of)

    def show(self, state: LinkState) -> None:
        self._state = state
        self.changed.emit()

    def refresh(self) -> None:
        self.changed.emit()

    def _clock_of(self, state: LinkState) -> str:
        store = self._session.services.replica.settings().store
        return formats.clock(local_time(store, state.since))
