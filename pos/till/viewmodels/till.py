"""Room: pos. The till as a whole: which page and panel, the one primary key, the status line."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.reading import read
from pos.session import Session
from pos.till.counter import Counter
from pos.till.done_work import DoneWork
from pos.till.reader import Reader
from pos.till.viewmodels.basket import BasketViewModel
from pos.till.viewmodels.pay import PayViewModel
from pos.till.viewmodels.pickup import PickupViewModel
from pos.till.viewmodels.receipt import ReceiptViewModel
from pos.till.viewmodels.receipts import ReceiptsViewModel
from pos.till.viewmodels.returns import ReturnViewModel
from pos.till.viewmodels.rows import Page
from pos.till.viewmodels.shift import ShiftViewModel
from pos.viewmodels.approval import ApprovalViewModel
from pos.viewmodels.front import FrontViewModel
from pos.viewmodels.sign_in import SignInViewModel
from pos.viewmodels.status_line import StatusLineViewModel
from shop.actions.accept_return import ReturnDone
from shop.actions.close_shift import ShiftDone
from shop.actions.complete_sale import SaleDone
from shop.actions.hand_over import HandOverDone
from shop.actions.open_shift import OpenedShift, opened_shift
from shop.actions.sign_in import SignIn
from shop.domain.codes import BadgeCode, OtherCode, ProductCode, ScannedCode, SlipCode
from shop.domain.slip import PickupSlip, ReceiptSlip
from shop.domain.slip_check import SlipRefused, VerifiedSlip
from shop.domain.slip_codec import SlipFault
from shop.domain.staff import StaffMember
from shop.domain.tendering import Tendering
from shop.errors import EndcapError, JournalFault, Refusal
from shop.ports import StoreSettings
from ui import i18n
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class TillViewModel(QObject):
    """Signals: `changed` with page, panel, person or shift; `moneyChanged` with what the primary
    key would do; `fieldWanted` when the field must take the keys again."""

    changed = Signal()
    moneyChanged = Signal()
    fieldWanted = Signal()

    def __init__(
        self, session: Session, front: FrontViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._counter: Counter | None = None
        self._work: DoneWork | None = None
        self._front, self._status = front, front.status
        self._panel = "keys"
        self._shift: OpenedShift | None = None
        self._selling, self._paying_pickup = False, False
        self._later: list[ScannedCode] = []
        self._approval = ApprovalViewModel(session, self)
        self._basket = BasketViewModel(session, self)
        self._pay = PayViewModel(self)
        self._receipt = ReceiptViewModel(self)
        self._receipts = ReceiptsViewModel(session, self._approval, self)
        self._returns = ReturnViewModel(session, self._approval, self._returned, self)
        self._pickup = PickupViewModel(session, self._handed, self)
        self._shifts = ShiftViewModel(
            session, self._approval, self._shift_opened, self._shift_closed, self
        )
        self._wire()

    def _wire(self) -> None:
        self._basket.on_slip = self._slip
        self._basket.on_slip_refused = self._slip_refused
        self._basket.changed.connect(self._basket_changed)
        self._basket.on_badge = lambda text: None
        self._basket.on_panel = self._panel_for_words
        for signal in (
            self._basket.changed,
            self._pay.changed,
            self._returns.changed,
            self._pickup.changed,
            self._shifts.changed,
            self._receipts.changed,
            self.changed,
        ):
            signal.connect(self.moneyChanged)
        for left in (self._returns.left, self._pickup.left, self._shifts.left, self._receipts.left):
            left.connect(self._back)
        approver = self._approval.who
        for part in (self._basket, self._returns, self._pickup, self._shifts, approver):
            part.faulted.connect(self._front.stop)
        self._receipts.keeping.faulted.connect(self._front.stop)
        self._pickup.noticeChanged.connect(self._pickup_said)
        self._front.changed.connect(self._front_changed)
        i18n.language().changed.connect(self.refresh)

    # -- opening ---------------------------------------------------------------------------

    def attach(self, counter: Counter, sign_in: SignIn, work: DoneWork, reader: Reader) -> None:
        """The shop's actions are made: what was left unfinished, and who comes in from now on."""
        self._counter, self._work = counter, work
        for part in (self._basket, self._returns, self._pickup, self._shifts):
            part.attach(counter)
        self._receipts.attach(counter, work, reader)
        self._approval.who.attach(sign_in)
        opened = counter.services.journal.open_shift()
        self._set_shift(opened_shift(opened) if opened else None)
        self._front.attach_work(self, self._entered)

    # -- the parts -------------------------------------------------------------------------

    @property
    def front(self) -> FrontViewModel:
        return self._front

    @Property(SignInViewModel, constant=True)
    def signIn(self) -> SignInViewModel:
        return self._front.signIn

    @Property(StatusLineViewModel, constant=True)
    def status(self) -> StatusLineViewModel:
        return self._status

    @Property(ApprovalViewModel, constant=True)
    def approval(self) -> ApprovalViewModel:
        return self._approval

    @Property(BasketViewModel, constant=True)
    def basket(self) -> BasketViewModel:
        return self._basket

    @Property(PayViewModel, constant=True)
    def pay(self) -> PayViewModel:
        return self._pay

    @Property(ReceiptViewModel, constant=True)
    def receipt(self) -> ReceiptViewModel:
        return self._receipt

    @Property(ReceiptsViewModel, constant=True)
    def receipts(self) -> ReceiptsViewModel:
        return self._receipts

    @Property(ReturnViewModel, constant=True)
    def returns(self) -> ReturnViewModel:
        return self._returns

    @Property(PickupViewModel, constant=True)
    def pickup(self) -> PickupViewModel:
        return self._pickup

    @Property(ShiftViewModel, constant=True)
    def shift(self) -> ShiftViewModel:
        return self._shifts

    # -- page and panel --------------------------------------------------------------------

    @Property(str, notify=changed)
    def page(self) -> str:
        """A page of the front's, "openShift" or "sell"."""
        return self._front.page

    @Property(str, notify=changed)
    def stoppedText(self) -> str:
        return self._front.stoppedText

    @Property(str, notify=changed)
    def panel(self) -> str:
        return self._panel

    @Slot(str)
    def show(self, panel: str) -> None:
        """Open one of the till's works beside the basket."""
        if self._selling:
            return
        if panel == "return":
            self._returns.reset()
        elif panel == "pickup":
            self._pickup.reset()
        elif panel == "shift":
            self._shifts.menu()
        elif panel == "receipts":
            self._basket.entryCleared.emit()
            self._receipts.open()
        self._set_panel(panel)

    @Slot()
    def escape(self) -> None:
        """One step back: an approval, a part payment, a panel, then the field's words."""
        if self._approval.open:
            self._approval.drop()
        elif self._selling:
            return  # what is being written cannot be taken back
        elif self._panel == "pay" and self._pay.cancel():
            return
        elif self._panel == "shift":
            self._shifts.leave()
        elif self._panel == "receipts" and self._receipts.keeping.mode:
            self._receipts.keeping.leave()
        elif self._panel != "keys":
            self._back()
        else:
            self._basket.entryCleared.emit()

    @Slot()
    def lock(self) -> None:
        """The basket stays as it is; whoever signs in next goes on with it."""
        self._front.lock()

    def refresh(self) -> None:
        """Language or catalogue has changed."""
        for part in (
            self.signIn,
            self._approval.who,
            self._basket,
            self._pay,
            self._returns,
            self._pickup,
            self._shifts,
            self._receipts,
            self._receipt,
        ):
            part.refresh()
        self._say_shift()
        self._changed()

    # -- the primary key -------------------------------------------------------------------

    @Property(str, notify=moneyChanged)
    def totalLabel(self) -> str:
        return {
            "return": tr("Refund"),
            "pickup": tr("To pay"),
            "shift": tr("Counted") if self._shifts.mode == "close" else "",
            "receipts": "",
        }.get(self._panel, tr("Total"))

    @Property(str, notify=moneyChanged)
    def totalText(self) -> str:
        if self._panel == "return":
            return self._returns.totalText
        if self._panel == "pickup" or (self._panel == "pay" and self._paying_pickup):
            return self._pickup.totalText
        if self._panel == "shift":
            return self._shifts.countedText if self._shifts.mode == "close" else ""
        return "" if self._panel == "receipts" else self._basket.totalText

    @Property(str, notify=moneyChanged)
    def primaryText(self) -> str:
        match self._panel:
            case "pay":
                taking = self._pay.taking
                return tr("Take {amount}", amount=words.money(taking) if taking else "…")
            case "return":
                return tr("Refund {amount}", amount=self._returns.totalText).strip()
            case "pickup":
                return tr("Pay and hand over") if self._pickup.to_pay else tr("Hand over")
            case "done":
                return tr("Next customer")
            case "shift" if self._shifts.mode == "close":
                return tr("Close the shift")
            case "shift" if self._shifts.mode == "cash":
                return self._shifts.title
            case "receipts":
                return self._receipts.keeping.action_text or tr("Back")
            case "shift":
                return tr("Back")
            case _:
                return tr("Pay")

    @Property(str, constant=True)
    def primaryHint(self) -> str:
        return "F12"

    @Property(bool, notify=moneyChanged)
    def primaryEnabled(self) -> bool:
        if self.page != "sell" or self._approval.open:
            return False
        match self._panel:
            case "keys" | "results":
                return bool(self._basket.basket.lines)
            case "pay":
                return self._pay.taking is not None
            case "return":
                return self._returns.ready
            case "pickup":
                return self._pickup.ready
            case "shift" if self._shifts.mode in ("close", "cash"):
                return self._shifts.can_act
            case _:
                return True

    @Slot()
    def primary(self) -> None:
        """Always what the key says."""
        if not self._free:
            return
        match self._panel:
            case "keys" | "results":
                self._start_paying()
            case "pay":
                self._pay.take()
                self._basket.entryCleared.emit()
            case "return":
                self._returns.accept()
            case "pickup":
                self._start_hand_over()
            case "shift" if self._shifts.mode in ("close", "cash"):
                self._shifts.act()
            case "shift":
                self._shifts.leave()
            case "receipts" if self._receipts.keeping.mode:
                self._receipts.keeping.act()
            case _:
                self._back()

    # -- the field and the scanner ---------------------------------------------------------

    @Property(str, notify=moneyChanged)
    def entryHint(self) -> str:
        return {
            "pay": tr("Amount given"),
            "return": tr("Receipt or order number"),
            "pickup": tr("Order number, name or phone"),
            "receipts": tr("Number, amount, article, order, name or day"),
        }.get(self._panel, self._basket.entryHint)

    @Slot(str)
    def typed(self, text: str) -> None:
        """What the field's words mean depends on what stands beside it."""
        if not self._free:
            return
        if self._panel == "pay":
            self._pay.setTyped(text)
        elif self._panel == "receipts":
            self._receipts.type(text)
        elif self._panel in ("keys", "results", "done"):
            self._basket.type(text)

    @Slot(int)
    def moveResult(self, step: int) -> None:
        if self._panel == "receipts":
            self._receipts.move(step)
        else:
            self._basket.moveResult(step)

    @Slot(str)
    def submitted(self, text: str) -> None:
        if not self._free:
            return
        if self._panel == "pay":
            self._pay.submit()
            self._basket.entryCleared.emit()
        elif self._panel == "receipts":
            self._receipts.type(text)
        elif text and self._panel == "return" and not self._is_goods(text):
            self._returns.by_text(text)
            self._basket.entryCleared.emit()
        elif text and self._panel == "pickup" and not self._is_goods(text):
            self._pickup.by_text(text)
            self._basket.entryCleared.emit()
        elif text and self._panel in ("return", "pickup"):
            self.scanned(ScannedCode(text, None, "keyboard"))
            self._basket.entryCleared.emit()
        else:
            self._basket.submit(text)

    def scanned(self, code: ScannedCode) -> None:
        """Badges sign in, slips open their panel, goods go where they are wanted."""
        reading = read(self._session, code)
        if self.page == "signIn" or self._approval.open:
            who = self._approval.who if self._approval.open else self.signIn
            if isinstance(reading, BadgeCode | OtherCode):
                who.badge(reading.text)
            return
        if self.page != "sell":
            return
        if self._selling:
            self._later.append(code)  # of the next customer's: the basket is being written
            return
        if self._panel in ("return", "pickup") and isinstance(reading, ProductCode):
            self._goods_for_panel(code)
            return
        if self._panel == "receipts" and isinstance(reading, ProductCode):
            self._receipts.type(code.text)
            return
        if self._panel == "pay" and not isinstance(reading, SlipCode):
            self._back()  # one more article after "Pay": the basket goes on
        self._basket.scan(code)

    def _goods_for_panel(self, code: ScannedCode) -> None:
        assert self._counter is not None
        reading = read(self._session, code)
        assert isinstance(reading, ProductCode)
        found = (
            self._counter.services.replica.find(x) for x in (reading.gtin, *reading.alternatives)
        )
        item = next((x for x in found if x is not None), None)
        panel = self._returns if self._panel == "return" else self._pickup
        if item is None:
            panel.notice(tr("{code} is not in the catalogue", code=code.text))
        else:
            panel.scanned(item)

    def _is_goods(self, text: str) -> bool:
        return isinstance(
            read(self._session, ScannedCode(text, None, "keyboard")), ProductCode | SlipCode
        )

    def _slip(self, slip: VerifiedSlip) -> None:
        """An order's slip is a pickup, unless the cashier has said it is a return; a receipt's
        is looked up where receipts are."""
        if self._panel == "receipts" and isinstance(slip.slip, ReceiptSlip):
            self._receipts.type(slip.slip.receipt)
        elif isinstance(slip.slip, ReceiptSlip) or self._panel == "return":
            self._set_panel("return")
            self._returns.by_slip(slip)
        elif isinstance(slip.slip, PickupSlip):
            self._set_panel("pickup")
            self._pickup.by_slip(slip)

    def _slip_refused(self, refused: SlipRefused) -> None:
        """A true slip that is late or from elsewhere may still prove what comes back; by its
        limits a manager decides."""
        late = refused.fault in (SlipFault.EXPIRED, SlipFault.OTHER_STORE)
        if self._panel == "return" and late and refused.slip is not None:
            self._returns.by_slip(refused.slip)
        else:
            self._basket.say_slip(refused)

    # -- from step to step -----------------------------------------------------------------

    def _entered(self, who: StaffMember) -> None:
        if self._shift is None:
            self._shifts.menu()
        elif self._work is not None:
            self._offer_unconfirmed(self._work)
        self._front.go("sell" if self._shift else "openShift")

    def _offer_unconfirmed(self, work: DoneWork) -> None:
        """A sale that was durable before anybody saw its end is shown first, never re-keyed."""
        page = work.unconfirmed()
        if page is not None:
            self._receipt.show(page)
            self._panel = "done"

    def _start_paying(self) -> None:
        document, settings = self._basket.document, self._settings
        if document is None or settings is None or not document.lines:
            return
        self._paying_pickup = False
        self._pay.start(document.total, settings, self._complete)
        self._set_panel("pay")

    def _basket_changed(self) -> None:
        """Money is only taken for what lies in the basket now."""
        document = self._basket.document
        if self._panel != "pay" or self._paying_pickup or self._selling or document is None:
            return
        if document.total != self._pay.total:
            self._back()

    def _pickup_said(self) -> None:
        """What is wrong with the order must be seen before its money is taken."""
        wrong = self._pickup.noticeText and self._pickup.noticeTone == "stop"
        if self._panel == "pay" and self._paying_pickup and wrong:
            self._set_panel("pickup")

    def _front_changed(self) -> None:
        if self.page == "signIn" and self._approval.open:
            self._approval.drop()  # whoever asked for it has gone
        self.changed.emit()

    def _complete(self, tendering: Tendering) -> None:
        if self._selling:
            return
        if self._counter is None or self._basket.document is None or self._session.who is None:
            return
        try:
            completing = self._counter.complete(
                self._basket.basket,
                self._basket.document,
                tendering,
                shift=self._shift_id,
                who=self._session.who,
                language=current(),
            )
        except Refusal as error:
            self._failed(error)
            return
        self._selling = True
        self._basket.freeze(True)
        self._session.worker.hop(completing, self._sold, self._failed)

    def _start_hand_over(self) -> None:
        due, settings = self._pickup.to_pay, self._settings
        if due is None or settings is None:
            self._pickup.hand_over()
            return
        self._paying_pickup = True
        self._pay.start(due, settings, self._pickup.hand_over)
        self._set_panel("pay")

    def _sold(self, done: SaleDone) -> None:
        assert self._work is not None
        self._basket.clear()
        self._selling = False
        self._finish(self._work.sold(done))
        later, self._later = self._later, []
        for code in later:
            self.scanned(code)

    def _returned(self, done: ReturnDone) -> None:
        assert self._work is not None
        self._finish(self._work.returned(done))

    def _handed(self, done: HandOverDone) -> None:
        assert self._work is not None
        self._finish(self._work.handed(done))

    def _finish(self, page: Page) -> None:
        self._receipt.show(page)
        self._set_panel("done")

    def _shift_opened(self, opened: OpenedShift) -> None:
        self._set_shift(opened)
        self._panel = "keys"
        self._front.go("sell")

    def _shift_closed(self, done: ShiftDone) -> None:
        assert self._work is not None
        self._set_shift(None)
        self._receipt.show(self._work.closed(done))
        self._panel = "done"
        self._changed()

    def _failed(self, error: EndcapError) -> None:
        self._selling, self._later = False, []
        self._basket.freeze(False)
        if isinstance(error, JournalFault):
            self._front.stop(error)
        else:
            self._basket.refused(error)

    def _back(self) -> None:
        """To the basket; after the Z there is none, and the till waits for the next person."""
        if self._shift is None and self.page == "sell":
            self.lock()
        self._set_panel("keys")

    def _panel_for_words(self, panel: str) -> None:
        if self._panel in ("keys", "results", "done"):
            self._set_panel(panel)

    # -- inside ----------------------------------------------------------------------------

    @property
    def _settings(self) -> StoreSettings | None:
        return self._status.settings

    @property
    def _free(self) -> bool:
        """Nobody is asked for approval and no sale is being written."""
        return not self._approval.open and not self._selling

    @property
    def _shift_id(self) -> str:
        return self._shift.shift if self._shift else ""

    def _set_shift(self, opened: OpenedShift | None) -> None:
        self._shift = opened
        for part in (self._returns, self._pickup, self._shifts):
            part.set_shift(self._shift_id)
        self._say_shift()

    def _say_shift(self) -> None:
        if self._shift is None:
            self._status.say("")
            return
        at = words.clock(self._shift.recorded.recorded_at, self._settings)
        self._status.say(tr("Shift since {time}", time=at))

    def _set_panel(self, panel: str) -> None:
        if panel != self._panel:
            if self._panel == "receipts":
                self._receipts.keeping.leave()
                self._basket.entryCleared.emit()  # what was looked for is no article
            self._panel = panel
            self._basket.dismissNotice()
            self._changed()
        self.fieldWanted.emit()

    def _changed(self) -> None:
        self.changed.emit()
        self._status.changed.emit()

    @Property(str, notify=changed)
    def lastSaleTitle(self) -> str:
        return tr("Last sale")

    @Property(str, notify=changed)
    def lastSaleText(self) -> str:
        return self._work.last_text() if self._work else ""

    @Slot()
    def showLastSale(self) -> None:
        page = self._work.last() if self._work else None
        if page is not None:
            self._finish(page)
