"""Scanning, changing and pricing a basket."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from shop.actions.add_item import add_item
from shop.actions.scan_item import (
    BadgeScanned,
    CodeRefused,
    CouponScanned,
    ItemScanned,
    LineRefused,
    SlipNotTaken,
    SlipScanned,
    UnknownCode,
)
from shop.actions.set_quantity import set_quantity
from shop.actions.void_line import void_line
from shop.domain.basket import MAX_QUANTITY, Basket
from shop.domain.catalogue import Product, Sku
from shop.domain.codes import ProductCode, ScannedCode
from shop.domain.gtin import with_check_digit
from shop.domain.money import Money
from shop.domain.restricted import region_rules, value_check_digit
from shop.domain.slip_codec import SlipFault, slip_text
from shop.domain.slip_make import basket_slip
from shop.errors import Refusal
from tests.unit.shop.actions.shop_floor import CASHIER, MUG_CODE, PICKER, TEA_CODE, Floor

EMPTY = Basket("cd" * 16)


def test_scanning_goods_makes_and_raises_a_line() -> None:
    floor = Floor()
    first = floor.scan(EMPTY, TEA_CODE)
    assert isinstance(first, ItemScanned)
    assert (first.item.sku, first.new_line) == ("TEA-1", True)
    again = floor.scan(first.basket, TEA_CODE, Decimal(3))
    assert isinstance(again, ItemScanned)
    assert (again.line_id, again.new_line) == (first.line_id, False)
    assert again.basket.line(again.line_id).quantity == 4


def test_a_number_that_two_readings_share_tries_both() -> None:
    floor = Floor()
    scan = replace(floor.scan, read=lambda code: ProductCode(5, 5, alternatives=(96385074,)))
    found = scan(EMPTY, MUG_CODE)
    assert isinstance(found, ItemScanned)
    assert found.item.sku == "MUG-1"


def test_what_is_not_goods_says_what_it_is() -> None:
    floor = Floor()
    assert floor.scan(EMPTY, ScannedCode("4006381333948")) == UnknownCode(
        "4006381333948", 4006381333948
    )
    assert floor.scan(EMPTY, ScannedCode("hello")) == UnknownCode("hello", None)
    assert isinstance(floor.scan(EMPTY, ScannedCode("TEA-1")), ItemScanned)
    assert floor.scan(EMPTY, ScannedCode("OB1ANNA")) == BadgeScanned("OB1ANNA")
    assert floor.scan(EMPTY, ScannedCode("OC1TEN")) == CouponScanned("OC1TEN")
    assert isinstance(floor.scan(EMPTY, ScannedCode("\x1b@")), CodeRefused)
    refused = floor.scan(EMPTY, TEA_CODE, MAX_QUANTITY + 1)
    assert isinstance(refused, LineRefused)
    assert refused.error.code == "quantity_out_of_range"


def test_labels_with_a_price_weight_or_count() -> None:
    floor = Floor()
    floor.replica.products["cheese"] = Product(
        "cheese", {"en": "Cheese"}, (Sku("CHEESE", Money(2000, "EUR"), gtins=(200,), unit="kg"),)
    )

    def labelled(**said: Decimal) -> ItemScanned:
        scan = replace(floor.scan, read=lambda code: ProductCode(200, 200, **said))  # type: ignore[arg-type]
        found = scan(EMPTY, ScannedCode("x"))
        assert isinstance(found, ItemScanned)
        return found

    weighed = labelled(weight=Decimal("0.455"))
    assert weighed.basket.lines[0].quantity == Decimal("0.455")
    priced = labelled(price=Decimal("3.50"))
    assert (priced.item.price, priced.basket.lines[0].quantity) == (Money(350, "EUR"), Decimal(1))
    assert labelled(quantity=Decimal(6)).basket.lines[0].quantity == 6
    fine = ProductCode(200, 200, price=Decimal("3.505"))
    foreign = ProductCode(200, 200, price=Decimal("3.50"), currency="USD")
    readings = iter((fine, foreign))
    scan = replace(floor.scan, read=lambda code: next(readings))
    for code in ("label_price", "label_currency"):
        found = scan(EMPTY, ScannedCode("x"))
        assert isinstance(found, LineRefused)
        assert found.error.code == code


def test_the_stores_own_weight_labels_are_read_by_its_countrys_rules() -> None:
    """Germany: 28 + item + check + weight in grams."""
    floor = Floor("DE")
    guard = value_check_digit("00455")
    code = with_check_digit(f"281234{guard}00455")
    key = region_rules("de").labels["28"].without_value(code)
    cheese = Sku("CHEESE", Money(2000, "EUR"), gtins=(key,), unit="kg")
    floor.replica.products["cheese"] = Product("cheese", {"en": "Cheese"}, (cheese,))
    found = floor.scan(EMPTY, ScannedCode(code))
    assert isinstance(found, ItemScanned)
    assert found.basket.lines[0].quantity == Decimal("0.455")


def test_slips_are_read_here_and_refused_elsewhere() -> None:
    floor = Floor()
    made = basket_slip(floor.basket(), key_id=7, store="S1", now=floor.clock.now())
    ours = floor.scan(EMPTY, ScannedCode(slip_text(made, floor.signer.sign)))
    assert isinstance(ours, SlipScanned)
    other = basket_slip(floor.basket(), key_id=7, store="S2", now=floor.clock.now())
    theirs = floor.scan(EMPTY, ScannedCode(slip_text(other, floor.signer.sign)))
    assert isinstance(theirs, SlipNotTaken)
    assert theirs.refused.fault is SlipFault.OTHER_STORE
    assert theirs.refused.slip is not None
    bent = floor.scan(EMPTY, ScannedCode("OR1AAAA"))
    assert isinstance(bent, SlipNotTaken)
    assert bent.refused.fault is SlipFault.DAMAGED


def test_changing_lines_says_what_changed() -> None:
    floor = Floor()
    item = floor.replica.item("TEA-1")
    assert item is not None
    added = add_item(EMPTY, item)
    assert (added.line_id, added.new_line, added.removed) == ("1", True, False)
    assert not add_item(added.basket, item).new_line
    more = set_quantity(added.basket, "1", Decimal(5))
    assert more.basket.line("1").quantity == 5
    with pytest.raises(Refusal, match="quantity_not_whole"):
        set_quantity(more.basket, "1", Decimal("1.5"))
    with pytest.raises(Refusal, match="quantity_out_of_range"):
        set_quantity(more.basket, "1", Decimal(0))
    gone = void_line(more.basket, "1", CASHIER)
    assert (gone.basket.lines, gone.removed) == ((), True)
    assert void_line(more.basket, "1").removed
    with pytest.raises(Refusal, match="not_allowed"):
        void_line(more.basket, "1", PICKER)


def test_the_price_of_a_basket() -> None:
    floor = Floor()
    document = floor.pricing(floor.basket(tea=2, mugs=1))
    assert document.total == Money(2 * 499 + 1299, "EUR")
    assert {tax.rate for tax in document.taxes} == {Decimal(7), Decimal(19)}


def test_an_unknown_time_zone_prices_in_utc() -> None:
    floor = Floor()
    store = replace(floor.replica.store_settings.store, timezone="Nowhere/At_All")
    floor.replica.store_settings = replace(floor.replica.store_settings, store=store)
    assert floor.pricing.context().at == floor.clock.now()
