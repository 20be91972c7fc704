"""Small screens for tests of the kit: QML text in, a shown window out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.grab import wait
from ui.robot_hands import walk
from ui.startup import UiApp

HEAD = """
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Native
AppWindow {
    width: 800
    height: 600
    property var heard: []
    function hear(what) { heard = heard.concat([what]) }
"""


class Screen:
    """A window made of `body`, the inside of an AppWindow; `hear(what)` collects in `heard`."""

    def __init__(self, ui: UiApp, folder: Path, body: str) -> None:
        path = folder / "Screen.qml"
        path.write_text(HEAD + body + "\n}\n", "utf-8")
        self.ui = ui
        self.window: QQuickWindow = ui.load(path)
        self.window.requestActivate()
        wait(0.05)

    def item(self, name: str) -> QQuickItem:
        """The visible item of this name, delegates of repeaters included."""
        items = walk(self.window.contentItem())
        found = [one for one in items if one.objectName() == name and one.isVisible()]
        assert found, f"{name} is not visible"
        return found[0]

    @property
    def heard(self) -> list[object]:
        value = self.window.property("heard")
        return list(value.toVariant() if hasattr(value, "toVariant") else value)

    def x_of(self, name: str) -> float:
        return self.item(name).mapToScene(self.item(name).boundingRect().topLeft()).x()
