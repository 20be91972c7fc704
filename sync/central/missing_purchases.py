"""Goods that came back on a receipt whose purchase central does not have. Central room: SQL.

It may still be on its way from the terminal that sold it, and settles this when it comes; or that
terminal lost it with its disk, and then nothing bounds what was paid out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from shop.domain.entry import entry_tag
from shop.domain.facts import Recorded, Return
from sync.central import exceptions, purchases
from sync.central.exceptions import Raised
from sync.central.folds import Told, bought_of, receipt_scope, scope_of

CAUSE = "purchase_missing"
ARRIVED = "its purchase arrived"


@dataclass(slots=True)
class Seen:
    """What a look at some entries saw: names of what was bought, and by scope what came back."""

    bought: set[str] = field(default_factory=set)
    back: dict[str, Raised] = field(default_factory=dict)

    def add(self, row: Row[Any], recorded: Recorded) -> None:
        fact = recorded.fact
        bought = bought_of(
            Told(row.entry, row.store, row.terminal, row.staff, recorded.recorded_at, fact)
        )
        if bought is not None:
            self.bought |= _names(bought.receipt, bought.entry)
        if isinstance(fact, Return) and not fact.order:
            refunded = sum(line.refund.minor for line in fact.lines)
            evidence = {"receipt": fact.receipt_returned, "refunded": str(refunded)}
            scope = scope_of(fact)
            raised = Raised(CAUSE, scope, row.store, evidence, row.terminal, row.entry)
            self.back[scope] = raised


def record(connection: Connection, seen: Seen, now: datetime) -> None:
    """A purchase settles what missed it; what came back is told when nothing was bought."""
    exceptions.settle_by_central(connection, CAUSE, sorted(seen.bought), ARRIVED, now)
    receipts = {raised.evidence["receipt"] for raised in seen.back.values()}
    known = {
        name
        for entry, receipt in purchases.named(connection, receipts)
        for name in _names(receipt, entry)
    }
    missing = [raised for scope, raised in sorted(seen.back.items()) if scope not in known]
    exceptions.record(connection, missing, now)


def _names(receipt: str, entry: str) -> set[str]:
    return {receipt_scope(receipt, ""), receipt_scope(receipt, entry_tag(entry))}
