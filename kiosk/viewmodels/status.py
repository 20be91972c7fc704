"""Room: kiosk. A shopper's own order, asked for by the slip they scanned; no name is shown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kiosk.promise import ready_text
from kiosk.viewmodels.session import Session
from shop.domain.catalogue import text_in
from shop.domain.order import Order, OrderState, Paid
from shop.errors import EndcapError, LinkDown
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.pictures import picture_url
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
STEPS = (OrderState.PLACED, OrderState.PICKING, OrderState.READY, OrderState.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class OrderedRow:
    line: str
    name: str
    quantity: str
    total: str
    picture: str
    short: bool


@QmlElement
@QmlUncreatable("made by app.py")
class StatusViewModel(QObject):
    """Signals: `changed` with the order, the asking or the language; `unknown` when central
    does not know the order."""

    changed = Signal()
    unknown = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._order: Order | None = None
        self._asked, self._turn, self._line_down = "", 0, False
        self._lines = RowModel(OrderedRow, "line", self)

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """False while central is asked, and when it could not be."""
        return self._order is not None

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._order.order if self._order else ""

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._order.state.value if self._order else ""

    @Property("QStringList", notify=changed)
    def steps(self) -> list[str]:
        """The way of an order that goes well; empty when this one did not."""
        if self._order is None or self._order.state not in STEPS:
            return []
        return [tr("Ordered"), tr("Preparing"), tr("Ready"), tr("Picked up")]

    @Property(int, notify=changed)
    def step(self) -> int:
        if self._order is None or self._order.state not in STEPS:
            return 0
        at = STEPS.index(self._order.state)
        return at + 1 if self._order.state is OrderState.HANDED_OVER else at

    @Property(str, notify=changed)
    def headline(self) -> str:
        if self._order is not None:
            return _headline(self._order.state)
        if self._line_down:
            return tr("We cannot ask for your order right now")
        return tr("We are asking for your order") if self._asked else ""

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What the shopper does next."""
        if self._order is None:
            return _line_words() if self._line_down else ""
        if self._order.state is OrderState.READY:
            if self._order.paid is Paid.AT_TILL:
                return tr("Show this slip at the till or the pickup desk and pay there.")
            return tr("Show this slip at the pickup desk; it is paid.")
        if self._order.open:
            services = self._session.services
            store = services.replica.settings().store
            return ready_text(store, self._order.promise_at, services.clock.now())
        return tr("If this is not what you expect, please ask a member of staff.")

    @Property(str, notify=changed)
    def total(self) -> str:
        return formats.money(self._order.total) if self._order else ""

    @Property(bool, notify=changed)
    def payAtTill(self) -> bool:
        return bool(self._order and self._order.open and self._order.paid is Paid.AT_TILL)

    @Property(RowModel, constant=True)
    def lines(self) -> RowModel[OrderedRow]:
        return self._lines

    def show(self, order: Order) -> None:
        self._order = order
        self._line_down = False
        self.refresh()

    def ask(self, order: str) -> None:
        """Orders are not kept on a kiosk: central is asked each time."""
        self.wipe()
        self._asked = order
        self._ask()

    def line_is_back(self) -> None:
        """What could not be asked can be now."""
        if self._line_down:
            self._line_down = False
            self._ask()

    def _ask(self) -> None:
        turn = self._turn

        def answered(order: Order) -> None:
            if turn == self._turn:
                self.show(order)

        def failed(error: EndcapError) -> None:
            if turn != self._turn:
                return
            if isinstance(error, LinkDown):
                self._line_down = True
                self.changed.emit()
            else:
                self.unknown.emit()

        self.changed.emit()
        asked = self._session.services.central.order_status(self._asked)
        self._session.hop(asked, answered, failed)

    def refresh(self) -> None:
        self._lines.update(
            [_row(self._order, at) for at in range(len(self._order.lines))] if self._order else []
        )
        self.changed.emit()

    def wipe(self) -> None:
        """An answer that is still on its way is forgotten too."""
        self._order, self._asked, self._line_down = None, "", False
        self._turn += 1
        self.refresh()


def _line_words() -> str:
    return tr(
        "This needs the line to our central system, and it is down. "
        "The pickup desk can look your order up; keep the slip."
    )


def _row(order: Order, at: int) -> OrderedRow:
    line = order.lines[at]
    return OrderedRow(
        line=line.line_id,
        name=text_in(line.titles, current()),
        quantity=formats.quantity(line.quantity),
        total=formats.money(line.total),
        picture=picture_url(line.image),
        short=line.short > 0,
    )


def _headline(state: OrderState) -> str:
    return {
        OrderState.PLACED: tr("We have your order"),
        OrderState.PICKING: tr("We are preparing your order"),
        OrderState.READY: tr("Your order is ready"),
        OrderState.HANDED_OVER: tr("This order was picked up"),
        OrderState.CANCELLED: tr("This order was cancelled"),
        OrderState.EXPIRED: tr("This order was not picked up in time"),
    }[state]
