"""Take a line out of the basket. Actions room: pure."""

from __future__ import annotations

from shop.actions.add_item import BasketChange
from shop.actions.allow import allow
from shop.domain.basket import Basket
from shop.domain.staff import Permission, StaffMember


def void_line(basket: Basket, line_id: str, who: StaffMember | None = None) -> BasketChange:
    """`who` is None on a kiosk: shoppers may empty their own basket."""
    if who is not None:
        allow(who, Permission.VOID_LINE)
    return BasketChange(basket.void(line_id), line_id, removed=True)
