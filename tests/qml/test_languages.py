"""QML speaks the language in use: words, plurals, direction; and switching never waits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPointF

from tests.qml.screen import Screen
from ui import i18n
from ui.catalogs import LANGUAGES
from ui.grab import wait
from ui.startup import UiApp

COLD_START = """
from ui.i18n import set_language
from ui.startup import QML_FOLDER, start_app
app = start_app("cold", language="de")
theme = app.engine.singletonInstance("Endcap.Ui", "Theme")
print(theme.property("fontBody"))
window = app.load(QML_FOLDER / "gallery" / "Gallery.qml", {"part": "actions"})
for part in ("facts", "states", "goods", "keys", "sheet"):
    window.setProperty("part", part)
    assert not window.grabWindow().isNull()
app.stop()
"""


def test_a_shown_window_changes_its_words_at_once(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, 'OrderState { objectName: "state"; code: "ready" }')
    assert screen.item("state").property("text") == "Ready"
    for code, word in (("de", "Bereit"), ("ar", "جاهز"), ("hu", "Átvehető"), ("en", "Ready")):
        i18n.set_language(code)
        assert screen.item("state").property("text") == word


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.usefixtures("ui_app")
def test_qml_and_python_choose_the_same_plural(code: str) -> None:
    i18n.set_language(code)
    for n in (0, 1, 2, 3, 5, 11, 12, 21, 22, 100, 101, 102, 111):
        qml = QCoreApplication.translate("AnyFile", "%n days", None, n)
        assert qml == i18n.tr("%n days", n=n)


def test_arabic_mirrors_the_screen_and_turns_arrows(ui_app: UiApp, tmp_path: Path) -> None:
    screen = Screen(ui_app, tmp_path, """
        RowLayout {
            width: parent.width
            Icon { objectName: "arrow"; name: "back"; directional: true }
            Icon { objectName: "scan"; name: "scan" }
            Label { objectName: "latin"; text: "Kuzey 250 g"; Layout.fillWidth: true }
        }
        Keypad { objectName: "pad"; y: 200; width: 300; height: 300 }
    """)  # fmt: skip
    assert screen.x_of("arrow") < screen.x_of("latin")
    i18n.set_language("ar")
    wait(0.05)
    assert screen.x_of("arrow") > screen.x_of("latin")
    assert screen.item("arrow").property("turned")
    assert not screen.item("scan").property("turned")
    before = ink_middle(screen)
    assert screen.x_of("key_1") < screen.x_of("key_3")
    i18n.set_language("en")
    wait(0.05)
    assert screen.x_of("arrow") < screen.x_of("latin")
    assert ink_middle(screen) < before


def ink_middle(screen: Screen) -> float:
    """The middle of the dark pixels: on which side the label's text stands."""
    picture = screen.window.grabWindow()
    top = int(screen.item("latin").mapToScene(QPointF(0, 0)).y())
    dark = [
        x
        for x in range(picture.width())
        for y in range(top, top + int(screen.item("latin").height()))
        if picture.pixelColor(x, y).lightness() < 100
    ]
    return sum(dark) / len(dark)


def test_text_is_plain_whatever_a_product_is_called(ui_app: UiApp, tmp_path: Path) -> None:
    name = "<b>Bold</b><img src='file:///etc/passwd'>"
    screen = Screen(ui_app, tmp_path, f'Label {{ objectName: "x"; text: "{name}" }}')
    assert screen.item("x").property("implicitWidth") > 250  # every letter is shown
    kit = Path(__file__).resolve().parents[2] / "ui" / "qml" / "Endcap" / "Ui"
    for path in kit.glob("*.qml"):
        text = path.read_text("utf-8")
        assert text.count(" Text {") <= text.count("textFormat: Text.PlainText"), path.name


def test_a_cold_start_in_another_language_does_not_lock_up() -> None:
    """A translator that Python can see deadlocks with QML's loader thread (i18n.QmlWords)."""
    root = Path(__file__).resolve().parents[2]
    cold = {**os.environ, "QML_DISABLE_DISK_CACHE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", COLD_START],
        cwd=root, env=cold, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "17"
