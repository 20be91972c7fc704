"""The facts a terminal journals: payloads by kind. Domain room: standard library only.

A fact is never refused and never changed. Fields are only ever added, with a default;
what a released version wrote must read back for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from shop.domain.money import Money
from shop.domain.order import Order
from shop.domain.pricing import PricedDocument
from shop.domain.tender import Tender


@dataclass(frozen=True, slots=True)
class Enrolled:
    """First entry of an epoch."""

    KIND: ClassVar[str] = "enrolled"
    face: str
    version: str
    public_key: str


@dataclass(frozen=True, slots=True)
class SoldItem:
    """What a priced line was, for receipts and returns long after the catalogue moved on."""

    line_id: str
    sku: str
    title: str
    quantity: Decimal
    unit: str
    total: Money
    tax_class: str


@dataclass(frozen=True, slots=True)
class Sale:
    """Goods left the shop and were paid. `order` names the pickup it settles, if any."""

    KIND: ClassVar[str] = "sale"
    receipt: str
    shift: str
    items: tuple[SoldItem, ...]
    document: PricedDocument
    tenders: tuple[Tender, ...]
    rounding: Money
    basket: str = ""
    order: str = ""
    catalogue_cursor: int = 0


class Condition(StrEnum):
    """Where returned goods go."""

    PUT_BACK = "put_back"
    DAMAGED = "damaged"
    VENDOR = "vendor"


class Proof(StrEnum):
    """What the return rests on."""

    RECEIPT_SLIP = "receipt_slip"
    RECEIPT_NUMBER = "receipt_number"
    ORDER_SLIP = "order_slip"
    ORDER_NUMBER = "order_number"


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """`line_id` is the line of the receipt or order named by the return."""

    line_id: str
    sku: str
    title: str
    quantity: Decimal
    refund: Money
    reason: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Return:
    """Goods came back. Exactly one of `receipt_returned` and `order` says what was bought.

    `entry_tag` is of the entry that sold it (`shop.domain.entry`): after a copy of a terminal two
    purchases may have one receipt number. It is "" for an order, and of older versions.
    `sold_total` is what the proof says was paid for the whole purchase. `authorisation` is
    central's answer when the return was agreed live, empty when it was taken offline;
    `asked` then names the request that got no answer, because central may have reserved for it.
    """

    KIND: ClassVar[str] = "return"
    receipt: str
    shift: str
    lines: tuple[ReturnedLine, ...]
    refunds: tuple[Tender, ...]
    rounding: Money
    proof: Proof
    receipt_returned: str = ""
    order: str = ""
    sold_total: Money | None = None
    authorisation: str = ""
    approved_by: str = ""
    asked: str = ""
    entry_tag: str = ""


@dataclass(frozen=True, slots=True)
class LineQuantity:
    line_id: str
    sku: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """A kiosk took an order while central could not be asked; same order id as the live try."""

    KIND: ClassVar[str] = "order_placed"
    order: Order


@dataclass(frozen=True, slots=True)
class PickStarted:
    KIND: ClassVar[str] = "pick_started"
    order: str


@dataclass(frozen=True, slots=True)
class ItemPicked:
    """`quantity` is added to what is picked; negative takes a pick back."""

    KIND: ClassVar[str] = "item_picked"
    order: str
    line_id: str
    sku: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class LineShort:
    """The shelf did not have it; `quantity` could not be picked."""

    KIND: ClassVar[str] = "line_short"
    order: str
    line_id: str
    sku: str
    quantity: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class OrderReady:
    KIND: ClassVar[str] = "order_ready"
    order: str
    bin: str


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    KIND: ClassVar[str] = "order_cancelled"
    order: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Goods of an order left the shop. An order paid at the till carries its sale inside,
    so that money and goods can never be torn apart."""

    KIND: ClassVar[str] = "handed_over"
    order: str
    lines: tuple[LineQuantity, ...]
    receipt: str
    proof: Proof
    items: tuple[SoldItem, ...] = ()
    sale: Sale | None = None


