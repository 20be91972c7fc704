"""F1: a till killed at any moment keeps every sale it has confirmed, and no half one."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.fakes.terminals import new_journal, reopen
from tests.faults.tools import strace, writer


def confirmed(output: bytes) -> list[str]:
    """Whole lines only: a torn last one was never read by anybody."""
    return [line for line in output.decode().split("\n")[1:-1] if line]


def check(folder: Path, acknowledged: list[str]) -> int:
    """Opens and proves the journal; gives how many were durable but unconfirmed."""
    journal = reopen(folder)
    try:
        lost = [entry for entry in acknowledged if journal.fact(entry) is None]
        assert lost == []
        receipts = [r.fact.receipt for r in journal.recent(["sale"], 10_000)]  # type: ignore[union-attr]
        count = len(receipts)
        assert receipts == [f"T1-1-{n:06d}" for n in range(count, 0, -1)]
        return count
    finally:
        journal.close()


@pytest.mark.parametrize("seed", range(3))
def test_kill_at_random_moments_again_and_again(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    new_journal(tmp_path).close()
    acknowledged: list[str] = []
    for _ in range(4):
        process = writer(tmp_path, 100_000)
        assert process.stdout is not None
        ready = process.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.15))
        process.kill()
        rest, _ = process.communicate()
        acknowledged += confirmed(ready + rest)
        sales = check(tmp_path, acknowledged)
        assert 0 <= sales - len(acknowledged) <= 4  # at most one unconfirmed for each kill
    assert acknowledged


@pytest.mark.parametrize(
    ("call", "when"),
    [("pwrite64", n) for n in (2, 5, 9, 14)] + [("fdatasync", n) for n in (1, 2, 3)],
)
def test_kill_at_a_durable_call(tmp_path: Path, call: str, when: int) -> None:
    """A few points of the sweep; `make soak` walks all of them."""
    new_journal(tmp_path).close()
    inject = f"inject={call}:signal=KILL:when={when}"
    trace = strace("-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
    process = writer(tmp_path, 3, *trace)
    output, _ = process.communicate(timeout=60)
    acknowledged = confirmed(output)
    assert check(tmp_path, acknowledged) - len(acknowledged) in (0, 1)


def test_one_fsync_for_each_sale(tmp_path: Path) -> None:
    """Between two confirmations there is exactly one sync of the journal's WAL (B3)."""
    new_journal(tmp_path).close()
    log = tmp_path / "trace.txt"
    trace = strace("-y", "-o", str(log), "-e", "trace=fsync,fdatasync,write")
    process = writer(tmp_path, 20, *trace)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors.decode()
    lines = log.read_text().splitlines()
    marks = [
        i for i, line in enumerate(lines) if "write(1<" in line and len(line.split('"')[1]) > 30
    ]
    assert len(marks) == len(confirmed(output)) == 20
    syncs = [sum("sync(" in line for line in lines[a + 1 : b]) for a, b in pairwise(marks)]
    assert syncs == [1] * 19
    assert all("journal.db-wal" in x for x in lines[marks[0] : marks[-1]] if "sync(" in x)
