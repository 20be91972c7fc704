"""Room: pos. Handing an order over at the till: who, what, from which bin, and is it paid."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.session import Session
from pos.till.counter import Counter
from pos.till.viewmodels.rows import GoodsRow, OrderRow
from pos.view_model import NoticeViewModel
from shop.actions.hand_over import FoundPickup, HandOverDone, HandOverPlan, find_pickup
from shop.actions.order_goods import left_to_give
from shop.domain.catalogue import Item
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState
from shop.domain.slip_check import VerifiedSlip
from shop.domain.tendering import Tendering
from shop.errors import EndcapError, Refusal
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class PickupViewModel(NoticeViewModel):
    """Signals: `changed` with the order or what is given, `left` when the cashier goes back."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        session: Session,
        done: Callable[[HandOverDone], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._done = session, done
        self._counter: Counter | None = None
        self._found: FoundPickup | None = None
        self._giving: dict[str, Decimal] = {}
        self._busy = False
        self._shift = ""
        self._lines = RowModel(GoodsRow, "lineId", self)
        self._orders = RowModel(OrderRow, "code", self)

    def attach(self, counter: Counter) -> None:
        self._counter = counter
        self.refresh()

    def set_shift(self, shift: str) -> None:
        self._shift = shift

    def reset(self) -> None:
        self._found, self._giving, self._busy = None, {}, False
        self._lines.update([])
        self.dismissNotice()
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Orders have changed, here or at central."""
        if self._counter is None:
            return
        orders = self._counter.services.replica.orders()
        ready = [x for x in orders if x.state is OrderState.READY]
        self._orders.update([self._order_row(x) for x in sorted(ready, key=_by_name)])
        if self._found is not None and not self._busy:
            self._again(self._found.order.order)

    # -- what the screen shows -------------------------------------------------------------

    @Property(QObject, constant=True)
    def orders(self) -> QObject:
        return self._orders

    @Property(QObject, constant=True)
    def lines(self) -> QObject:
        return self._lines

    @Property(bool, notify=changed)
    def anyReady(self) -> bool:
        return bool(self._orders.rows)

    @Property(bool, notify=changed)
    def chosen(self) -> bool:
        return self._found is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        if self._found is None:
            return tr("Pickup")
        return tr("Pickup {order}", order=self._found.order.order)

    @Property(str, notify=changed)
    def customer(self) -> str:
        return self._found.order.customer if self._found else ""

    @Property(str, notify=changed)
    def phone(self) -> str:
        return self._found.order.phone if self._found else ""

    @Property(str, notify=changed)
    def bin(self) -> str:
        return self._found.order.bin if self._found else ""

    @Property(str, notify=changed)
    def stateCode(self) -> str:
        return self._found.order.state.value if self._found else ""

    @Property(str, notify=changed)
    def paidText(self) -> str:
        plan = self._plan()
        if plan is None:
            return ""
        if plan.document is None:
            return tr("Paid online: nothing to pay")
        return tr("To pay: {amount}", amount=words.money(plan.document.total))

    @Property(str, notify=changed)
    def totalText(self) -> str:
        plan = self._plan()
        if plan is None or plan.document is None:
            return words.money(Money.zero(self._currency())) if plan else ""
        return words.money(plan.document.total)

    @property
    def ready(self) -> bool:
        return self._plan() is not None and not self._busy

    @property
    def to_pay(self) -> Money | None:
        """What must be tendered before the goods go; None when paid online."""
        plan = self._plan()
        return plan.document.total if plan and plan.document else None

    # -- finding the order -----------------------------------------------------------------

    def by_slip(self, slip: VerifiedSlip) -> None:
        self._find(slip)

    def by_text(self, text: str) -> None:
        """An order's code, or the name or phone number it was placed with."""
        if self._counter is None:
            return
        named = [x for x in self._counter.services.replica.find_orders(text) if x.open]
        self._find(named[0].order if len(named) == 1 else text)

    @Slot(str)
    def choose(self, code: str) -> None:
        self._find(code)

    def _find(self, source: VerifiedSlip | str) -> None:
        if self._counter is None:
            return
        try:
            found = find_pickup(self._counter.services.replica, source)
        except Refusal as error:
            self.reset()
            self.refused(error)
            return
        self.dismissNotice()
        self._show(found)
        if not found.ready:
            self.notice(
                tr("The desk has not put this order into a bin yet"),
                tr("You may hand it over if the goods are here."),
                "warn",
            )

    def _again(self, code: str) -> None:
        """The order on the screen has changed elsewhere."""
        assert self._counter is not None
        try:
            self._show(find_pickup(self._counter.services.replica, code), keep=True)
        except Refusal as error:
            self.reset()
            self.refused(error)

    def _show(self, found: FoundPickup, *, keep: bool = False) -> None:
        if keep and self._found is not None:
            found = FoundPickup(found.order, self._found.proof)
        self._found = found
        left = {x.line_id: left_to_give(x) for x in found.order.lines}
        kept = self._giving if keep else {}
        self._giving = {line: min(kept.get(line, most), most) for line, most in left.items()}
        self._update()

    # -- what goes over the counter --------------------------------------------------------

    def scanned(self, item: Item) -> None:
        """Goods held to the scanner are checked against the order."""
        if self._found is None:
            return
        if any(line.sku == item.sku for line in self._found.order.lines):
            self.notice(
                tr("{article} is in this order", article=words.title(item.titles)), tone="good"
            )
        else:
            self.notice(
                tr("{article} is not in this order", article=words.title(item.titles)),
                tr("Put it aside: it belongs to somebody else."),
            )

    @Slot(int, int)
    def change(self, index: int, by: int) -> None:
        if self._found is None:
            return
        line = self._found.order.line(self._lines.rows[index].lineId)
        assert line is not None
        wanted = self._giving.get(line.line_id, Decimal(0)) + by
        self._giving[line.line_id] = max(Decimal(0), min(wanted, left_to_give(line)))
        self._update()

    def hand_over(self, tendering: Tendering | None = None) -> None:
        plan = self._plan()
        if plan is None or self._counter is None or self._busy:
            return
        assert self._session.who is not None
        try:
            handing = self._counter.hand_over(
                plan,
                shift=self._shift,
                who=self._session.who,
                tendering=tendering,
                language=current(),
            )
        except Refusal as error:
            self.refused(error)
            return
        self._busy = True
        self.changed.emit()
        self._session.worker.hop(handing, self._handed, self._failed)

    def _handed(self, done: HandOverDone) -> None:
        self.reset()
        self._done(done)

    def _failed(self, error: EndcapError) -> None:
        self._busy = False
        self.changed.emit()
        self.refused(error)

    @Slot()
    def leave(self) -> None:
        self.reset()
        self.left.emit()

    # -- inside ----------------------------------------------------------------------------

    def _plan(self) -> HandOverPlan | None:
        if self._counter is None or self._found is None:
            return None
        try:
            return self._counter.hand_over.plan(self._found, self._giving)
        except Refusal:
            return None

    def _update(self) -> None:
        assert self._found is not None
        self._lines.update([self._line_row(x) for x in self._found.order.lines])
        self.changed.emit()

    def _line_row(self, line: OrderLine) -> GoodsRow:
        said = [tr("{count} ordered", count=words.quantity(line.quantity))]
        if line.handed_over:
            said.append(tr("{count} handed over before", count=words.quantity(line.handed_over)))
        if line.short:
            said.append(tr("{count} missing", count=words.quantity(line.short)))
        return GoodsRow(
            lineId=line.line_id,
            title=words.title(line.titles),
            detail=words.joined(said),
            refund=words.amount(line.total),
            taking=int(self._giving.get(line.line_id, Decimal(0))),
            maximum=int(left_to_give(line)),
        )

    def _order_row(self, order: Order) -> OrderRow:
        pieces = int(sum(line.quantity for line in order.lines))
        said = [order.order, tr("%n items", n=pieces)]
        if order.bin:
            said.append(tr("bin {bin}", bin=order.bin))
        return OrderRow(order.order, order.customer, words.joined(said), order.state.value)

    def _currency(self) -> str:
        assert self._counter is not None
        return self._counter.services.replica.settings().currency


def _by_name(order: Order) -> str:
    return order.customer
