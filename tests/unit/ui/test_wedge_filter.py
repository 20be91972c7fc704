"""The wedge filter in a real window: scans, typing and shortcuts by real key events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

from shop.devices.wedge import WedgeSettings
from shop.domain.codes import GS, Refusal, Refused, ScannedCode
from ui.wedge_filter import WedgeFilter

EAN = "4006381333931"
GAP = 0.2
QML = """
import QtQuick
import QtQuick.Controls.Basic

Item {
    id: root
    property string log: ""
    width: 200
    height: 100
    Shortcut { sequence: "F2"; onActivated: root.log += "F2 " }
    Shortcut { sequence: "Ctrl+O"; onActivated: root.log += "Ctrl+O " }
    Shortcut { sequence: "Return"; onActivated: root.log += "Return " }
    TextField { objectName: "field"; focus: true }
}
"""


class Window:
    """A window with a field and shortcuts, and what reached each."""

    def __init__(self, path: Path, *, commands: bool) -> None:
        self.view = QQuickView(QUrl.fromLocalFile(str(path)))
        self.view.show()
        self.view.requestActivate()
        assert QTest.qWaitForWindowActive(self.view)
        # A gap this long keeps a burst whole on a machine that is busy with other tests.
        self.filter = WedgeFilter(WedgeSettings(max_gap=GAP), commands=commands)
        self.seen: list[object] = []
        self.filter.scanned.connect(self.seen.append)
        self.filter.refused.connect(self.seen.append)
        app = QGuiApplication.instance()
        assert app is not None
        app.installEventFilter(self.filter)

    def press(self, *keys: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier], gap: int = 0) -> None:
        for key in keys:
            if isinstance(key, tuple):
                QTest.keyClick(self.view, key[0], key[1])
            elif isinstance(key, Qt.Key):
                QTest.keyClick(self.view, key)
            else:
                QTest.keyClick(self.view, ord(key.upper()) if key.isalpha() else ord(key))
            if gap:
                QTest.qWait(gap)
        QTest.qWait(int(GAP * 2000))

    @property
    def log(self) -> str:
        return str(self.view.rootObject().property("log"))

    @property
    def text(self) -> str:
        field = self.view.rootObject().findChild(QObject, "field")
        assert field is not None
        return str(field.property("text"))

    def close(self) -> None:
        app = QGuiApplication.instance()
        assert app is not None
        app.removeEventFilter(self.filter)
        self.view.close()
        self.filter.deleteLater()
        self.view.deleteLater()
        QTest.qWait(1)


@pytest.fixture
def qml(tmp_path: Path) -> Path:
    path = tmp_path / "Main.qml"
    path.write_text(QML, encoding="utf-8")
    return path


@pytest.fixture
def till(qapp: QGuiApplication, qml: Path) -> Iterator[Window]:
    window = Window(qml, commands=True)
    yield window
    window.close()


@pytest.fixture
def kiosk(qapp: QGuiApplication, qml: Path) -> Iterator[Window]:
    window = Window(qml, commands=False)
    yield window
    window.close()


def test_a_scan_is_a_signal_and_types_nothing(till: Window) -> None:
    till.press(*EAN, Qt.Key.Key_Return)
    assert till.seen == [ScannedCode(EAN, None, "wedge")]
    assert (till.text, till.log) == ("", "")


def test_typing_reaches_the_field(till: Window) -> None:
    till.press("1", "2", "3", gap=int(GAP * 1500))
    assert (till.text, till.seen) == ("123", [])


def test_shortcuts_of_a_person_work(till: Window) -> None:
    till.press(Qt.Key.Key_F2)
    till.press((Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier))
    till.press(Qt.Key.Key_Return)
    assert (till.log, till.seen) == ("F2 Ctrl+O Return ", [])


def test_a_hostile_code_reaches_no_shortcut(till: Window) -> None:
    control_o = (Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    till.press(control_o, *"4006", Qt.Key.Key_F2, Qt.Key.Key_Return)
    till.press(control_o, Qt.Key.Key_Return)
    assert (till.log, till.text) == ("", "")
    assert [one.code for one in till.seen if isinstance(one, Refused)] == [Refusal.MODIFIER] * 2


def test_a_storm_is_one_refusal(till: Window) -> None:
    till.press(*("7" * 2000))
    assert (till.log, till.text) == ("", "")
    assert [one.code for one in till.seen if isinstance(one, Refused)] == [Refusal.TOO_LONG]


def test_the_separator_comes_through_as_a_keyboard_sends_it(till: Window) -> None:
    separator = (Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    till.press(*"0109501101530003107", separator, *"211", Qt.Key.Key_Return)
    assert till.seen == [ScannedCode(f"0109501101530003107{GS}211", None, "wedge")]


def test_the_kiosk_has_no_shortcuts_at_all(kiosk: Window) -> None:
    kiosk.press((Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier))
    kiosk.press(Qt.Key.Key_F2)
    kiosk.press("5")
    assert (kiosk.log, kiosk.text) == ("", "5")
    kiosk.press(*EAN, Qt.Key.Key_Return)
    assert kiosk.seen == [ScannedCode(EAN, None, "wedge")]


def test_switched_off_it_is_not_there(till: Window) -> None:
    till.filter.enabled = False
    till.press(*EAN)
    assert (till.text, till.seen) == (EAN, [])
