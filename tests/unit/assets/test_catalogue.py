"""The demo chain's goods: numbers that scan, texts in every language, references that hold."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

from shop.domain.gtin import has_valid_check_digit
from tests.unit.assets.demo_shop import DEMO, LANGUAGES, load, products, reviews, skus, stores


def _texts(node: Any, where: str = "") -> list[tuple[str, dict[str, str]]]:
    """Every {language: text} in a document."""
    if isinstance(node, list):
        return [hit for i, x in enumerate(node) for hit in _texts(x, f"{where}[{i}]")]
    if not isinstance(node, dict):
        return []
    if "en" in node:
        return [(where, node)]
    return [hit for key, x in node.items() for hit in _texts(x, f"{where}.{key}")]


def test_every_gtin_is_valid_ours_and_used_once() -> None:
    gtins = [gtin for sku in skus().values() for gtin in sku["gtins"]]
    assert all(sku["gtins"] for sku in skus().values())
    assert [g for g in gtins if not has_valid_check_digit(g)] == []
    assert [g for g, times in Counter(gtins).items() if times > 1] == []
    assert all(g[-13:].startswith("952") for g in gtins)


def test_size_of_the_shop() -> None:
    assert len(products()) >= 120
    assert len(skus()) >= 170
    assert len({p["department"] for p in products()}) == 8
    assert sum(sku["unit"] == "kg" for sku in skus().values()) >= 2
    assert any(len(sku["gtins"]) > 1 for sku in skus().values())


def test_skus_and_products_have_one_name() -> None:
    ids = [p["product"] for p in products()]
    assert len(set(ids)) == len(ids)
    assert sum(len(p["skus"]) for p in products()) == len(skus())


def test_all_six_languages_everywhere() -> None:
    documents = [load(f"{n}.json") for n in ("chain", "departments", "promotions")]
    found = [hit for document in [*documents, list(products())] for hit in _texts(document)]
    assert len(found) > 1000
    assert [where for where, texts in found if set(texts) != LANGUAGES] == []
    assert [where for where, texts in found if not all(t.strip() for t in texts.values())] == []


def test_titles_are_translated_into_the_right_script() -> None:
    for product in products():
        for texts in (product["titles"], product["descriptions"]):
            assert re.search("[А-я]", texts["ru"]), product["product"]
            assert re.search("[\u0600-\u06ff]", texts["ar"]), product["product"]
        assert len(set(product["descriptions"].values())) == 6, product["product"]


def test_references_hold() -> None:
    departments = {
        d["department"]: {c["category"] for c in d["categories"]} for d in load("departments.json")
    }
    ids = {p["product"] for p in products()}
    classes = {t["tax_class"] for t in load("chain.json")["tax_classes"]}
    for product in products():
        assert set(product["categories"]) <= departments[product["department"]]
        assert product["goes_with"]
        assert set(product["goes_with"]) <= ids - {product["product"]}
        for sku in product["skus"]:
            assert sku["tax_class"] in classes
            assert sku["price"] > 0
            assert sku["place"]["aisle"]


def test_every_picture_is_there() -> None:
    named = {p["image"] for p in products()} | {s["image"] for s in skus().values()}
    named |= {d["image"] for d in load("departments.json")}
    assert [image for image in sorted(named) if not (DEMO / image).is_file()] == []
    assert {p["image"] for p in products()} == {f"pictures/{p['product']}.svg" for p in products()}


def test_reviews_agree_with_the_histograms() -> None:
    known = {p["product"]: p for p in products()}
    written = Counter((r["product"], r["stars"]) for r in reviews())
    assert len(reviews()) >= 400
    assert {r["language"] for r in reviews()} == LANGUAGES
    assert len({r["review"] for r in reviews()}) == len(reviews())
    for (product, stars), count in written.items():
        assert known[product]["rating"]["histogram"][stars - 1] >= count
    assert max(len(r["text"]) for r in reviews()) > 300
    assert all(r["text"] and r["author"] and r["days_ago"] > 0 for r in reviews())


def test_stock_covers_every_store_and_sku() -> None:
    stock = load("stock.json")["stores"]
    assert set(stock) == stores()
    for store, rows in stock.items():
        assert set(rows) == set(skus()), store
        amounts = {sku: Decimal(q) for sku, q in rows.items()}
        assert all(q >= 0 for q in amounts.values())
        whole = [q for sku, q in amounts.items() if skus()[sku]["unit"] == "pcs"]
        assert all(q == q.to_integral_value() for q in whole)
        assert 0 in whole
        assert 1 in whole
        assert max(whole) > 20
