"""B4: a scan until its line is painted, against a bare repaint of the same window."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from endcap.bench.catalogue import gtin, size
from endcap.bench.open_till import open_till
from endcap.bench.row import Row
from endcap.bench.timing import percentile, undisturbed

if TYPE_CHECKING:
    from pos.till.app import TillApp
    from pos.till.viewmodels.till import TillViewModel

SCANS = 150
BASKET = 15  # lines before the next customer
PATIENCE_S = 5.0
BUDGETS = {0.5: 1.3, 0.99: 2.0}


def measure() -> list[Row]:
    with open_till() as (till, vm):
        return _measure(till, vm)


def _measure(till: TillApp, vm: TillViewModel) -> list[Row]:
    from shop.domain.codes import ScannedCode

    dice = random.Random(4)
    ours, floor = [], []
    with undisturbed():
        for number in range(SCANS + BASKET):
            if number % BASKET == 0:
                vm.basket.clear()
                _until_frame(till, till.window.update)
            bare = _until_frame(till, till.window.update)
            code = ScannedCode(str(gtin(dice.randrange(size()))), "]E0", "bench")
            scan = _until_frame(till, lambda code=code: till.scanned(code))  # type: ignore[misc]
            if number >= BASKET:  # the first basket warms caches and fonts
                floor.append(bare)
                ours.append(scan)
    return [_row(share, budget, ours, floor) for share, budget in BUDGETS.items()]


def _row(share: float, budget: float, ours: list[float], floor: list[float]) -> Row:
    figure, bare = percentile(ours, share), percentile(floor, share)
    ratio = round(figure / bare, 2)
    return Row(
        name=f"B4 scan to painted line, ms p{share * 100:.0f}",
        figure=round(figure * 1000, 2),
        floor=round(bare * 1000, 2),
        ratio=ratio,
        budget=budget,
        passed=ratio <= budget,
        note=f"{size():,} SKUs, {os.environ['QT_QPA_PLATFORM']}",
    )


def _until_frame(till: TillApp, act: Callable[[], object]) -> float:
    """Seconds from `act` to the end of the next frame."""
    from PySide6.QtCore import QCoreApplication

    painted: list[float] = []
    connection = till.window.frameSwapped.connect(lambda: painted.append(time.perf_counter()))
    began = time.perf_counter()
    act()
    while not painted:
        QCoreApplication.processEvents()
        if time.perf_counter() - began > PATIENCE_S:
            raise TimeoutError("no frame came")
    till.window.frameSwapped.disconnect(connection)
    return painted[0] - began
