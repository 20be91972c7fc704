"""F1: killed at every durable call of sales, returns, cash and Z reports: none confirmed is lost.

A few points in `make test`; `make soak` walks more than two thousand.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.fakes.terminals import reopen
from tests.faults.till_day import closed_rightly
from tests.faults.tools import Tell
from tests.faults.traced import Outcome, copied, fresh, points, run_day


def check(folder: Path, outcome: Outcome) -> int:
    """Opens and proves the journal; gives how many facts were durable but never confirmed."""
    journal = reopen(folder)
    try:
        lost = [entry for entry in outcome.said if journal.fact(entry) is None]
        assert lost == []
        kept = journal.head().seq - 1  # the enrolment is entry 1
        assert kept - len(outcome.said) in (0, 1)
        closed_rightly(journal)
        own = journal.recent(["sale", "return"], 100_000)
        receipts = [str(getattr(r.fact, "receipt", "")) for r in own]
        assert receipts == [f"T1-1-{n:06d}" for n in range(len(own), 0, -1)]
        if kept > len(outcome.said):  # restart shows it: it is the newest entry of the journal
            newest = journal.reads.tail(1, kept, 1, 1 << 20)
            assert len(newest) == 1
        return kept - len(outcome.said)
    finally:
        journal.close()


def sweep(base: Path, scratch: Path, todo: list[tuple[str, int]], facts: int, rest: int) -> str:
    unconfirmed = killed = 0
    for call, when in todo:
        folder = copied(base, scratch / "run")
        inject = f"inject={call}:signal=KILL:when={when}"
        trace = ("-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
        outcome = run_day(folder, facts, *trace, rest=rest)
        killed += not outcome.closed
        unconfirmed += check(folder, outcome)
    shutil.rmtree(scratch / "run", ignore_errors=True)
    return (
        f"{len(todo)} kill points, {killed} killed: 0 confirmed facts lost, 0 torn, "
        f"{unconfirmed} durable but unconfirmed"
    )


def test_some_of_the_kill_points(tmp_path: Path, tell: Tell) -> None:
    base = fresh(tmp_path / "base")
    every = points(copied(base, tmp_path / "count"), tmp_path / "log", 10)
    chosen = every[:: max(1, len(every) // 16)]
    tell(f"of {len(every)}: " + sweep(base, tmp_path, chosen, 10, 0))


@pytest.mark.soak
def test_every_kill_point(quick_disk: Path, tell: Tell) -> None:
    base = fresh(quick_disk / "base")
    facts = 200
    every = points(copied(base, quick_disk / "count"), quick_disk / "log", facts, rest=40)
    assert len(every) >= 2000, len(every)
    tell(sweep(base, quick_disk, every, facts, 40))
