"""How a terminal is, behind the line's state: each awkward case says what is so and what to do."""

from __future__ import annotations

import pytest

from pos.status_words import LINK
from pos.viewmodels.status_line import StatusLineViewModel
from shop.errors import JournalFault
from shop.ports import LinkState
from tests.unit.pos.conftest import TillScreen, rows
from tests.unit.pos.test_windows import names, quietly
from ui import i18n
from ui.grab import wait
from ui.robot_hands import Hands
from ui.startup import UiApp


def status(till: TillScreen, link: LinkState | None) -> dict[str, tuple[str, str, str]]:
    line: StatusLineViewModel = till.vm.status
    if link is not None:
        line.show_link(link)
    line.tellDetails()
    return {x.key: (x.text, x.advice, x.tone) for x in rows(line.details)}


def link(till: TillScreen, **state: object) -> LinkState:
    now = till.floor.clock.now()
    return LinkState(**{"online": True, "since": now, "waiting": 0, "oldest": None, **state})  # type: ignore[arg-type]


def test_all_well_is_said_in_few_words(till: TillScreen) -> None:
    told = status(till, link(till))
    assert told["link"] == ("Online", "", "good")
    assert told["journal"] == ("complete", "", "good")
    assert "clock" not in told
    assert till.vm.status.linkTone == "good"


@pytest.mark.parametrize("trouble", ["forked", "terminal_revoked", "auth_unknown", "epoch_old"])
def test_what_central_has_against_us_is_red_and_says_what_to_do(
    till: TillScreen, trouble: str
) -> None:
    told = status(till, link(till, trouble=trouble, waiting=3, oldest=till.floor.clock.now()))
    text, advice, tone = told["link"]
    assert text.startswith(LINK[trouble][0])
    assert "3 records wait" in text
    assert (advice, tone) == (LINK[trouble][1], "stop")
    assert till.vm.status.linkTone == "stop"
    assert till.vm.status.linkText not in ("Online", "")


def test_a_code_of_a_newer_central_is_told_as_it_is(till: TillScreen) -> None:
    told = status(till, link(till, trouble="moon_in_the_way"))
    assert "moon_in_the_way" in told["link"][0]
    assert told["link"][1]


@pytest.mark.parametrize("trouble", ["unreachable", "not_central", "central_busy"])
def test_a_line_that_is_down_says_why(till: TillScreen, trouble: str) -> None:
    told = status(till, link(till, online=False, trouble=trouble))
    assert told["link"] == (*LINK[trouble], "warn")


def test_clock_and_held_records(till: TillScreen) -> None:
    told = status(till, link(till, clock_off=-3660, held=2))
    assert told["clock"][0] == "1 h 1 min behind central's"
    assert told["held"][0] == "Central keeps 2 records that it cannot count yet."
    assert till.vm.status.clockTrouble == "Its clock is wrong"


def test_the_page_of_a_stopped_terminal_follows_the_language(till: TillScreen) -> None:
    till.vm.front.stop(JournalFault("chain_broken"))
    assert "chain_broken" in till.vm.front.stoppedText
    english = till.vm.front.stoppedText
    i18n.set_language("de")
    assert till.vm.front.stoppedText != english


def test_the_sheet_opens_by_touch_and_by_keys(ui_app: UiApp, till: TillScreen) -> None:
    from pos.till.app import MAIN

    window = ui_app.load(MAIN, {"vm": till.vm.front})
    window.resize(1280, 800)
    quietly(window)
    hands = Hands(ui_app)
    hands.click("openStatus")
    quietly(window)
    assert {"status_link", "status_journal"} <= names(window)
    hands.key("Escape")
    quietly(window)
    assert "status_link" not in names(window)
    hands.key("Ctrl+I")
    quietly(window)
    assert "status_link" in names(window)
    assert not ui_app.qml_warnings
    window.close()
    window.deleteLater()
    wait(0.01)
