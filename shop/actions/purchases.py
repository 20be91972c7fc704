"""A purchase as this terminal itself knows it: from its journal, an order or a slip.

Actions room: ports only; used by `find_purchase` and `accept_return`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from shop.domain.catalogue import text_in
from shop.domain.entry import entry_tag
from shop.domain.facts import Recorded, Return, Sale
from shop.domain.order import Order, OrderState, Paid
from shop.domain.returns import PurchaseName, running_share
from shop.domain.slip import ReceiptSlip
from shop.domain.tender import TenderKind
from shop.ports import Journal, Purchase, PurchaseLine, Replica

_RECENT_RETURNS = 500


def from_sale(recorded: Recorded, sale: Sale, store: str) -> Purchase:
    return Purchase(
        receipt=sale.receipt,
        order=sale.order,
        sold_at=recorded.recorded_at,
        store=store,
        lines=tuple(
            PurchaseLine(x.line_id, x.sku, x.title, x.quantity, x.total) for x in sale.items
        ),
        tenders=tuple((t.kind.value, t.amount) for t in sale.tenders),
        entry_tag=entry_tag(recorded.entry),
    )


def from_order(order: Order, language: str) -> Purchase:
    """Only what was handed over can come back."""
    handed = [x.at for x in order.history if x.state is OrderState.HANDED_OVER]
    kind = TenderKind.ONLINE if order.paid is Paid.ONLINE else TenderKind.CASH
    return Purchase(
        receipt="",
        order=order.order,
        sold_at=handed[-1] if handed else order.placed_at,
        store=order.store,
        lines=tuple(
            PurchaseLine(
                line.line_id,
                line.sku,
                text_in(line.titles, language),
                line.handed_over,
                running_share(line.total, line.quantity, line.handed_over),
                line.returned,
            )
            for line in order.lines
            if line.handed_over
        ),
        tenders=((kind.value, order.total),),
    )


def from_slip(slip: ReceiptSlip, store: str) -> Purchase:
    """The slip's own lines. Their SKU is not on it: goods are matched when scanned."""
    kinds = (TenderKind.CASH,) * slip.paid_cash + (TenderKind.ONLINE,) * slip.paid_online
    return Purchase(
        receipt=slip.receipt,
        order="",
        sold_at=slip.issued,
        store=store,
        lines=tuple(PurchaseLine(str(x.line), "", "", x.quantity, x.total) for x in slip.lines),
        tenders=((kinds[0].value, slip.total),) if len(kinds) == 1 else (),
        entry_tag=slip.entry_tag.hex(),
    )


def with_returned(purchase: Purchase, returned: Mapping[str, Decimal]) -> Purchase:
    """The same with at least these quantities marked as taken back."""
    lines = tuple(
        replace(x, returned=max(x.returned, returned.get(x.line_id, Decimal(0))))
        for x in purchase.lines
    )
    return replace(purchase, lines=lines)


def known_returned(journal: Journal, replica: Replica, of: PurchaseName) -> dict[str, Decimal]:
    """Per line, the most this terminal can be sure of: what central told plus what it cannot
    know of yet, and never less than what we took back ourselves."""
    told = replica.returned(of)
    ours = journal.returned(of)
    waiting = unsent_returns(journal, of)
    none = Decimal(0)
    return {
        line: max(told.get(line, none) + waiting.get(line, none), ours.get(line, none))
        for line in {*told, *ours, *waiting}
    }


def unsent_returns(
    journal: Journal, of: PurchaseName, *, authorised: bool = True
) -> dict[str, Decimal]:
    """Our own returns that central has not confirmed; without `authorised`, only those it never
    heard of: what it agreed to, it keeps reserved and counts already."""
    state = journal.state()
    confirmed = state.seq - state.waiting
    found: dict[str, Decimal] = {}
    for recorded in journal.recent((Return.KIND,), _RECENT_RETURNS):
        fact = recorded.fact
        if not isinstance(fact, Return) or not _beyond(recorded, state.epoch, confirmed):
            continue
        if fact.authorisation and not authorised:
            continue
        if of.may_be_of(fact):
            for line in fact.lines:
                found[line.line_id] = found.get(line.line_id, Decimal(0)) + line.quantity
    return found


def _beyond(recorded: Recorded, epoch: int, confirmed: int) -> bool:
    return recorded.epoch == epoch and recorded.seq > confirmed
