"""Quantities as whole thousandths, the way both databases store them. Local room."""

from __future__ import annotations

from decimal import Decimal

_STEP = Decimal("0.001")


def to_thousandths(quantity: Decimal) -> int:
    """Finer parts than a gram are rounded half even; scales do not weigh them."""
    return int((quantity * 1000).to_integral_value())


def from_thousandths(count: int) -> Decimal:
    """Whole numbers come back without decimals, so that they read as people write them."""
    whole, rest = divmod(count, 1000)
    return Decimal(whole) if not rest else (count * _STEP).normalize()
