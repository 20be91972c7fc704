"""Room: pos. The drawer from opening to Z: float, cash in and out, X report, blind count."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.session import Session
from pos.till.counter import Counter
from pos.till.entry import read_amount
from pos.till.sheets import report_sheet, sheet_rows
from pos.till.viewmodels.receipt import ReceiptViewModel
from pos.till.viewmodels.rows import DenominationRow, Page
from pos.view_model import NoticeViewModel
from pos.viewmodels.approval import ApprovalViewModel
from shop.actions.close_shift import ShiftDone
from shop.actions.move_cash import CashDone
from shop.actions.open_shift import OpenedShift
from shop.actions.x_report import x_report
from shop.domain.denominations import counted_total, denominations
from shop.domain.facts import CashReason
from shop.domain.money import Money, currency_digits
from shop.domain.staff import Permission, StaffMember
from shop.errors import EndcapError, Refusal
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1
USUAL_NOTE = "usual_float"


@QmlElement
@QmlUncreatable("made by app.py")
class ShiftViewModel(NoticeViewModel):
    """Signals: `changed` with mode, count or amount; `left` when the cashier goes back."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        session: Session,
        approval: ApprovalViewModel,
        opened: Callable[[OpenedShift], None],
        closed: Callable[[ShiftDone], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._approval = session, approval
        self._opened, self._closed = opened, closed
        self._counter: Counter | None = None
        self._denominations = RowModel(DenominationRow, "minor", self)
        self._report = ReceiptViewModel(self)
        self._counted: dict[int, int] = {}
        self._mode, self._busy = "menu", False
        self._direction = CashReason.IN
        self._typed = self._note = self._shift = ""

    def attach(self, counter: Counter) -> None:
        self._counter = counter
        self._fill()

    def refresh(self) -> None:
        """The language has changed."""
        if self._mode == "report":
            self.xReport()
        self._fill()

    def set_shift(self, shift: str) -> None:
        self._shift = shift

    def menu(self) -> None:
        """Fresh: nothing counted, nothing typed."""
        self._mode, self._counted, self._typed, self._note = "menu", {}, "", ""
        self.dismissNotice()
        self._fill()

    # -- what the screen shows -------------------------------------------------------------

    @Property(str, notify=changed)
    def mode(self) -> str:
        """ "menu", "cash", "close" or "report"."""
        return self._mode

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(str, notify=changed)
    def title(self) -> str:
        return {
            "cash": self._direction_text(),
            "close": tr("Count the drawer"),
            "report": tr("X report"),
        }.get(self._mode, tr("Shift"))

    @Property(str, notify=changed)
    def subtitle(self) -> str:
        if self._mode == "close":
            return tr("Count first; what should be there is shown afterwards.")
        return ""

    @Property(bool, notify=changed)
    def mayNoSale(self) -> bool:
        return self._session.who is not None

    @Property(QObject, constant=True)
    def denominations(self) -> QObject:
        return self._denominations

    @Property(ReceiptViewModel, constant=True)
    def report(self) -> ReceiptViewModel:
        return self._report

    @Property(str, notify=changed)
    def countedText(self) -> str:
        return words.money(self.counted)

    @Property(str, notify=changed)
    def openText(self) -> str:
        return tr("Open with {amount}", amount=words.money(self.counted))

    @Property(str, notify=changed)
    def usualText(self) -> str:
        usual = self._usual()
        if not usual:
            return ""
        total = counted_total(usual, self._currency())
        return tr("As last time: {amount}", amount=words.money(total))

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._note

    @Property(str, notify=changed)
    def amountText(self) -> str:
        amount = self._amount()
        return words.money(amount) if amount is not None else self._typed

    @property
    def counted(self) -> Money:
        return counted_total(self._counted, self._currency())

    @property
    def can_act(self) -> bool:
        if self._busy:
            return False
        amount = self._amount()
        return self._mode == "close" or (
            self._mode == "cash" and amount is not None and amount.minor > 0
        )

    # -- counting --------------------------------------------------------------------------

    @Slot(int, str)
    def setCount(self, index: int, text: str) -> None:
        minor = self._denominations.rows[index].minor
        self._counted[minor] = int(text) if text.isdecimal() else 0
        self._fill()

    @Slot()
    def useUsual(self) -> None:
        self._counted = dict(self._usual())
        self._fill()

    @Slot()
    def open(self) -> None:
        if self._counter is None or self._busy or self._session.who is None:
            return
        counted = {minor: number for minor, number in self._counted.items() if number}
        try:
            opening = self._counter.open_shift(counted, self._currency(), self._session.who)
        except Refusal as error:
            self.refused(error)
            return
        self._busy = True
        self.changed.emit()
        text = ",".join(f"{minor}:{number}" for minor, number in counted.items())
        self._counter.services.journal.put_note(USUAL_NOTE, text)
        self._session.worker.hop(opening, self._now_open, self._failed)

    def _now_open(self, opened: OpenedShift) -> None:
        self._busy = False
        self.menu()
        self._opened(opened)

    # -- cash in, out, drop, no sale -------------------------------------------------------

    @Slot(str)
    def startCash(self, reason: str) -> None:
        self._direction, self._mode = CashReason(reason), "cash"
        self._typed = self._note = ""
        self.dismissNotice()
        self.changed.emit()

    @Slot(str)
    def writeNote(self, text: str) -> None:
        self._note = text

    @Slot(str)
    def key(self, text: str) -> None:
        self._typed += text
        self.changed.emit()

    @Slot()
    def erase(self) -> None:
        self._typed = self._typed[:-1]
        self.changed.emit()

    @Slot()
    def noSale(self) -> None:
        self._direction = CashReason.NO_SALE
        self._move(Money.zero(self._currency()))

    def act(self) -> None:
        """The primary key: move the cash, or close with what was counted."""
        amount = self._amount()
        if self._mode == "close":
            self._close()
        elif amount is not None:
            self._move(amount)

    def _move(self, amount: Money, approver: StaffMember | None = None) -> None:
        if self._counter is None or self._busy or self._session.who is None:
            return
        try:
            moving = self._counter.move_cash(
                self._direction,
                amount,
                self._note,
                shift=self._shift,
                who=self._session.who,
                approver=approver,
            )
        except Refusal as error:
            if error.code in ("approval_needed", "not_allowed") and approver is None:
                needs = Refusal("approval_needed", reason=Permission.NO_SALE.value)
                self._approval.park(needs, lambda who: self._move(amount, who))
            else:
                self.refused(error)
            return
        self._busy = True
        self.changed.emit()
        self._session.worker.hop(moving, self._moved, self._failed)

    def _moved(self, done: CashDone) -> None:
        assert self._counter is not None
        self._busy = False
        self._counter.services.printer.open_drawer()
        what, amount = self._direction_text(), done.amount
        self.menu()
        said = f"{what}: {words.money(amount)}" if amount else what
        self.notice(said, tr("The drawer is open."), "good")

    # -- X and Z ---------------------------------------------------------------------------

    @Slot()
    def xReport(self) -> None:
        if self._counter is None:
            return
        try:
            report = x_report(self._counter.services.journal)
        except Refusal as error:
            self.refused(error)
            return
        settings = self._counter.services.replica.settings()
        at = self._counter.services.clock.now()
        self._report.show(
            Page(sheet_rows(report_sheet(report, settings, at, current())), tr("X report"))
        )
        self._mode = "report"
        self.changed.emit()

    @Slot()
    def startClose(self) -> None:
        self._mode, self._counted = "close", {}
        self.dismissNotice()
        self._fill()

    def _close(self) -> None:
        if self._counter is None or self._busy or self._session.who is None:
            return
        counted = {minor: number for minor, number in self._counted.items() if number}
        try:
            closing = self._counter.close_shift(counted, self._session.who)
        except Refusal as error:
            self.refused(error)
            return
        self._busy = True
        self.changed.emit()
        self._session.worker.hop(closing, self._now_closed, self._failed)

    def _now_closed(self, done: ShiftDone) -> None:
        self._busy = False
        self.menu()
        self._closed(done)

    @Slot()
    def leave(self) -> None:
        if self._mode == "menu":
            self.left.emit()
        else:
            self.menu()

    # -- inside ----------------------------------------------------------------------------

    def _failed(self, error: EndcapError) -> None:
        self._busy = False
        self.changed.emit()
        self.refused(error)

    def _fill(self) -> None:
        if self._counter is None:
            return
        currency = self._currency()
        self._denominations.update(
            [
                DenominationRow(x, words.amount(Money(x, currency)), self._counted.get(x, 0))
                for x in denominations(currency)
            ]
        )
        self.changed.emit()

    def _usual(self) -> dict[int, int]:
        text = self._counter.services.journal.note(USUAL_NOTE) if self._counter else ""
        pairs = (part.partition(":") for part in (text or "").split(",") if part)
        return {int(minor): int(number) for minor, _, number in pairs}

    def _amount(self) -> Money | None:
        minor = read_amount(self._typed, currency_digits(self._currency()))
        return None if minor is None else Money(minor, self._currency())

    def _currency(self) -> str:
        return self._counter.services.replica.settings().currency if self._counter else "EUR"

    def _direction_text(self) -> str:
        return {
            CashReason.IN: tr("Cash in"),
            CashReason.OUT: tr("Cash out"),
            CashReason.DROP: tr("Safe drop"),
            CashReason.NO_SALE: tr("Drawer opened without a sale"),
        }[self._direction]
