"""Orders: goods promised to a shopper, and what may happen to them. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from shop.domain.catalogue import Texts
from shop.domain.money import Money


class OrderState(StrEnum):
    PLACED = "placed"
    PICKING = "picking"
    READY = "ready"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Paid(StrEnum):
    ONLINE = "online"
    AT_TILL = "at_till"


OPEN_STATES = frozenset({OrderState.PLACED, OrderState.PICKING, OrderState.READY})


@dataclass(frozen=True, slots=True)
class OrderLine:
    """`total` is what the shopper pays for the whole line, tax included."""

    line_id: str
    sku: str
    titles: Texts
    quantity: Decimal
    unit_price: Money
    total: Money
    tax_class: str = "standard"
    image: str = ""
    aisle: str = ""
    shelf: str = ""
    gtins: tuple[int, ...] = ()
    picked: Decimal = Decimal(0)
    short: Decimal = Decimal(0)
    handed_over: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """One line of an order's history."""

    at: datetime
    state: OrderState
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """`order` is the code people read ("K7M2-94TQ"); `store` is where it is picked up.

    `facts` holds the entry ids already folded in, so that folding one twice has no effect.
    """

    order: str
    store: str
    channel: str
    customer: str
    phone: str
    lines: tuple[OrderLine, ...]
    total: Money
    paid: Paid
    state: OrderState
    placed_at: datetime
    promise_at: datetime
    bin: str = ""
    picker: str = ""
    language: str = "en"
    history: tuple[OrderEvent, ...] = ()
    facts: tuple[str, ...] = ()
    slip: str = ""
    receipts: tuple[str, ...] = ()

    def line(self, line_id: str) -> OrderLine | None:
        return next((line for line in self.lines if line.line_id == line_id), None)

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES

    def with_line(self, changed: OrderLine) -> Order:
        return replace(
            self,
            lines=tuple(changed if x.line_id == changed.line_id else x for x in self.lines),
        )
