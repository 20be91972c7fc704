"""B6: memory of a till after a day's script, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

from endcap.bench.catalogue import size, snapshot
from endcap.bench.row import Row

BUDGET_MIB = 160


def measure() -> list[Row]:
    snapshot(size())  # made here, or its making would count
    day = subprocess.run(
        [sys.executable, "-m", "endcap.bench.till_day"],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    told = json.loads(day.stdout.splitlines()[-1])
    return [
        Row(
            name="B6 memory of a till after a day, RSS MiB",
            figure=told["evening"],
            floor=told["morning"],
            ratio=round(told["evening"] / told["morning"], 2),
            budget=BUDGET_MIB,
            passed=told["evening"] <= BUDGET_MIB,
            note=f"{size():,} SKUs, {told['did']}; floor: as the shift opens",
        )
    ]
