"""B1: a scanned number to a whole item, against the same query on a bare connection."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from pathlib import Path

from endcap.bench.catalogue import gtin, size, snapshot
from endcap.bench.row import Row
from endcap.bench.timing import percentile, undisturbed
from sync.local.replica import NAME, LocalReplica
from sync.local.replica_catalogue import FIND

SCANS = 5_000
BUDGET = 2.0


def measure() -> list[Row]:
    count = size()
    file = snapshot(count)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / NAME).symlink_to(file)
        return _measure(Path(folder), count)


def _measure(folder: Path, count: int) -> list[Row]:
    dice = random.Random(1)
    codes = [gtin(dice.randrange(count)) for _ in range(SCANS)]
    replica = LocalReplica(folder)
    bare = sqlite3.connect(f"file:{folder / NAME}?mode=ro", uri=True)
    bare.execute("PRAGMA cache_size=-8192")
    ours, floor = [], []
    try:
        with undisturbed():
            for code in codes:  # once to warm both caches, then interleaved
                bare.execute(FIND, (code,)).fetchone()
                replica.find(code)
            for code in codes:
                began = time.perf_counter()
                bare.execute(FIND, (code,)).fetchone()
                middle = time.perf_counter()
                found = replica.find(code)
                ended = time.perf_counter()
                assert found is not None
                floor.append((middle - began) * 1e6)
                ours.append((ended - middle) * 1e6)
    finally:
        bare.close()
        replica.close()
    return [_row(share, ours, floor, count) for share in (0.5, 0.99)]


def _row(share: float, ours: list[float], floor: list[float], count: int) -> Row:
    figure, raw = percentile(ours, share), percentile(floor, share)
    ratio = round(figure / raw, 2)
    judged = share == 0.5
    return Row(
        name=f"B1 scan to item, us p{share * 100:.0f}",
        figure=round(figure, 1),
        floor=round(raw, 1),
        ratio=ratio,
        budget=BUDGET,
        passed=ratio <= BUDGET or not judged,
        note=f"{count:,} SKUs" + ("" if judged else ", for information"),
    )
