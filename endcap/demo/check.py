"""Did the day end well? Journals against the ledger, stock against its facts. Command room."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from endcap.demo.store import STORE, DemoStore
from shop.domain.effects import stock_deltas
from shop.domain.facts import Recorded
from sync.local.connections import ReaderPool, connect
from sync.local.journal_reads import JournalReads
from sync.local.replica import LocalReplica
from sync.local.replica_writer import read_standing

JOURNAL, REPLICA = "journal.db", "replica.db"
PAGE = 1000


@dataclass(frozen=True, slots=True)
class DayCheck:
    """`made` entries lie in the terminals' journals; all of them must be in the ledger once."""

    made: int
    in_ledger: int
    doubled: int
    lost: int
    held: int
    stock_wrong: tuple[str, ...]

    @property
    def good(self) -> bool:
        wrong = (self.doubled, self.lost, self.held, len(self.stock_wrong))
        return not any(wrong) and self.made == self.in_ledger

    def lines(self) -> list[str]:
        return [
            f"entries made          {self.made:>6}",
            f"entries in the ledger {self.in_ledger:>6}",
            f"doubled               {self.doubled:>6}",
            f"lost                  {self.lost:>6}",
            f"held                  {self.held:>6}",
            f"stock differences     {len(self.stock_wrong):>6}",
            *(f"  {line}" for line in self.stock_wrong[:20]),
        ]


def journal_of(folder: Path) -> Sequence[Recorded]:
    """Every fact of a terminal whose process has ended."""
    pool = ReaderPool(folder / JOURNAL)
    try:
        return JournalReads(pool).after(0)
    finally:
        pool.close()


def opening_stock(store: DemoStore) -> dict[str, Decimal]:
    """On hand before the first fact, by SKU."""
    rows = store.ask(f"/v1/ledger/stock?store={STORE}")
    return {row["sku"]: Decimal(row["on_hand"]) for row in rows}


def wait_in_step(store: DemoStore, faces: Iterable[str], seconds: float = 20.0) -> None:
    """While they run: a face that ends before its last page of the feed shows older figures."""
    head = int(store.ask("/health")["feed"])
    replicas = [store.face_folder(name) / REPLICA for name in faces]
    until = time.monotonic() + seconds
    while any(_cursor(path) < head for path in replicas) and time.monotonic() < until:
        time.sleep(0.1)


def _cursor(replica: Path) -> int:
    with closing(connect(replica, readonly=True)) as connection:
        return read_standing(connection).cursor


def check_day(store: DemoStore, faces: Iterable[str], opening: dict[str, Decimal]) -> DayCheck:
    """Call it when the faces have ended and central still serves."""
    folders = [store.face_folder(name) for name in faces]
    journals = {folder.name: journal_of(folder) for folder in folders}
    made = [recorded for facts in journals.values() for recorded in facts]
    terminals = sorted({recorded.terminal for recorded in made})
    ledger = [row for terminal in terminals for row in _ledger_of(store, terminal)]
    times = Counter(row["entry"] for row in ledger)
    wrong = [
        *_stock_by_facts(store, opening, made),
        *(line for folder in folders for line in _stock_of_replica(store, folder)),
    ]
    return DayCheck(
        made=len(made),
        in_ledger=len(ledger),
        doubled=sum(count - 1 for count in times.values()),
        lost=sum(recorded.entry not in times for recorded in made),
        held=sum(bool(row["held"]) for row in ledger),
        stock_wrong=tuple(wrong),
    )


def _ledger_of(store: DemoStore, terminal: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    while True:
        path = f"/v1/ledger/entries?terminal={terminal}&after={len(rows)}&limit={PAGE}"
        page = store.ask(path)
        rows += page
        if len(page) < PAGE:
            return rows


def _stock_by_facts(
    store: DemoStore, opening: dict[str, Decimal], made: Sequence[Recorded]
) -> Iterable[str]:
    """Opening + Σ deltas of the journals must be what central says."""
    expected = dict(opening)
    for recorded in made:
        for delta in stock_deltas(recorded.fact):
            expected[delta.sku] = expected.get(delta.sku, Decimal(0)) + delta.quantity
    for sku, now in opening_stock(store).items():
        if now != expected.get(sku, Decimal(0)):
            yield f"{sku}: central has {now}, the facts make {expected.get(sku)}"


def _stock_of_replica(store: DemoStore, folder: Path) -> Iterable[str]:
    """What each terminal shows must be what central has, once everything is sent."""
    replica = LocalReplica(folder)
    try:
        for row in store.ask(f"/v1/ledger/stock?store={STORE}"):
            figure = replica.stock(row["sku"]).get(STORE)
            shown = (figure.on_hand, figure.held) if figure else (Decimal(0), Decimal(0))
            truth = (Decimal(row["on_hand"]), Decimal(row["held"]))
            if shown != truth:
                yield f"{folder.name} {row['sku']}: shows {shown}, central has {truth}"
    finally:
        replica.close()
