"""Words on paper in six languages, from assets/receipts/<language>.toml. Devices room."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "tr", "hu", "ru", "de", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})
FOLDER = Path(__file__).resolve().parents[2] / "assets" / "receipts"

Words = Mapping[str, str]


@cache
def receipt_words(language: str) -> Words:
    """English where a language or a word is missing: paper must come out all the same."""
    english = _read("en")
    return english if language not in LANGUAGES else {**english, **_read(language)}


def _read(language: str) -> dict[str, str]:
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return {key: str(word) for key, word in tomllib.load(file).items()}


def say(words: Words, key: str, **params: object) -> str:
    """The word for `key`; the key itself where there is none, so that nothing vanishes."""
    return words.get(key, key).format(**params)


def reason(words: Words, code: str) -> str:
    """A reason's words by its code, or the text that a person typed."""
    return words.get(f"reason_{code}", code)
