"""Say how many of a line. Actions room: pure."""

from __future__ import annotations

from decimal import Decimal

from shop.actions.add_item import BasketChange
from shop.domain.basket import Basket


def set_quantity(basket: Basket, line_id: str, quantity: Decimal) -> BasketChange:
    """Pieces are whole; zero is `void_line`'s work and refused here."""
    return BasketChange(basket.set_quantity(line_id, quantity), line_id)
