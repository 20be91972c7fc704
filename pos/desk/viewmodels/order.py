"""Room: pos. One order on the desk: pick by scanning, stage into a bin, hand over."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.desk.viewmodels.queue import countdown
from pos.desk.viewmodels.rows import HistoryRow, PickRow
from pos.session import Session
from pos.view_model import NoticeViewModel
from shop.actions.cancel_order import cancel_order
from shop.actions.hand_over import HandOver, HandOverDone, find_pickup
from shop.actions.pick_item import pick_item, pick_scanned
from shop.actions.picking import OrderChange, PickDesk
from shop.actions.short_line import short_line
from shop.actions.stage_order import stage_order
from shop.actions.start_picking import start_picking
from shop.actions.unpick_item import unpick_item
from shop.domain.codes import ScannedCode
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.pick_list import pick_list, to_pick
from shop.domain.staff import StaffMember
from shop.errors import EndcapError, Refusal
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.pictures import picture_url
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Desk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class DeskWork:
    """What staff can do with an order, over the ports; `print_done` puts a hand-over on paper."""

    pick: PickDesk
    hand_over: HandOver
    print_done: Callable[[HandOverDone], None]


_Step = Callable[[DeskWork, str, StaffMember], Future[OrderChange]]


@QmlElement
@QmlUncreatable("made by app.py")
class DeskOrderViewModel(NoticeViewModel):
    """Signals: `changed` with anything of the order, `stepped` when staff changed it,
    `binWanted` and `shortWanted` when the screen must ask."""

    changed = Signal()
    stepped = Signal()
    binWanted = Signal()
    shortWanted = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work: DeskWork | None = None
        self._order: Order | None = None
        self._lines = RowModel(PickRow, "lineId", self)
        self._history = RowModel(HistoryRow, "key", self)
        self._busy = False

    def attach(self, work: DeskWork) -> None:
        self._work = work

    def show(self, code: str) -> None:
        self.dismissNotice()
        self._order = self._session.services.replica.order(code)
        self._fill()

    def refresh(self) -> None:
        if self._order is not None and self._session.ready:
            self._order = self._session.services.replica.order(self._order.order) or self._order
            self._fill()

    # -- what the screen shows -------------------------------------------------------------

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._order is not None

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._order.order if self._order else ""

    @Property(str, notify=changed)
    def customer(self) -> str:
        return self._order.customer if self._order else ""

    @Property(str, notify=changed)
    def phone(self) -> str:
        return self._order.phone if self._order else ""

    @Property(str, notify=changed)
    def stateCode(self) -> str:
        return self._order.state.value if self._order else ""

    @Property(str, notify=changed)
    def bin(self) -> str:
        return self._order.bin if self._order else ""

    @Property(str, notify=changed)
    def paidText(self) -> str:
        if self._order is None:
            return ""
        amount = words.money(self._order.total)
        if self._order.paid is Paid.ONLINE:
            return tr("{amount}, paid online", amount=amount)
        return tr("{amount}, to pay at the till", amount=amount)

    @Property(str, notify=changed)
    def promiseText(self) -> str:
        if self._order is None:
            return ""
        settings = self._session.services.replica.settings()
        return tr("Promised for {time}", time=words.clock(self._order.promise_at, settings))

    @Property(int, notify=changed)
    def minutes(self) -> int:
        if self._order is None:
            return 0
        left = self._order.promise_at - self._session.services.clock.now()
        return int(left.total_seconds() // 60)

    @Property(str, notify=changed)
    def countdownText(self) -> str:
        return countdown(self.minutes)

    @Property(bool, notify=changed)
    def timed(self) -> bool:
        return self._in(OrderState.PLACED, OrderState.PICKING)

    @Property(str, notify=changed)
    def pickerText(self) -> str:
        if self._order is None or not self._order.picker:
            return ""
        people = {x.staff: x.name for x in self._session.services.replica.staff()}
        return tr("Picked by {name}", name=people.get(self._order.picker, self._order.picker))

    @Property(QObject, constant=True)
    def lines(self) -> QObject:
        return self._lines

    @Property(QObject, constant=True)
    def history(self) -> QObject:
        return self._history

    @Property(bool, notify=changed)
    def picking(self) -> bool:
        return self._in(OrderState.PICKING)

    @Property(bool, notify=changed)
    def cancellable(self) -> bool:
        return self._order is not None and self._order.open

    @Property(int, notify=changed)
    def missing(self) -> int:
        return int(sum(to_pick(line) for line in self._order.lines)) if self._order else 0

    @Property(str, notify=changed)
    def primaryText(self) -> str:
        if self._in(OrderState.PLACED):
            return tr("Start picking")
        if self._in(OrderState.PICKING):
            left = self.missing
            return tr("Scan %n more items", n=left) if left else tr("Put into a bin")
        if self._in(OrderState.READY):
            paid = self._order is not None and self._order.paid is Paid.ONLINE
            return tr("Hand over") if paid else tr("Pays at the till")
        return tr("Nothing left to do")

    @Property(bool, notify=changed)
    def primaryEnabled(self) -> bool:
        if self._busy or self._order is None:
            return False
        if self._in(OrderState.PICKING):
            return not self.missing
        if self._in(OrderState.READY):
            return self._order.paid is Paid.ONLINE
        return self._in(OrderState.PLACED)

    # -- what staff do ---------------------------------------------------------------------

    @Slot()
    def primary(self) -> None:
        if not self.primaryEnabled:
            return
        if self._in(OrderState.PLACED):
            self._once(lambda work, code, who: start_picking(work.pick, code, who))
        elif self._in(OrderState.PICKING):
            self.binWanted.emit()
        else:
            self._hand_over()

    def scanned(self, code: ScannedCode) -> None:
        """Goods held to the scanner: right ones tick, wrong ones are said."""
        if self._order is None:
            return
        if self._in(OrderState.PLACED):
            self.notice(tr("Start picking first"), tone="warn")
            return
        self._step(lambda work, order, who: pick_scanned(work.pick, order, code, who))

    @Slot(str)
    def pickOne(self, line_id: str) -> None:
        self._step(lambda work, code, who: pick_item(work.pick, code, line_id, who))

    @Slot(str)
    def unpickOne(self, line_id: str) -> None:
        self._step(lambda work, code, who: unpick_item(work.pick, code, line_id, who))

    @Slot(str)
    def askShort(self, line_id: str) -> None:
        self.shortWanted.emit(line_id)

    @Slot(str, str)
    def short(self, line_id: str, reason: str) -> None:
        self._step(lambda work, code, who: short_line(work.pick, code, line_id, reason, who))

    @Slot(str)
    def stage(self, bin_: str) -> None:
        self._once(lambda work, code, who: stage_order(work.pick, code, bin_, who))

    @Slot(str)
    def cancel(self, reason: str) -> None:
        self._once(lambda work, code, who: cancel_order(work.pick, code, reason, who))

    # -- inside ----------------------------------------------------------------------------

    def _once(self, do: _Step) -> None:
        """A step of the whole order: a second press while it is written is no second step."""
        if not self._busy:
            self._busy = True
            self._step(do)
            self.changed.emit()

    def _step(self, do: _Step) -> None:
        who = self._session.who
        if self._work is None or self._order is None or who is None:
            self._busy = False
            return
        self.dismissNotice()
        try:
            doing = do(self._work, self._order.order, who)
        except Refusal as error:
            self._busy = False
            self.refused(error)
            return
        self._session.worker.hop(doing, self._changed_to, self._failed)

    def _changed_to(self, change: OrderChange) -> None:
        self._busy = False
        if self._order is not None and self._order.order == change.order.order:
            self._order = change.order
            self._fill()
        self.stepped.emit()

    def _hand_over(self) -> None:
        who = self._session.who
        if self._work is None or self._order is None or who is None:
            return
        try:
            found = find_pickup(self._session.services.replica, self._order.order)
            plan = self._work.hand_over.plan(found)
            handing = self._work.hand_over(plan, shift="", who=who, language=current())
        except Refusal as error:
            self.refused(error)
            return
        self._busy = True
        self.changed.emit()
        self._session.worker.hop(handing, self._handed, self._failed)

    def _handed(self, done: HandOverDone) -> None:
        assert self._work is not None
        self._busy = False
        self._work.print_done(done)
        self.refresh()
        self.notice(tr("Handed over, receipt {number}", number=done.receipt.number), tone="good")
        self.stepped.emit()

    def _failed(self, error: EndcapError) -> None:
        self._busy = False
        self.changed.emit()
        self.refused(error)

    def _in(self, *states: OrderState) -> bool:
        return self._order is not None and self._order.state in states

    def _fill(self) -> None:
        order = self._order
        walking = [pick.line for pick in pick_list([order])] if order else []
        rest = [x for x in order.lines if x not in walking] if order else []
        self._lines.update([_pick_row(x) for x in (*walking, *rest)])
        settings = self._session.services.replica.settings()
        people = {x.staff: x.name for x in self._session.services.replica.staff()}
        events = tuple(reversed(order.history)) if order else ()
        self._history.update(
            [
                HistoryRow(
                    key=len(events) - at,
                    at=words.clock(event.at, settings),
                    stateCode=event.state.value,
                    who=people.get(event.who, event.who),
                    note=words.reason(event.note),
                )
                for at, event in enumerate(events)
            ]
        )
        self.changed.emit()


def _pick_row(line: OrderLine) -> PickRow:
    place = ""
    if line.aisle:
        place = tr("Aisle {aisle}", aisle=line.aisle)
        if line.shelf:
            place = tr("Aisle {aisle}, shelf {shelf}", aisle=line.aisle, shelf=line.shelf)
    return PickRow(
        lineId=line.line_id,
        title=words.title(line.titles),
        place=place,
        image=picture_url(line.image),
        count=f"{words.quantity(line.picked)} / {words.quantity(line.quantity)}",
        picked=int(line.picked),
        wanted=int(line.quantity),
        short=int(line.short),
        done=not to_pick(line),
    )
