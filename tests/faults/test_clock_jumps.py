"""T1, T2, I17: whatever the wall clock says, order and totals stay, and a PIN's lock holds."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from shop.actions.sign_in import LOCK_AT, SignIn, SignInWait
from shop.domain.facts import ShiftClosed
from sync.local.journal import LocalJournal
from tests.fakes.clock import FakeClock
from tests.fakes.replica import FakeReplica
from tests.fakes.terminals import new_journal, reopen, settings
from tests.faults.till_day import closed_rightly, day
from tests.faults.tools import ROOT

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
JUMPS = {
    "none": (NOON,),
    "a day on, a day back": (NOON, NOON + timedelta(1), NOON - timedelta(1)),
    "1970": (NOON, datetime(1970, 1, 1, tzinfo=UTC)),
    "beyond 2038": (
        NOON,
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
        datetime(2106, 2, 8, tzinfo=UTC),
    ),
    "back in steps": tuple(NOON - timedelta(hours=7 * n) for n in range(6)),
}
FACTS = 18  # two shifts, each closed


def played(folder: Path, walls: tuple[datetime, ...]) -> LocalJournal:
    """Two shifts, the clock set anew before every fact."""
    clock = FakeClock(NOON)
    journal = new_journal(folder, clock)
    facts = day(journal)
    for number in range(FACTS):
        clock._now = walls[number % len(walls)]
        next(facts)
    return journal


def totals(journal: LocalJournal) -> list[tuple[object, ...]]:
    closed = [x.fact for x in journal.recent(["shift_closed"], 10)]
    return [
        (f.number, f.sales, f.returns, f.gross, f.expected)
        for f in closed
        if isinstance(f, ShiftClosed)
    ]


@pytest.mark.parametrize("name", JUMPS)
def test_a_clock_that_jumps_changes_no_order_and_no_total(tmp_path: Path, name: str) -> None:
    for folder in ("steady", "jumping"):
        (tmp_path / folder).mkdir()
    steady = played(tmp_path / "steady", JUMPS["none"])
    jumping = played(tmp_path / "jumping", JUMPS[name])
    kinds = [[x.kind for x in journal.reads.after(0)] for journal in (steady, jumping)]
    assert kinds[0] == kinds[1]
    assert [x.seq for x in jumping.reads.after(0)] == list(range(1, FACTS + 2))
    assert totals(jumping) == totals(steady)
    assert closed_rightly(jumping) == 2
    for journal in (steady, jumping):
        journal.close()
    reopen(tmp_path / "jumping").close()  # every link and signature holds


@pytest.mark.parametrize("wall", [NOON + timedelta(400), NOON - timedelta(400)])
def test_setting_the_clock_opens_no_lock(tmp_path: Path, wall: datetime) -> None:
    clock = FakeClock(NOON)
    journal = new_journal(tmp_path, clock)
    with ThreadPoolExecutor(1) as pins:
        door = SignIn(journal, FakeReplica(settings()), lambda pin, kept: False, clock, pins)
        for _ in range(LOCK_AT):
            door._try_pin("ann", "0000")
            clock._monotonic += 10_000
        door._try_pin("ann", "0000")
        clock._now = wall
        again = SignIn(journal, FakeReplica(settings()), lambda pin, kept: False, clock, pins)
        for one in (door, again):  # and a restart wins nothing
            answer = one.by_pin("ann", "0000").result()
            assert isinstance(answer, SignInWait)
            assert answer.locked
    journal.close()


def faketime() -> Path:
    found = importlib.util.find_spec("libfaketime")
    places = found.submodule_search_locations if found is not None else None
    libraries = [x for place in places or () for x in Path(place).rglob("libfaketime.so*")]
    if not libraries:
        pytest.skip("libfaketime is not installed (pip install libfaketime)")
    return libraries[0]


def test_a_real_process_under_other_clocks(tmp_path: Path) -> None:
    """Each life of the program has its own idea of the time; the journal has one order."""
    library = faketime()
    new_journal(tmp_path).close()
    said: list[str] = []
    for told in ("+1d", "-1d", "@1970-01-02 00:00:00", "@2040-02-29 12:00:00", "+0", "-3h", "-6h"):
        faked = {"LD_PRELOAD": str(library), "FAKETIME": told, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        command = [sys.executable, "-m", "tests.faults.writer", str(tmp_path), "5"]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | faked, capture_output=True, text=True, check=True
        )
        said += islice(done.stdout.split(), 1, None)
    journal = reopen(tmp_path)
    assert [x.entry for x in journal.reads.after(0)][1:] == said
    years = {x.recorded_at.year for x in journal.reads.after(0)}
    journal.close()
    assert {1970, 2040} <= years
    assert len(said) == 35
