"""Cash into the drawer, out of it, to the safe, or just opened. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from shop.actions.allow import allow, approve
from shop.actions.futures import then
from shop.domain.facts import CashMoved, CashReason, Recorded
from shop.domain.money import Money
from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal
from shop.ports import Journal


@dataclass(frozen=True, slots=True)
class CashDone:
    """Open the drawer now: the movement is durable."""

    recorded: Recorded
    amount: Money


@dataclass(frozen=True, slots=True)
class MoveCash:
    journal: Journal

    def __call__(
        self,
        reason: CashReason,
        amount: Money,
        note: str,
        *,
        shift: str,
        who: StaffMember,
        approver: StaffMember | None = None,
    ) -> Future[CashDone]:
        """`amount` is positive as people say it, whatever the direction; zero for no sale."""
        _allow(reason, who, approver)
        if not shift:
            raise Refusal("no_open_shift")
        gained = _gained(reason, amount)
        fact = CashMoved(shift=shift, reason=reason, amount=gained, note=note.strip())
        recorded = self.journal.record(lambda _: fact, staff=who.staff)
        return then(recorded, lambda done: CashDone(done, gained))


def _allow(reason: CashReason, who: StaffMember, approver: StaffMember | None) -> None:
    needed = Permission.NO_SALE if reason is CashReason.NO_SALE else Permission.CASH_MOVE
    if who.may(needed):
        return
    if approver is None:
        allow(who, needed)
    approve(who, needed, approver)


def _gained(reason: CashReason, amount: Money) -> Money:
    match reason:
        case CashReason.NO_SALE:
            if amount.minor:
                raise Refusal("amount_not_zero", amount=str(amount))
            return amount
        case CashReason.IN:
            return _positive(amount)
        case CashReason.OUT | CashReason.DROP:
            return -_positive(amount)


def _positive(amount: Money) -> Money:
    if amount.minor <= 0:
        raise Refusal("amount_not_positive", amount=str(amount))
    return amount
