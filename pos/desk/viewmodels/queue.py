"""Room: pos. The queue of online orders: what is late first, new ones ring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos import words
from pos.desk.viewmodels.rows import QueueRow
from pos.session import Session
from shop.domain.order import Order, OrderState
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Desk"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 15_000
PROMISED = (OrderState.PLACED, OrderState.PICKING)
DONE_SHOWN = 30


@QmlElement
@QmlUncreatable("made by app.py")
class QueueViewModel(QObject):
    """Signals: `changed` with figures, filter or selection; `chosen` with an order's code;
    `rang` when an order is new here."""

    changed = Signal()
    chosen = Signal(str)
    rang = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._orders: Sequence[Order] = ()
        self._rows = RowModel(QueueRow, "code", self)
        self._filter, self._selected, self._words = "open", "", ""
        self._known: set[str] | None = None
        self._fresh: set[str] = set()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._show)
        self._ticker.start()

    def refresh(self) -> None:
        """Orders have changed, here or at central. New ones ring, but not those of the start."""
        if not self._session.ready:
            return
        self._orders = self._session.services.replica.orders(open_only=False)
        placed = {x.order for x in self._orders if x.state is OrderState.PLACED}
        if self._known is not None and placed - self._known:
            self._fresh |= placed - self._known
            self.rang.emit()
        if self._orders or self._known is not None:
            self._known = (self._known or set()) | {x.order for x in self._orders}
        self._fresh &= placed
        self._show()

    # -- what the screen shows -------------------------------------------------------------

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(str, notify=changed)
    def filter(self) -> str:
        return self._filter

    @Property(str, notify=changed)
    def selected(self) -> str:
        return self._selected

    @Property(int, notify=changed)
    def freshCount(self) -> int:
        return len(self._fresh)

    @Property(int, notify=changed)
    def toPick(self) -> int:
        return self._count(lambda x: x.state in PROMISED)

    @Property(int, notify=changed)
    def late(self) -> int:
        now = self._now()
        return self._count(lambda x: x.state in PROMISED and now is not None and x.promise_at < now)

    @Property(int, notify=changed)
    def ready(self) -> int:
        return self._count(lambda x: x.state is OrderState.READY)

    @Property(int, notify=changed)
    def handedOver(self) -> int:
        return self._count(lambda x: x.state is OrderState.HANDED_OVER and self._today(x))

    @Property("QVariantList", notify=changed)
    def filters(self) -> list[dict[str, object]]:
        names = {
            "open": tr("Open"),
            "placed": tr("New"),
            "picking": tr("Picking"),
            "ready": tr("Ready"),
            "done": tr("Ended"),
        }
        return [
            {"code": code, "text": text, "count": self._count(lambda x, c=code: _in(x, c))}  # type: ignore[misc]
            for code, text in names.items()
        ]

    @Slot(str)
    def show(self, code: str) -> None:
        self._filter = code
        self._show()

    @Slot(str)
    def search(self, text: str) -> None:
        """By code, name or phone."""
        self._words = text.strip().casefold()
        self._show()

    @Slot(str)
    def choose(self, code: str) -> None:
        self._selected = code
        self._fresh.discard(code)
        self._show()
        self.chosen.emit(code)

    @Slot(int)
    def move(self, by: int) -> None:
        if self._rows.rows:
            at = self._rows.index_of(self._selected)
            last = len(self._rows.rows) - 1
            self.choose(self._rows.rows[max(0, min(last, at + by))].code)

    # -- inside ----------------------------------------------------------------------------

    def _show(self) -> None:
        now = self._now()
        if now is None:
            return
        wanted = [x for x in self._orders if _in(x, self._filter) and self._said(x)]
        if self._filter == "done":
            wanted = sorted(wanted, key=lambda x: x.promise_at, reverse=True)[:DONE_SHOWN]
        else:
            wanted = sorted(wanted, key=lambda x: (x.state not in PROMISED, x.promise_at, x.order))
        self._rows.update([self._row(x, now) for x in wanted])
        self.changed.emit()

    def _said(self, order: Order) -> bool:
        heap = f"{order.order} {order.customer} {order.phone}".casefold()
        return all(word in heap for word in self._words.split())

    def _row(self, order: Order, now: datetime) -> QueueRow:
        minutes = int((order.promise_at - now).total_seconds() // 60)
        pieces = int(sum(line.quantity for line in order.lines))
        said = [order.order, tr("%n items", n=pieces)]
        if order.bin and order.open:
            said.append(tr("bin {bin}", bin=order.bin))
        return QueueRow(
            code=order.order,
            customer=order.customer,
            detail=words.joined(said),
            stateCode=order.state.value,
            countdown=countdown(minutes),
            minutes=minutes,
            timed=order.state in PROMISED,
            fresh=order.order in self._fresh,
        )

    def _count(self, wanted: Callable[[Order], bool]) -> int:
        return sum(1 for order in self._orders if wanted(order))

    def _now(self) -> datetime | None:
        return self._session.services.clock.now() if self._session.ready else None

    def _today(self, order: Order) -> bool:
        now = self._now()
        settings = self._session.services.replica.settings()
        last = order.history[-1].at if order.history else order.promise_at
        return now is not None and (
            words.local(last, settings).date() == words.local(now, settings).date()
        )


def _in(order: Order, code: str) -> bool:
    match code:
        case "open":
            return order.open
        case "done":
            return not order.open
        case _:
            return order.state.value == code


def countdown(minutes: int) -> str:
    """ "35 min left", "1 h 5 min late"."""
    if minutes < 0:
        return tr("{time} late", time=formats.duration(-minutes))
    return tr("{time} left", time=formats.duration(minutes))
