"""Room: pos. An entry of the journal in words: what it was, what it came to, where it stands."""

from __future__ import annotations

from pos import words
from pos.till.viewmodels.rows import PaperRow
from shop.book import Standing
from shop.domain.facts import (
    CashMoved,
    CashReason,
    Enrolled,
    Exported,
    HandedOver,
    Recorded,
    Reprinted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    StockAdjusted,
)
from shop.domain.money import Money
from shop.domain.receipt_of import receipt_number
from ui import formats
from ui.i18n import tr


def kind_text(recorded: Recorded) -> str:
    match recorded.fact:
        case Sale():
            return tr("Sale")
        case Return():
            return tr("Return")
        case HandedOver(order=order):
            return tr("Pickup {order}", order=order)
        case ShiftOpened():
            return tr("Shift opened")
        case ShiftClosed(number=number):
            return tr("Shift closed, Z {number}", number=number)
        case CashMoved(reason=reason):
            return cash_text(reason)
        case Reprinted(copy=copy):
            return tr("Copy {number} printed", number=copy)
        case Exported():
            return tr("Journal taken out")
        case Enrolled():
            return tr("Till set up")
        case StockAdjusted():
            return tr("Stock counted")
        case _:
            return tr("Work on an order")


def cash_text(reason: CashReason) -> str:
    return {
        CashReason.IN: tr("Cash in"),
        CashReason.OUT: tr("Cash out"),
        CashReason.DROP: tr("Safe drop"),
        CashReason.NO_SALE: tr("Open drawer, no sale"),
    }[reason]


def amount_text(recorded: Recorded) -> str:
    money = _amount(recorded)
    return words.money(money) if money is not None else ""


def _amount(recorded: Recorded) -> Money | None:
    match recorded.fact:
        case Sale() as sale:
            return sale.document.total + sale.rounding
        case HandedOver(sale=Sale() as sale):
            return sale.document.total + sale.rounding
        case Return(lines=lines, rounding=rounding):
            return rounding - Money(sum(x.refund.minor for x in lines), rounding.currency)
        case ShiftOpened(float_=money) | ShiftClosed(counted=money):
            return money
        case CashMoved(amount=money) if money:
            return money
        case _:
            return None


def number_of(recorded: Recorded) -> str:
    """The receipt's number; that of the receipt that was copied; else the entry's own."""
    if isinstance(recorded.fact, Reprinted):
        return recorded.fact.receipt
    return receipt_number(recorded) or f"{recorded.epoch}/{recorded.seq}"


def standing_of(recorded: Recorded, standing: Standing) -> tuple[str, str]:
    """(word, tone) of a pill."""
    if recorded.entry in standing.held:
        return tr("Held"), "stop"
    if (recorded.epoch, recorded.seq) <= standing.sent:
        return tr("Sent"), "good"
    return tr("Waiting"), "warn"


def fact_rows(recorded: Recorded) -> list[PaperRow]:
    """For what prints no receipt: its figures, one under the other."""
    pairs = [(kind_text(recorded), ""), *_pairs(recorded)]
    return [
        PaperRow(at, "pair", left, right, bold=at == 0, large=at == 0)
        for at, (left, right) in enumerate(pairs)
    ]


def _pairs(recorded: Recorded) -> list[tuple[str, str]]:
    match recorded.fact:
        case CashMoved(amount=amount, note=note):
            return [(tr("Amount"), words.money(amount)), (note, "")]
        case ShiftOpened(float_=amount):
            return [(tr("Float"), words.money(amount))]
        case ShiftClosed() as closed:
            return [
                (tr("Sales"), formats.number(closed.sales)),
                (tr("Returns"), formats.number(closed.returns)),
                (tr("Sold"), words.money(closed.gross)),
                (tr("Refunded"), words.money(closed.refunded)),
                (tr("Expected"), words.money(closed.expected)),
                (tr("Counted"), words.money(closed.counted)),
                (tr("Difference"), words.money(closed.counted - closed.expected)),
            ]
        case Reprinted(receipt=number):
            return [(tr("Receipt"), number)]
        case Exported() as out:
            days = " – ".join(x for x in (out.first, out.last) if x)
            return [
                (out.format, formats.number(out.entries)),
                (days, ""),
                (tr("SHA-256 sum"), ""),
                (out.sum, ""),
            ]
        case StockAdjusted(sku=sku, quantity=quantity, reason=reason):
            return [(sku, words.quantity(quantity)), (reason, "")]
        case _:
            return []
