"""B5: from the start of the process to a till that one can sign in to, against importing Qt.

Each start is a process of its own; starts and floors alternate.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from endcap.bench.catalogue import size
from endcap.bench.row import Row
from endcap.bench.terminal import make_till
from endcap.bench.timing import percentile

STARTS = 9
BUDGET = 2.5
FLOOR = "import PySide6.QtGui"


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        make_till(Path(folder), size())
        start = ["-m", "endcap.bench.first_frame", folder]
        _run(start)  # once to warm the file cache and Python's bytecode
        ours, floor = [], []
        for _ in range(STARTS):
            floor.append(_run(["-c", FLOOR]))
            ours.append(_run(start))
    figure, bare = percentile(ours, 0.5), percentile(floor, 0.5)
    ratio = round(figure / bare, 2)
    return [
        Row(
            name="B5 start to sign-in, ms",
            figure=round(figure * 1000),
            floor=round(bare * 1000),
            ratio=ratio,
            budget=BUDGET,
            passed=ratio <= BUDGET,
            note=f"{size():,} SKUs",
        )
    ]


def _run(arguments: list[str]) -> float:
    """Seconds of wall time of one process."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, env={**os.environ, **offscreen})
    return time.perf_counter() - began
