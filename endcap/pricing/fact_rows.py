"""Other engines' tables, and how our answers are made and compared. Command room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from endcap.pricing.medusa_rows import medusa_agrees, medusa_answer, medusa_sums
from endcap.pricing.odoo_rows import cash_answer, odoo_answer
from endcap.pricing.rows import Row


def _equal(ours: Any, theirs: Any) -> bool:
    return bool(ours == theirs)


def _never(ours: Any, theirs: Any) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """`key` holds the other engine's answer in a row; `answer` makes ours for the same key.

    `explained`: the two differ for a reason that we stand by.
    """

    key: str
    answer: Callable[[Row], Any]
    agrees: Callable[[Any, Any], bool] = _equal
    explained: Callable[[Any, Any], bool] = _never


FORMATS = {
    "odoo": Format("expected", odoo_answer),
    "cash-rounding": Format("rounded", cash_answer),
    "medusa": Format("discounts", medusa_answer, medusa_agrees, medusa_sums),
}
