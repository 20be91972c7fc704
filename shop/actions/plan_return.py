"""What a return would give back, shown before anything happens. Actions room: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.actions.find_purchase import FoundPurchase
from shop.domain.cash_rounding import for_country
from shop.domain.facts import Condition, ReturnedLine
from shop.domain.money import Money
from shop.domain.returns import Payout, pay_out, refund_share, running_share
from shop.domain.tender import TenderKind
from shop.errors import Refusal
from shop.ports import PurchaseLine, StoreSettings


@dataclass(frozen=True, slots=True)
class ReturnWish:
    """One line to take back, and where the goods go."""

    line_id: str
    quantity: Decimal
    reason: str
    condition: Condition = Condition.PUT_BACK


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """`total` is positive: what the goods cost. `payout` is what goes out, by tender."""

    lines: tuple[ReturnedLine, ...]
    total: Money
    payout: Payout
    sold_total: Money

    @property
    def cash(self) -> Money:
        """To hand out of the drawer, positive."""
        refunds = self.payout.refunds
        minor = sum(x.amount.minor for x in refunds if x.kind is TenderKind.CASH)
        return Money(-minor, self.total.currency)


def plan_return(
    found: FoundPurchase, wishes: Sequence[ReturnWish], settings: StoreSettings
) -> ReturnPlan:
    _check(found, wishes)
    purchase = found.purchase
    lines = tuple(_line(_of(found, wish.line_id), wish) for wish in wishes)
    currency = settings.currency
    refund = Money(sum(line.refund.minor for line in lines), currency)
    sold = Money(sum(line.total.minor for line in purchase.lines), currency)
    before = sum(
        running_share(x.total, x.quantity, x.returned).minor for x in purchase.lines if x.returned
    )
    tenders = [(TenderKind(kind), amount) for kind, amount in purchase.tenders]
    if not tenders and refund.minor:
        raise Refusal("tenders_unknown")
    rounding = for_country(settings.country, currency)
    payout = pay_out(tenders, Money(before, currency), refund, rounding)
    return ReturnPlan(lines, refund, payout, sold)


def _check(found: FoundPurchase, wishes: Sequence[ReturnWish]) -> None:
    if not wishes:
        raise Refusal("nothing_chosen")
    if len({wish.line_id for wish in wishes}) != len(wishes):
        raise Refusal("line_twice")
    for wish in wishes:
        left = found.left(wish.line_id)
        if not Decimal(0) < wish.quantity <= left:
            raise Refusal("return_too_many", line=wish.line_id, left=str(left))
        if not _of(found, wish.line_id).sku:
            raise Refusal("scan_the_goods", line=wish.line_id)


def _of(found: FoundPurchase, line_id: str) -> PurchaseLine:
    return next(x for x in found.purchase.lines if x.line_id == line_id)


def _line(line: PurchaseLine, wish: ReturnWish) -> ReturnedLine:
    return ReturnedLine(
        line_id=line.line_id,
        sku=line.sku,
        title=line.title,
        quantity=wish.quantity,
        refund=refund_share(line.total, line.quantity, line.returned, wish.quantity),
        reason=wish.reason,
        condition=wish.condition,
    )
