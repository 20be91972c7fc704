"""Paying a document: what is still due, cash rounding, change. Domain room: standard library.

Always: Σ tender amounts = total + rounding, once nothing is due.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from shop.domain.cash_rounding import NO_ROUNDING, CashRounding
from shop.domain.denominations import quick_amounts
from shop.domain.money import Money
from shop.domain.tender import Tender, TenderKind
from shop.errors import Refusal


@dataclass(frozen=True, slots=True)
class Tendering:
    """Immutable; each tender gives a new one. A tender can be taken back until the sale is done."""

    total: Money
    cash: CashRounding = NO_ROUNDING
    tenders: tuple[Tender, ...] = ()
    rounding: Money | None = None

    @property
    def paid(self) -> Money:
        return Money(sum(t.amount.minor for t in self.tenders), self.total.currency)

    @property
    def rounded_by(self) -> Money:
        """The cash-rounding line; zero until the last cash settles the rest."""
        return self.rounding or Money.zero(self.total.currency)

    @property
    def due(self) -> Money:
        """Still to pay, exactly; what a card would be charged."""
        return self.total + self.rounded_by - self.paid

    @property
    def cash_due(self) -> Money:
        """Still to pay if the rest is paid in coins that exist."""
        return self.due if self.settled else self.cash.rounded(self.due)

    @property
    def change(self) -> Money:
        return Money(sum(t.change.minor for t in self.tenders), self.total.currency)

    @property
    def settled(self) -> bool:
        """Nothing left to pay. A basket of total zero is settled from the start."""
        return self.due.minor == 0

    @property
    def quick(self) -> tuple[Money, ...]:
        return quick_amounts(self.cash_due)

    def take_cash(self, given: Money) -> Tendering:
        """Less than due is a part; from the rounded rest on it settles and gives change."""
        if self.settled:
            raise Refusal("nothing_due")
        need = self.cash_due
        if given.minor <= 0 and given < need:
            raise Refusal("amount_not_positive", amount=str(given))
        if given < need:
            part = Tender(TenderKind.CASH, given, given)
            return replace(self, tenders=(*self.tenders, part))
        last = Tender(TenderKind.CASH, need, given)
        return replace(
            self, tenders=(*self.tenders, last), rounding=self.rounded_by + need - self.due
        )

    def take_back(self) -> Tendering:
        """Without the last tender, and without its rounding."""
        if not self.tenders:
            raise Refusal("no_tender")
        return replace(self, tenders=self.tenders[:-1], rounding=None)
