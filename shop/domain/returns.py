"""How much comes back for returned goods, and where to: never above what was paid.

Domain room: standard library only. Every share is the difference of two running totals, so
any order and any splitting of returns adds up to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.domain.cash_rounding import CashRounding
from shop.domain.entry import entry_tag
from shop.domain.facts import Recorded, Return
from shop.domain.money import Money
from shop.domain.rounding import RoundingRule, round_to
from shop.domain.tender import Tender, TenderKind


@dataclass(frozen=True, slots=True)
class PurchaseName:
    """What a shopper brings: an order's code, or a receipt's number. After a copy of a terminal two
    purchases may have one number: the tag of the entry, which is on the slip, or how the entry's
    hash begins, which is the receipt's last line, tells which."""

    receipt: str = ""
    order: str = ""
    entry_tag: str = ""
    hash_start: str = ""

    def may_be_of(self, back: Return) -> bool:
        """A return of an older version names the number alone."""
        if self.order:
            return back.order == self.order
        tags = {self.entry_tag, back.entry_tag}
        return back.receipt_returned == self.receipt and (len(tags) == 1 or "" in tags)

    def is_of(self, sold: Recorded) -> bool:
        """Whether this entry, which has the receipt's number, is the one that is meant."""
        tag = self.entry_tag in ("", entry_tag(sold.entry))
        return tag and sold.hash.startswith(self.hash_start)


def running_share(total: Money, quantity: Decimal, taken: Decimal) -> Money:
    """What `taken` of `quantity` pieces have cost, cut off so that parts stay below the whole."""
    if taken >= quantity:
        return total
    minor = round_to(total.minor * taken / quantity, RoundingRule.DOWN)
    return Money(minor, total.currency)


def refund_share(total: Money, quantity: Decimal, before: Decimal, back: Decimal) -> Money:
    """What to give for `back` more pieces when `before` have come back already."""
    return running_share(total, quantity, before + back) - running_share(total, quantity, before)


@dataclass(frozen=True, slots=True)
class Payout:
    """`refunds` are negative tenders; Σ refunds = −refund + rounding."""

    refunds: tuple[Tender, ...]
    rounding: Money


def pay_out(
    tenders: Sequence[tuple[TenderKind, Money]],
    before: Money,
    refund: Money,
    cash: CashRounding,
) -> Payout:
    """Back to the tenders that paid, in their order; `before` went back already.

    Cash goes back in coins that exist: rounded on the running total, and never more than the
    cash that was taken.
    """
    refunds: list[Tender] = []
    start, end = before.minor, before.minor + refund.minor
    merged = _merged(tenders)
    for at, (kind, paid) in enumerate(merged):
        last = at == len(merged) - 1
        first, until = (x if last else min(x, paid.minor) for x in (start, end))
        rule = cash if kind is TenderKind.CASH else CashRounding(1)
        amount = _paid_back(until, paid, rule) - _paid_back(first, paid, rule)
        if amount.minor:
            refunds.append(Tender(kind, -amount, -amount))
        start, end = start - first, end - until
    given = Money(sum(t.amount.minor for t in refunds), refund.currency)
    return Payout(tuple(refunds), given + refund)


def _paid_back(running: int, paid: Money, rule: CashRounding) -> Money:
    return min(rule.rounded(Money(running, paid.currency)), paid)


def _merged(tenders: Sequence[tuple[TenderKind, Money]]) -> list[tuple[TenderKind, Money]]:
    sums: dict[TenderKind, Money] = {}
    for kind, amount in tenders:
        sums[kind] = sums[kind] + amount if kind in sums else amount
    return list(sums.items())


@dataclass(frozen=True, slots=True)
class OfflineCaps:
    """What a terminal may take back on its own word, central not asked."""

    limit: Money | None
    per_day: int

    def objection(self, refund: Money, *, own_store: bool, today: int) -> str | None:
        """The code of the first cap that is passed; a manager may then decide."""
        if not own_store:
            return "return_other_store"
        if self.limit is not None and refund > self.limit:
            return "return_over_limit"
        if today >= self.per_day:
            return "return_too_many_today"
        return None
