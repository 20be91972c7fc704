"""Room: ui. `Host`, the one Python singleton the QML kit reads: language, theme, keyboard.

QML: `import Endcap.Native`. One instance per engine; get it with `Host.of(engine)`.
"""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from ui import i18n
from ui.catalogs import LANGUAGES
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Native"
QML_IMPORT_MAJOR_VERSION = 1

KEYBOARDS = Path(__file__).resolve().parent / "keyboards"
_KEYS = {
    "backspace": Qt.Key.Key_Backspace,
    "enter": Qt.Key.Key_Return,
    "left": Qt.Key.Key_Left,
    "right": Qt.Key.Key_Right,
    "escape": Qt.Key.Key_Escape,
    "clear": Qt.Key.Key_Clear,
}
_KEY_TEXT = {"enter": "\r", "backspace": "\b"}


@QmlElement
@QmlSingleton
class Host(QObject):
    """Signals: `languageChanged` with the language; `lookChanged` with any theme setting."""

    languageChanged = Signal()
    lookChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = "till"
        self._dark = self._high_contrast = self._reduced_motion = self._low_reach = False
        self._text_scale = 1.0
        self._theme: dict[str, Any] = {}
        i18n.language().changed.connect(self.languageChanged)

    @staticmethod
    def of(engine: QQmlEngine) -> Host:
        found = engine.singletonInstance(QML_IMPORT_NAME, "Host")
        assert isinstance(found, Host)
        return found

    # --- language -----------------------------------------------------------------
    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return i18n.current()

    @Property(bool, notify=languageChanged)
    def rightToLeft(self) -> bool:
        return i18n.is_right_to_left()

    @Property("QVariantList", constant=True)
    def languages(self) -> list[dict[str, str]]:
        return [{"code": code, "name": name} for code, name in LANGUAGES.items()]

    @Slot(str)
    def setLanguage(self, code: str) -> None:
        i18n.set_language(code)

    # --- look ---------------------------------------------------------------------
    def _get_profile(self) -> str:
        return self._profile

    def _set_profile(self, value: str) -> None:
        self._profile = value
        self.lookChanged.emit()

    profile = Property(str, _get_profile, _set_profile, notify=lookChanged)

    def _get_dark(self) -> bool:
        return self._dark

    def _set_dark(self, value: bool) -> None:
        self._dark = value
        self.lookChanged.emit()

    dark = Property(bool, _get_dark, _set_dark, notify=lookChanged)

    def _get_high_contrast(self) -> bool:
        return self._high_contrast

    def _set_high_contrast(self, value: bool) -> None:
        self._high_contrast = value
        self.lookChanged.emit()

    highContrast = Property(bool, _get_high_contrast, _set_high_contrast, notify=lookChanged)

    def _get_reduced_motion(self) -> bool:
        return self._reduced_motion

    def _set_reduced_motion(self, value: bool) -> None:
        self._reduced_motion = value
        self.lookChanged.emit()

    reducedMotion = Property(bool, _get_reduced_motion, _set_reduced_motion, notify=lookChanged)

    def _get_low_reach(self) -> bool:
        return self._low_reach

    def _set_low_reach(self, value: bool) -> None:
        self._low_reach = value
        self.lookChanged.emit()

    lowReach = Property(bool, _get_low_reach, _set_low_reach, notify=lookChanged)

    def _get_text_scale(self) -> float:
        return self._text_scale

    def _set_text_scale(self, value: float) -> None:
        self._text_scale = min(2.0, max(1.0, value))
        self.lookChanged.emit()

    textScale = Property(float, _get_text_scale, _set_text_scale, notify=lookChanged)

    def _get_theme(self) -> dict[str, Any]:
        return self._theme

    def _set_theme(self, value: dict[str, Any]) -> None:
        self._theme = dict(value)
        self.lookChanged.emit()

    theme = Property("QVariantMap", _get_theme, _set_theme, notify=lookChanged)

    @Slot(str, result=str)
    def encoded(self, text: str) -> str:
        """The id under which image://qr draws a text."""
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    # --- on-screen keyboard ---------------------------------------------------------
    @Slot(str, result="QVariantMap")
    def keyboard(self, code: str) -> dict[str, Any]:
        return keyboard_layout(code)

    @Slot(str)
    def typeText(self, text: str) -> None:
        """Sends each character as a key press and release to the focused item."""
        for character in text:
            _send(Qt.Key.Key_unknown if ord(character) > 126 else ord(character.upper()), character)

    @Slot(str)
    def typeKey(self, name: str) -> None:
        _send(_KEYS[name], _KEY_TEXT.get(name, ""))


@cache
def keyboard_layout(code: str) -> dict[str, Any]:
    path = KEYBOARDS / f"{code}.json"
    layout: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return layout


def _send(key: int, text: str) -> None:
    target: QWindow | None = QGuiApplication.focusWindow()
    if target is None:
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(target, event)
