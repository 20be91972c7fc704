"""Means of payment. Domain room: standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shop.domain.money import Money


class TenderKind(StrEnum):
    CASH = "cash"
    ONLINE = "online"  # paid, or to be refunded, through the web shop's payment
    CARD = "card"  # through a payment terminal; `reference` is the payment's id (`PaymentTold`)


@dataclass(frozen=True, slots=True)
class Tender:
    """`amount` settles the document; `given` is what was handed over (cash), else `amount`.

    Negative amounts are refunds.
    """

    kind: TenderKind
    amount: Money
    given: Money
    reference: str = ""

    @property
    def change(self) -> Money:
        return self.given - self.amount
