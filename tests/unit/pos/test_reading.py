"""What till and desk read follows the rules of the store's country, as the basket does."""

from __future__ import annotations

from decimal import Decimal

from pos.reading import read
from pos.session import Session
from shop.actions.scan_item import read_here
from shop.domain.codes import ProductCode, ScannedCode, read_code
from tests.unit.pos.conftest import Behind, TillScreen

LABEL = ScannedCode("2812347012503")
"""A German weight label: article 2812340000002, 1.250 kg."""


def test_a_label_of_the_shop_is_read_by_the_stores_country(till: TillScreen) -> None:
    reading = read(till.session, LABEL)
    assert reading == read_here(till.floor.replica, LABEL)
    assert isinstance(reading, ProductCode)
    assert (reading.gtin, reading.weight) == (2812340000002, Decimal("1.250"))


def test_before_the_store_is_known_there_are_no_rules(behind: Behind) -> None:
    assert read(Session(behind.worker), LABEL) == read_code(LABEL)
