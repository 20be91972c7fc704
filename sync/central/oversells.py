"""Who sold what was not there, when, and what was known then: an oversell's evidence. Central room.

Pure: from the uploads that brought it. How much there is now stands in the exception already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from shop.domain.facts import HandedOver, Sale
from sync.central.exceptions import Raised
from sync.central.folds import Effects
from sync.central.receive import Received
from sync.central.units import quantity, thousandths


@dataclass(frozen=True, slots=True)
class Came:
    """What one terminal of a store brought."""

    store: str
    terminal: str
    entries: Sequence[Received]


@dataclass(frozen=True, slots=True)
class _Sold:
    one: Came
    entry: Received
    receipt: str
    amount: int


def explained(
    raised: Iterable[Raised], effects: Effects, came: Iterable[Came], now: datetime
) -> list[Raised]:
    """The same, with evidence for each oversell of goods that somebody sold just now."""
    found = list(raised)
    if not any(x.cause == "oversell" for x in found):
        return found
    sold = {subject: x for one in came for subject, x in _sold(one)}
    return [
        _with(x, sold[x.subject], effects, now)
        if x.cause == "oversell" and x.subject in sold
        else x
        for x in found
    ]


def _sold(one: Came) -> Iterator[tuple[str, _Sold]]:
    """By store and SKU; of several the last counts."""
    for entry in one.entries:
        sale = _sale_of(entry)
        for item in sale.items if sale is not None else ():
            amount = thousandths(item.quantity)
            yield f"{one.store}/{item.sku}", _Sold(one, entry, sale.receipt, amount)


def _sale_of(entry: Received) -> Any:
    """The sale it tells of, or its twin (`sync.central.light`); None when it had no effect."""
    fact = entry.fact if entry.fact is not None else entry.light
    if entry.trouble or entry.kind not in (Sale.KIND, HandedOver.KIND):
        return None
    return getattr(fact, "sale", None) or fact


def _with(raised: Raised, sold: _Sold, effects: Effects, now: datetime) -> Raised:
    """`before` is what central had before these uploads; `catalogue` how far the till had heard
    of central when it sold; `heard` when central heard of the sale."""
    store, _, sku = raised.subject.partition("/")
    moved, _ = effects.stock.get((store, sku), (0, 0))
    entry = sold.entry
    evidence = {
        **raised.evidence,
        "before": str(Decimal(raised.evidence["on_hand"]) - quantity(moved)),
        "sold": str(quantity(sold.amount)),
        "receipt": sold.receipt,
        "staff": entry.staff,
        "at": entry.at.isoformat() if entry.at is not None else "",
        "heard": now.isoformat(),
        "catalogue": str(getattr(_sale_of(entry), "catalogue_cursor", "")),
    }
    return replace(raised, evidence=evidence, terminal=sold.one.terminal, entry=entry.entry)
