"""A counted, received or broken difference of stock. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from decimal import Decimal

from shop.actions.allow import allow
from shop.actions.futures import then
from shop.domain.facts import Recorded, StockAdjusted
from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal
from shop.ports import Journal, Replica

REASONS = ("received", "counted", "damaged", "stolen", "other")


@dataclass(frozen=True, slots=True)
class StockChange:
    """Which figure on screen is old now."""

    sku: str
    quantity: Decimal
    recorded: Recorded


def adjust_stock(
    journal: Journal,
    replica: Replica,
    sku: str,
    quantity: Decimal,
    reason: str,
    who: StaffMember,
) -> Future[StockChange]:
    """`quantity` is the signed difference, never the new figure."""
    allow(who, Permission.SETTLE)
    if replica.item(sku) is None:
        raise Refusal("sku_unknown", sku=sku)
    if not quantity:
        raise Refusal("quantity_zero")
    if reason not in REASONS:
        raise Refusal("reason_unknown", reason=reason)
    fact = StockAdjusted(sku, quantity, reason)
    recorded = journal.record(lambda _: fact, staff=who.staff)
    return then(recorded, lambda done: StockChange(sku, quantity, done))
