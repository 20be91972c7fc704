"""Room: pos. The desk as a whole: which page, the queue, the order chosen, what a scan means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos.desk.viewmodels.order import DeskOrderViewModel, DeskWork
from pos.desk.viewmodels.queue import QueueViewModel
from pos.session import Session
from pos.viewmodels.enrol import JoinStoreViewModel
from pos.viewmodels.sign_in import SignInViewModel
from pos.viewmodels.status_line import StatusLineViewModel
from shop.actions.read_slip import ReadSlip
from shop.actions.sign_in import SignIn
from shop.domain.codes import BadgeCode, OtherCode, ScannedCode, SlipCode, read_code
from shop.domain.slip import PickupSlip
from shop.domain.slip_check import VerifiedSlip
from shop.domain.staff import StaffMember
from shop.errors import EndcapError, Refusal
from ui import i18n
from ui.elements import QmlElement, QmlUncreatable
from ui.properties import Property
from ui.sentences import sentence

QML_IMPORT_NAME = "Endcap.Desk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class DeskViewModel(QObject):
    """Signals: `changed` with the page; `binScanned` with what a bin's label says."""

    changed = Signal()
    binScanned = Signal(str)

    def __init__(
        self,
        session: Session,
        enrol: JoinStoreViewModel,
        ring: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._enrol = enrol
        self._read_slip: ReadSlip | None = None
        self._page, self._stopped = "signIn", ""
        self._status = StatusLineViewModel(session, "desk", self)
        self._sign_in = SignInViewModel(session, self._entered, self)
        self._queue = QueueViewModel(session, self)
        self._order = DeskOrderViewModel(session, self)
        self._queue.chosen.connect(self._order.show)
        self._queue.rang.connect(ring)
        self._order.stepped.connect(self.refresh)
        self._status.locked.connect(self.lock)
        i18n.language().changed.connect(self.refresh)

    def attach(self, sign_in: SignIn, work: DeskWork, read_slip: ReadSlip) -> None:
        self._read_slip = read_slip
        self._order.attach(work)
        self._sign_in.attach(sign_in)
        self._page = "signIn"
        self.refresh()

    def ask_to_enrol(self) -> None:
        self._set_page("enrol")

    def wait_for_store(self) -> None:
        self._set_page("waiting")

    def stop(self, error: EndcapError) -> None:
        said = sentence(error)
        self._stopped = f"{said.text} {said.advice}".strip()
        self._set_page("stopped")

    @Slot()
    def refresh(self) -> None:
        """Orders, staff or language have changed."""
        self._sign_in.refresh()
        self._queue.refresh()
        self._order.refresh()
        self.changed.emit()

    # -- the parts -------------------------------------------------------------------------

    @Property(JoinStoreViewModel, constant=True)
    def enrol(self) -> JoinStoreViewModel:
        return self._enrol

    @Property(SignInViewModel, constant=True)
    def signIn(self) -> SignInViewModel:
        return self._sign_in

    @Property(StatusLineViewModel, constant=True)
    def status(self) -> StatusLineViewModel:
        return self._status

    @Property(QueueViewModel, constant=True)
    def queue(self) -> QueueViewModel:
        return self._queue

    @Property(DeskOrderViewModel, constant=True)
    def order(self) -> DeskOrderViewModel:
        return self._order

    @Property(str, notify=changed)
    def page(self) -> str:
        """ "enrol", "waiting", "signIn", "desk" or "stopped"."""
        return self._page

    @Property(str, notify=changed)
    def stoppedText(self) -> str:
        return self._stopped

    # -- what people do --------------------------------------------------------------------

    @Slot()
    def lock(self) -> None:
        self._session.who = None
        self._sign_in.reset()
        self._set_page("signIn")

    @Slot()
    def tryAgain(self) -> None:
        if self._session.ready:
            self._set_page("signIn")

    @Slot(str)
    def typed(self, text: str) -> None:
        """Enter in the field: a code, or an order by its number."""
        if text.strip():
            self.scanned(ScannedCode(text.strip(), None, "keyboard"))

    def scanned(self, code: ScannedCode) -> None:
        """Badges sign in, slips open their order, goods are picked, anything else is a bin."""
        reading = read_code(code)
        if self._page == "signIn":
            if isinstance(reading, BadgeCode | OtherCode):
                self._sign_in.badge(reading.text)
            return
        if self._page != "desk":
            return
        match reading:
            case SlipCode(text=text):
                self._slip(text)
            case OtherCode(text=text) | BadgeCode(text=text):
                self._other(text)
            case _:
                self._order.scanned(code)

    # -- inside ----------------------------------------------------------------------------

    def _slip(self, text: str) -> None:
        if self._read_slip is None:
            return
        answer = self._read_slip(text)
        if isinstance(answer, VerifiedSlip) and isinstance(answer.slip, PickupSlip):
            self._queue.choose(answer.slip.order)
        elif isinstance(answer, VerifiedSlip):
            self._order.refused(Refusal("not_a_pickup"))
        else:
            self._order.refused(Refusal(f"slip_{answer.fault.value}"))

    def _other(self, text: str) -> None:
        found = self._session.services.replica.find_orders(text)
        if len(found) == 1:
            self._queue.choose(found[0].order)
        elif self._session.services.replica.item(text) is not None:
            self._order.scanned(ScannedCode(text, None, "keyboard"))
        else:
            self.binScanned.emit(text)

    def _entered(self, who: StaffMember) -> None:
        self._session.who = who
        self._sign_in.reset()
        self._set_page("desk")

    def _set_page(self, page: str) -> None:
        self._page = page
        self.changed.emit()
        self._status.changed.emit()
