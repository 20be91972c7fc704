"""A terminal's replica as a dictionary: topic and key to value, and where it stands.

Overlaid with the terminal's own unpushed facts exactly as the real one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from shop.domain.catalogue import StockFigure
from shop.domain.order import Order
from shop.domain.slip_keys import SlipKey
from sync.local.pending import Pending
from sync.local.replica_orders import folded
from sync.local.replica_rows import Touched
from sync.local.replica_schema import Standing
from sync.protocol.codec import decode, encode
from sync.protocol.messages import Change

EMPTY = Standing("", 0, None, "")


@dataclass(frozen=True, slots=True)
class Snapshot:
    standing: Standing
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """What stands for the downloaded file; `info` has what the agent reads of it."""

    timeline: str
    cursor: int
    snapshot: Snapshot


def write_snapshot(snapshot: Snapshot) -> bytes:
    return encode(snapshot)


def read_snapshot(body: bytes) -> tuple[Any, Any]:
    snapshot = decode(body, Snapshot)
    standing = snapshot.standing
    return SnapshotFile(standing.timeline, standing.cursor, snapshot), snapshot


def name_of(change: Change) -> str:
    return f"{change.topic}|{change.key}"


class DictReplica:
    """Plays LocalReplica for the agent; survives a crash, as its file would."""

    damaged = False

    def __init__(self, snapshot: Snapshot, pending: Pending) -> None:
        self._standing = snapshot.standing
        self.values = dict(snapshot.values)
        self.pending = pending

    def image(self) -> Snapshot:
        return Snapshot(self._standing, dict(self.values))

    def standing(self) -> Standing:
        return self._standing

    def store(self) -> str:
        return self._standing.store

    def apply(
        self, changes: Sequence[Change], standing: Standing, *, passing_over: bool = False
    ) -> Touched:
        touched = Touched()
        for change in changes:
            if change.value is None:
                self.values.pop(name_of(change), None)
            else:
                self.values[name_of(change)] = change.value
            if change.topic == "order":
                touched.orders.add(change.key)
        self._standing = standing
        return touched

    def swap(self, snapshot: Any) -> None:
        assert isinstance(snapshot, Snapshot)
        self._standing = snapshot.standing
        self.values = dict(snapshot.values)

    def figure(self, store: str, sku: str) -> StockFigure | None:
        """As a screen shows it: central's word and what it does not know yet."""
        text = self.values.get(f"stock|{store}/{sku}")
        if text is None:
            return None
        figure = decode(text, StockFigure)
        own = self.pending.deltas().get(sku)
        if own is None or store != self.store():
            return figure
        return replace(figure, on_hand=figure.on_hand + own.quantity, held=figure.held + own.held)

    def slip_key(self, key_id: int) -> SlipKey | None:
        text = self.values.get(f"slip_key|{key_id}")
        return decode(text, SlipKey) if text else None

    def open_orders(self) -> list[Order]:
        own = self.pending.orders()
        codes = [key.partition("|")[2] for key in self.values if key.startswith("order|")]
        codes += [code for code in own if f"order|{code}" not in self.values]
        found = (self.order(code) for code in codes)
        return [x for x in found if x is not None and x.open and x.store == self.store()]

    def order(self, code: str) -> Order | None:
        text = self.values.get(f"order|{code}")
        return folded(decode(text, Order) if text else None, self.pending.orders().get(code, ()))

    def held_own(self) -> Decimal:
        return sum((x.held for x in self.pending.deltas().values()), Decimal(0))
