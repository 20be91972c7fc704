"""Search as you type over the real replica: pages, filters, sorting, late answers."""

from __future__ import annotations

import pytest

from kiosk.viewmodels.search import PAGE
from tests.unit.kiosk.conftest import Kiosk
from ui import i18n


def found(kiosk: Kiosk) -> list[str]:
    kiosk.work()
    return [tile.product for tile in kiosk.parts.search.results.rows]


def test_typing_finds(kiosk: Kiosk) -> None:
    kiosk.vm.start()
    kiosk.vm.openSearch()
    kiosk.parts.search.setText("espresso")
    assert found(kiosk) == ["coffee-beans"]
    assert kiosk.parts.search.total == "1 product"
    (tile,) = kiosk.parts.search.results.rows
    assert (tile.price, tile.was) == ("from €7.80", "€9.75")
    assert tile.promo == "−20%"


def test_only_the_last_keystroke_is_shown(kiosk: Kiosk) -> None:
    for text in ("s", "st", "stoneware m", "espresso"):
        kiosk.parts.search.setText(text)
    assert found(kiosk) == ["coffee-beans"]


def test_every_hit_is_within_reach(kiosk: Kiosk) -> None:
    search = kiosk.parts.search
    search.start("")
    first = found(kiosk)
    assert len(first) == PAGE
    while not kiosk.parts.search.busy and len(search.results.rows) < 130:
        before = len(search.results.rows)
        search.fetchMore()
        assert len(found(kiosk)) > before
    assert len(set(found(kiosk))) == 130
    assert search.total == "130 products"


def test_department_with_filters(kiosk: Kiosk) -> None:
    search = kiosk.parts.search
    search.browse("clothing")
    everything = found(kiosk)
    assert search.title == "Clothing & Shoes"
    search.filters.toggleBrand("Saltmarsh")
    some = found(kiosk)
    assert 0 < len(some) < len(everything)
    assert {tile.brand for tile in search.results.rows} == {"Saltmarsh"}
    assert search.filters.brandText == "Saltmarsh"
    search.filters.clear()
    assert found(kiosk) == everything


def test_price_band_and_sort(kiosk: Kiosk) -> None:
    search = kiosk.parts.search
    search.browse("home")
    search.filters.setPrice("1")
    search.filters.setSort("price")
    prices = [
        min(sku.price.minor for sku in product.skus)
        for code in found(kiosk)
        if (product := kiosk.services.replica.product(code))
    ]
    assert prices
    assert prices == sorted(prices)
    assert all(1000 <= price <= 2500 for price in prices)
    search.filters.setPrice("1")
    assert search.filters.priceText == ""


def test_nothing_found_says_so(kiosk: Kiosk) -> None:
    kiosk.parts.search.setText("qqqqzzzz")
    assert found(kiosk) == []
    assert kiosk.parts.search.empty


@pytest.mark.parametrize(("language", "name"), [("de", "Steinzeugbecher 320 ml"), ("ru", None)])
def test_another_language_asks_again(kiosk: Kiosk, language: str, name: str | None) -> None:
    kiosk.parts.search.setText("stoneware mug")
    found(kiosk)
    i18n.set_language(language)
    found(kiosk)
    (tile,) = kiosk.parts.search.results.rows[:1]
    assert tile.name != "Stoneware mug 320 ml"
    assert name is None or tile.name == name
