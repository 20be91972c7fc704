"""The kiosk's real window, driven by real touches, keys and scans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.shots import Studio, states, studio
from ui.grab import wait
from ui.robot_hands import Hands, NotThere
from ui.startup import UiApp

HONEY = "9520726000548"


@pytest.fixture
def shop(ui_app: UiApp, tmp_path: Path) -> Iterator[Studio]:
    with studio(ui_app, tmp_path / "replica") as opened:
        opened.kiosk.window.resize(1080, 1920)
        opened.kiosk.window.requestActivate()
        wait(0.1)
        yield opened


@pytest.fixture
def hands(shop: Studio) -> Hands:
    return Hands(shop.kiosk.ui)


def patiently(action: object, **what: object) -> object:
    """As people do: until it is there."""
    for _ in range(100):
        try:
            return action(**what)  # type: ignore[operator]  # a bound method of Hands
        except NotThere:
            wait(0.03)
    return action(**what)  # type: ignore[operator]


def test_from_a_scan_to_a_pickup_slip(shop: Studio, hands: Hands) -> None:
    hands.scan(HONEY)
    patiently(hands.look, name="productName")
    patiently(hands.touch, name="orderPickup")
    patiently(hands.touch, name="orderNext")
    wait(0.1)
    hands.type("Maeve")
    patiently(hands.touch, name="orderPhone")
    hands.type("0209100142")
    patiently(hands.touch, name="orderNext")
    patiently(hands.touch, name="orderNext", text="Order now")
    patiently(hands.look, name="pickupQr")
    assert shop.desk.wishes[0].customer == "Maeve"
    assert hands.look("pickupQr")["width"] >= 420
    patiently(hands.touch, name="slipDone")
    assert shop.kiosk.vm.screen == "attract"


def test_a_scan_lands_in_no_field(shop: Studio, hands: Hands) -> None:
    shop.kiosk.vm.start()
    shop.kiosk.vm.openSearch()
    wait(0.1)
    hands.scan(HONEY)
    patiently(hands.look, name="productName")
    assert shop.kiosk.vm.search.text == ""


def test_search_by_the_screens_own_keys(shop: Studio, hands: Hands) -> None:
    patiently(hands.touch, name="attractLine")
    patiently(hands.touch, name="openSearch")
    wait(0.1)
    for letter in "honey":
        patiently(hands.touch, name=f"board_{letter}")
        wait(0.08)
    patiently(hands.look, name="tile_heather-honey")
    assert shop.kiosk.vm.search.text == "honey"
    patiently(hands.touch, name="board_enter")
    patiently(hands.touch, name="tile_heather-honey")
    assert shop.kiosk.vm.screen == "product"


def test_the_keyboard_alone_reaches_a_product(shop: Studio, hands: Hands) -> None:
    hands.key("Return")
    wait(0.1)
    assert shop.kiosk.vm.screen == "home"
    for _ in range(12):
        hands.key("Tab")
        wait(0.05)
        focused = shop.kiosk.window.activeFocusItem()
        if focused is not None and focused.objectName() == "openSearch":
            break
    hands.key("Return")
    wait(0.1)
    assert shop.kiosk.vm.screen == "results"


def test_a_touch_answers_the_idle_warning(shop: Studio, hands: Hands) -> None:
    shop.kiosk.vm.start()
    shop.clock.passed += 50
    shop.kiosk.vm.visit.tick()
    patiently(hands.touch, name="idleStay")
    assert not shop.kiosk.vm.visit.warning
    assert shop.kiosk.vm.screen == "home"


def test_language_from_every_page(shop: Studio, hands: Hands) -> None:
    for bring in ("home", "product", "order-where", "slip", "status-ready", "unknown"):
        shop.reset()
        dict(states())[bring](shop)
        patiently(hands.touch, name="openLanguage")
        patiently(hands.touch, name="language_de")
        assert shop.kiosk.vm.sheet == ""
        hands.language("en")


def test_every_state_can_be_drawn(shop: Studio) -> None:
    """No state warns (the fixtures see to that), and each leaves the attract screen."""
    shop.kiosk.window.resize(1280, 800)
    for name, bring in states():
        shop.reset()
        bring(shop)
        assert (shop.kiosk.vm.screen == "attract") is (name == "attract"), name
