"""A terminal's first start: the right code, a wrong one, nobody there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.viewmodels.enrol import EnrolViewModel
from kiosk.viewmodels.session import Session
from shop.errors import Conflict, LinkDown
from ui.bridge import Bridge
from ui.grab import wait
from ui.startup import UiApp

URL = "http://central:8700"


class Office:
    """Takes one code."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.up = True

    def __call__(self, url: str, code: str) -> None:
        self.asked.append((url, code))
        if not self.up:
            raise LinkDown("enrol")
        if code != "GOOD-CODE":
            raise Conflict("code_spent")


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def vm(ui_app: UiApp, office: Office) -> Iterator[EnrolViewModel]:
    bridge = Bridge()
    session = Session(bridge)
    yield EnrolViewModel(session, URL, office, ui_app.app)
    session.close()
    bridge.close()


def submit(vm: EnrolViewModel, url: str, code: str) -> None:
    vm.submit(url, code)
    while vm.busy:
        wait(0.005)


def test_the_right_code(vm: EnrolViewModel, office: Office) -> None:
    done: list[bool] = []
    vm.enrolled.connect(lambda: done.append(True))
    submit(vm, f" {URL} ", " good-code ")
    assert office.asked == [(URL, "GOOD-CODE")]
    assert done == [True]


def test_a_spent_code(vm: EnrolViewModel) -> None:
    submit(vm, URL, "old")
    assert vm.codeError
    assert not vm.urlError


def test_nobody_answers(vm: EnrolViewModel, office: Office) -> None:
    office.up = False
    submit(vm, URL, "GOOD-CODE")
    assert vm.urlError
    assert not vm.codeError


@pytest.mark.parametrize(("url", "code"), [("central:8700", "X"), (URL, "  ")])
def test_what_cannot_be_is_not_asked(
    vm: EnrolViewModel, office: Office, url: str, code: str
) -> None:
    submit(vm, url, code)
    assert office.asked == []
    assert vm.urlError or vm.codeError
