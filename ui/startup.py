"""Room: ui. Starts and stops a Qt Quick face: one QGuiApplication, one engine, orderly shutdown.

An app.py calls `start_app`, wires its view-models, `load`s its root QML and `run`s.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from ui import i18n
from ui.gc_guard import GcGuard
from ui.host import Host
from ui.icons import FrameProvider, IconProvider
from ui.qr import QrProvider

QML_FOLDER = Path(__file__).resolve().parent / "qml"
FONT_FAMILIES = ["Noto Sans", "Noto Sans Arabic"]
log = logging.getLogger("endcap.ui")
qt_log = logging.getLogger("endcap.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class UiApp:
    """What `start_app` returns. Keep it alive until `run` has returned."""

    def __init__(self, app: QGuiApplication, engine: QQmlApplicationEngine) -> None:
        self.app = app
        self.engine = engine
        self._words = i18n.QmlWords(app)
        self.host = Host.of(engine)
        self.qml_warnings: list[str] = []
        self._windows: list[QQuickWindow] = []
        self._stops: list[Callable[[], None]] = []
        self._stopped = False
        self._guard = GcGuard(app)
        self._guard.start()
        engine.warnings.connect(self._collect)
        self.host.languageChanged.connect(engine.retranslate)

    def load(self, qml: Path, properties: Mapping[str, Any] | None = None) -> QQuickWindow:
        """Load one more root QML file; its `required property`s come from `properties`."""
        self.engine.setInitialProperties(dict(properties or {}))
        before = self.app.allWindows()  # not rootObjects(): it costs PySide 10 ms to name them
        self.engine.load(QUrl.fromLocalFile(str(qml)))
        window = next((x for x in self.app.allWindows() if x not in before), None)
        if not isinstance(window, QQuickWindow):
            raise RuntimeError(f"cannot load {qml.name}: " + "; ".join(self.qml_warnings))
        # A window's wrapper takes the wrappers of its items along when nobody holds it.
        self._windows.append(window)
        return window

    def on_stop(self, stop: Callable[[], None]) -> None:
        """Register what must end before Qt (agent, threads, files); last in, first out."""
        self._stops.append(stop)

    def run(self) -> int:
        """Show until quit, then stop everything in order. Returns the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.app.quit())
        try:
            return self.app.exec()
        finally:
            self.stop()

    def stop(self) -> None:
        """End everything in order; a second call does nothing."""
        if self._stopped:
            return
        self._stopped = True
        while self._stops:
            stop = self._stops.pop()
            try:
                stop()
            except Exception:
                log.exception("stopping %r failed", stop)
        for root in self.engine.rootObjects():
            root.deleteLater()
        self.engine.deleteLater()
        self._words.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._guard.stop()

    def _collect(self, warnings: list[Any]) -> None:
        self.qml_warnings.extend(warning.toString() for warning in warnings)


def start_app(
    name: str,
    *,
    profile: str = "till",
    language: str = "en",
    theme: Mapping[str, Any] | None = None,
    dark: bool = False,
) -> UiApp:
    """Qt ready to load QML: software renderer, our fonts, kit on the import path, bugs logged."""
    prepare_process()
    app = QGuiApplication.instance() or QGuiApplication([name])
    assert isinstance(app, QGuiApplication)
    app.setApplicationName(name)
    set_fonts(app)
    ui = UiApp(app, make_engine())
    ui.host.profile, ui.host.dark, ui.host.theme = profile, dark, dict(theme or {})
    i18n.set_language(language)
    return ui


def prepare_process() -> None:
    """Everything that must be decided before the first Qt window exists."""
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    if os.environ.setdefault("QT_QUICK_BACKEND", "software") == "software":
        _draw_in_software()
    qInstallMessageHandler(_log_qt)
    sys.excepthook = _log_exception
    threading.excepthook = _log_thread_exception


@cache
def _draw_in_software() -> None:
    """Once: Qt warns when it is told again after the first window."""
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)


def make_engine() -> QQmlApplicationEngine:
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML_FOLDER))
    engine.addImageProvider("icon", IconProvider())
    engine.addImageProvider("frame", FrameProvider())
    engine.addImageProvider("qr", QrProvider())
    return engine


def set_fonts(app: QGuiApplication) -> list[str]:
    """Use our families; returns (and logs) those the system lacks, so that doctor can name them."""
    missing = [family for family in FONT_FAMILIES if QFontInfo(QFont(family)).family() != family]
    if missing:
        log.warning("fonts missing: %s (Debian package fonts-noto-core)", ", ".join(missing))
    font = QFont(FONT_FAMILIES)
    app.setFont(font)
    return missing


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    log.critical("unexpected error on the screen's thread", exc_info=(kind, error, trace))


def _log_thread_exception(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log.critical(
            "unexpected error on thread %s",
            args.thread.name if args.thread else "?",
            exc_info=(args.exc_type, args.exc_value, args.exc_traceback),
        )
