"""The demo chain's day: stores, people, deals and orders."""

from __future__ import annotations

import re
from decimal import Decimal

from shop.domain.order import OrderState, Paid
from shop.domain.order_code import read_order_code
from shop.domain.promotions import Promotion, PromotionKind
from shop.domain.staff import Role
from tests.unit.assets.demo_shop import LANGUAGES, Row, load, products, skus, stores

FICTION = re.compile(r"\+353 20 91\d \d{4}")
CLOCK = re.compile(r"[0-2]\d:[0-5]\d")


def test_stores_have_hours_and_a_floor() -> None:
    aisles = {sku["place"]["aisle"] for sku in skus().values()}
    for store in load("stores.json"):
        assert 51 < store["latitude"] < 56
        assert -11 < store["longitude"] < -5
        assert FICTION.fullmatch(store["phone"])
        assert [h["weekday"] for h in store["hours"]] == list(range(7))
        assert all(
            h["opens"] < h["closes"] or h["opens"] == h["closes"] == "" for h in store["hours"]
        )
        assert {a["aisle"] for a in store["floor"]["aisles"]} == aisles
        for a in store["floor"]["aisles"]:
            assert 0 <= a["x"] < a["x"] + a["width"] <= 100
            assert 0 <= a["y"] < a["y"] + a["height"] <= 100


def test_staff_have_a_role_and_a_pin_of_their_own() -> None:
    people = load("staff.json")
    assert len({p["pin"] for p in people}) == len(people)
    assert len({p["badge"] for p in people}) == len(people)
    assert {p["role"] for p in people} == {role.value for role in Role}
    for person in people:
        assert re.fullmatch(r"\d{4}", person["pin"])
        assert person["language"] in LANGUAGES
        assert set(person["stores"]) <= stores()


def _goods(promotion: Row) -> list[Row]:
    parts = [part["goods"] for part in promotion.get("parts", [])]
    return [promotion["goods"], *([promotion["buy"]] if "buy" in promotion else []), *parts]


def test_promotions_fit_the_engine_and_name_real_goods() -> None:
    fields = set(Promotion.__dataclass_fields__) | {"valid_days"}
    categories = {c for p in products() for c in p["categories"]}
    for promotion in load("promotions.json"):
        assert set(promotion) <= fields, promotion["id"]
        assert PromotionKind(promotion["kind"])
        assert promotion["valid_days"][0] <= 0 <= promotion["valid_days"][1]
        for goods in _goods(promotion):
            assert set(goods.get("skus", [])) <= set(skus())
            assert set(goods.get("categories", [])) <= categories


def test_orders_are_priced_from_the_catalogue() -> None:
    for order in load("orders.json"):
        assert order["total"] == sum(line["total"] for line in order["lines"])
        for line in order["lines"]:
            assert line["unit_price"] == skus()[line["sku"]]["price"]
            assert line["total"] == line["unit_price"] * Decimal(line["quantity"])


def test_no_ordered_sku_bears_a_promotion() -> None:
    dear = {line["sku"] for order in load("orders.json") for line in order["lines"]}
    category = {s["sku"]: set(p["categories"]) for p in products() for s in p["skus"]}
    for promotion in load("promotions.json"):
        wanted = promotion["goods"]
        hit = dear & set(wanted.get("skus", []))
        hit |= {s for s in dear if category[s] & set(wanted.get("categories", []))}
        assert hit == set(), promotion["id"]


def test_orders_are_whole() -> None:
    people = {p["staff"] for p in load("staff.json")}
    stock = load("stock.json")["stores"]
    states = set()
    for order in load("orders.json"):
        states.add(OrderState(order["state"]))
        assert Paid(order["paid"])
        assert read_order_code(order["order"]) == order["order"]
        assert FICTION.fullmatch(order["phone"])
        assert order["language"] in LANGUAGES
        assert order["history"][-1]["state"] == order["state"]
        assert {h["who"] for h in order["history"]} <= people | {""}
        moments = [(h["at"]["day"], h["at"]["time"]) for h in order["history"]]
        assert moments == sorted(moments)
        assert all(CLOCK.fullmatch(clock) for _, clock in moments)
        assert (order["state"] == "ready") == bool(order["bin"])
        for line in order["lines"]:
            if order["state"] != "handed_over":
                assert Decimal(stock[order["store"]][line["sku"]]) >= Decimal(line["quantity"])
    assert states >= {
        OrderState.PLACED,
        OrderState.PICKING,
        OrderState.READY,
        OrderState.HANDED_OVER,
    }
