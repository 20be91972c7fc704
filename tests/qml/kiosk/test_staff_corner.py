"""The hidden corner, held three seconds by a real press, and the PIN that ends full screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

from kiosk.studio import Studio, studio
from shop.settings import KioskSettings, Settings
from ui.grab import wait
from ui.robot_hands import Hands
from ui.startup import UiApp

CORNER = QPoint(30, 30)


def hold(shop: Studio, seconds: float) -> None:
    QTest.mousePress(shop.kiosk.window, Qt.MouseButton.LeftButton, pos=CORNER)
    wait(seconds)
    QTest.mouseRelease(shop.kiosk.window, Qt.MouseButton.LeftButton, pos=CORNER)
    wait(0.4)


@pytest.fixture
def shop(ui_app: UiApp, tmp_path: Path) -> Iterator[Studio]:
    pin = PasswordHasher(time_cost=1, memory_cost=1024).hash("2468")
    settings = Settings(kiosk=KioskSettings(staff_pin=pin))
    with studio(ui_app, tmp_path / "replica", settings) as opened:
        wait(0.2)
        yield opened


@pytest.fixture
def plain(ui_app: UiApp, tmp_path: Path) -> Iterator[Studio]:
    with studio(ui_app, tmp_path / "replica") as opened:
        wait(0.2)
        yield opened


def test_the_corner_and_the_pin_end_full_screen(shop: Studio) -> None:
    window, vm = shop.kiosk.window, shop.kiosk.vm
    window.showFullScreen()
    wait(0.2)
    hold(shop, 0.3)
    assert vm.sheet == ""
    hold(shop, 3.3)
    assert vm.sheet == "staff"
    hands = Hands(shop.kiosk.ui)
    for digit in "2468":
        hands.touch(f"key_{digit}")
    assert hands.read("staffDots", "text") == "••••"
    hands.touch("staffEnter")
    for _ in range(100):
        if window.visibility() != QWindow.Visibility.FullScreen:
            break
        wait(0.05)
    assert window.visibility() == QWindow.Visibility.Windowed
    assert vm.sheet == ""


def test_without_a_pin_the_corner_is_nothing(plain: Studio) -> None:
    hold(plain, 3.3)
    assert plain.kiosk.vm.sheet == ""
