"""A basket being built: immutable; every change gives a new basket. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from shop.domain.catalogue import Item
from shop.errors import Refusal

MAX_QUANTITY = Decimal(9999)


@dataclass(frozen=True, slots=True)
class BasketLine:
    line_id: str
    item: Item
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Basket:
    """`basket_id` is 32 hex digits, given once; lines keep the order of scanning."""

    basket_id: str
    lines: tuple[BasketLine, ...] = ()
    coupons: tuple[str, ...] = ()
    next_line: int = 1

    def line(self, line_id: str) -> BasketLine:
        for line in self.lines:
            if line.line_id == line_id:
                return line
        raise Refusal("line_unknown", line=line_id)

    def add(self, item: Item, quantity: Decimal = Decimal(1)) -> tuple[Basket, str]:
        """A scan of the same SKU raises its line; weighed goods always make a new line."""
        _check(quantity, item)
        if item.unit == "pcs":
            for line in self.lines:
                if line.item.sku == item.sku and line.item.price == item.price:
                    return self.set_quantity(line.line_id, line.quantity + quantity), line.line_id
        line_id = str(self.next_line)
        line = BasketLine(line_id, item, quantity)
        return replace(self, lines=(*self.lines, line), next_line=self.next_line + 1), line_id

    def set_quantity(self, line_id: str, quantity: Decimal) -> Basket:
        _check(quantity, self.line(line_id).item)
        lines = tuple(
            replace(line, quantity=quantity) if line.line_id == line_id else line
            for line in self.lines
        )
        return replace(self, lines=lines)

    def void(self, line_id: str) -> Basket:
        self.line(line_id)
        return replace(self, lines=tuple(x for x in self.lines if x.line_id != line_id))

    @property
    def pieces(self) -> Decimal:
        """Pieces in the basket; a weighed line counts as one."""
        return sum(
            (x.quantity if x.item.unit == "pcs" else Decimal(1) for x in self.lines), Decimal(0)
        )


def _check(quantity: Decimal, item: Item) -> None:
    if item.unit == "pcs" and quantity != quantity.to_integral_value():
        raise Refusal("quantity_not_whole", quantity=str(quantity))
    if not Decimal(0) < quantity <= MAX_QUANTITY:
        raise Refusal("quantity_out_of_range", quantity=str(quantity), maximum=str(MAX_QUANTITY))
