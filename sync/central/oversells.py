"""Who sold what was not there, when, and what was known then: an oversell's evidence. Central room.

Pure: from the uploads that brought it. How much there is now stands in the exception already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

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
    entry: str
    receipt: str
    amount: int


def explained(
    raised: Iterable[Raised], effects: Effects, came: Iterable[Came], now: datetime
) -> list[Raised]:
    """The same, with evidence for each oversell of goods that somebody sold just now."""
    found = list(raised)
    if not any(x.cause == "oversell" for x in found):
        return found
    by_entry = {entry.entry: (one, entry) for one in came for entry in one.entries}
    sold = {
        f"{by_entry[x.entry][0].store}/{sku}": x for sku, x in _sold(effects) if x.entry in by_entry
    }
    return [
        _with(x, sold[x.subject], *by_entry[sold[x.subject].entry], effects, now)
        if x.cause == "oversell" and x.subject in sold
        else x
        for x in found
    ]


def _sold(effects: Effects) -> Iterator[tuple[str, _Sold]]:
    """By SKU; of several the last counts."""
    for row in effects.plain_lines:
        entry, _, receipt, sku, _, amount, _ = row
        assert isinstance(amount, int)
        yield str(sku), _Sold(str(entry), str(receipt), amount)
    for bought in effects.bought:
        for item in bought.items:
            yield item.sku, _Sold(bought.entry, bought.receipt, thousandths(item.quantity))


def _with(
    raised: Raised, sold: _Sold, one: Came, entry: Received, effects: Effects, now: datetime
) -> Raised:
    """`before` is what central had before these uploads; `catalogue` how far the till had heard
    of central when it sold; `heard` when central heard of the sale."""
    store, _, sku = raised.subject.partition("/")
    moved, _ = effects.stock.get((store, sku), (0, 0))
    told = entry.fact if entry.fact is not None else entry.light
    sale = getattr(told, "sale", None) or told
    evidence = {
        **raised.evidence,
        "before": str(Decimal(raised.evidence["on_hand"]) - quantity(moved)),
        "sold": str(quantity(sold.amount)),
        "receipt": sold.receipt,
        "staff": entry.staff,
        "at": entry.at.isoformat() if entry.at is not None else "",
        "heard": now.isoformat(),
        "catalogue": str(getattr(sale, "catalogue_cursor", "")),
    }
    return replace(raised, evidence=evidence, terminal=one.terminal, entry=entry.entry)
