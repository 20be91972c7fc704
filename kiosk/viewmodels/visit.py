"""Room: kiosk. One shopper's visit: how long it has been quiet, and when to forget it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shop.ports import Clock
from shop.settings import KioskSettings
from ui.elements import QmlElement, QmlUncreatable
from ui.host import Host
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 250
LONGER = 2


@QmlElement
@QmlUncreatable("made by app.py")
class VisitViewModel(QObject):
    """Signals: `changed` each second of the warning; `wiped` when the visit must be forgotten."""

    changed = Signal()
    wiped = Signal()

    def __init__(
        self, clock: Clock, settings: KioskSettings, host: Host, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._settings, self._host = clock, settings, host
        self._active = self._held = False
        self._last = clock.monotonic()
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @Property(bool, notify=changed)
    def active(self) -> bool:
        return self._active

    @Property(bool, notify=changed)
    def warning(self) -> bool:
        return self._left > 0

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return self._left

    @property
    def patience(self) -> int:
        """Twice the time for whoever asked for larger text, contrast or low reach."""
        host = self._host
        slow = host.textScale > 1 or host.highContrast or host.lowReach
        return LONGER if slow else 1

    @Slot()
    def touch(self) -> None:
        """A person is there: a touch, a key or a scan."""
        self._last = self._clock.monotonic()
        if self._left:
            self._left = 0
            self.changed.emit()

    def begin(self) -> None:
        self._active = True
        self._timer.start()
        self.touch()
        self.changed.emit()

    def hold(self, held: bool) -> None:
        """While an order is on its way nothing is wiped; the quiet starts after it."""
        self._held = held
        self.touch()

    def stop(self) -> None:
        """The window closes: no more ticks."""
        self._timer.stop()

    @Slot()
    def end(self) -> None:
        """Forget now."""
        self._timer.stop()
        self._active = self._held = False
        self._left = 0
        self.changed.emit()
        self.wiped.emit()

    def tick(self) -> None:
        if self._held or not self._active:
            return
        quiet = self._clock.monotonic() - self._last
        wipe = self._settings.idle_wipe_seconds * self.patience
        if quiet >= wipe:
            self.end()
            return
        warn = self._settings.idle_warning_seconds * self.patience
        left = max(1, round(wipe - quiet)) if quiet >= warn else 0
        if left != self._left:
            self._left = left
            self.changed.emit()
