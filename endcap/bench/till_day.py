"""A till's day: scans, searches, sales, panels. Prints its memory. For B6. Command room."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from endcap.bench.catalogue import gtin, size, vocabulary
from endcap.bench.open_till import open_till, wait

if TYPE_CHECKING:
    from pos.till.app import TillApp
    from pos.till.viewmodels.till import TillViewModel

SALES, LINES, SEARCHES = 50, 8, 120


def main() -> int:
    with open_till() as (till, vm):
        morning = resident()
        dice = random.Random(6)
        words = vocabulary(random.Random(20261121))
        for _ in range(SALES):
            _sell(till, vm, dice)
        for _ in range(SEARCHES):
            _search(vm, dice.choice(words[:4000]))
        for panel in ("receipts", "pickup", "return", "shift"):
            vm.show(panel)
            _frames(till, 3)
            vm.escape()
        did = f"{SALES * LINES} scans, {SALES} sales, {SEARCHES} searches"
        print(json.dumps({"morning": morning, "evening": resident(), "did": did}))
    return 0


def resident() -> int:
    """MiB of this process that are in memory now."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    kib = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return round(int(kib) / 1024)


def _sell(till: TillApp, vm: TillViewModel, dice: random.Random) -> None:
    from shop.domain.codes import ScannedCode

    for _ in range(LINES):
        till.scanned(ScannedCode(str(gtin(dice.randrange(size()))), "]E0", "bench"))
        _frames(till, 1)
    vm.primary()
    vm.primary()
    wait(lambda: vm.panel == "done")
    _frames(till, 1)
    vm.primary()


def _search(vm: TillViewModel, word: str) -> None:
    for end in range(2, len(word) + 1):
        vm.typed(word[:end])
    wait(lambda: vm.basket.searched)
    vm.typed("")


def _frames(till: TillApp, count: int) -> None:
    painted: list[None] = []
    connection = till.window.frameSwapped.connect(lambda: painted.append(None))
    for number in range(count):
        till.window.update()
        wait(lambda number=number: len(painted) > number)  # type: ignore[misc]
    till.window.frameSwapped.disconnect(connection)


if __name__ == "__main__":
    sys.exit(main())
