"""Room: kiosk. A shopper's own order, found by the slip they scanned; no name is shown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kiosk.promise import ready_text
from kiosk.viewmodels.session import Session
from shop.domain.catalogue import text_in
from shop.domain.order import Order, OrderState, Paid
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
    """Signals: `changed` with the order or the language."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._order: Order | None = None
        self._lines = RowModel(OrderedRow, "line", self)

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
        return _headline(self._order.state) if self._order else ""

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What the shopper does next."""
        if self._order is None:
            return ""
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
        self.refresh()

    def follow(self) -> None:
        """Central sent changes: the order may have moved on."""
        if self._order is not None:
            again = self._session.services.replica.order(self._order.order)
            self.show(again or self._order)

    def refresh(self) -> None:
        self._lines.update(
            [_row(self._order, at) for at in range(len(self._order.lines))] if self._order else []
        )
        self.changed.emit()

    def wipe(self) -> None:
        self._order = None
        self.refresh()


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
