"""Room: ui. The wedge scanner beside the keyboard: scans become a signal, typing passes through.

Signals: `scanned(ScannedCode)` when a burst of keys was a code; `refused(Refused)` when a burst was
a scanner's but no code. Keys of one code gap are held until it is known whose they are, so no key
of a scanner reaches a field or a shortcut; a person's key arrives one gap later.
"""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from shop.devices.wedge import Event as Step
from shop.devices.wedge import Key, Verdict, WedgeDecoder, WedgeSettings
from shop.domain.codes import GS
from shop.settings import ScannerSettings

_MODIFIER_KEYS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
_ENDS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def wedge_settings(scanner: ScannerSettings) -> WedgeSettings:
    return WedgeSettings(
        prefix=scanner.prefix, suffix=scanner.suffix, max_gap=scanner.key_gap_ms / 1000
    )


class WedgeFilter(QObject):
    """Install with `QGuiApplication.instance().installEventFilter(filter)`.

    `commands=False` (the kiosk) drops every key with Ctrl, Alt or Meta and every function key.
    Programs that type by synthetic keys faster than a hand does set `enabled` to False meanwhile.
    """

    scanned = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        settings: WedgeSettings | None = None,
        *,
        commands: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.enabled = True
        self._commands = commands
        self._decoder = WedgeDecoder(settings)
        self._replaying = False
        self._swallowed: set[int] = set()  # keys whose release must vanish with their press
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_pause)
        self._due = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not self.enabled or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWindow):
            return False  # the same press is offered again to the items inside the window
        kind = event.type()
        if event.key() in _MODIFIER_KEYS:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # "not a shortcut": the press itself comes next and is judged there
            return True
        if kind == QEvent.Type.KeyPress:
            return self._press(watched, event)
        if kind == QEvent.Type.KeyRelease and event.key() in self._swallowed:
            if not event.isAutoRepeat():
                self._swallowed.discard(event.key())
            return True
        return False

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        key = self._key(window, event)
        if key.command and not self._commands and key.char != GS:
            self._swallowed.add(event.key())
            if not self._decoder.waiting:
                return True
        step = self._decoder.feed(key)
        self._act(step)
        if self._decoder.waiting:
            self._arm(self._decoder.settings.max_gap)
        if step.verdict is Verdict.PASS:
            return False
        self._swallowed.add(event.key())
        return True

    def _key(self, window: QWindow, event: QKeyEvent) -> Key:
        control = bool(event.modifiers() & _COMMAND)
        text = _ENDS.get(Qt.Key(event.key()), event.text())
        if event.key() == Qt.Key.Key_BracketRight and control:
            text = GS  # how a keyboard says it; some platforms give "]" as the text
        stamp = event.timestamp()
        copy = QKeyEvent(
            event.type(),
            event.key(),
            event.modifiers(),
            event.nativeScanCode(),
            event.nativeVirtualKey(),
            event.nativeModifiers(),
            event.text(),
            event.isAutoRepeat(),
            event.count(),
        )
        # The platform's own stamp: keys that queued behind a busy moment keep their true gaps.
        t = stamp / 1000 if stamp else time.monotonic()
        return Key(text, t, control or not text, event.isAutoRepeat(), (window, copy))

    def _arm(self, gap: float) -> None:
        self._timer.start(int(gap * 1000) + 6)
        self._due = time.monotonic() + gap + 0.006

    def _on_pause(self) -> None:
        if time.monotonic() - self._due > 0.05:
            # We were busy: keys may wait in the queue behind this timer. Let them come first.
            self._arm(0.0)
            return
        self._act(self._decoder.tick(float("inf")))

    def _act(self, step: Step) -> None:
        for key in step.release:
            self._replay(key)
        if step.scanned is not None:
            self.scanned.emit(step.scanned)
        if step.refused is not None:
            self.refused.emit(step.refused)

    def _replay(self, key: Key) -> None:
        if not isinstance(key.native, tuple):
            return
        window, event = key.native
        self._swallowed.discard(event.key())
        self._replaying = True
        try:
            play_key(window, event)
        finally:
            self._replaying = False


def play_key(window: QWindow, event: QKeyEvent) -> None:
    """Press and release a key as if it came now: a field first, then shortcuts, then the window."""
    target: QWindow | None = window if isValid(window) else QGuiApplication.focusWindow()
    if target is None:
        return
    if _field_wants(event):
        QCoreApplication.sendEvent(target, event)
        release = QKeyEvent(QEvent.Type.KeyRelease, event.key(), event.modifiers(), event.text())
        QCoreApplication.sendEvent(target, release)
        return
    # Only a platform event reaches Qt's shortcut map, and QtTest is the one public door to it.
    from PySide6.QtTest import QTest

    for press in (True, False):
        QTest.simulateEvent(target, press, event.key(), event.modifiers(), event.text(), False)


def _field_wants(event: QKeyEvent) -> bool:
    focus: QObject | None = QGuiApplication.focusObject()
    if focus is None:
        return False
    ask = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    ask.ignore()
    QCoreApplication.sendEvent(focus, ask)
    return ask.isAccepted()
