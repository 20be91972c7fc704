"""The basket on the counter: scanning, quantities, searching, voiding, parking."""

from __future__ import annotations

from decimal import Decimal

from shop.domain.codes import ScannedCode
from tests.unit.pos.conftest import BANANA_CODE, TillScreen, rows
from tests.unit.shop.actions.shop_floor import MUG_CODE, TEA_CODE


def test_scans_fill_the_basket_one_line_an_article(selling: TillScreen) -> None:
    selling.scan(TEA_CODE, MUG_CODE, TEA_CODE)
    assert selling.quantities() == [2, 1]
    assert selling.vm.basket.selected == 0
    assert selling.vm.basket.pieces == 3


def test_three_and_a_star_count_the_next_article_only(selling: TillScreen) -> None:
    selling.type("3*")
    selling.scan(TEA_CODE, MUG_CODE)
    assert selling.quantities() == [3, 1]
    selling.type("2*4006381333931")
    assert selling.quantities() == [5, 1]


def test_half_a_mug_is_not_sold(selling: TillScreen) -> None:
    selling.type("0.5*")
    selling.scan(MUG_CODE)
    assert selling.quantities() == []
    assert selling.vm.basket.noticeText == "This is sold by the piece."


def test_a_weighed_article_asks_for_its_weight(selling: TillScreen) -> None:
    selling.scan(BANANA_CODE)
    assert selling.quantities() == []
    assert selling.vm.basket.noticeText == "Bananas is sold by weight"
    selling.type("5901234123457")
    assert selling.quantities() == []
    selling.type("0.640*")
    selling.scan(BANANA_CODE)
    selling.type("0.250*5901234123457")
    assert selling.quantities() == [Decimal("0.640"), Decimal("0.250")]


def test_searching_and_taking_what_was_found(selling: TillScreen) -> None:
    selling.vm.typed("tea")
    selling.work()
    assert selling.vm.panel == "results"
    assert [x.sku for x in rows(selling.vm.basket.results)] == ["TEA-1"]
    selling.vm.submitted("tea")
    assert selling.quantities() == [1]
    assert selling.vm.panel == "keys"


def test_a_late_answer_never_shows_over_a_newer_word(selling: TillScreen) -> None:
    selling.vm.typed("tea")
    selling.vm.typed("mug")
    selling.work()
    assert [x.sku for x in rows(selling.vm.basket.results)] == ["MUG-1"]


def test_enter_before_the_answer_does_not_take_the_last_words_article(
    selling: TillScreen,
) -> None:
    """1 "tea" was found, 2 "mug" is typed, 3 Enter comes before its answer."""
    selling.vm.typed("tea")
    selling.work()
    selling.vm.typed("mug")
    selling.vm.submitted("mug")
    selling.work()
    assert [x.item.sku for x in selling.vm.basket.basket.lines] == ["MUG-1"]


def test_an_unknown_code_says_what_to_do_and_changes_nothing(selling: TillScreen) -> None:
    selling.scan(TEA_CODE, ScannedCode("4000000000006"))
    assert selling.quantities() == [1]
    assert "4000000000006" in selling.vm.basket.noticeText
    assert selling.vm.basket.noticeAdvice


def test_voiding_a_line_and_the_whole_sale(selling: TillScreen) -> None:
    selling.scan(TEA_CODE, MUG_CODE)
    selling.vm.basket.select(0)
    selling.vm.basket.voidSelected()
    assert [x.item.sku for x in selling.vm.basket.basket.lines] == ["MUG-1"]
    selling.vm.basket.changeQuantity(-1)
    assert selling.quantities() == []
    selling.scan(TEA_CODE)
    selling.vm.basket.voidAll()
    assert selling.quantities() == []
    assert selling.kinds() == ["shift_opened"]


def test_a_typed_quantity_changes_the_chosen_line(selling: TillScreen) -> None:
    selling.scan(TEA_CODE)
    selling.type("7*")
    selling.vm.basket.askQuantity()
    assert selling.quantities() == [7]


def test_a_parked_basket_comes_back_whole(selling: TillScreen) -> None:
    selling.scan(TEA_CODE, MUG_CODE)
    parked = selling.vm.basket.basket.basket_id
    selling.vm.basket.park()
    selling.work()
    assert selling.quantities() == []
    assert selling.vm.basket.parkedText == "1 parked basket"
    selling.vm.basket.resume()
    selling.work()
    assert selling.quantities() == [1, 1]
    assert selling.vm.basket.basket.basket_id == parked
    assert selling.vm.basket.parkedText == ""


def test_parking_twice_in_one_breath_parks_once(selling: TillScreen) -> None:
    selling.scan(TEA_CODE)
    selling.vm.basket.park()
    selling.vm.basket.park()
    selling.work()
    assert selling.vm.basket.parkedText == "1 parked basket"


def test_an_article_scanned_while_a_basket_comes_back_is_not_lost(selling: TillScreen) -> None:
    """The disk may take a moment; meanwhile the cashier scans on."""
    selling.scan(TEA_CODE)
    selling.vm.basket.park()
    selling.work()
    selling.vm.basket.resume()
    selling.scan(MUG_CODE)
    selling.work()
    assert sorted(x.item.sku for x in selling.vm.basket.basket.lines) == ["MUG-1", "TEA-1"]


def test_an_article_scanned_while_a_basket_is_parked_is_not_lost(selling: TillScreen) -> None:
    selling.scan(TEA_CODE)
    selling.vm.basket.park()
    selling.scan(MUG_CODE)
    selling.work()
    parked = selling.vm.basket._park
    assert parked is not None
    kept = [sku for x in parked.parked() for sku, _ in x.lines]
    kept += [x.item.sku for x in selling.vm.basket.basket.lines]
    assert sorted(kept) == ["MUG-1", "TEA-1"]
