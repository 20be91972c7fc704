"""The manager's page: what is to settle in words, settled once, and there without the line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pos.desk.app import MAIN
from pos.desk.office_words import ADVICE, CAUSES
from shop.domain.office import TerminalHealth
from shop.domain.staff import StaffMember
from tests.unit.pos.conftest import DeskScreen, rows
from tests.unit.pos.test_windows import names, quietly
from tests.unit.shop.actions.shop_floor import MANAGER, PICKER
from ui import i18n
from ui.grab import wait
from ui.robot_hands import Hands, walk
from ui.startup import UiApp


def enter(desk: DeskScreen, who: StaffMember = MANAGER) -> None:
    desk.session.who = who
    desk.vm._entered(who)
    desk.vm.openOffice()
    desk.work()


def keys(desk: DeskScreen) -> list[str]:
    return [row.key for row in rows(desk.vm.office.rows)]


def facts(desk: DeskScreen) -> dict[str, str]:
    return {row.label: row.value for row in rows(desk.vm.office.matter.facts)}


def test_everybody_sees_the_count_and_a_manager_the_list(desk: DeskScreen) -> None:
    desk.office.raise_one("oversell", "S1/MUG-1", on_hand="-2", held="1")
    desk.vm.office.refresh()
    desk.work()
    assert desk.vm.office.openCount == 1
    enter(desk)
    assert desk.vm.page == "office"
    assert desk.vm.office.matter.title == "Sold more than there was"
    assert len(desk.vm.office.matter.steps) == 3
    told = facts(desk)
    assert (told["There by the books"], told["Promised to orders"]) == ("-2", "1")


def test_a_picker_needs_a_manager_beside(desk: DeskScreen) -> None:
    desk.office.raise_one("fork", "T7/1/1", seq="3")
    enter(desk, PICKER)
    assert (desk.vm.page, desk.vm.approval.open) == ("desk", True)
    desk.vm.approval._agreed(PICKER)
    assert (desk.vm.page, desk.vm.order.noticeText) == ("desk", "You may not do this on your own.")
    desk.vm.openOffice()
    desk.vm.approval._agreed(MANAGER)
    desk.work()
    assert desk.vm.page == "office"
    desk.vm.office.settle("enrolled anew")
    desk.work()
    assert desk.office.rows[0].settled_by == f"{MANAGER.staff}@T1"


def test_settling_goes_on_to_the_next_and_tells_who_did_it(desk: DeskScreen) -> None:
    first = desk.office.raise_one("oversell", "S1/MUG-1", on_hand="-2", held="0")
    second = desk.office.raise_one("price_differs", "e1", sold_for="500", worked_out="450")
    enter(desk)
    assert desk.vm.office.selected == first.key
    desk.vm.office.settle("  counted: 3  ")
    desk.vm.office.settle("twice")
    desk.work()
    assert (keys(desk), desk.vm.office.selected) == ([second.key], second.key)
    assert desk.vm.office.noticeTone == "good"
    assert facts(desk)["Sold for"] == "€5.00"
    desk.vm.office.show("settled")
    desk.work()
    assert keys(desk) == [first.key]
    assert MANAGER.name in desk.vm.office.matter.settledText
    assert desk.vm.office.matter.noteText == "counted: 3"


def test_who_comes_second_is_told_who_was_first(desk: DeskScreen) -> None:
    desk.office.raise_one("oversell", "S1/MUG-1", on_hand="-2", held="0")
    enter(desk)
    desk.office.rows[0] = replace(desk.office.rows[0], state="settled", settled_by="maria@T9")
    desk.vm.office.settle("mine")
    desk.work()
    assert "has settled this already" in desk.vm.office.noticeText
    assert keys(desk) == []


def test_evidence_that_changed_is_shown_before_it_is_settled(desk: DeskScreen) -> None:
    desk.office.raise_one("oversell", "S1/MUG-1", on_hand="-2", held="0")
    enter(desk)
    desk.office.rows[0] = replace(desk.office.rows[0], mark="new", evidence={"on_hand": "-3"})
    desk.vm.office.settle("")
    desk.work()
    assert desk.vm.office.noticeText == "There is something new about this."
    assert facts(desk)["There by the books"] == "-3"
    desk.vm.office.settle("")
    desk.work()
    assert keys(desk) == []


def test_who_sold_what_was_not_there_and_when(desk: DeskScreen) -> None:
    told = {"on_hand": "-2", "before": "10", "staff": "s1", "at": "2026-11-21T09:00:00+00:00"}
    desk.office.raise_one("oversell", "S1/MUG-1", **told, heard="no moment")
    enter(desk)
    shown = facts(desk)
    assert (shown["There before it was sold"], shown["Sold by"]) == ("10", "s1")
    assert "T09" not in shown["Sold at"]
    assert shown["Central heard of it at"] == "no moment"


def test_without_the_line_the_last_list_stands_with_its_age(desk: DeskScreen) -> None:
    found = desk.office.raise_one("oversell", "S1/MUG-1", on_hand="-2", held="0")
    enter(desk)
    desk.office.online = False
    desk.vm.office.settle("counted")
    desk.work()
    assert desk.vm.office.noticeText == "This needs the link to central."
    assert (keys(desk), desk.vm.office.away) == ([found.key], True)
    assert "as of" in desk.vm.office.awayText
    again = type(desk.vm.office)(desk.session)  # the desk was started anew
    again.attach()
    again.enter(MANAGER)
    desk.work()
    assert (again.openCount, again.listState, again.away) == (1, "list", True)
    desk.office.online = True
    again.refresh()
    desk.work()
    assert not again.away


def test_never_told_and_no_line_is_said_so(desk: DeskScreen) -> None:
    desk.office.online = False
    enter(desk)
    assert desk.vm.office.listState == "away"
    desk.office.online = True
    desk.vm.office.refresh()
    desk.work()
    assert desk.vm.office.listState == "empty"


def test_five_thousand_come_in_parts_and_by_cause(desk: DeskScreen) -> None:
    for n in range(5000):
        desk.office.raise_one("held", f"e{n:04d}", code="kind_unknown")
    desk.office.raise_one("fork", "T7/1/1", seq="3")
    enter(desk)
    assert (len(keys(desk)), desk.vm.office.more) == (100, True)
    desk.vm.office.loadMore()
    desk.work()
    assert (len(keys(desk)), desk.vm.office.openCount) == (200, 5001)
    desk.vm.office.showCause("fork")
    desk.work()
    assert (keys(desk), desk.vm.office.more) == (["fork T7/1/1"], False)


def test_a_cause_of_a_newer_central_keeps_its_own_words(desk: DeskScreen) -> None:
    found = desk.office.raise_one("drawer_sang", "T1/5", loudness="high")
    desk.office.rows[0] = replace(found, advice="", suggestion="Listen to it.")
    enter(desk)
    assert desk.vm.office.matter.title == "Drawer sang"
    assert desk.vm.office.matter.steps == ["Listen to it."]
    assert facts(desk)["loudness"] == "high"


def test_every_cause_and_code_of_central_has_words() -> None:
    from sync.central.suggestions import SUGGESTIONS

    assert set(SUGGESTIONS) <= set(ADVICE)
    assert {code.partition(".")[0] for code in SUGGESTIONS} <= set(CAUSES)


def test_terminals_say_what_to_do_worst_first(desk: DeskScreen) -> None:
    now = desk.floor.clock.now()
    well = TerminalHealth("T1", "Till 1", "till", now, seen_at=now, version="0.1.0", clock_off=0)
    desk.office.health = [
        well,
        replace(well, terminal="T2", name="Till 2", printer="paper_out", clock_off=600),
        replace(well, terminal="T3", name="Till 3", forked=True),
        replace(well, terminal="T4", name="Kiosk", face="kiosk", seen_at=now - timedelta(hours=3)),
    ]
    enter(desk)
    desk.vm.office.show("terminals")
    desk.work()
    found = rows(desk.vm.office.terminals.rows)
    assert [(x.key, x.tone) for x in found] == [
        ("T3", "stop"),
        ("T4", "warn"),
        ("T2", "warn"),
        ("T1", "good"),
    ]
    assert found[2].troubles == (
        "Its clock is wrong. Set its date and time. Sales stay in order all the same.\n"
        "Printer: paper is out. Put in a new roll."
    )
    assert "heard of 3 h ago" in found[1].heard
    assert desk.vm.office.tabs[2]["count"] == 3


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_used_by_keys_alone(ui_app: UiApp, desk: DeskScreen, language: str) -> None:
    i18n.set_language(language)
    for sku in ("MUG-1", "TEA-1", "POT-1"):
        desk.office.raise_one("oversell", f"S1/{sku}", on_hand="-2", held="0")
    window = ui_app.load(MAIN, {"vm": desk.vm.front})
    quietly(window)
    enter(desk)
    quietly(window)
    assert {"matters", "settle", "tab_open", "officeBack"} <= names(window)
    hands = Hands(ui_app)
    hands.key("Down")
    assert desk.vm.office.selected == "oversell S1/TEA-1"
    hands.key("F12")
    desk.work()
    quietly(window)
    assert keys(desk) == ["oversell S1/MUG-1", "oversell S1/POT-1"]
    desk.vm.office.show("terminals")
    quietly(window)
    assert "terminals" in names(window)
    hands.key("Escape")
    quietly(window)
    assert "queue" in names(window)
    assert not ui_app.qml_warnings
    window.close()
    window.deleteLater()
    wait(0.01)


def test_a_half_written_note_stays_with_its_own(ui_app: UiApp, desk: DeskScreen) -> None:
    for sku in ("MUG-1", "TEA-1"):
        desk.office.raise_one("oversell", f"S1/{sku}", on_hand="-2", held="0")
    window = ui_app.load(MAIN, {"vm": desk.vm.front})
    window.resize(1280, 800)
    enter(desk)
    quietly(window)
    hands = Hands(ui_app)
    hands.click("settleNote")
    hands.type("counted 3")
    hands.click("matter_oversell S1/TEA-1")
    assert hands.read("settleNote", "text") == ""
    window.close()
    window.deleteLater()
    wait(0.01)


def test_a_sheet_comes_from_the_other_side_in_arabic(ui_app: UiApp, desk: DeskScreen) -> None:
    i18n.set_language("ar")
    window = ui_app.load(MAIN, {"vm": desk.vm.front})
    window.resize(1280, 800)
    enter(desk, PICKER)
    quietly(window)
    closer = next(
        x for x in walk(window.contentItem()) if x.objectName() == "sheetClose" and x.isEnabled()
    )
    assert closer.mapToScene(closer.boundingRect().center()).x() < window.width() / 2
    window.close()
    window.deleteLater()
    wait(0.01)


def test_a_shift_closed_twice_shows_what_to_book(desk: DeskScreen) -> None:
    figures = {"z 1": "3705", "z 2": "4290", "double_sales": "11", "double_gross": "2145"}
    desk.office.raise_one("shift_closed_twice", "T1/T1-1-5", **figures, books_gross="5850")
    desk.office.raise_one("late_after_z", "T1/T1-1-5/1.1/9", cash="195", receipts="T1-1-000009")
    enter(desk)
    assert desk.vm.office.matter.title == "Shift closed twice"
    told = facts(desk)
    assert told["Turnover by Z report 1"] == "€37.05"
    assert told["Counted more than once: Number of sales"] == "11"
    assert told["Counted more than once: Turnover"] == "€21.45"
    assert told["For the books: Turnover"] == "€58.50"
    desk.vm.office.choose(keys(desk)[1])
    told = facts(desk)
    assert (told["Added to the drawer"], told["Receipts"]) == ("€1.95", "T1-1-000009")


def test_what_another_store_did_is_said_in_words(desk: DeskScreen) -> None:
    evidence = {"order": "RPQ9-C4WS-HKPK", "did": "order_cancelled", "by_store": "S2", "by": "s04"}
    desk.office.raise_one("order_elsewhere", "RPQ9-C4WS-HKPK/S2/order_cancelled", **evidence)
    enter(desk)
    told = facts(desk)
    assert told["Order number"] == "RPQ9-C4WS-HKPK"
    assert (told["What was recorded"], told["In the store"]) == ("order cancelled", "S2")
