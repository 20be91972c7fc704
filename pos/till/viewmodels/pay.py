"""Room: pos. Taking cash: what is due, what was given, what goes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.till.entry import read_amount
from pos.view_model import NoticeViewModel
from shop.actions.take_cash import start_tendering, take_cash
from shop.domain.money import Money, currency_digits
from shop.domain.tendering import Tendering
from shop.errors import Refusal
from shop.ports import StoreSettings
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1
MAX_TYPED = 11
Settled = Callable[[Tendering], None]


@QmlElement
@QmlUncreatable("made by app.py")
class PayViewModel(NoticeViewModel):
    """Signals: `changed` with what is due or typed. When nothing is due, `settled` is called."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tendering: Tendering | None = None
        self._settled: Settled = lambda _: None
        self._typed = ""

    def start(self, total: Money, settings: StoreSettings, settled: Settled) -> None:
        """Nothing to pay settles at once."""
        self._tendering, self._settled = start_tendering(total, settings), settled
        self._typed = ""
        self.dismissNotice()
        self.changed.emit()
        if self._tendering.settled:
            settled(self._tendering)

    def refresh(self) -> None:
        """The language has changed."""
        self.changed.emit()

    def cancel(self) -> bool:
        """Take the last part back; False when there was none and the panel may close."""
        self._typed = ""
        if self._tendering is None or not self._tendering.tenders:
            return False
        self._tendering = self._tendering.take_back()
        self.changed.emit()
        return True

    @property
    def total(self) -> Money | None:
        return self._tendering.total if self._tendering else None

    @property
    def due(self) -> Money | None:
        return self._tendering.cash_due if self._tendering else None

    @Property(str, notify=changed)
    def dueText(self) -> str:
        return words.money(self._tendering.cash_due) if self._tendering else ""

    @Property(str, notify=changed)
    def roundingText(self) -> str:
        """Why the cash sum differs from the total, and what has been given already."""
        if self._tendering is None:
            return ""
        said = []
        if self._tendering.tenders:
            said.append(tr("Given so far: {amount}", amount=words.money(self._tendering.paid)))
        if self._tendering.cash_due != self._tendering.due:
            said.append(
                tr("Rounded for cash from {amount}", amount=words.money(self._tendering.due))
            )
        return " · ".join(said)

    @Property(str, notify=changed)
    def givenText(self) -> str:
        given = self._given()
        return words.money(given) if given is not None else self._typed

    @Property(str, notify=changed)
    def givenHint(self) -> str:
        return tr("Amount given")

    @Property(bool, notify=changed)
    def short(self) -> bool:
        given, due = self._given(), self.due
        return given is not None and due is not None and given < due

    @Property(str, notify=changed)
    def changeText(self) -> str:
        given, due = self._given(), self.due
        if given is None or due is None:
            return ""
        return words.money(due - given if given < due else given - due)

    @Property("QVariantList", notify=changed)
    def quickAmounts(self) -> list[dict[str, object]]:
        quick = self._tendering.quick if self._tendering else ()
        return [{"minor": x.minor, "text": words.money(x)} for x in quick]

    @Slot(str)
    def key(self, text: str) -> None:
        if len(self._typed) + len(text) <= MAX_TYPED:
            self.setTyped(self._typed + text)

    @Slot()
    def erase(self) -> None:
        self.setTyped(self._typed[:-1])

    @Slot(str)
    def setTyped(self, text: str) -> None:
        self._typed = text
        self.changed.emit()

    @Slot(int)
    def give(self, minor: int) -> None:
        """Less than due is a part; the rest stays due."""
        if self._tendering is None:
            return
        try:
            after = take_cash(self._tendering, Money(minor, self._tendering.total.currency))
        except Refusal as error:
            self.refused(error)
            return
        self._tendering, self._typed = after, ""
        self.dismissNotice()
        self.changed.emit()
        if after.settled:
            self._settled(after)

    @Slot()
    def submit(self) -> None:
        """Enter: what was typed, if it is an amount."""
        given = self._given()
        if given is not None:
            self.give(given.minor)
        elif self._typed:
            example = words.amount(Money(2050, "EUR"))
            self.notice(
                tr("That is not an amount"), tr("Type it like 20 or {example}.", example=example)
            )

    @property
    def taking(self) -> Money | None:
        """What the primary key would take: the typed amount, else exactly what is due."""
        return self._given() or (None if self._typed else self.due)

    def take(self) -> None:
        amount = self.taking
        if amount is None:
            self.submit()
        else:
            self.give(amount.minor)

    def _given(self) -> Money | None:
        if self._tendering is None:
            return None
        currency = self._tendering.total.currency
        minor = read_amount(self._typed, currency_digits(currency))
        return Money(minor, currency) if minor is not None else None
