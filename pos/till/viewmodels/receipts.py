"""Room: pos. This till's latest receipts, to look at and to print again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.till.counter import Counter
from pos.till.viewmodels.rows import ReceiptRow
from pos.view_model import NoticeViewModel
from shop.actions.last_sale import KINDS
from shop.domain.facts import HandedOver, Recorded, Return, Sale
from shop.domain.receipt import Receipt
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1
LATEST = 100


@QmlElement
@QmlUncreatable("made by app.py")
class ReceiptsViewModel(NoticeViewModel):
    """Signals: `left` when the cashier goes back."""

    left = Signal()

    def __init__(self, opened: Callable[[Recorded], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._counter: Counter | None = None
        self._receipts = RowModel(ReceiptRow, "entry", self)

    def attach(self, counter: Counter) -> None:
        self._counter = counter

    def refresh(self) -> None:
        if self._counter is None:
            return
        recent = self._counter.services.journal.recent(KINDS, LATEST)
        self._receipts.update([self._row(recorded) for recorded in recent])

    @Property(QObject, constant=True)
    def receipts(self) -> QObject:
        return self._receipts

    @Slot()
    def leave(self) -> None:
        self.left.emit()

    @Slot(str)
    def open(self, entry: str) -> None:
        recorded = self._counter.services.journal.fact(entry) if self._counter else None
        if recorded is not None:
            self._opened(recorded)

    def _row(self, recorded: Recorded) -> ReceiptRow:
        assert self._counter is not None
        receipt = self._counter.receipts.receipt(recorded)
        at = words.day_and_time(recorded.recorded_at, self._counter.services.replica.settings())
        return ReceiptRow(
            entry=recorded.entry,
            number=receipt.number,
            title=kind_text(recorded),
            detail=f"{receipt.number} · {at}",
            amount=words.money(receipt.to_pay) if _has_money(receipt) else "",
        )


def kind_text(recorded: Recorded) -> str:
    match recorded.fact:
        case Sale():
            return tr("Sale")
        case Return():
            return tr("Return")
        case HandedOver(order=order):
            return tr("Pickup {order}", order=order)
        case _:
            return recorded.kind


def _has_money(receipt: Receipt) -> bool:
    return bool(receipt.tenders)
