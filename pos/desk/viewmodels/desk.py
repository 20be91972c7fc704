"""Room: pos. The desk as a whole: which page, the queue, the order chosen, what a scan means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos.desk.viewmodels.office import OfficeViewModel
from pos.desk.viewmodels.order import DeskOrderViewModel, DeskWork
from pos.desk.viewmodels.queue import QueueViewModel
from pos.reading import read
from pos.session import Session
from pos.viewmodels.approval import ApprovalViewModel
from pos.viewmodels.front import FrontViewModel
from pos.viewmodels.sign_in import SignInViewModel
from pos.viewmodels.status_line import StatusLineViewModel
from shop.actions.read_slip import ReadSlip
from shop.actions.sign_in import SignIn
from shop.domain.codes import BadgeCode, OtherCode, ScannedCode, SlipCode
from shop.domain.slip import PickupSlip
from shop.domain.slip_check import VerifiedSlip
from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal
from ui import i18n
from ui.elements import QmlElement, QmlUncreatable
from ui.properties import Property

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
        front: FrontViewModel,
        ring: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._front = front
        self._read_slip: ReadSlip | None = None
        self._queue = QueueViewModel(session, self)
        self._order = DeskOrderViewModel(session, self)
        self._office = OfficeViewModel(session, self)
        self._approval = ApprovalViewModel(session, self)
        self._queue.chosen.connect(self._order.show)
        self._queue.rang.connect(ring)
        self._order.stepped.connect(self.refresh)
        self._order.faulted.connect(self._front.stop)
        self._approval.who.faulted.connect(self._front.stop)
        self._office.faulted.connect(self._front.stop)
        self._front.changed.connect(self.changed)
        i18n.language().changed.connect(self.refresh)

    def attach(self, work: DeskWork, read_slip: ReadSlip, sign_in: SignIn) -> None:
        self._read_slip = read_slip
        self._order.attach(work)
        self._approval.who.attach(sign_in)
        self._office.attach()
        self.refresh()
        self._front.attach_work(self, self._entered)

    @Slot()
    def refresh(self) -> None:
        """Orders, staff or language have changed."""
        self.signIn.refresh()
        self._queue.refresh()
        self._order.refresh()
        self._office.retell()
        self.changed.emit()

    # -- the parts -------------------------------------------------------------------------

    @property
    def front(self) -> FrontViewModel:
        return self._front

    @Property(SignInViewModel, constant=True)
    def signIn(self) -> SignInViewModel:
        return self._front.signIn

    @Property(StatusLineViewModel, constant=True)
    def status(self) -> StatusLineViewModel:
        return self._front.status

    @Property(QueueViewModel, constant=True)
    def queue(self) -> QueueViewModel:
        return self._queue

    @Property(DeskOrderViewModel, constant=True)
    def order(self) -> DeskOrderViewModel:
        return self._order

    @Property(OfficeViewModel, constant=True)
    def office(self) -> OfficeViewModel:
        return self._office

    @Property(ApprovalViewModel, constant=True)
    def approval(self) -> ApprovalViewModel:
        return self._approval

    @Property(str, notify=changed)
    def page(self) -> str:
        """A page of the front's, "desk", or "office": the manager's."""
        return self._front.page

    # -- what people do --------------------------------------------------------------------

    @Slot(str)
    def typed(self, text: str) -> None:
        """Enter in the field: a code, or an order by its number."""
        if text.strip():
            self.scanned(ScannedCode(text.strip(), None, "keyboard"))

    @Slot()
    def openOffice(self) -> None:
        """A manager goes in; anybody else asks one to."""
        who = self._session.who
        if who is None:
            return
        if who.may(Permission.SETTLE):
            self._enter_office(who)
        else:
            needs = Refusal("approval_needed", permission=Permission.SETTLE.value)
            self._approval.park(needs, self._enter_office)

    @Slot()
    def closeOffice(self) -> None:
        self._office.leave()
        self._front.go("desk")

    def scanned(self, code: ScannedCode) -> None:
        """Badges sign in, slips open their order, goods are picked, anything else is a bin."""
        reading = read(self._session, code)
        if self.page == "signIn" or self._approval.open:
            who = self._approval.who if self._approval.open else self.signIn
            if isinstance(reading, BadgeCode | OtherCode):
                who.badge(reading.text)
            return
        if self.page != "desk":
            return
        match reading:
            case SlipCode(text=text):
                self._slip(text)
            case OtherCode(text=text) | BadgeCode(text=text):
                self._other(text)
            case _:
                self._order.scanned(code)

    # -- inside ----------------------------------------------------------------------------

    def _enter_office(self, who: StaffMember) -> None:
        if not who.may(Permission.SETTLE):
            self._order.refused(Refusal("not_allowed", permission=Permission.SETTLE.value))
            return
        self._office.enter(who)
        self._front.go("office")

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
        self._office.leave()
        self._front.go("desk")
