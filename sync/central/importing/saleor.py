"""Flattens a Saleor data fixture to one row per variant and channel. Central room: pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

Records = dict[Any, dict[str, Any]]


def saleor_rows(fixture: list[dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbers are places in the fixture. Rows carry product.*, variant.*, category.name, image,
    channel, price, currency and quantity (None where the fixture has no stock). A variant
    without an SKU goes by its key."""
    models: dict[str, Records] = defaultdict(dict)
    places: dict[Any, int] = {}
    for place, row in enumerate(fixture, start=1):
        models[row["model"]][row["pk"]] = row["fields"]
        if row["model"] == "product.productvariantchannellisting":
            places[row["pk"]] = place
    stock = _stock(models["warehouse.stock"])
    images = _images(models["product.productmedia"])
    for key, listing in models["product.productvariantchannellisting"].items():
        variant = models["product.productvariant"][listing["variant"]]
        product = models["product.product"][variant["product"]]
        category = models["product.category"].get(product["category"], {})
        yield (
            places[key],
            {
                "product": product,
                "variant": variant | {"sku": variant["sku"] or f"variant-{listing['variant']}"},
                "category": category,
                "image": images.get(variant["product"], ""),
                "channel": models["channel.channel"].get(listing["channel"], {}).get("slug", ""),
                "price": listing["price_amount"],
                "currency": listing["currency"],
                "quantity": stock.get(listing["variant"]),
            },
        )


def _stock(rows: Records) -> dict[Any, int]:
    sums: dict[Any, int] = defaultdict(int)
    for row in rows.values():
        sums[row["product_variant"]] += int(row["quantity"])
    return sums


def _images(rows: Records) -> dict[Any, str]:
    first: dict[Any, str] = {}
    for row in sorted(rows.values(), key=lambda row: row["sort_order"] or 0):
        first.setdefault(row["product"], row["image"])
    return first
