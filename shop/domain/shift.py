"""A shift's name, what its drawer must hold and what it sold: a fold over its facts.

Domain room: standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shop.domain.facts import (
    CashMoved,
    CashReason,
    Fact,
    HandedOver,
    Recorded,
    Return,
    Sale,
    ShiftOpened,
)
from shop.domain.money import Money
from shop.domain.tender import Tender, TenderKind


@dataclass(frozen=True, slots=True)
class ShiftTotals:
    """expected = float + cash in − cash out, whatever the order of the facts.

    `gross` is what sales came to and `refunded` what went back, both positive and before
    cash rounding; `taxes` maps a tax's name to its amount.
    """

    float_: Money
    cash_sales: Money
    cash_refunds: Money
    moved_in: Money
    moved_out: Money
    gross: Money
    refunded: Money
    refunded_online: Money
    rounding: Money
    sales: int = 0
    returns: int = 0
    hand_overs: int = 0
    no_sales: int = 0
    taxes: tuple[tuple[str, Money], ...] = ()

    @property
    def expected(self) -> Money:
        return self.float_ + self.cash_sales - self.cash_refunds + self.moved_in - self.moved_out


def shift_name(terminal: str, epoch: int, seq: int) -> str:
    """A shift is called by the entry that opened it."""
    return f"{terminal}-{epoch}-{seq}"


def where_begun(shift: str, terminal: str) -> tuple[int, int]:
    """The epoch and number its name tells; (0, 0), before everything, when it tells none."""
    epoch, _, seq = shift.removeprefix(f"{terminal}-").partition("-")
    if not all(x.isascii() and x.isdecimal() and len(x) < 17 for x in (epoch, seq)):
        return 0, 0
    return (int(epoch), int(seq)) if shift == shift_name(terminal, int(epoch), int(seq)) else (0, 0)


def empty_totals(currency: str) -> ShiftTotals:
    zero = Money.zero(currency)
    return ShiftTotals(zero, zero, zero, zero, zero, zero, zero, zero, zero)


def shift_totals(facts: Iterable[Recorded], shift: str, currency: str) -> ShiftTotals:
    """Facts of other shifts that lie between are passed over."""
    totals = empty_totals(currency)
    for recorded in facts:
        totals = _with(totals, recorded.fact, shift)
    return totals


def _with(totals: ShiftTotals, fact: Fact, shift: str) -> ShiftTotals:
    match fact:
        case ShiftOpened(shift=of) if of == shift:
            return replace(totals, float_=totals.float_ + fact.float_)
        case Sale(shift=of) if of == shift:
            return _sold(totals, fact)
        case HandedOver(sale=None):
            return replace(totals, hand_overs=totals.hand_overs + 1)
        case HandedOver(sale=Sale(shift=of) as sale) if of == shift:
            return replace(_sold(totals, sale), hand_overs=totals.hand_overs + 1)
        case Return(shift=of) if of == shift:
            return _returned(totals, fact)
        case CashMoved(shift=of) if of == shift:
            return _moved(totals, fact)
        case _:
            return totals


def _sold(totals: ShiftTotals, sale: Sale) -> ShiftTotals:
    taxes = dict(totals.taxes)
    for tax in sale.document.taxes:
        taxes[tax.name] = taxes.get(tax.name, Money.zero(tax.amount.currency)) + tax.amount
    return replace(
        totals,
        cash_sales=totals.cash_sales + _cash(sale.tenders, totals),
        gross=totals.gross + sale.document.total,
        rounding=totals.rounding + sale.rounding,
        sales=totals.sales + 1,
        taxes=tuple(sorted(taxes.items())),
    )


def _returned(totals: ShiftTotals, back: Return) -> ShiftTotals:
    cash = -_cash(back.refunds, totals)
    online = -_sum(back.refunds, TenderKind.ONLINE, totals)
    lines = Money(sum(line.refund.minor for line in back.lines), totals.gross.currency)
    return replace(
        totals,
        cash_refunds=totals.cash_refunds + cash,
        refunded=totals.refunded + lines,
        refunded_online=totals.refunded_online + online,
        rounding=totals.rounding + back.rounding,
        returns=totals.returns + 1,
    )


def _moved(totals: ShiftTotals, moved: CashMoved) -> ShiftTotals:
    if moved.reason is CashReason.NO_SALE:
        return replace(totals, no_sales=totals.no_sales + 1)
    if moved.amount.minor >= 0:
        return replace(totals, moved_in=totals.moved_in + moved.amount)
    return replace(totals, moved_out=totals.moved_out - moved.amount)


def _cash(tenders: Iterable[Tender], totals: ShiftTotals) -> Money:
    return _sum(tenders, TenderKind.CASH, totals)


def _sum(tenders: Iterable[Tender], kind: TenderKind, totals: ShiftTotals) -> Money:
    """What the drawer gains: given − change is the tender's amount."""
    return Money(sum(t.amount.minor for t in tenders if t.kind is kind), totals.gross.currency)
