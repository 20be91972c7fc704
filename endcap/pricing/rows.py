"""Rows of other engines' tables: reading them, and what they have in common. Command room."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shop.domain.money import RoundingRule

Row = Mapping[str, Any]
"""A row as JSON gives it, every number a Decimal."""

RULES = {
    "HALF-UP": RoundingRule.HALF_UP,
    "HALF-DOWN": RoundingRule.HALF_DOWN,
    "HALF-EVEN": RoundingRule.HALF_EVEN,
    "UP": RoundingRule.UP,
    "DOWN": RoundingRule.DOWN,
}


def read_row(text: str | bytes) -> Row:
    row = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    if not isinstance(row, dict):
        raise ValueError("a row must be a JSON object")
    return row


def fineness(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not a number: {value}")
    return max(0, -exponent)
