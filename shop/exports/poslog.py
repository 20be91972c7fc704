"""The journal as an ARTS-style POSLog, one Transaction for each entry. Exports room: pure.

What has no place in POSLog stands in our own namespace (prefix `ec`); docs/journal-export.md
has the mapping. Sums hold inside each document: Σ Sale − Σ Return = TransactionGrandAmount,
and with Rounding = Σ Tender − Σ TenderChange, refunds counted negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shop.domain.effects import order_of
from shop.domain.facts import (
    CashMoved,
    CashReason,
    HandedOver,
    Recorded,
    Reprinted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.money import Money
from shop.domain.receipt_of import receipt_number
from shop.exports.cells import figure, moment
from shop.exports.poslog_retail import currency_of, return_body, sale_body
from shop.exports.poslog_xml import NAMESPACE, OURS, element, money, text


def poslog_text(entries: Iterable[Recorded], store: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<POSLog xmlns="{NAMESPACE}" xmlns:ec="{OURS}"'
    yield ' MajorVersion="6" MinorVersion="0" FixVersion="0">\n'
    for recorded in entries:
        yield transaction(recorded, store) + "\n"
    yield "</POSLog>\n"


def transaction(recorded: Recorded, store: str) -> str:
    at = moment(recorded.recorded_at)
    return element(
        "Transaction",
        text("RetailStoreID", store),
        text("WorkstationID", recorded.terminal),
        text("SequenceNumber", str(recorded.seq)),
        text("BusinessDayDate", recorded.business_day),
        text("BeginDateTime", at),
        text("EndDateTime", at),
        text("OperatorID", recorded.staff),
        text("CurrencyCode", currency_of(recorded.fact)),
        _body(recorded),
        _entry(recorded),
    )


def _entry(recorded: Recorded) -> str:
    fact = recorded.fact
    sale = fact.sale if isinstance(fact, HandedOver) else None
    return element(
        "ec:Entry",
        id=recorded.entry,
        epoch=str(recorded.epoch),
        hash=recorded.hash,
        kind=recorded.kind,
        receipt=receipt_number(recorded),
        shift=getattr(sale or fact, "shift", ""),
        order=order_of(fact),
    )


def _body(recorded: Recorded) -> str:
    match recorded.fact:
        case Sale() as sale:
            return sale_body(sale)
        case HandedOver(sale=Sale() as sale):
            return sale_body(sale)
        case Return() as back:
            return return_body(back)
        case HandedOver() as given:
            return _hand_over(given)
        case CashMoved() as moved:
            return _cash(moved)
        case ShiftOpened() as opened:
            start = element("SessionStart", money("ec:Float", opened.float_))
            return element("ControlTransaction", start)
        case ShiftClosed() as closed:
            return element("ControlTransaction", _settle(closed))
        case Reprinted(receipt=number, copy=copy):
            again = element("ec:Reprint", receipt=number, copy=str(copy))
            return element("ControlTransaction", again)
        case _:
            return element("ControlTransaction", element("ec:Event", kind=recorded.kind))


def _hand_over(given: HandedOver) -> str:
    """Goods that were paid elsewhere: no money of this till, so no RetailTransaction."""
    lines = (
        element("ec:Line", sku=line.sku, quantity=figure(line.quantity)) for line in given.lines
    )
    return element("CustomerOrderTransaction", element("ec:HandOver", *lines, order=given.order))


_TENDER_CONTROL = {
    CashReason.IN: "PaidIn",
    CashReason.OUT: "PaidOut",
    CashReason.DROP: "TenderPickup",
}


def _cash(moved: CashMoved) -> str:
    """What moved is told without sign: the element says which way."""
    name = _TENDER_CONTROL.get(moved.reason)
    why = text("Reason", moved.note)
    if name is None:
        return element("ControlTransaction", element("NoSale", why))
    return element(
        "TenderControlTransaction", element(name, money("Amount", abs(moved.amount)), why)
    )


def _settle(closed: ShiftClosed) -> str:
    difference: Money = closed.counted - closed.expected
    return element(
        "SessionSettle",
        money("ec:Expected", closed.expected),
        money("ec:Counted", closed.counted),
        money("ec:OverShort", difference),
        money("ec:Gross", closed.gross),
        money("ec:Refunded", closed.refunded),
        element(
            "ec:Counts",
            z=str(closed.number),
            sales=str(closed.sales),
            returns=str(closed.returns),
            firstSequence=str(closed.first_seq),
            lastSequence=str(closed.last_seq),
        ),
    )
