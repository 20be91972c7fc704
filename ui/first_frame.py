"""Room: ui. What can wait until something is on the screen; touches one window and a timer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickWindow

PATIENCE_MS = 500


class _AfterFrame(QObject):
    """Calls once, after the window's next frame; soon anyway when nobody can see the window."""

    def __init__(self, window: QQuickWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then: Callable[[], object] | None = then
        window.frameSwapped.connect(self._go)
        QTimer.singleShot(PATIENCE_MS, self, self._go)
        window.update()

    def _go(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            self.deleteLater()
            QTimer.singleShot(0, then)


def after_frame(window: QQuickWindow, then: Callable[[], object]) -> None:
    """What was changed until now is painted before `then` is called, on the GUI thread."""
    _AfterFrame(window, then)
