"""What a receipt says, before language, paper and columns. Domain room: standard library only.

A receipt is made from a recorded fact, so paper never says what the journal does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from shop.domain.catalogue import Texts
from shop.domain.money import Money
from shop.domain.tender import Tender
from shop.errors import EndcapError


class ReceiptIncomplete(EndcapError):
    """The law wants something on every receipt that this one lacks: a mistake of set-up."""


class ReceiptKind(StrEnum):
    SALE = "sale"
    RETURN = "return"
    HAND_OVER = "hand_over"  # of an order that was paid before


@dataclass(frozen=True, slots=True)
class ReceiptDiscount:
    """Printed under its line; `amount` is positive. `name` may be empty for a manual one."""

    name: Texts
    amount: Money


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """`list_total` is before discounts; `total` what is paid. Both negative on a return."""

    title: str
    quantity: Decimal
    unit: str
    unit_price: Decimal | None
    list_total: Money
    total: Money
    discounts: tuple[ReceiptDiscount, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptTax:
    name: str
    rate: Decimal
    base: Money
    amount: Money
    percent: bool = True


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sells. `legal` are the lines the law asks for, such as the tax number."""

    chain: str
    store: str
    address: tuple[str, ...]
    phone: str = ""
    legal: tuple[str, ...] = ()
    footer: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """`at` is the store's local time. `copy` 0 is the original; `order` and
    `receipt_returned` name what was fetched or brought back. `journal` is the entry's place
    and hash: with it the paper is one more witness of where the journal's end was."""

    kind: ReceiptKind
    number: str
    at: datetime
    terminal: str
    cashier: str
    head: Letterhead
    lines: tuple[ReceiptLine, ...]
    taxes: tuple[ReceiptTax, ...]
    tax: Money
    total: Money
    saved: Money
    rounding: Money
    tenders: tuple[Tender, ...]
    slip: str = ""
    order: str = ""
    receipt_returned: str = ""
    return_days: int = 0
    copy: int = 0
    entry: str = ""
    journal: str = ""

    def __post_init__(self) -> None:
        """A receipt without what the law asks for is never made, rather than never noticed."""
        missing = [name for name, there in self._legal() if not there]
        if missing:
            raise ReceiptIncomplete("receipt_incomplete", missing=", ".join(missing))

    def _legal(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("number", bool(self.number)),
            ("store", bool(self.head.chain or self.head.store)),
            ("time", self.at.tzinfo is not None),
            ("terminal", bool(self.terminal)),
            ("lines", bool(self.lines)),
            ("taxes", bool(self.taxes) or self.tax.minor == 0),
        )

    @property
    def to_pay(self) -> Money:
        """After cash rounding; negative when money goes back."""
        return self.total + self.rounding

    @property
    def change(self) -> Money:
        return Money(sum(t.change.minor for t in self.tenders), self.total.currency)
