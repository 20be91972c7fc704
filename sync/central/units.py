"""Between the domain's values and what columns hold. Central room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LIMIT = 10**15
"""Far above any shop's figures and far below what a 64-bit sum can hold."""

MAX_TEXT = 4000


class OutOfRange(ValueError):
    """A number that no shop's column can hold, or finer than a thousandth."""


def micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def instant(stamp: int) -> datetime:
    return _EPOCH + stamp * _MICROSECOND


def thousandths(quantity: Decimal) -> int:
    if not quantity.is_finite():
        raise OutOfRange(str(quantity))
    scaled = quantity * 1000
    if abs(scaled) > _LIMIT or scaled != scaled.to_integral_value():
        raise OutOfRange(str(quantity))
    return int(scaled)


def quantity(thousand: int) -> Decimal:
    """Plain notation without trailing zeros: 2, 1.5, 0.125."""
    whole, rest = divmod(thousand, 1000)
    if not rest:
        return Decimal(whole)
    return (Decimal(thousand) / 1000).normalize()


def minor_units(amount: int) -> int:
    if abs(amount) > _LIMIT:
        raise OutOfRange(str(amount))
    return amount


def plain_text(text: str) -> str:
    """PostgreSQL's text cannot hold NUL; nor does any name of ours."""
    if "\x00" in text or len(text) > MAX_TEXT:
        raise OutOfRange("text")
    return text
