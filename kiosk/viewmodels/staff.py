"""Room: kiosk. The staff's way out of full screen: a hidden corner, held, and a PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.viewmodels.session import Session
from shop.ports import Clock, PinCheck
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
LONGEST = 12
TRIES = 5
REST = 60.0
"""Seconds nobody is let try after five wrong PINs: whoever guesses has the whole day."""


@QmlElement
@QmlUncreatable("made by app.py")
class StaffViewModel(QObject):
    """Signals: `changed` with each digit and answer; `entered` when the PIN was right."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        session: Session,
        clock: Clock,
        pin_hash: str,
        check: Callable[[], PinCheck],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self._hash, self._check = pin_hash, check
        self._typed, self._said = "", ""
        self._busy = False
        self._wrong, self._rest_until = 0, 0.0

    @Property(bool, constant=True)
    def available(self) -> bool:
        """Whether the settings name a PIN at all."""
        return bool(self._hash)

    @Property(int, notify=changed)
    def typed(self) -> int:
        """How many digits: the digits themselves are shown to nobody."""
        return len(self._typed)

    @Property(str, notify=changed)
    def said(self) -> str:
        return self._said

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        return bool(self._typed) and not self._busy

    @Slot(str)
    def key(self, digit: str) -> None:
        if not self._busy and len(self._typed) < LONGEST and digit.isdecimal():
            self._typed, self._said = self._typed + digit, ""
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        if not self._busy:
            self._typed = self._typed[:-1]
            self.changed.emit()

    @Slot()
    def submit(self) -> None:
        if not self.ready:
            return
        if self._clock.monotonic() < self._rest_until:
            self._refuse(tr("Too many wrong PINs. Wait a minute."))
            return
        pin, self._busy = self._typed, True
        self.changed.emit()
        self._session.ask(lambda: self._check()(pin, self._hash), self._answered)

    def wipe(self) -> None:
        self._typed = self._said = ""
        self.changed.emit()

    def _answered(self, right: bool) -> None:
        self._busy = False
        if right:
            self._wrong = 0
            self.wipe()
            self.entered.emit()
            return
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong, self._rest_until = 0, self._clock.monotonic() + REST
        self._refuse(tr("This PIN is not right."))

    def _refuse(self, words: str) -> None:
        self._typed, self._said = "", words
        self.changed.emit()
