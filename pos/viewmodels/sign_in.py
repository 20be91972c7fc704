"""Room: pos. Who are you? A name and a PIN, or a badge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from pos.front_words import role
from pos.view_model import NoticeViewModel
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

if TYPE_CHECKING:
    from pos.session import Session
    from shop.actions.sign_in import SignIn, SignInAnswer
    from shop.domain.staff import StaffMember
    from shop.errors import EndcapError

QML_IMPORT_NAME = "Endcap.Pos"
QML_IMPORT_MAJOR_VERSION = 1
MAX_DIGITS = 12
MIN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class StaffRow:
    staff: str
    name: str
    role: str


@QmlElement
@QmlUncreatable("made by app.py")
class SignInViewModel(NoticeViewModel):
    """Signals: `changed` with the chosen name, the PIN's length or a check in progress."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        entered: Callable[[StaffMember], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._entered = entered
        self._sign_in: SignIn | None = None
        self._staff = RowModel(StaffRow, "staff", self)
        self._selected = -1
        self._pin = ""
        self._busy = False
        self._early: tuple[str, str] | None = None  # typed before the terminal was open

    def attach(self, sign_in: SignIn) -> None:
        """The terminal is open: names were there before, PINs can be checked from now on."""
        self._sign_in = sign_in
        self.refresh()
        if self._early is not None:
            self._check(sign_in, *self._early)
            self._early = None

    def refresh(self) -> None:
        """The staff list or the language has changed."""
        if self._sign_in is None:
            return
        self.show(self._sign_in.people())

    def show(self, people: Sequence[StaffMember]) -> None:
        chosen = self._staff.rows[self._selected].staff if self._selected >= 0 else ""
        people = sorted(people, key=lambda who: (who.role, who.name))
        self._staff.update([StaffRow(x.staff, x.name, role(x.role)) for x in people])
        # Whoever was chosen may stand elsewhere now: a PIN must not go to their neighbour.
        self._selected = next((at for at, x in enumerate(people) if x.staff == chosen), -1)
        if chosen and self._selected < 0:
            self._pin = ""
        self.changed.emit()

    def reset(self) -> None:
        self._pin = ""
        self.dismissNotice()
        self.changed.emit()

    @Property(QObject, constant=True)
    def staff(self) -> QObject:
        return self._staff

    @property
    def people(self) -> int:
        """How many names can be chosen."""
        return len(self._staff.rows)

    @Property(int, notify=changed)
    def selected(self) -> int:
        return self._selected

    @Property(int, notify=changed)
    def digits(self) -> int:
        return len(self._pin)

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        return self._selected >= 0 and len(self._pin) >= MIN_DIGITS and not self._busy

    @Property(str, notify=changed)
    def prompt(self) -> str:
        if self._selected < 0:
            return tr("Who are you?")
        return tr("PIN of {name}", name=self._staff.rows[self._selected].name)

    @Slot(int)
    def choose(self, index: int) -> None:
        self._selected, self._pin = index, ""
        self.dismissNotice()
        self.changed.emit()

    @Slot(int)
    def move(self, by: int) -> None:
        if self._staff.rows:
            self.choose(max(0, min(len(self._staff.rows) - 1, self._selected + by)))

    @Slot(str)
    def key(self, digit: str) -> None:
        if digit.isdecimal() and len(self._pin) < MAX_DIGITS and not self._busy:
            self._pin += digit
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        self._pin = self._pin[:-1]
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        if not self.ready:
            return
        self._busy = True
        self.changed.emit()
        staff = self._staff.rows[self._selected].staff
        if self._sign_in is None:
            self._early = (staff, self._pin)
        else:
            self._check(self._sign_in, staff, self._pin)

    def _check(self, sign_in: SignIn, staff: str, pin: str) -> None:
        self._session.worker.hop(sign_in.by_pin(staff, pin), self._answered, self._unanswered)

    def badge(self, text: str) -> bool:
        """True when the scanned badge is somebody's."""
        if self._sign_in is None:
            return False
        from shop.actions.sign_in import SignedIn

        answer = self._sign_in.by_badge(text)
        self._answered(answer)
        return isinstance(answer, SignedIn)

    def _unanswered(self, error: EndcapError) -> None:
        """The count of tries could not be kept, so no PIN was looked at."""
        self._busy, self._pin = False, ""
        self.refused(error)
        self.changed.emit()

    def _answered(self, answer: SignInAnswer) -> None:
        from shop.actions.sign_in import SignedIn, SignInWait, UnknownBadge, WrongPin

        self._busy, self._pin = False, ""
        match answer:
            case SignedIn(who=who):
                self.dismissNotice()
                self._entered(who)
            case WrongPin(left=left, wait=0):
                self.notice(tr("Wrong PIN"), tr("%n tries left", n=left))
            case WrongPin(wait=wait):
                self.notice(tr("Wrong PIN"), tr("Wait {seconds} seconds.", seconds=wait))
            case SignInWait(seconds=seconds, locked=True):
                minutes = -(-seconds // 60)
                self.notice(
                    tr("Too many wrong PINs"),
                    tr("Locked for %n more minutes. A manager can sign in meanwhile.", n=minutes),
                )
            case SignInWait(seconds=seconds):
                self.notice(tr("Not yet"), tr("Wait {seconds} seconds.", seconds=seconds))
            case UnknownBadge():
                self.notice(tr("Nobody here has this badge"))
        self.changed.emit()
