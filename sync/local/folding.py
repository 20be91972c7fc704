"""Text as search sees it: no case, no accents, no punctuation. Local room: pure.

One function serves the index and the query, so they cannot drift apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"ى": "ي", "ة": "ه", "ـ": None}
)


def fold(text: str) -> str:
    """ "İĞNE" → "igne", "Größe" → "grosse", "Ёлка" → "елка", "أقلام" → "اقلام"."""
    if text.isascii():
        return text.lower()
    # First, too: what stands for a capital letter is one only then.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c for c in parts if unicodedata.category(c) != "Mn")
    return kept.translate(_PLAIN)


def words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def product_words(titles: Mapping[str, str], brand: str) -> list[str]:
    """What a product is found by, each word once, in a stable order."""
    texts: Iterable[str] = (*titles.values(), brand)
    return list(dict.fromkeys(word for text in texts for word in words(text)))
