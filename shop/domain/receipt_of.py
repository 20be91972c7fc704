"""A receipt from the fact that made it: sale, return or hand-over. Domain room."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from shop.domain.facts import HandedOver, Recorded, Return, Sale, SoldItem
from shop.domain.money import Money
from shop.domain.pricing import PricedDocument
from shop.domain.receipt import (
    Letterhead,
    Receipt,
    ReceiptDiscount,
    ReceiptKind,
    ReceiptLine,
    ReceiptTax,
)
from shop.domain.tax import TaxKind
from shop.errors import Refusal


def receipt_number(recorded: Recorded) -> str:
    """The number a fact printed, or "" for facts that print none."""
    match recorded.fact:
        case Sale(receipt=number) | Return(receipt=number) | HandedOver(receipt=number):
            return number
        case _:
            return ""


def receipt_of(
    recorded: Recorded,
    head: Letterhead,
    *,
    at: datetime,
    cashier: str,
    slip: str = "",
    return_days: int = 0,
    copy: int = 0,
) -> Receipt:
    """`at` is `recorded_at` in the store's local time."""
    receipt = _bare(recorded, head, at, cashier)
    days = return_days if receipt.kind is ReceiptKind.SALE else 0
    journal = f"{recorded.epoch}/{recorded.seq} {recorded.hash[:16]}"
    return replace(receipt, slip=slip, return_days=days, copy=copy, journal=journal)


def _bare(recorded: Recorded, head: Letterhead, at: datetime, cashier: str) -> Receipt:
    match recorded.fact:
        case Sale() as sale:
            return _sale(sale, recorded, head, at, cashier)
        case HandedOver(sale=Sale() as sale):
            return _sale(sale, recorded, head, at, cashier)
        case HandedOver() as given:
            return _hand_over(given, recorded, head, at, cashier)
        case Return() as back:
            return _return(back, recorded, head, at, cashier)
        case _:
            raise Refusal("no_receipt", kind=recorded.kind)


def _sale(sale: Sale, recorded: Recorded, head: Letterhead, at: datetime, cashier: str) -> Receipt:
    document = sale.document
    items = {item.line_id: item for item in sale.items}
    return Receipt(
        kind=ReceiptKind.SALE,
        number=sale.receipt,
        at=at,
        terminal=recorded.terminal,
        cashier=cashier,
        head=head,
        lines=_priced_lines(document, items),
        taxes=tuple(
            ReceiptTax(t.name, t.rate, t.base, t.amount, t.kind is TaxKind.PERCENT)
            for t in document.taxes
        ),
        tax=document.tax,
        total=document.total,
        saved=document.saved,
        rounding=sale.rounding,
        tenders=sale.tenders,
        order=sale.order,
        entry=recorded.entry,
    )


def _priced_lines(document: PricedDocument, items: dict[str, SoldItem]) -> tuple[ReceiptLine, ...]:
    return tuple(
        ReceiptLine(
            title=items[line.line_id].title,
            quantity=line.quantity,
            unit=items[line.line_id].unit,
            unit_price=line.unit_price,
            list_total=line.list_total,
            total=line.total,
            discounts=tuple(ReceiptDiscount(d.name, d.amount) for d in line.discounts),
        )
        for line in document.lines
    )


def _hand_over(
    given: HandedOver, recorded: Recorded, head: Letterhead, at: datetime, cashier: str
) -> Receipt:
    """What was paid online is shown with its price; nothing is to pay here."""
    currency = given.items[0].total.currency if given.items else "XXX"
    zero = Money.zero(currency)
    return Receipt(
        kind=ReceiptKind.HAND_OVER,
        number=given.receipt,
        at=at,
        terminal=recorded.terminal,
        cashier=cashier,
        head=head,
        lines=tuple(
            ReceiptLine(x.title, x.quantity, x.unit, None, x.total, x.total) for x in given.items
        ),
        taxes=(),
        tax=zero,
        total=Money(sum(x.total.minor for x in given.items), currency),
        saved=zero,
        rounding=zero,
        tenders=(),
        order=given.order,
        entry=recorded.entry,
    )


def _return(
    back: Return, recorded: Recorded, head: Letterhead, at: datetime, cashier: str
) -> Receipt:
    zero = Money.zero(back.rounding.currency)
    return Receipt(
        kind=ReceiptKind.RETURN,
        number=back.receipt,
        at=at,
        terminal=recorded.terminal,
        cashier=cashier,
        head=head,
        lines=tuple(
            ReceiptLine(x.title, x.quantity, "pcs", None, -x.refund, -x.refund, note=x.reason)
            for x in back.lines
        ),
        taxes=(),
        tax=zero,
        total=-Money(sum(x.refund.minor for x in back.lines), zero.currency),
        saved=zero,
        rounding=back.rounding,
        tenders=back.refunds,
        order=back.order,
        receipt_returned=back.receipt_returned,
        entry=recorded.entry,
    )


def per_unit(line: ReceiptLine) -> bool:
    """Whether the quantity deserves its own line: "3 × 1.20"."""
    return line.unit_price is not None and (line.quantity != Decimal(1) or line.unit != "pcs")
