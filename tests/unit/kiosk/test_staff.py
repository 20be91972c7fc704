"""The staff's way out of full screen: a PIN that is shown to nobody and cannot be guessed fast."""

from __future__ import annotations

from kiosk.viewmodels.staff import REST, TRIES
from tests.unit.kiosk.conftest import Kiosk


def enter(kiosk: Kiosk, pin: str) -> None:
    for digit in pin:
        kiosk.parts.staff.key(digit)
    kiosk.parts.staff.submit()
    kiosk.work()


def test_the_right_pin_lets_out(kiosk: Kiosk) -> None:
    out: list[None] = []
    kiosk.parts.staff.entered.connect(lambda: out.append(None))
    kiosk.vm.askStaff()
    assert (kiosk.vm.sheet, kiosk.parts.visit.active) == ("staff", True)
    enter(kiosk, "2468")
    assert (len(out), kiosk.vm.sheet, kiosk.parts.staff.typed) == (1, "", 0)


def test_a_wrong_pin_says_so_and_is_forgotten(kiosk: Kiosk) -> None:
    kiosk.vm.askStaff()
    enter(kiosk, "1111")
    assert kiosk.vm.sheet == "staff"
    assert (kiosk.parts.staff.said, kiosk.parts.staff.typed) == ("This PIN is not right.", 0)


def test_guessing_is_slow(kiosk: Kiosk) -> None:
    out: list[None] = []
    kiosk.parts.staff.entered.connect(lambda: out.append(None))
    for _ in range(TRIES):
        enter(kiosk, "1111")
    enter(kiosk, "2468")
    assert kiosk.parts.staff.said == "Too many wrong PINs. Wait a minute."
    kiosk.clock.passed += REST
    enter(kiosk, "2468")
    assert len(out) == 1


def test_a_wipe_forgets_the_digits(kiosk: Kiosk) -> None:
    kiosk.vm.askStaff()
    kiosk.parts.staff.key("2")
    kiosk.vm.startOver()
    assert (kiosk.parts.staff.typed, kiosk.vm.sheet) == (0, "")
