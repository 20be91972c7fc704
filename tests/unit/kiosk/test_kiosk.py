"""Where one is and how one gets back; what a scan leads to; what a wipe leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.sample_shop import NOON, sample_order
from shop.domain.readings import ScannedCode
from shop.ports import LinkState
from tests.unit.kiosk.conftest import Kiosk
from ui import i18n
from ui.grab import wait
from ui.startup import UiApp

HONEY = "9520726000548"


def test_a_touch_starts_a_visit(kiosk: Kiosk) -> None:
    assert kiosk.vm.screen == "attract"
    kiosk.vm.start()
    assert kiosk.vm.screen == "home"
    assert kiosk.parts.visit.active


def test_a_scan_starts_a_visit_on_the_product(kiosk: Kiosk) -> None:
    kiosk.vm.scan_code(ScannedCode(HONEY))
    assert kiosk.vm.trail == ["home", "product"]
    assert kiosk.parts.product.name == "Heather honey 340 g"
    kiosk.vm.goBack()
    assert kiosk.vm.screen == "home"


def test_back_goes_from_product_to_product(kiosk: Kiosk) -> None:
    kiosk.vm.openProduct("tee")
    kiosk.vm.openProduct("jeans")
    kiosk.vm.goBack()
    assert kiosk.parts.product.product == "tee"


def test_back_within_an_order_is_a_step(kiosk: Kiosk) -> None:
    kiosk.vm.openProduct("tee")
    kiosk.vm.openOrder()
    kiosk.parts.order.next()
    kiosk.vm.goBack()
    assert (kiosk.vm.screen, kiosk.parts.order.step) == ("order", 0)
    kiosk.vm.goBack()
    assert kiosk.vm.screen == "product"


def test_an_unknown_code_is_no_dead_end(kiosk: Kiosk) -> None:
    kiosk.vm.scan_code(ScannedCode("5012345678900"))
    assert kiosk.vm.screen == "unknown"
    assert kiosk.vm.unknownCode == "5012345678900"
    assert kiosk.vm.unknownTitle == "We do not know this code yet"
    kiosk.vm.searchInstead()
    assert kiosk.vm.trail == ["home", "results"]


def test_two_unknown_codes_do_not_pile_up(kiosk: Kiosk) -> None:
    kiosk.vm.scan_code(ScannedCode("5012345678900"))
    kiosk.vm.scan_code(ScannedCode("40170725"))
    assert kiosk.vm.trail == ["home", "unknown"]


def test_hostile_codes_are_shown_harmlessly(kiosk: Kiosk) -> None:
    kiosk.vm.scan_code(ScannedCode("<b>x</b>\x00\x1b[2J" + "A" * 500))
    assert kiosk.vm.screen == "unknown"
    assert len(kiosk.vm.unknownCode) <= 40
    assert kiosk.vm.unknownCode.isprintable()


def test_a_forged_slip_is_said_to_be_no_good(kiosk: Kiosk) -> None:
    kiosk.vm.scan_code(ScannedCode("OR1" + "A" * 120))
    assert kiosk.vm.screen == "unknown"
    assert kiosk.vm.unknownTitle == "This code cannot be used"
    assert kiosk.vm.unknownCode == ""


def test_an_order_shows_its_state_and_no_name(kiosk: Kiosk) -> None:
    kiosk.vm.show_order(sample_order())
    status = kiosk.parts.status
    assert kiosk.vm.screen == "status"
    assert status.headline == "We have your order"
    assert status.total == "€74.30"
    shown = [status.code, status.headline, status.advice, *(row.name for row in status.lines.rows)]
    assert not any("Ciara" in text for text in shown)


def test_a_wipe_leaves_nothing(kiosk: Kiosk, ui_app: UiApp) -> None:
    kiosk.vm.openProduct("tee")
    kiosk.vm.openSearch()
    kiosk.parts.search.setText("something private")
    kiosk.vm.openSheet("language")
    i18n.set_language("ar")
    ui_app.host.textScale = 2.0
    kiosk.vm.startOver()
    kiosk.work()
    assert (kiosk.vm.screen, kiosk.vm.sheet, kiosk.vm.trail) == ("attract", "", ["attract"])
    assert kiosk.parts.search.text == ""
    assert kiosk.parts.search.results.count == 0
    assert kiosk.parts.product.product == ""
    assert i18n.current() == "en"
    assert ui_app.host.textScale == 1.0
    assert kiosk.central.watched[-1] == ()


def test_offline_says_what_still_works(kiosk: Kiosk) -> None:
    kiosk.vm.link.show(LinkState(False, NOON, 2, NOON))
    assert kiosk.vm.link.headline == "Offline since 12:00"
    assert "order for pickup here" in kiosk.vm.link.detail
    kiosk.vm.link.show(LinkState(True, NOON, 0, None))
    assert kiosk.vm.link.headline == ""


def test_a_kiosk_out_of_service_says_that_its_figures_stand_still(kiosk: Kiosk) -> None:
    kiosk.vm.link.show(LinkState(True, NOON, 0, None, "terminal_revoked"))
    assert kiosk.vm.link.headline == "Prices and stock may be old."
    assert "order at the till" in kiosk.vm.link.detail
    assert not kiosk.vm.link.online
    kiosk.vm.link.show(LinkState(True, NOON, 0, None, "forked"))
    assert kiosk.vm.link.headline == ""


def test_before_the_first_snapshot_it_says_what_it_waits_for(kiosk: Kiosk) -> None:
    link = kiosk.vm.link
    assert link.starting == "One moment, we are getting ready."
    link.show(LinkState(False, NOON, 0, None))
    assert "network" in link.starting


def test_home_shows_departments_in_order(kiosk: Kiosk) -> None:
    names = [row.name for row in kiosk.parts.home.departments.rows]
    assert names[0] == "Fresh & Bakery"
    assert len(names) == 8
    assert kiosk.parts.home.popular.count > 8
    promoted = kiosk.parts.home.promoted.rows
    assert promoted[0].was
    assert all(tile.level != "none" for tile in promoted)


def test_an_order_is_asked_of_central(kiosk: Kiosk) -> None:
    order = sample_order()
    kiosk.central.orders[order.order] = replace(order, customer="", phone="")
    kiosk.parts.status.ask(order.order)
    assert (kiosk.parts.status.known, kiosk.parts.status.headline) == (
        False,
        "We are asking for your order",
    )
    kiosk.work()
    assert kiosk.parts.status.known
    assert kiosk.parts.status.code == order.order


def test_without_the_line_the_status_page_says_so_and_asks_again(kiosk: Kiosk) -> None:
    order = sample_order()
    kiosk.central.away = True
    kiosk.parts.status.ask(order.order)
    kiosk.work()
    status = kiosk.parts.status
    assert not status.known
    assert "cannot ask" in status.headline
    assert "The pickup desk can look your order up" in status.advice
    kiosk.central.orders[order.order] = order
    status.line_is_back()
    kiosk.work()
    assert status.known


def test_an_order_nobody_knows_is_no_dead_end(kiosk: Kiosk) -> None:
    kiosk.vm.start()
    kiosk.parts.status.ask("K7M2-94TQ-H3X7")
    kiosk.work()
    assert kiosk.vm.trail == ["home", "unknown"]
    assert kiosk.vm.unknownTitle == "This code cannot be used"


def test_an_answer_after_the_visit_is_forgotten(kiosk: Kiosk) -> None:
    order = sample_order()
    kiosk.central.orders[order.order] = order
    kiosk.parts.status.ask(order.order)
    kiosk.vm.startOver()
    kiosk.work()
    assert not kiosk.parts.status.known


def test_a_scanned_enrolment_code_is_tried_at_once(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    enrol = kiosk.vm.enrol
    monkeypatch.setattr(enrol, "_enrol", lambda _url, code: tried.append(code))
    kiosk.vm.show_enrolment()
    kiosk.vm.scan_code(ScannedCode("OE1ABCDEF234567"))
    while enrol.busy:
        wait(0.005)
    assert tried == ["OE1ABCDEF234567"]
