"""The windows of till and desk load with every panel, and Qt says nothing about it."""

from __future__ import annotations

import pytest
from PySide6.QtQuick import QQuickWindow

from pos.desk.app import MAIN as DESK
from pos.till.app import MAIN as TILL
from tests.unit.pos.conftest import DeskScreen, TillScreen
from tests.unit.shop.actions.shop_floor import TEA_CODE
from ui import i18n
from ui.grab import settled, wait
from ui.robot_hands import walk
from ui.startup import UiApp


def quietly(window: QQuickWindow) -> None:
    """Until the page stands: pages come while one looks, and nobody leaves one half made."""
    wait(0.1)
    settled(window)


def names(window: QQuickWindow) -> set[str]:
    return {item.objectName() for item in walk(window.contentItem()) if item.isVisible()}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_tills_window_shows_every_page_and_panel(
    ui_app: UiApp, till: TillScreen, language: str
) -> None:
    i18n.set_language(language)
    window = ui_app.load(TILL, {"vm": till.vm.front})
    quietly(window)
    assert "signIn" in names(window)
    till.enter(look=lambda: quietly(window))
    quietly(window)
    assert {"emptyBasket", "entry"} <= names(window)
    till.scan(TEA_CODE)
    for panel, shown in (
        ("return", "returnTitle"),
        ("pickup", "pickupTitle"),
        ("receipts", "receipts"),
        ("shift", "shiftTitle"),
    ):
        till.vm.show(panel)
        quietly(window)
        assert shown in names(window)
        till.vm.escape()
    till.vm.primary()
    quietly(window)
    assert "due" in names(window)
    till.vm.primary()
    till.work()
    quietly(window)
    assert "doneTitle" in names(window)
    assert not ui_app.qml_warnings
    window.close()
    window.deleteLater()
    wait(0.01)


def test_letters_typed_over_an_approval_stay_out_of_the_field(
    ui_app: UiApp, selling: TillScreen
) -> None:
    from ui.robot_hands import Hands

    window = ui_app.load(TILL, {"vm": selling.vm.front})
    quietly(window)
    selling.vm.show("shift")
    selling.vm.shift.startCash("no_sale")
    selling.vm.shift.noSale()
    quietly(window)
    hands = Hands(ui_app)
    hands.type("mug")
    hands.key("F12")
    assert hands.read("entry", "text") == ""
    assert selling.vm.approval.open
    assert selling.vm.basket.basket.lines == ()
    window.close()
    window.deleteLater()
    wait(0.01)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_desks_window_loads(ui_app: UiApp, desk: DeskScreen, language: str) -> None:
    i18n.set_language(language)
    desk.floor.order()
    window = ui_app.load(DESK, {"vm": desk.vm.front})
    quietly(window)
    assert "signIn" in names(window)
    desk.enter()
    desk.vm.refresh()
    desk.vm.queue.choose("K7M2-94TQ-H3X7")
    quietly(window)
    assert {"queue", "primary"} <= names(window)
    assert not ui_app.qml_warnings
    window.close()
    window.deleteLater()
    wait(0.01)
