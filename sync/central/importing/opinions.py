"""Rows to reviews. Central room: pure.

Where a source has scores of aspects (−3 … +3) instead of stars, their mean becomes stars:
3 for none or nought, one star up or down for each 1.2 of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from shop.domain.catalogue import Review
from sync.central.importing.mapping import Mapping
from sync.central.importing.products import code_of
from sync.central.importing.report import BadRow, Report

_LONGEST = 4000


@dataclass(slots=True)
class Opinions:
    """Reviews by id, and the titles of the products they speak of."""

    reviews: dict[str, Review] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def read_reviews(
    rows: list[tuple[int, dict[str, Any]]], mapping: Mapping, report: Report
) -> Opinions:
    opinions = Opinions()
    for number, row in rows:
        report.rows += 1
        try:
            review = _review(row, mapping)
        except BadRow as why:
            report.refuse(number, why)
            continue
        title = mapping.text("product_title", row)
        opinions.reviews[review.review] = review
        opinions.titles.setdefault(review.product, title or review.product)
    return opinions


def _review(row: dict[str, Any], mapping: Mapping) -> Review:
    text = _joined(mapping.value("text", row)).replace("\x00", "")
    if not text.strip():
        raise BadRow("text", "is empty")
    product = code_of(mapping.text("product", row), "product")
    written = mapping.text("written", row)
    given = mapping.text("review", row)
    digest = hashlib.sha256(f"{product}|{text}".encode()).hexdigest()[:20]
    return Review(
        review=code_of(given, "review") if given else digest,
        product=product,
        stars=_stars(row, mapping),
        text=text[:_LONGEST],
        title=mapping.text("title", row)[:200].replace("\x00", ""),
        author=mapping.text("author", row)[:80].replace("\x00", ""),
        language=mapping.text("language", row) or mapping.language,
        written=_day(written) if written else None,
    )


def _stars(row: dict[str, Any], mapping: Mapping) -> int:
    given = mapping.text("stars", row)
    if given:
        try:
            stars = round(Decimal(given))
        except (InvalidOperation, ValueError):
            raise BadRow("stars", f"{given[:40]!r} is not a number") from None
        if not 1 <= stars <= 5:
            raise BadRow("stars", f"{given} is not from 1 to 5")
        return stars
    scores = [score for score in _flat(mapping.value("score", row)) if isinstance(score, int)]
    mean = Decimal(sum(scores)) / len(scores) if scores else Decimal(0)
    return min(max(round(3 + mean / Decimal("1.2")), 1), 5)


def _joined(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(str(part).strip() for part in value)
    return "" if value is None else str(value)


def _flat(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [inner for part in value for inner in _flat(part)]
    return [value]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise BadRow("written", f"{text[:40]!r} is not a date like 2026-11-21") from None
