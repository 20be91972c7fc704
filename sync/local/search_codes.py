"""Finds products by what stands on them: a GTIN's first digits, a SKU's first signs.

Local room: SQL, read only. Both go by their own index and stay out of the word index.
"""

from __future__ import annotations

import sqlite3

from sync.local.replica_schema import SKUS
from sync.local.search_match import after

_MOST = 50
_LENGTHS = (8, 12, 13, 14)


def products_by_code(c: sqlite3.Connection, text: str) -> list[int]:
    """Product ids; nothing for text that is a plain word or too short to mean a code."""
    code = text.strip()
    if len(code) < 3 or " " in code:
        return []
    found = _by_sku(c, code) if any(sign.isdecimal() for sign in code) else []
    if code.isdecimal() and code.isascii() and len(code) >= 4:
        found += _by_digits(c, code)
    return list(dict.fromkeys(found))[:_MOST]


def _by_digits(c: sqlite3.Connection, digits: str) -> list[int]:
    """A GTIN is a number here, so the same first digits are one range per length."""
    if len(digits) > max(_LENGTHS):
        return []
    found: list[int] = []
    low = int(digits)
    for length in (n for n in _LENGTHS if n >= len(digits)):
        scale = 10 ** (length - len(digits))
        rows = c.execute(
            "SELECT sku / ? FROM barcode WHERE gtin >= ? AND gtin < ? LIMIT ?",
            (SKUS, low * scale, (low + 1) * scale, _MOST),
        )
        found += [row[0] for row in rows]
    return found


def _by_sku(c: sqlite3.Connection, code: str) -> list[int]:
    found: list[int] = []
    for form in dict.fromkeys((code, code.upper(), code.lower())):
        rows = c.execute(
            "SELECT id / ? FROM sku WHERE sku >= ? AND sku < ? LIMIT ?",
            (SKUS, form, after(form), _MOST),
        )
        found += [row[0] for row in rows]
    return found
