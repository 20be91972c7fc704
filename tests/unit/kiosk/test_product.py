"""A product's page: price and why, variants, stock here and elsewhere, live and old, reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kiosk.sample_shop import NOON
from shop.domain.catalogue import StockFigure
from shop.ports import LinkState
from tests.unit.kiosk.conftest import Kiosk
from ui import i18n


def opened(kiosk: Kiosk, product: str) -> Kiosk:
    kiosk.vm.openProduct(product)
    kiosk.work()
    return kiosk


def figure(kiosk: Kiosk, store: str, count: int) -> StockFigure:
    sku = kiosk.parts.product.sku
    return StockFigure(store, sku, Decimal(count), Decimal(0), NOON)


def test_price_and_its_reasons(kiosk: Kiosk) -> None:
    product = opened(kiosk, "coffee-beans").parts.product
    assert (product.price, product.was, product.promo) == ("€7.80", "€9.75", "−20%")
    bill = [(row.kind, row.amount) for row in product.why.rows]
    assert bill == [("list", "€9.75"), ("off", "−€1.95"), ("total", "€7.80")]


def test_choosing_a_colour_changes_price_picture_and_stock(kiosk: Kiosk) -> None:
    product = opened(kiosk, "tee").parts.product
    before = (product.sku, product.pictures[0])
    product.choose("Colour", "Sage")
    assert product.variant.startswith("Sage")
    assert (product.sku, product.pictures[0]) != before
    groups = {row.name: row for row in product.groups.rows}
    assert groups["Colour"].picked == "Sage"
    assert kiosk.central.watched[-1].count(product.sku) == 1


def test_stores_by_distance_with_hours(kiosk: Kiosk) -> None:
    rows = opened(kiosk, "coffee-beans").parts.product.stock.stores.rows
    assert [row.store for row in rows] == ["dub-clon", "dub-rath", "bray", "galway"]
    assert rows[0].distance == "3.1 km"
    assert rows[0].hours == "open until 18:00"


def test_a_live_figure_changes_one_row_and_the_age_stays_away(kiosk: Kiosk) -> None:
    stock = opened(kiosk, "coffee-beans").parts.product.stock
    changed: list[int] = []
    stock.stores.dataChanged.connect(lambda top, bottom, roles: changed.append(top.row()))
    stock.show([figure(kiosk, "bray", 0)])
    assert [(row.stock, row.level) for row in stock.stores.rows if row.store == "bray"] == [
        ("Out of stock", "none")
    ]
    assert changed == [2]
    assert stock.age == ""


def test_figures_of_other_goods_are_not_shown(kiosk: Kiosk) -> None:
    stock = opened(kiosk, "coffee-beans").parts.product.stock
    before = stock.stores.rows
    stock.show([replace(figure(kiosk, "bray", 0), sku="something-else")])
    assert stock.stores.rows == before


def test_offline_every_figure_tells_its_age(kiosk: Kiosk) -> None:
    stock = opened(kiosk, "coffee-beans").parts.product.stock
    kiosk.vm.link.show(LinkState(False, NOON - timedelta(minutes=10), 0, None))
    assert stock.age == "as of 12:00"
    assert {row.age for row in stock.stores.rows} == {"as of 12:00"}
    assert not stock.live
    assert kiosk.vm.link.headline == "Offline since 11:50"


def test_where_it_stands(kiosk: Kiosk) -> None:
    stock = opened(kiosk, "stoneware-mug").parts.product.stock
    assert stock.place == "Aisle 7, shelf C"
    assert stock.aisle in {row["aisle"] for row in stock.floor}
    assert set(stock.spots) == {"entrance", "tills", "pickup"}


def test_reviews_filter_sort_and_count(kiosk: Kiosk) -> None:
    reviews = opened(kiosk, "coffee-beans").parts.product.reviews
    assert reviews.count == 97
    assert sum(int(count) for count in reviews.counts) == 97
    best = max(row.stars for row in reviews.rows.rows)
    reviews.setSort("best")
    assert reviews.rows.rows[0].stars == best
    reviews.setStars(best)
    assert {row.stars for row in reviews.rows.rows} == {best}
    reviews.setStars(best)
    assert reviews.stars == 0


def test_reviews_one_can_read_come_first(kiosk: Kiosk) -> None:
    rows = opened(kiosk, "coffee-beans").parts.product.reviews.rows
    replica = kiosk.services.replica
    languages = {
        one.review: one.language for one in replica.reviews("coffee-beans", "newest", 0, 0, 99)
    }
    shown = [languages[row.review] == "en" for row in rows.rows]
    assert shown == sorted(shown, reverse=True)
    i18n.set_language("ar")
    kiosk.vm.refresh()
    first = kiosk.parts.product.reviews.rows.rows[0]
    assert languages[first.review] == "ar"
    assert first.rightToLeft


def test_an_unknown_product_opens_nothing(kiosk: Kiosk) -> None:
    kiosk.vm.start()
    kiosk.vm.openProduct("no-such")
    assert kiosk.vm.screen == "home"


def test_goes_with(kiosk: Kiosk) -> None:
    product = opened(kiosk, "tee").parts.product
    assert [tile.product for tile in product.goesWith.rows] == ["jeans", "sneakers"]
