"""F6: the disk says no at any durable call while a till sells: what was said is what is there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sync.local import head_file
from sync.local.journal import NAME
from tests.fakes.terminals import reopen
from tests.faults.till_day import sell_on
from tests.faults.tools import Tell
from tests.faults.traced import copied, fresh, run_day

SALES = 6
FILES = (NAME, f"{NAME}-wal", head_file.NAME)
Point = tuple[str, str, int]


def points(last: dict[str, int]) -> list[Point]:
    return [
        (call, error, n)
        for call, most in last.items()
        for error in ("EIO", "ENOSPC")
        for n in range(1, most + 1)
    ]


def check(folder: Path, said: list[str]) -> None:
    journal = reopen(folder)
    try:
        kept = {r.entry for r in journal.recent(["sale"], 10_000)}
        assert kept == {word for word in said if not word.startswith("fault")}
    finally:
        journal.close()


def sweep(base: Path, scratch: Path, todo: list[Point]) -> str:
    faults: Counter[str] = Counter()
    for call, error, when in todo:
        folder = copied(base, scratch / "run")
        inject = f"inject={call}:error={error}:when={when}"
        ours = [word for name in FILES for word in ("-P", str(folder / name))]  # not the pipe
        trace = (*ours, "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
        outcome = run_day(folder, SALES, *trace, target=sell_on)
        assert len(outcome.said) == SALES
        assert outcome.closed
        check(folder, outcome.said)
        faults.update(word for word in outcome.said if word.startswith("fault"))
    told = ", ".join(f"{count} × {word}" for word, count in sorted(faults.items())) or "none told"
    return f"{len(todo)} refused calls: nothing said was untrue ({told})"


def test_some_refused_calls(tmp_path: Path, tell: Tell) -> None:
    base = fresh(tmp_path / "base")
    every = points({"pwrite64": 40, "fdatasync": 6})
    tell(sweep(base, tmp_path, every[:: len(every) // 12]))


@pytest.mark.soak
def test_every_refused_call(quick_disk: Path, tell: Tell) -> None:
    base = fresh(quick_disk / "base")
    tell(sweep(base, quick_disk, points({"pwrite64": 60, "fdatasync": 8, "write": 12})))
