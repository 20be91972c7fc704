"""Texts and figures as foreign programs take them without harm. Exports room: pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

from shop.domain.catalogue import Texts, text_in
from shop.domain.money import Money

# C0 and C1 but tab and newline, halves of surrogates, non-characters.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# OWASP's list of what makes a spreadsheet calculate a cell, full-width forms too. The
# apostrophe itself is in it, so that taking one leading apostrophe away always undoes us.
_FORMULA = tuple("=+-@\t\n'＝＋－＠")


def plain(text: str) -> str:
    """Without what XML 1.0 and editors choke on: control characters and non-characters."""
    return _HARMFUL.sub("", text)


def cell(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula."""
    kept = plain(text)
    return f"'{kept}" if kept.lstrip(" \u00a0").startswith(_FORMULA) else kept


def amount(money: Money) -> str:
    """Plain digits, a point, always the currency's digits: "-12.50"."""
    return f"{money.decimal:f}"


def figure(value: Decimal) -> str:
    """No exponent and no idle zeros: "0.45", "3"."""
    return f"{value.normalize():f}" if value else "0"


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def name(texts: Texts) -> str:
    return text_in(texts, "en")
