"""A till killed anywhere while it prunes opens again, proven, with all that it kept (F1, R3)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sync.local.journal_inspect import inspected
from tests.fakes.pruning import prune_all
from tests.fakes.terminals import new_journal, reopen, sold
from tests.faults.pruner import BATCH
from tests.faults.test_kill import confirmed
from tests.faults.tools import ROOT, Tell, strace

FILLED, HELD = 12, 10


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    journal = new_journal(folder)
    for _ in range(FILLED - 1):
        journal.record(sold(), staff="ann").result()
    journal.close()
    return folder


def killed(folder: Path, call: str, when: int) -> tuple[list[str], bool]:
    """What it had confirmed, and whether it came to its end."""
    inject = f"inject={call}:signal=KILL:when={when}"
    trace = strace("-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
    command = [*trace, sys.executable, "-m", "tests.faults.pruner", str(folder), str(HELD)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    if done.returncode == 0:
        return confirmed(done.stdout + b"\n"), True
    return confirmed(done.stdout), False


def check(folder: Path, acknowledged: list[str]) -> int:
    """Opens and proves it; gives up to where it was pruned."""
    journal = reopen(folder)
    try:
        assert [x for x in acknowledged if journal.fact(x) is None] == []
        last = journal.reads.epochs()[0][1]
        here = journal.reads.pruned().get(1, 1)
        kept = [journal.reads.hash_at(1, seq) is not None for seq in range(1, last + 1)]
        assert kept == [seq == 1 or seq >= here for seq in range(1, last + 1)]
        assert (here - 1) % BATCH == 0  # a batch is gone, or it is there
        assert prune_all(journal, HELD) == HELD - here
        made = journal.record(sold(), staff="ann").result()
        assert made.fact.receipt == f"T1-1-{made.seq - 1:06d}"  # type: ignore[union-attr]
    finally:
        journal.close()
    with inspected(folder) as now:
        now.check()
    return here


def swept(filled: Path, tmp_path: Path, points: list[tuple[str, int]]) -> tuple[int, set[int]]:
    found: set[int] = set()
    tried = 0
    for call, when in points:
        folder = tmp_path / f"{call}{when}"
        shutil.copytree(filled, folder)
        acknowledged, ended = killed(folder, call, when)
        found.add(check(folder, acknowledged))
        shutil.rmtree(folder)
        tried += not ended
    return tried, found


def test_killed_while_pruning(filled: Path, tmp_path: Path, tell: Tell) -> None:
    points = [("fdatasync", n) for n in (2, 4, 6)] + [("pwrite64", n) for n in (15, 30)]
    points += [("fsync", n) for n in (2, 3, 4)]
    tried, found = swept(filled, tmp_path, points)
    tell(f"killed at {tried} points while pruning: reopened, proven; pruned to {sorted(found)}")


@pytest.mark.soak
@pytest.mark.parametrize(
    ("call", "step"),
    [("fdatasync", 1), ("fsync", 1), ("pwrite64", 101)],  # opening lays out the WAL
)
def test_killed_at_every_durable_call_of_pruning(
    filled: Path, tmp_path: Path, tell: Tell, call: str, step: int
) -> None:
    tried, found, when = 0, set[int](), 1
    while True:
        one, where = swept(filled, tmp_path, [(call, when)])
        if not one:
            break
        tried, found, when = tried + one, found | where, when + step
    assert tried >= 3
    tell(f"killed at {tried} {call} calls while pruning; pruned to {sorted(found)}")
