"""The generated catalogue of the benches: realistic words, prices and barcodes, any size.

Command room. Same size, same catalogue: it is kept in the temporary folder between runs.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from shop.domain.catalogue import Place, Product, RatingSummary, Sku, StockFigure, Store
from shop.domain.money import Money
from shop.domain.tax import Tax
from shop.ports import StoreSettings
from sync.local.replica_schema import Standing
from sync.local.snapshot_build import build
from sync.protocol.codec import encode
from sync.protocol.messages import Change

SIZE = "ENDCAP_BENCH_SIZE"
_VERSION = 2
_NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bra",
    "bre",
    "ca",
    "ce",
    "cho",
    "cla",
    "co",
    "cra",
    "da",
    "de",
    "di",
    "dra",
    "e",
    "fa",
    "fe",
    "fi",
    "flo",
    "fra",
    "ga",
    "ge",
    "gla",
    "go",
    "gra",
    "ha",
    "he",
    "ho",
    "i",
    "ja",
    "ka",
    "ke",
    "ki",
    "kra",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "o",
    "pa",
    "pe",
    "pi",
    "pla",
    "po",
    "pra",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "sha",
    "si",
    "sla",
    "so",
    "sta",
    "ste",
    "stri",
    "ta",
    "te",
    "ti",
    "to",
    "tra",
    "tre",
    "u",
    "va",
    "ve",
    "vi",
    "vo",
    "wa",
    "we",
    "wi",
    "za",
    "ze",
    "zo",
]
_BRANDS = 900
_DEPARTMENTS = 24
_WORDS = 23_000
_TITLE = 8


def size() -> int:
    return int(os.environ.get(SIZE, "1000000"))


def snapshot(count: int) -> Path:
    """A finished replica file with `count` SKUs, made when it is not there yet."""
    path = Path(tempfile.gettempdir()) / f"endcap-bench-{_VERSION}-{count}.db"
    if not path.exists():
        fresh = path.with_suffix(".new")
        build(fresh, changes(count), Standing("bench", 1, _NOW, "s1"))
        fresh.replace(path)
    return path


def changes(count: int) -> Iterator[Change]:
    """Products of one SKU, two in five with a second barcode, and this store's stock."""
    dice = random.Random(20261121)
    words = vocabulary(dice)
    weights = list(accumulate(1.0 / (rank + 3) for rank in range(len(words))))
    yield _change("settings", "s1", StoreSettings(Store("s1", "One"), "B", "EUR", "DE", ("en",)))
    yield _change("tax", "standard", (Tax("V", "VAT", Decimal(23)),))
    for number in range(count):
        yield _change("product", f"P{number}", _product(number, words, weights, dice))
        on_hand = Decimal(dice.randrange(0, 40))
        figure = StockFigure("s1", f"SKU{number:07d}", on_hand, Decimal(0), _NOW)
        yield _change("stock", f"s1/SKU{number:07d}", figure)


def vocabulary(dice: random.Random) -> list[str]:
    """Distinct words of two to four syllables, the most used first."""
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        found["".join(dice.choices(_SYLLABLES, k=dice.choice((2, 2, 3, 3, 3, 4))))] = None
    return list(found)


def gtin(number: int, second: int = 0) -> int:
    """A valid EAN-13 of a restricted range."""
    body = f"{200 + second}{number:09d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return int(body + str(-total % 10))


def _product(number: int, words: list[str], weights: list[float], dice: random.Random) -> Product:
    title = " ".join(dict.fromkeys(dice.choices(words, cum_weights=weights, k=_TITLE)))
    cents = int(dice.lognormvariate(7.0, 1.1)) // 10 * 10 + 9
    codes = (gtin(number), gtin(number, 1)) if number % 5 < 2 else (gtin(number),)
    sku = Sku(f"SKU{number:07d}", Money(cents, "EUR"), codes, place=Place(str(number % 40)))
    stars = tuple(dice.randrange(0, 9) for _ in range(5))
    return Product(
        product=f"P{number}",
        titles={"en": title.capitalize()},
        skus=(sku,),
        brand=f"Brand {dice.randrange(_BRANDS)}",
        department=f"d{dice.randrange(_DEPARTMENTS)}",
        popularity=int(dice.paretovariate(1.1) * 10),
        rating=RatingSummary((stars[0], stars[1], stars[2], stars[3], stars[4])),
    )


def _change(topic: str, key: str, value: object) -> Change:
    return Change(1, topic, key, encode(value).decode(), "s1")
