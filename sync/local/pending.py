"""Own facts that the replica does not contain yet: the overlay on stock and orders.

Local room: memory only. It is read from the journal at start, grows in the same breath as
the journal, and is dropped when the replica's cursor has passed the one central answered.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from decimal import Decimal

from shop.domain.effects import StockDelta, order_of, stock_deltas
from shop.domain.facts import Recorded
from sync.local.journal_schema import number


class Pending:
    """Safe from any thread. `acked` is the last n that central is known to hold."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._facts: dict[int, Recorded] = {}
        self._marks: list[tuple[int, int]] = []
        self.acked = 0

    def add(self, recorded: Recorded) -> None:
        if stock_deltas(recorded.fact) or order_of(recorded.fact):
            with self._lock:
                self._facts[number(recorded.epoch, recorded.seq)] = recorded

    def reset(self, facts: Iterable[Recorded], acked: int) -> None:
        """Start over: at opening, and when central's history changed under us."""
        with self._lock:
            self._facts.clear()
            self._marks.clear()
            self.acked = acked
        for recorded in facts:
            self.add(recorded)

    def mark(self, n: int, cursor: int) -> None:
        """Central holds everything up to `n`, and its feed shows it from `cursor` on."""
        with self._lock:
            self.acked = max(self.acked, n)
            self._marks.append((n, cursor))

    def settle(self, cursor: int) -> int:
        """The replica stands at `cursor`; returns the last n it now contains, or 0."""
        with self._lock:
            done = max((n for n, at in self._marks if at <= cursor), default=0)
            self._marks = [(n, at) for n, at in self._marks if at > cursor]
            for n in [n for n in self._facts if n <= done]:
                del self._facts[n]
            return done

    def deltas(self, *, unacked: bool = False) -> Mapping[str, StockDelta]:
        """By SKU. `unacked` leaves out what central holds already: for its live answers."""
        with self._lock:
            facts = [fact for n, fact in self._facts.items() if not unacked or n > self.acked]
        sums: dict[str, StockDelta] = {}
        for recorded in facts:
            for delta in stock_deltas(recorded.fact):
                before = sums.get(delta.sku, StockDelta(delta.sku))
                sums[delta.sku] = StockDelta(
                    delta.sku, before.quantity + delta.quantity, before.held + delta.held
                )
        return sums

    def orders(self) -> Mapping[str, tuple[Recorded, ...]]:
        """Facts by the order they speak of, oldest first."""
        by_order: dict[str, tuple[Recorded, ...]] = {}
        with self._lock:
            facts = sorted(self._facts.items())
        for _, recorded in facts:
            if code := order_of(recorded.fact):
                by_order[code] = (*by_order.get(code, ()), recorded)
        return by_order

    def available(self, sku: str) -> Decimal:
        """What to add to central's available figure of this store."""
        delta = self.deltas().get(sku)
        return delta.quantity - delta.held if delta else Decimal(0)

    def __len__(self) -> int:
        return len(self._facts)
