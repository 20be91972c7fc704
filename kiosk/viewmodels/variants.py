"""Room: kiosk. The sisters of one product: which colours and sizes, and which are here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kiosk import words
from shop.domain.catalogue import Option, Product, Sku, text_in


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One option ("colour") and its values; `picked` is the chosen one's name.

    A choice has value, text, swatch, chosen, level and stock, as QML reads them.
    """

    name: str
    label: str
    picked: str
    swatches: bool
    choices: list[dict[str, object]]


def groups(
    product: Product,
    chosen: Sku,
    available: Callable[[str], Decimal],
    language: str,
) -> list[GroupRow]:
    """Options in the order of the first SKU; nothing to choose from is left out."""
    rows = []
    for option in chosen.options:
        values = dict.fromkeys(
            one.value for sku in product.skus for one in sku.options if one.name == option.name
        )
        if len(values) > 1:
            rows.append(_group(product, chosen, option, list(values), available, language))
    return rows


def with_choice(product: Product, chosen: Sku, name: str, value: str) -> Sku:
    """The SKU like the present one but for this option; the nearest where that is not made."""
    wanted = {**_options(chosen), name: value}
    having = [sku for sku in product.skus if _options(sku).get(name) == value]
    return max(having, key=lambda sku: _alike(_options(sku), wanted), default=chosen)


def _group(
    product: Product,
    chosen: Sku,
    option: Option,
    values: list[str],
    available: Callable[[str], Decimal],
    language: str,
) -> GroupRow:
    name, swatches = option.name, False
    choices: list[dict[str, object]] = []
    for value in values:
        sku = with_choice(product, chosen, name, value)
        own = next((o for o in sku.options if o.name == name), option)
        swatch = own.swatch
        swatches = swatches or bool(swatch)
        here = available(sku.sku)
        choices.append(
            {
                "value": value,
                "text": text_in(own.values, language) or value,
                "swatch": swatch,
                "chosen": _options(chosen).get(name) == value,
                "level": words.level(here),
                "stock": words.stock_short(here),
            }
        )
    picked = text_in(option.values, language) or option.value
    return GroupRow(name, text_in(option.names, language) or name, picked, swatches, choices)


def _options(sku: Sku) -> Mapping[str, str]:
    return {option.name: option.value for option in sku.options}


def _alike(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    return sum(one.get(name) == value for name, value in other.items())
