"""Room: pos. A second person's yes: the guarded call waits until a manager gives a PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos.session import Session
from pos.viewmodels.sign_in import SignInViewModel
from shop.domain.staff import StaffMember
from shop.errors import Refusal
from ui import i18n
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Pos"
QML_IMPORT_MAJOR_VERSION = 1
Approved = Callable[[StaffMember], None]


@QmlElement
@QmlUncreatable("made by app.py")
class ApprovalViewModel(QObject):
    """Signals: `changed` when a call is parked, resumed or dropped."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parked: Approved | None = None
        self._asked: Refusal | None = None
        i18n.language().changed.connect(self.changed)
        self._who = SignInViewModel(session, self._agreed, self)
        i18n.language().changed.connect(self._who.refresh)

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self._parked is not None

    @Property(str, notify=changed)
    def reason(self) -> str:
        return _why(self._asked) if self._asked is not None else ""

    @Property(SignInViewModel, constant=True)
    def who(self) -> SignInViewModel:
        return self._who

    def park(self, error: Refusal, resume: Approved) -> None:
        """`resume` is called with whoever agreed; the action itself checks that they may."""
        self._parked, self._asked = resume, error
        self._who.reset()
        self._who.refresh()
        self.changed.emit()

    @Slot()
    def drop(self) -> None:
        self._parked = None
        self.changed.emit()

    def _agreed(self, who: StaffMember) -> None:
        resume, self._parked = self._parked, None
        self.changed.emit()
        if resume is not None:
            resume(who)


def _why(error: Refusal) -> str:
    reason = str(error.data.get("reason", error.data.get("permission", "")))
    return {
        "return_late": tr(
            "The days for returns are over: a manager must agree, "
            "and not the one who takes it back."
        ),
        "return_over_limit": tr("More than may be returned while central cannot be asked."),
        "return_other_store": tr("Bought in another store, and central cannot be asked."),
        "return_too_many_today": tr("Today's returns without central are used up."),
        "settle": tr("This page is for managers."),
        "no_sale": tr("Opening the drawer without a sale."),
        "export": tr("Taking the journal out of the till."),
    }.get(reason, tr("This needs a second person's approval."))