@dataclass(frozen=True, slots=True)
class ShiftOpened:
    """`counted` maps a coin's or note's minor value to its number."""

    KIND: ClassVar[str] = "shift_opened"
    shift: str
    float_: Money
    counted: dict[int, int]


class CashReason(StrEnum):
    IN = "in"
    OUT = "out"
    DROP = "drop"
    NO_SALE = "no_sale"


@dataclass(frozen=True, slots=True)
class CashMoved:
    """`amount` is what the drawer gained: negative for out and drop, zero for no sale."""

    KIND: ClassVar[str] = "cash_moved"
    shift: str
    reason: CashReason
    amount: Money
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries `first`..`last` of one epoch, on the branch that has `hash` at its end."""

    epoch: int
    first: int
    last: int
    hash: str


@dataclass(frozen=True, slots=True)
class ShiftClosed:
    """The Z report. `first_seq`..`last_seq` are the entries it sums; `waiting` those of them
    central had not confirmed when it was printed. When the terminal was enrolled anew in the
    midst of the shift they are those of its last epoch, and `stretches` has all, oldest first."""

    KIND: ClassVar[str] = "shift_closed"
    shift: str
    number: int
    first_seq: int
    last_seq: int
    expected: Money
    counted: Money
    denominations: dict[int, int]
    sales: int
    returns: int
    gross: Money
    refunded: Money
    waiting: int
    head: str
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class StockAdjusted:
    """A counted or received difference, signed."""

    KIND: ClassVar[str] = "stock_adjusted"
    sku: str
    quantity: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A receipt printed again, marked COPY `copy`."""

    KIND: ClassVar[str] = "reprinted"
    receipt: str
    copy: int


@dataclass(frozen=True, slots=True)
class Exported:
    """Entries were written to a file that leaves the till: `sum` is its SHA-256.

    `first` and `last` are the business days chosen, "" for no bound.
    """

    KIND: ClassVar[str] = "exported"
    format: str
    first: str
    last: str
    entries: int
    sum: str
    approved_by: str = ""


class PaymentState(StrEnum):
    """What is known of a card payment."""

    ASKED = "asked"
    CAPTURED = "captured"
    DECLINED = "declined"  # nothing was charged
    REVERSED = "reversed"
    IN_DOUBT = "in_doubt"  # the payment terminal gave no answer that says it


@dataclass(frozen=True, slots=True)
class PaymentTold:
    """How a card payment stands: ASKED is durable before the payment terminal is called.

    `payment` is the till's own id for the intent; the tender of the sale that it pays for names
    it. `reference` is what the payment terminal calls it; never a card number.
    """

    KIND: ClassVar[str] = "payment_told"
    payment: str
    state: PaymentState
    amount: Money
    shift: str
    reference: str = ""


Fact = (
    Enrolled
    | Sale
    | Return
    | OrderPlaced
    | PickStarted
    | ItemPicked
    | LineShort
    | OrderReady
    | OrderCancelled
    | HandedOver
    | ShiftOpened
    | CashMoved
    | ShiftClosed
    | StockAdjusted
    | Reprinted
    | Exported
    | PaymentTold
)

FACTS: dict[str, type[Fact]] = {
    kind.KIND: kind
    for kind in (
        Enrolled,
        Sale,
        Return,
        OrderPlaced,
        PickStarted,
        ItemPicked,
        LineShort,
        OrderReady,
        OrderCancelled,
        HandedOver,
        ShiftOpened,
        CashMoved,
        ShiftClosed,
        StockAdjusted,
        Reprinted,
        Exported,
        PaymentTold,
    )
}
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Numbering:
    """What the journal gives a fact inside its transaction; `receipt` is used up if read into
    a fact that prints one."""

    terminal: str
    epoch: int
    seq: int
    receipt: str
    recorded_at: datetime
    business_day: str
    head: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact that is durable: `entry` is its 32-hex id, `hash` its 64-hex SHA-256."""

    entry: str
    terminal: str
    epoch: int
    seq: int
    hash: str
    kind: str
    business_day: str
    recorded_at: datetime
    staff: str
    fact: Fact
