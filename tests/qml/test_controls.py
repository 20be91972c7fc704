"""The controls behave: keys press them, focus shows, sheets hold it, keyboards type for real."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.qml.screen import Screen
from ui import i18n
from ui.grab import wait
from ui.robot_hands import walk
from ui.startup import UiApp


def press(screen: Screen, key: Qt.Key) -> None:
    QTest.keyClick(screen.window, key)
    wait(0.02)


def tap(screen: Screen, name: str) -> None:
    item = screen.item(name)
    middle = item.mapToScene(item.boundingRect().center()).toPoint()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(screen.window, left, plain, middle)
    wait(0.02)


def hidden(screen: Screen, name: str) -> QQuickItem:
    items = walk(screen.window.contentItem())
    return next(one for one in items if one.objectName() == name)


def test_enter_space_and_a_tap_press_a_button(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        PrimaryButton { objectName: "pay"; focus: true; text: "Take 24.90"; onClicked: hear("pay")
                        Component.onCompleted: forceActiveFocus() }
    """)  # fmt: skip
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Space)
    tap(screen, "pay")
    assert screen.heard == ["pay"] * 3


def test_a_key_button_answers_its_printed_shortcut(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        Row {
            KeyButton { text: "Pay"; sequence: "F12"; onClicked: hear("pay") }
            KeyButton { text: "Void"; sequence: "F3"; enabled: false; onClicked: hear("void") }
        }
    """)  # fmt: skip
    press(screen, Qt.Key.Key_F12)
    press(screen, Qt.Key.Key_F3)
    assert screen.heard == ["pay"]


def test_keyboard_focus_is_seen_and_a_finger_leaves_no_ring(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        Row {
            PrimaryButton { objectName: "one"; text: "One" }
            PrimaryButton { objectName: "two"; text: "Two" }
        }
    """)  # fmt: skip
    tap(screen, "one")
    assert not screen.item("one").property("visualFocus")
    press(screen, Qt.Key.Key_Tab)
    assert screen.item("two").property("visualFocus")
    before = screen.window.grabWindow()
    press(screen, Qt.Key.Key_Tab)
    assert screen.window.grabWindow() != before


def test_a_field_gives_its_text_on_enter_and_clears(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        Field { objectName: "find"; width: 400; focus: true; placeholder: "Scan or type"
                onSubmitted: text => hear(text)
                Component.onCompleted: forceActiveFocus() }
    """)  # fmt: skip
    for letter in "  tea":
        QTest.keyClick(screen.window, Qt.Key(ord(letter.upper())))
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    assert screen.heard == ["TEA"] or screen.heard == ["tea"]
    tap(screen, "clear")
    assert screen.item("find").property("text") == ""


def test_the_sheet_keeps_the_focus_and_escape_closes_it(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        PrimaryButton { objectName: "under"; text: "Under"; onClicked: hear("under") }
        Sheet { objectName: "sheet"; title: "Why?"; onClosed: hear("closed")
                PrimaryButton { objectName: "in1"; text: "In" }
                PrimaryButton { objectName: "in2"; text: "In" } }
    """)  # fmt: skip
    screen.item("under").forceActiveFocus()
    sheet = hidden(screen, "sheet")
    sheet.setProperty("open", True)
    wait(0.05)
    seen = []
    for _ in range(6):
        press(screen, Qt.Key.Key_Tab)
        focused = screen.window.activeFocusItem()
        seen.append(focused.objectName() if focused else "")
    assert seen == ["in2", "sheetClose", "in1"] * 2
    tap(screen, "under")
    assert "under" not in screen.heard
    sheet.setProperty("open", True)
    press(screen, Qt.Key.Key_Escape)
    assert screen.heard[-1] == "closed"
    assert not sheet.property("open")
    assert screen.window.activeFocusItem() is screen.item("under")


def test_the_on_screen_keyboard_types_into_the_field(ui_app: UiApp, tmp_path: Path) -> None:
    i18n.set_language("tr")
    screen = Screen(ui_app, tmp_path, """
        Field { objectName: "find"; width: 400; onSubmitted: text => hear(text)
                Component.onCompleted: forceActiveFocus() }
        OnScreenKeyboard { y: 150; width: parent.width }
    """)  # fmt: skip
    for key in ("board_ç", "board_i", "board_l", "board_l", "board_erase", "board_e", "board_k"):
        tap(screen, key)
    assert screen.item("find").property("text") == "çilek"
    tap(screen, "board_enter")
    assert screen.heard == ["çilek"]


def test_the_keypad_types_digits_and_erases(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        Field { objectName: "find"; width: 400; Component.onCompleted: forceActiveFocus() }
        Keypad { y: 100; width: 300; height: 400; direct: true; onTyped: text => hear(text) }
    """)  # fmt: skip
    for key in ("key_1", "key_2", "key_00", "key_erase"):
        tap(screen, key)
    assert screen.item("find").property("text") == "120"
    assert screen.heard == ["1", "2", "00"]


def test_the_stepper_asks_and_stops_at_its_ends(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        QuantityStepper { value: 1; minimum: 1; maximum: 9; onAsked: value => hear(value) }
    """)  # fmt: skip
    tap(screen, "more")
    tap(screen, "less")
    assert screen.heard == [2]


def test_screen_readers_hear_what_is_seen(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        Column {
            Price { objectName: "price"; text: "€3.20"; was: "€4.00" }
            IconButton { objectName: "basket"; iconName: "basket"; label: "Basket" }
            StockFigure { objectName: "stock"; text: "4 here"; age: "as of 14:02" }
        }
    """)  # fmt: skip
    spoken = [
        QAccessible.queryAccessibleInterface(screen.item(name)).text(QAccessible.Text.Name)
        for name in ("price", "basket", "stock")
    ]
    assert spoken == ["€3.20, before €4.00", "Basket", "4 here, as of 14:02"]


def test_every_touch_target_is_large_enough(ui_app: UiApp, tmp_path: Path) -> None:
    for profile, least in (("kiosk", 64), ("till", 48)):
        ui_app.host.profile = profile
        screen = Screen(ui_app, tmp_path, """
            Flow { anchors.fill: parent
                PrimaryButton { objectName: "a"; text: "A" }
                QuietButton { objectName: "b"; text: "B" }
                IconButton { objectName: "c"; iconName: "close"; label: "C" }
                Chip { objectName: "d"; text: "D" }
                KeyButton { objectName: "e"; text: "E" }
                Field { objectName: "f" }
                QuantityStepper { objectName: "g"; value: 1 }
            }
        """)  # fmt: skip
        for name in "abcdefg":
            item = screen.item(name)
            assert item.height() >= least, (profile, name)
            assert item.width() >= least, (profile, name)
        screen.window.close()


def test_a_field_in_a_sheet_that_asks_for_the_focus_gets_it(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        Sheet { objectName: "sheet"; title: "Which bin?"
                Field { objectName: "bin"; focus: true }
                PrimaryButton { text: "Done" } }
    """)  # fmt: skip
    hidden(screen, "sheet").setProperty("open", True)
    wait(0.05)
    QTest.keyClick(screen.window, Qt.Key.Key_7)
    assert screen.item("bin").property("text") == "7"
