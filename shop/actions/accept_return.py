"""Take goods back and pay the money out, agreed with central or within the caps without it.

Actions room: ports only.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from shop.actions.allow import allow, approve
from shop.actions.find_purchase import FoundPurchase, taken_here
from shop.actions.futures import or_else, ready, then, then_wait
from shop.actions.plan_return import ReturnPlan, ReturnWish, plan_return
from shop.actions.receipt_maker import ReceiptMaker
from shop.domain.facts import Numbering, Recorded, Return
from shop.domain.money import Money
from shop.domain.receipt import Receipt
from shop.domain.staff import Permission, StaffMember
from shop.errors import LinkDown, Refusal
from shop.ports import Central, Journal, Replica, ReturnRequest

_RECENT = 500


@dataclass(frozen=True, slots=True)
class ReturnDone:
    """Durable. `cash` is what to hand out; the drawer opens when there is any."""

    recorded: Recorded
    receipt: Receipt
    cash: Money
    authorised: bool

    @property
    def drawer(self) -> bool:
        return self.cash.minor != 0


@dataclass(frozen=True, slots=True)
class AcceptReturn:
    journal: Journal
    replica: Replica
    central: Central
    receipts: ReceiptMaker

    def __call__(
        self,
        found: FoundPurchase,
        wishes: Sequence[ReturnWish],
        *,
        shift: str,
        who: StaffMember,
        approver: StaffMember | None = None,
        authorisation: str = "",
    ) -> Future[ReturnDone]:
        """Give the same `authorisation` (any 32 hex digits) again to ask again for the same.

        Refusals: "approval_needed" (data `reason` says which limit), "return_too_many", …
        Conflict from central means somebody else took the goods back: nothing was done.
        """
        allow(who, Permission.RETURN)
        if not shift:
            raise Refusal("no_open_shift")
        self._unchanged(found)
        plan = plan_return(found, wishes, self.replica.settings())
        approved = _approval("return_late" if found.late else None, who, approver)
        act = _Act(found, plan, shift, who, approver, approved)
        ask = _request(found, wishes, authorisation or secrets.token_hex(16))
        return then_wait(
            self._agreed(found, ask),
            lambda agreed: self._record(act, ask.authorisation, agreed=agreed),
        )

    def _agreed(self, found: FoundPurchase, ask: ReturnRequest) -> Future[bool]:
        """True when central said yes, False when it could not be asked."""
        if not found.central_knows:
            return ready(False)
        yes = then(self.central.authorise_return(ask), lambda _: True)
        return or_else(yes, LinkDown, lambda _: ready(False))

    def _record(self, act: _Act, ask: str, *, agreed: bool) -> Future[ReturnDone]:
        def build(numbering: Numbering) -> Return:
            self._unchanged(act.found)
            fact = _fact(act, numbering.receipt)
            if agreed:
                return replace(fact, authorisation=ask)
            approved = self._within_caps(act, numbering.business_day) or fact.approved_by
            asked = ask if act.found.central_knows else ""
            return replace(fact, approved_by=approved, asked=asked)

        return then(
            self.journal.record(build, staff=act.who.staff),
            lambda recorded: ReturnDone(
                recorded, self.receipts.receipt(recorded), act.plan.cash, agreed
            ),
        )

    def _unchanged(self, found: FoundPurchase) -> None:
        """A second press, or another screen, must look the purchase up again."""
        if taken_here(self.journal, found.purchase) != found.taken:
            raise Refusal("return_changed")

    def _within_caps(self, act: _Act, day: str) -> str:
        today = sum(
            1
            for recorded in self.journal.recent((Return.KIND,), _RECENT)
            if recorded.business_day == day
            and isinstance(recorded.fact, Return)
            and not recorded.fact.authorisation
        )
        reason = act.found.caps.objection(
            act.plan.total, own_store=act.found.own_store, today=today
        )
        return _approval(reason, act.who, act.approver)


@dataclass(frozen=True, slots=True)
class _Act:
    found: FoundPurchase
    plan: ReturnPlan
    shift: str
    who: StaffMember
    approver: StaffMember | None
    approved: str


def _approval(reason: str | None, who: StaffMember, approver: StaffMember | None) -> str:
    """The manager who agreed, "" when nobody need; the refusal names the limit passed."""
    if reason is None:
        return ""
    if approver is None:
        raise Refusal("approval_needed", reason=reason)
    return approve(who, Permission.RETURN_OVER_LIMIT, approver)


def _request(
    found: FoundPurchase, wishes: Sequence[ReturnWish], authorisation: str
) -> ReturnRequest:
    name = found.purchase.name
    return ReturnRequest(
        authorisation=authorisation,
        receipt=name.receipt,
        order=name.order,
        lines=tuple((wish.line_id, wish.quantity) for wish in wishes),
        entry_tag=name.entry_tag,
    )


def _fact(act: _Act, receipt: str) -> Return:
    name = act.found.purchase.name
    return Return(
        receipt=receipt,
        shift=act.shift,
        lines=act.plan.lines,
        refunds=act.plan.payout.refunds,
        rounding=act.plan.payout.rounding,
        proof=act.found.proof,
        receipt_returned=name.receipt,
        order=name.order,
        sold_total=act.plan.sold_total,
        approved_by=act.approved,
        entry_tag=name.entry_tag,
    )
