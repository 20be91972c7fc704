"""Room: pos. What a face shows before anybody works: join a store, wait, sign in, stopped.

Small on purpose, because it is what the first frame waits for. The work behind it (selling)
is another view-model, made while somebody types a PIN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from pos.viewmodels.enrol import JoinStoreViewModel
from pos.viewmodels.sign_in import SignInViewModel
from pos.viewmodels.status_line import StatusLineViewModel
from ui import i18n
from ui.elements import QmlElement, QmlUncreatable
from ui.properties import Property

if TYPE_CHECKING:
    from pos.session import Session
    from shop.actions.sign_in import SignIn
    from shop.domain.staff import StaffMember
    from shop.errors import EndcapError
    from sync.local.door import Door

QML_IMPORT_NAME = "Endcap.Pos"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class FrontViewModel(QObject):
    """Signals: `changed` with the page or the work behind it."""

    changed = Signal()

    def __init__(
        self, session: Session, kind: str, enrol: JoinStoreViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._enrol = enrol
        self._status = StatusLineViewModel(session, kind, self)
        self._sign_in = SignInViewModel(session, self._entered, self)
        self._page = "signIn"
        self._stopped: EndcapError | None = None
        self._work: QObject | None = None
        self._enter: Callable[[StaffMember], None] | None = None
        self._status.locked.connect(self.lock)
        i18n.language().changed.connect(self.changed)
        self._sign_in.faulted.connect(self.stop)

    # -- what the screen shows -------------------------------------------------------------

    @Property(str, notify=changed)
    def page(self) -> str:
        """ "enrol", "waiting", "signIn", "stopped", or a page of the work's own."""
        return self._page

    @Property(str, notify=changed)
    def stoppedText(self) -> str:
        if self._stopped is None:
            return ""
        from ui.sentences import sentence

        said = sentence(self._stopped)
        return f"{said.text} {said.advice}".strip()

    @Property(JoinStoreViewModel, constant=True)
    def enrol(self) -> JoinStoreViewModel:
        return self._enrol

    @Property(SignInViewModel, constant=True)
    def signIn(self) -> SignInViewModel:
        return self._sign_in

    @Property(StatusLineViewModel, constant=True)
    def status(self) -> StatusLineViewModel:
        return self._status

    @Property(QObject, notify=changed)
    def work(self) -> QObject | None:
        """What a person who has signed in works with; None until it is made."""
        return self._work

    @Slot()
    def lock(self) -> None:
        """The work stays as it is; whoever signs in next goes on with it."""
        self._session.who = None
        self._sign_in.reset()
        self._sign_in.refresh()
        self.go("signIn")

    @Slot()
    def tryAgain(self) -> None:
        if self._session.ready:
            self.go("signIn")

    # -- what app.py and the work tell -----------------------------------------------------

    def show_door(self, door: Door) -> None:
        """Names to choose from while the terminal is still being opened."""
        self._status.show_door(door.store, door.terminal)
        self._sign_in.show(door.people)

    def attach(self, sign_in: SignIn) -> None:
        self._sign_in.attach(sign_in)
        self.go("signIn")

    def attach_work(self, work: QObject, enter: Callable[[StaffMember], None]) -> None:
        """`enter` takes whoever signs in to their first page."""
        self._work, self._enter = work, enter
        if self._session.who is None:
            self.changed.emit()
        else:
            enter(self._session.who)  # somebody's PIN was quicker

    def go(self, page: str) -> None:
        self._page = page
        self.changed.emit()
        self._status.changed.emit()

    def stop(self, error: EndcapError) -> None:
        """The journal cannot be trusted: work stops, with words."""
        self._stopped = error
        self.go("stopped")

    # -- inside ----------------------------------------------------------------------------

    def _entered(self, who: StaffMember) -> None:
        self._session.who = who
        self._sign_in.reset()
        if self._enter is not None:
            self._enter(who)
