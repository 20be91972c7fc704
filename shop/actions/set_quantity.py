"""Say how many of a line. Actions room: pure."""

from __future__ import annotations

from decimal import Decimal

from shop.actions.add_item import BasketChange
from shop.domain.basket import Basket
from shop.errors import Refusal


def set_quantity(basket: Basket, line_id: str, quantity: Decimal) -> BasketChange:
    """Pieces are whole; zero is `void_line`'s work and refused here."""
    line = basket.line(line_id)
    if line.item.unit == "pcs" and quantity != quantity.to_integral_value():
        raise Refusal("quantity_not_whole", quantity=str(quantity))
    return BasketChange(basket.set_quantity(line_id, quantity), line_id)
