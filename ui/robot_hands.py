"""Room: ui. What the robot does with its hands and eyes: real events into real windows.

Runs on the GUI thread only. Used by the demo and by tests, never by people.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from ui import i18n
from ui.grab import settled
from ui.startup import UiApp

DRAG_STEPS = 12
# Longer than the wedge filter holds a key back to see whose it is.
LETTER_MS = 60
SCANNER_MS = 2


class NotThere(LookupError):
    """The item is not on the screen, or not in the state that was asked for (yet)."""


class Hands:
    """Every public method is a command of the robot; arguments come from its JSON line."""

    def __init__(self, ui: UiApp) -> None:
        self.ui = ui
        self._finger: QPointingDevice | None = None

    # --- eyes -------------------------------------------------------------------------
    def look(
        self, name: str, *, index: int = 0, text: str = "", enabled: bool = True, window: str = ""
    ) -> dict[str, Any]:
        """Where an item is; raises NotThere until it is visible (and enabled)."""
        item = self._find(name, index, text, window)
        if enabled and not item.isEnabled():
            raise NotThere(f"{name} is not enabled")
        spot = item.mapToScene(QPointF(0, 0))
        return {
            "x": spot.x(),
            "y": spot.y(),
            "width": item.width(),
            "height": item.height(),
            "text": words_of(item),
        }

    def gone(self, name: str, *, window: str = "") -> bool:
        """True once no such item is visible."""
        if any(self._visible(name, "", window)):
            raise NotThere(f"{name} is still there")
        return True

    def read(self, name: str, property: str, *, index: int = 0, window: str = "") -> Any:
        value = self._find(name, index, "", window).property(property)
        return value if isinstance(value, str | int | float | bool | list) else str(value)

    def names(self, *, window: str = "") -> list[str]:
        """Every name now visible: for writing a script, and for saying what is there instead."""
        found = {item.objectName() for item in walk(self._root(window)) if item.isVisible()}
        return sorted(found - {""})

    def grab(self, path: str, *, window: str = "", settle: bool = True) -> str:
        """A picture of the window, by default once it stands still (or three seconds on)."""
        target, shown = Path(path), self._window(window)
        target.parent.mkdir(parents=True, exist_ok=True)
        image = settled(shown) if settle else shown.grabWindow()
        if not image.save(path):
            raise OSError(f"cannot write {path}")
        return path

    # --- hands ------------------------------------------------------------------------
    def click(self, name: str, *, index: int = 0, text: str = "", window: str = "") -> None:
        spot = self._spot(name, index, text, window)
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self._window(window), left, plain, spot)

    def touch(self, name: str, *, index: int = 0, text: str = "", window: str = "") -> None:
        target, spot = self._window(window), self._spot(name, index, text, window)
        QTest.touchEvent(target, self._device()).press(0, spot, target).commit()
        QTest.touchEvent(target, self._device()).release(0, spot, target).commit()

    def drag(
        self, name: str, *, dx: int = 0, dy: int = 0, index: int = 0, window: str = ""
    ) -> None:
        """One finger from the item's middle, as somebody scrolls or swipes."""
        target, spot = self._window(window), self._spot(name, index, "", window)
        QTest.touchEvent(target, self._device()).press(0, spot, target).commit()
        for step in range(1, DRAG_STEPS + 1):
            there = spot + QPoint(dx * step // DRAG_STEPS, dy * step // DRAG_STEPS)
            QTest.touchEvent(target, self._device()).move(0, there, target).commit()
            QTest.qWait(10)
        end = spot + QPoint(dx, dy)
        QTest.touchEvent(target, self._device()).release(0, end, target).commit()

    def type(self, text: str, *, window: str = "") -> None:
        """Letters as from a keyboard, with time between them, so that no scan is suspected."""
        for letter in text:
            press(self._window(window), letter)
            QTest.qWait(LETTER_MS)

    def scan(self, text: str, *, window: str = "") -> None:
        """A wedge scanner: all at once, then Enter. Each key carries the scanner's own time, as
        a platform's do, so that a busy machine tears no code apart."""
        target = self._window(window)
        start = time.monotonic_ns() // 1_000_000
        for at, letter in enumerate(text + "\r"):
            wedge_key(target, letter, start + at * SCANNER_MS)

    def key(self, key: str, *, window: str = "") -> None:
        """A key by its Qt name: F12, Return, Ctrl+P, Shift+Tab."""
        combination = QKeySequence.fromString(key)[0]  # type: ignore[index]  # not in the stub
        target = self._window(window)
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        QTest.qWait(LETTER_MS)

    # --- settings ---------------------------------------------------------------------
    def resize(self, width: int, height: int, *, window: str = "") -> None:
        self._window(window).resize(width, height)

    def language(self, code: str) -> None:
        i18n.set_language(code)

    def set(self, name: str, value: Any) -> None:
        """A setting of Host: textScale, highContrast, dark, lowReach, reducedMotion."""
        if not self.ui.host.setProperty(name, value):
            raise ValueError(f"no setting {name}")

    def quit(self) -> None:
        self.ui.app.quit()

    # --- helpers ----------------------------------------------------------------------
    def _window(self, title: str) -> QQuickWindow:
        windows = [
            one for one in QGuiApplication.topLevelWindows() if isinstance(one, QQuickWindow)
        ]
        shown = [one for one in windows if one.isVisible() and re.search(title, one.title())]
        if not shown:
            raise NotThere(f"no window {title}")
        return shown[0]

    def _root(self, window: str) -> QQuickItem:
        return self._window(window).contentItem()

    def _visible(self, name: str, text: str, window: str) -> Iterator[QQuickItem]:
        for item in walk(self._root(window)):
            if item.objectName() != name or not item.isVisible() or item.width() <= 0:
                continue
            if not text or re.search(text, words_of(item)):
                yield item

    def _find(self, name: str, index: int, text: str, window: str) -> QQuickItem:
        found = list(self._visible(name, text, window))
        if len(found) <= index:
            raise NotThere(f"{name}[{index}] {text!r} is not visible")
        return found[index]

    def _spot(self, name: str, index: int, text: str, window: str) -> QPoint:
        item = self._find(name, index, text, window)
        if not item.isEnabled():
            raise NotThere(f"{name} is not enabled")
        reveal(item)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        root = self._root(window)
        if not root.contains(QPointF(middle)):
            raise NotThere(f"{name} is outside the window")
        return middle

    def _device(self) -> QPointingDevice:
        if self._finger is None:
            self._finger = QTest.createTouchDevice()
        return self._finger


def walk(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from walk(child)


def words_of(item: QQuickItem) -> str:
    """What the item says: its text, or the name screen readers get."""
    for name in ("text", "label", "name", "title"):
        value = item.property(name)
        if isinstance(value, str) and value:
            return value
    return ""


def reveal(item: QQuickItem) -> None:
    """Scroll the lists around an item until its middle is in view."""
    parent = item.parentItem()
    while parent is not None:
        if parent.property("contentHeight") is not None and parent.property("contentY") is not None:
            _scroll(parent, item, "y", parent.height())
            _scroll(parent, item, "x", parent.width())
        parent = parent.parentItem()


def _scroll(flick: QQuickItem, item: QQuickItem, axis: str, room: float) -> None:
    name, extent = ("contentY", "contentHeight") if axis == "y" else ("contentX", "contentWidth")
    if float(flick.property(extent)) <= room:
        return
    spot = item.mapToItem(flick, QPointF(item.width() / 2, item.height() / 2))
    at, half = (spot.y(), item.height() / 2) if axis == "y" else (spot.x(), item.width() / 2)
    margin = min(half, room / 2)
    shift = min(0.0, at - margin) + max(0.0, at + margin - room)
    if shift:
        flick.setProperty(name, float(flick.property(name)) + shift)


def wedge_key(window: QQuickWindow, letter: str, stamp: int) -> None:
    """One key of a scanner at `stamp` milliseconds."""
    code = Qt.Key.Key_Return if letter == "\r" else _key_of(letter)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(stamp)
        QCoreApplication.sendEvent(window, event)


def press(window: QQuickWindow, letter: str) -> None:
    """One character as a key, with its text: QTest's own typing knows ASCII only."""
    code = _key_of(letter)
    plain = Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, window, code, letter, plain)


def _key_of(letter: str) -> Qt.Key:
    return Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
