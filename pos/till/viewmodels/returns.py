"""Room: pos. Taking goods back: the proof, the lines, the reason, the money."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from decimal import Decimal

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.session import Session
from pos.till.counter import Counter
from pos.till.viewmodels.rows import GoodsRow
from pos.view_model import NoticeViewModel
from pos.viewmodels.approval import ApprovalViewModel
from shop.actions.accept_return import ReturnDone
from shop.actions.find_purchase import FoundPurchase, match_item
from shop.actions.plan_return import ReturnPlan, ReturnWish, plan_return
from shop.domain.catalogue import Item
from shop.domain.facts import Condition, Proof
from shop.domain.money import Money
from shop.domain.slip_check import VerifiedSlip
from shop.domain.staff import StaffMember
from shop.domain.tender import TenderKind
from shop.errors import EndcapError, Refusal
from shop.ports import PurchaseLine
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1
ONE = Decimal(1)


@QmlElement
@QmlUncreatable("made by app.py")
class ReturnViewModel(NoticeViewModel):
    """Signals: `changed` with anything of the return, `left` when the cashier goes back."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        session: Session,
        approval: ApprovalViewModel,
        done: Callable[[ReturnDone], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._approval, self._done = session, approval, done
        self._counter: Counter | None = None
        self._lines = RowModel(GoodsRow, "lineId", self)
        self._shift = ""
        self.reset()

    def attach(self, counter: Counter) -> None:
        self._counter = counter

    def reset(self) -> None:
        self._found: FoundPurchase | None = None
        self._taking: dict[str, Decimal] = {}
        self._searching = self._busy = False
        self._reason, self._condition = "changed_mind", Condition.PUT_BACK
        self._lines.update([])
        self.dismissNotice()
        self.changed.emit()

    def refresh(self) -> None:
        """The language has changed."""
        if self._found is not None:
            self._update()
        self.changed.emit()

    def set_shift(self, shift: str) -> None:
        self._shift = shift

    # -- what the screen shows -------------------------------------------------------------

    @Property(bool, notify=changed)
    def found(self) -> bool:
        return self._found is not None

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        return self._searching

    @Property(str, notify=changed)
    def title(self) -> str:
        if self._found is None:
            return tr("Return")
        purchase = self._found.purchase
        if purchase.order:
            return tr("Return of order {order}", order=purchase.order)
        return tr("Return of receipt {receipt}", receipt=purchase.receipt)

    @Property(str, notify=changed)
    def subtitle(self) -> str:
        if self._found is None or self._counter is None:
            return ""
        settings = self._counter.services.replica.settings()
        at = words.day_and_time(self._found.purchase.sold_at, settings)
        return tr("Bought {when} · {proof}", when=at, proof=_proof_text(self._found.proof))

    @Property(str, notify=changed)
    def limitText(self) -> str:
        """What is different while central cannot be asked, said before the cashier tries."""
        if self._found is None:
            return ""
        if self._found.late:
            return tr("The days for returns are over: a manager decides.")
        if self._found.live:
            return ""
        if not self._found.own_store:
            return tr("Offline, and bought in another store: a manager decides.")
        limit = self._found.caps.limit
        if limit is None:
            return tr("Offline: taken on the slip's proof, checked when central is back.")
        return tr(
            "Offline: up to {amount} on the slip's proof, checked when central is back.",
            amount=words.money(limit),
        )

    @Property(QObject, constant=True)
    def lines(self) -> QObject:
        return self._lines

    @Property("QVariantList", notify=changed)
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": code, "text": text} for code, text in _reasons().items()]

    @Property(str, notify=changed)
    def reason(self) -> str:
        return self._reason

    @Property("QVariantList", notify=changed)
    def conditions(self) -> list[dict[str, str]]:
        return [{"code": code.value, "text": text} for code, text in _conditions().items()]

    @Property(str, notify=changed)
    def condition(self) -> str:
        return self._condition.value

    @Property(str, notify=changed)
    def refundText(self) -> str:
        plan = self._plan()
        if plan is None:
            return tr("Choose what comes back")
        parts = []
        if plan.cash:
            parts.append(tr("{amount} in cash", amount=words.money(plan.cash)))
        online = _online(plan)
        if online:
            parts.append(tr("{amount} to the online payment", amount=online))
        return tr("Refund: {parts}", parts=" + ".join(parts))

    @Property(str, notify=changed)
    def totalText(self) -> str:
        plan = self._plan()
        return words.money(plan.total) if plan else ""

    @property
    def ready(self) -> bool:
        return self._plan() is not None and not self._busy

    # -- finding the purchase --------------------------------------------------------------

    def by_slip(self, slip: VerifiedSlip) -> None:
        self._look(lambda counter: counter.find_purchase.by_slip(slip))

    def by_text(self, text: str) -> None:
        self._look(lambda counter: counter.find_purchase.by_text(text))

    def _look(self, find: Callable[[Counter], Future[FoundPurchase]]) -> None:
        if self._counter is None:
            return
        self.reset()
        try:
            looking = find(self._counter)
        except Refusal as error:
            self.refused(error)
            return
        self._searching = True
        self.changed.emit()
        self._session.worker.hop(looking, self._show, self._not_found)

    def _show(self, found: FoundPurchase) -> None:
        self._searching, self._found = False, found
        self._update()

    def _not_found(self, error: EndcapError) -> None:
        self._searching = False
        self.changed.emit()
        self.refused(error)

    # -- choosing lines --------------------------------------------------------------------

    def scanned(self, item: Item) -> None:
        """Goods on the counter: one more of their line comes back."""
        if self._found is None:
            return
        try:
            self._found, line_id = match_item(self._found, item, current())
        except Refusal as error:
            self.refused(error)
            return
        self.dismissNotice()
        self._take(line_id, self._taking.get(line_id, Decimal(0)) + ONE)

    @Slot(int, int)
    def change(self, index: int, by: int) -> None:
        line_id = self._lines.rows[index].lineId
        self._take(line_id, self._taking.get(line_id, Decimal(0)) + by)

    def _take(self, line_id: str, quantity: Decimal) -> None:
        assert self._found is not None
        left = self._found.left(line_id)
        self._taking[line_id] = max(Decimal(0), min(quantity, left))
        self._update()

    @Slot(str)
    def chooseReason(self, code: str) -> None:
        self._reason = code
        if code in ("faulty", "damaged"):
            self._condition = Condition.DAMAGED
        self._update()

    @Slot(str)
    def chooseCondition(self, code: str) -> None:
        self._condition = Condition(code)
        self._update()

    # -- finishing -------------------------------------------------------------------------

    def accept(self, approver: StaffMember | None = None) -> None:
        """Once; a manager's approval is asked for when a limit says so."""
        if not self.ready or self._counter is None or self._found is None:
            return
        assert self._session.who is not None
        try:
            accepting = self._counter.accept_return(
                self._found,
                self._wishes(),
                shift=self._shift,
                who=self._session.who,
                approver=approver,
            )
        except Refusal as error:
            self._objected(error)
            return
        self._busy = True
        self.changed.emit()
        self._session.worker.hop(accepting, self._accepted, self._objected)

    def _accepted(self, done: ReturnDone) -> None:
        self.reset()
        self._done(done)

    def _objected(self, error: EndcapError) -> None:
        self._busy = False
        self.changed.emit()
        if isinstance(error, Refusal) and error.code == "approval_needed":
            self._approval.park(error, lambda who: self.accept(who))
        else:
            self.refused(error)

    @Slot()
    def leave(self) -> None:
        self.reset()
        self.left.emit()

    # -- inside ----------------------------------------------------------------------------

    def _wishes(self) -> list[ReturnWish]:
        return [
            ReturnWish(line_id, quantity, self._reason, self._condition)
            for line_id, quantity in self._taking.items()
            if quantity
        ]

    def _plan(self) -> ReturnPlan | None:
        if self._found is None or self._counter is None or not self._wishes():
            return None
        settings = self._counter.services.replica.settings()
        try:
            return plan_return(self._found, self._wishes(), settings)
        except Refusal:
            return None

    def _update(self) -> None:
        assert self._found is not None
        shares = {x.line_id: x.refund for x in plan.lines} if (plan := self._plan()) else {}
        self._lines.update([self._row(x, shares) for x in self._found.purchase.lines])
        self.changed.emit()

    def _row(self, line: PurchaseLine, shares: dict[str, Money]) -> GoodsRow:
        assert self._found is not None
        refund = shares.get(line.line_id)
        left = self._found.left(line.line_id)
        return GoodsRow(
            lineId=line.line_id,
            title=line.title or tr("Scan the goods to name this line"),
            detail=_line_detail(line, left),
            refund=words.amount(refund) if refund is not None else "",
            taking=int(self._taking.get(line.line_id, Decimal(0))),
            maximum=int(left) if line.title else 0,
        )


def _line_detail(line: PurchaseLine, left: Decimal) -> str:
    said = [
        tr(
            "{count} bought for {amount}",
            count=words.quantity(line.quantity),
            amount=words.money(line.total),
        )
    ]
    if line.returned:
        said.append(tr("{count} already returned", count=words.quantity(line.returned)))
    if not left:
        said.append(tr("nothing left to return"))
    return words.joined(said)


def _online(plan: ReturnPlan) -> str:
    for tender in plan.payout.refunds:
        if tender.kind is TenderKind.ONLINE:
            return words.money(-tender.amount)
    return ""


def _proof_text(proof: Proof) -> str:
    return {
        Proof.RECEIPT_SLIP: tr("receipt slip"),
        Proof.RECEIPT_NUMBER: tr("receipt number"),
        Proof.ORDER_SLIP: tr("order slip"),
        Proof.ORDER_NUMBER: tr("order number"),
    }[proof]


def _reasons() -> dict[str, str]:
    return {
        "changed_mind": tr("Changed their mind"),
        "wrong_size": tr("Wrong size or colour"),
        "faulty": tr("Faulty"),
        "damaged": tr("Damaged on the way"),
        "not_as_described": tr("Not as described"),
    }


def _conditions() -> dict[Condition, str]:
    return {
        Condition.PUT_BACK: tr("Back to the shelf"),
        Condition.DAMAGED: tr("Damaged"),
        Condition.VENDOR: tr("To the supplier"),
    }
