"""A journal in memory: the port's behaviour without a disk. Contract: tests/contracts."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from decimal import Decimal

from shop.actions.futures import failed, ready
from shop.domain.entry import GENESIS
from shop.domain.facts import Fact, Numbering, Recorded, Return, ShiftClosed, ShiftOpened
from shop.domain.receipt_of import receipt_number
from shop.domain.returns import PurchaseName
from shop.ports import Clock, JournalState


class FakeJournal:
    """Records at once, on the caller's thread. `confirmed` is what central has acknowledged."""

    def __init__(self, clock: Clock, terminal: str = "T1") -> None:
        self.clock = clock
        self.terminal = terminal
        self.epoch = 1
        self.entries: list[Recorded] = []
        self.notes: dict[str, str] = {}
        self.confirmed = 0
        self.fails: Exception | None = None
        self.trouble = ""
        self.listeners: list[Callable[[Recorded], None]] = []

    def record(self, build: Callable[[Numbering], Fact], *, staff: str) -> Future[Recorded]:
        if self.fails is not None:
            return failed(self.fails)
        numbering = self._numbering()
        try:
            fact = build(numbering)
        except Exception as error:
            return failed(error)
        entry = secrets.token_hex(16)
        recorded = Recorded(
            entry=entry,
            terminal=self.terminal,
            epoch=self.epoch,
            seq=numbering.seq,
            hash=hashlib.sha256((numbering.head + entry).encode()).hexdigest(),
            kind=fact.KIND,
            business_day=numbering.business_day,
            recorded_at=numbering.recorded_at,
            staff=staff,
            fact=fact,
        )
        self.entries.append(recorded)
        for listener in self.listeners:
            listener(recorded)
        return ready(recorded)

    def _numbering(self) -> Numbering:
        now = self.clock.now()
        printed = sum(bool(receipt_number(x)) for x in self.entries)
        return Numbering(
            terminal=self.terminal,
            epoch=self.epoch,
            seq=len(self.entries) + 1,
            receipt=f"{self.terminal}-{self.epoch}-{printed + 1:06d}",
            recorded_at=now,
            business_day=now.date().isoformat(),
            head=self.entries[-1].hash if self.entries else GENESIS,
        )

    def fact(self, entry: str) -> Recorded | None:
        return next((x for x in self.entries if x.entry == entry), None)

    def by_receipt(self, receipt: str) -> Recorded | None:
        return next((x for x in self.entries if receipt and receipt_number(x) == receipt), None)

    def of_shift(self, shift: str) -> Sequence[Recorded]:
        for at, recorded in enumerate(self.entries):
            if isinstance(recorded.fact, ShiftOpened) and recorded.fact.shift == shift:
                return self.entries[at:]
        return ()

    def open_shift(self) -> Recorded | None:
        for recorded in reversed(self.entries):
            if isinstance(recorded.fact, ShiftClosed):
                return None
            if isinstance(recorded.fact, ShiftOpened):
                return recorded
        return None

    def last_shift_number(self) -> int:
        closed = [x.fact.number for x in self.entries if isinstance(x.fact, ShiftClosed)]
        return closed[-1] if closed else 0

    def recent(self, kinds: Sequence[str], limit: int) -> Sequence[Recorded]:
        return [x for x in reversed(self.entries) if x.kind in kinds][:limit]

    def returned(self, of: PurchaseName) -> Mapping[str, Decimal]:
        found: dict[str, Decimal] = {}
        for recorded in self.entries:
            fact = recorded.fact
            if isinstance(fact, Return) and of.may_be_of(fact):
                for line in fact.lines:
                    found[line.line_id] = found.get(line.line_id, Decimal(0)) + line.quantity
        return found

    def state(self) -> JournalState:
        seq = len(self.entries)
        waiting = seq - self.confirmed
        oldest: datetime | None = self.entries[self.confirmed].recorded_at if waiting else None
        head = self.entries[-1].hash if self.entries else GENESIS
        return JournalState(self.epoch, seq, head, waiting, oldest)

    def put_note(self, key: str, text: str) -> Future[None]:
        if self.fails is not None:
            return failed(self.fails)
        self.notes[key] = text
        return ready(None)

    def note(self, key: str) -> str | None:
        return self.notes.get(key)
