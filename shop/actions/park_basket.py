"""Put a basket aside and take it up again, on this terminal. Actions room: ports only.

A parked basket is its SKUs and quantities: prices are looked up again when it comes back.
"""

from __future__ import annotations

import json
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from shop.actions.futures import then
from shop.domain.basket import Basket
from shop.errors import Refusal
from shop.ports import Clock, Journal, Replica

_NOTE = "parked"
MOST = 20


@dataclass(frozen=True, slots=True)
class Parked:
    """`lines` are (SKU, quantity) in the order of scanning."""

    basket: str
    label: str
    at: datetime
    lines: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Resumed:
    """`missing` lists SKUs that the catalogue no longer has: say so, do not drop silently."""

    basket: Basket
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParkBasket:
    journal: Journal
    replica: Replica
    clock: Clock

    def parked(self) -> tuple[Parked, ...]:
        """The oldest first."""
        return _read(self.journal.note(_NOTE))

    def park(self, basket: Basket, label: str = "") -> Future[Parked]:
        kept = self.parked()
        if not basket.lines:
            raise Refusal("basket_empty")
        if len(kept) >= MOST:
            raise Refusal("too_many_parked", most=MOST)
        lines = tuple((x.item.sku, x.quantity) for x in basket.lines)
        parked = Parked(basket.basket_id, label.strip(), self.clock.now(), lines)
        others = tuple(x for x in kept if x.basket != basket.basket_id)
        return then(self._write((*others, parked)), lambda _: parked)

    def resume(self, basket: str) -> Future[Resumed]:
        found = next((x for x in self.parked() if x.basket == basket), None)
        if found is None:
            raise Refusal("parked_unknown", basket=basket)
        resumed = rebuild(self.replica, found.basket, found.lines)
        rest = tuple(x for x in self.parked() if x.basket != basket)
        return then(self._write(rest), lambda _: resumed)

    def _write(self, parked: tuple[Parked, ...]) -> Future[None]:
        rows = [
            [x.basket, x.label, x.at.isoformat(), [[sku, str(n)] for sku, n in x.lines]]
            for x in parked
        ]
        return self.journal.put_note(_NOTE, json.dumps(rows))


def rebuild(replica: Replica, basket_id: str, lines: tuple[tuple[str, Decimal], ...]) -> Resumed:
    """A basket from SKUs: a parked one, or one carried by a basket slip."""
    basket, missing = Basket(basket_id), []
    for sku, quantity in lines:
        item = replica.item(sku)
        if item is None:
            missing.append(sku)
        else:
            basket, _ = basket.add(item, quantity)
    return Resumed(basket, tuple(missing))


def _read(text: str | None) -> tuple[Parked, ...]:
    """A note that cannot be read holds nothing; the till must open all the same."""
    try:
        return tuple(
            Parked(
                str(basket),
                str(label),
                datetime.fromisoformat(at),
                tuple((str(sku), Decimal(n)) for sku, n in lines),
            )
            for basket, label, at, lines in json.loads(text or "[]")
        )
    except (ValueError, TypeError, InvalidOperation):
        return ()
