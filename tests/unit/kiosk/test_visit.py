"""The quiet clock: warning at 45 s, wipe at 60 s, doubled on request, never while sending."""

from __future__ import annotations

import pytest

from tests.unit.kiosk.conftest import Kiosk
from ui.startup import UiApp


@pytest.fixture
def visiting(kiosk: Kiosk) -> Kiosk:
    kiosk.vm.start()
    return kiosk


def quiet(kiosk: Kiosk, seconds: float) -> None:
    kiosk.clock.passed += seconds
    kiosk.parts.visit.tick()


def test_warning_then_wipe(visiting: Kiosk) -> None:
    visit = visiting.parts.visit
    quiet(visiting, 44)
    assert visit.secondsLeft == 0
    quiet(visiting, 1)
    assert visit.warning
    assert visit.secondsLeft == 15
    quiet(visiting, 14)
    assert visit.secondsLeft == 1
    quiet(visiting, 1)
    assert visiting.vm.screen == "attract"
    assert not visit.active


def test_a_touch_stays(visiting: Kiosk) -> None:
    quiet(visiting, 50)
    visiting.parts.visit.touch()
    assert not visiting.parts.visit.warning
    quiet(visiting, 44)
    assert visiting.vm.screen == "home"


@pytest.mark.parametrize("need", ["textScale", "highContrast", "lowReach"])
def test_longer_for_who_asked_for_it(visiting: Kiosk, ui_app: UiApp, need: str) -> None:
    setattr(ui_app.host, need, 1.6 if need == "textScale" else True)
    quiet(visiting, 89)
    assert not visiting.parts.visit.warning
    quiet(visiting, 1)
    assert visiting.parts.visit.secondsLeft == 30
    quiet(visiting, 30)
    assert visiting.vm.screen == "attract"
    assert ui_app.host.textScale == 1
    assert not ui_app.host.highContrast
    assert not ui_app.host.lowReach


def test_never_while_an_order_is_on_its_way(visiting: Kiosk) -> None:
    visiting.parts.visit.hold(True)
    quiet(visiting, 500)
    assert visiting.vm.screen == "home"
    visiting.parts.visit.hold(False)
    quiet(visiting, 59)
    assert visiting.vm.screen == "home"
    quiet(visiting, 1)
    assert visiting.vm.screen == "attract"


def test_the_attract_screen_does_not_tick(kiosk: Kiosk) -> None:
    quiet(kiosk, 500)
    assert not kiosk.parts.visit.warning
