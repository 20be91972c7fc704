"""D7, D10, D12–D14: a long reader, files of another day, two tills in one folder, a disk that
nobody may write to any more, and one that takes two seconds for each sync.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from shop.errors import JournalFault
from sync.local.connections import connect
from sync.local.head_file import NAME as HEAD
from sync.local.journal import NAME
from tests.fakes.terminals import new_journal, reopen, sold
from tests.faults.till_day import sell_on
from tests.faults.tools import ROOT, Tell, writer
from tests.faults.traced import fresh, run_day

WAL = f"{NAME}-wal"
LIMIT = 64 * 1024 * 1024


def test_a_long_reader_does_not_make_the_wal_grow_for_ever(tmp_path: Path, tell: Tell) -> None:
    """An export that takes a whole busy day of sales to end; then the space is used again."""
    journal = new_journal(tmp_path)
    with closing(connect(tmp_path / NAME, readonly=True)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()
        for _ in range(2_000):
            last = journal.record(sold(), staff="ann")
        last.result()
        grown = (tmp_path / WAL).stat().st_size
        assert grown < LIMIT
    for _ in range(1_000):
        last = journal.record(sold(), staff="ann")
    last.result()
    after = (tmp_path / WAL).stat().st_size
    assert after <= grown + 8 * 1024 * 1024
    journal.close()
    assert not (tmp_path / WAL).exists()
    tell(f"a reader held over 2000 sales: the WAL grew to {grown >> 20} MiB, then no further")


@pytest.fixture
def two_days(tmp_path: Path) -> tuple[Path, Path]:
    """The same terminal's files, copied as a power cut leaves them, on one day and the next."""
    folder = tmp_path / "till"
    folder.mkdir()
    journal = new_journal(folder)
    copies = []
    for day in ("yesterday", "today"):
        for _ in range(20):
            journal.record(sold(), staff="ann").result()
        copies.append(tmp_path / day)
        shutil.copytree(folder, copies[-1], ignore=shutil.ignore_patterns("*-shm"))
    journal.close()
    return copies[0], copies[1]


@pytest.mark.parametrize(
    "taken",
    [(NAME,), (WAL,), (NAME, WAL), (HEAD,), (NAME, HEAD)],
    ids=lambda names: "+".join(names),
)
def test_files_of_yesterday_among_those_of_today_are_noticed(
    two_days: tuple[Path, Path], taken: tuple[str, ...]
) -> None:
    """Whatever is put back alone: noticed, or nothing of today is missing. (All of yesterday's
    files together are a sound journal; central gives back what came after.)"""
    yesterday, today = two_days
    for name in taken:
        shutil.copy(yesterday / name, today / name)
    try:
        journal = reopen(today)
    except JournalFault:
        return
    last = journal.head().seq
    journal.close()
    assert last == 41


def test_a_second_till_in_one_folder_is_refused_and_a_killed_one_leaves_no_lock(
    tmp_path: Path,
) -> None:
    new_journal(tmp_path).close()
    first = writer(tmp_path, 1_000_000)
    assert first.stdout is not None
    assert first.stdout.readline() == b"ready\n"
    second = [sys.executable, "-m", "tests.faults.writer", str(tmp_path), "1"]
    done = subprocess.run(second, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "already_open" in done.stderr
    first.send_signal(signal.SIGKILL)
    first.communicate()
    journal = reopen(tmp_path)
    assert journal.record(sold(), staff="ann").result().seq > 1
    journal.close()


def test_a_disk_made_read_only_in_mid_day_refuses_and_tells_no_lie(tmp_path: Path) -> None:
    base = fresh(tmp_path / "till")
    ours = [word for name in (NAME, WAL, HEAD) for word in ("-P", str(base / name))]
    inject = "inject=pwrite64,fdatasync,write,ftruncate:error=EROFS:when=9+"
    trace = ("-e", "trace=pwrite64,fdatasync,write,ftruncate", "-e", inject)
    outcome = run_day(base, 8, *ours, "-o", "/dev/null", *trace, target=sell_on)
    faults = [word for word in outcome.said if word.startswith("fault")]
    assert outcome.closed
    assert len(outcome.said) == 8
    assert faults
    assert outcome.said[-len(faults) :] == faults, "once it has stopped, it stays stopped"
    journal = reopen(base)
    kept = {x.entry for x in journal.recent(["sale"], 100)}
    assert kept == set(outcome.said) - set(faults)
    journal.close()


def test_a_sync_of_two_seconds_delays_the_answer_and_nothing_else(tmp_path: Path) -> None:
    """Whoever records waits for its Future only: asking took no time, order and sum are right."""
    base = fresh(tmp_path / "till")
    inject = "inject=fdatasync:delay_exit=2000000:when=1+2"
    trace = ("-o", "/dev/null", "-e", "trace=fdatasync", "-e", inject)
    began = time.monotonic()
    outcome = run_day(base, 3, *trace, target=sell_on)
    assert time.monotonic() - began > 2, "the disk was slow"
    assert len([x for x in outcome.said if len(x) == 32]) == 3
    journal = reopen(base)
    assert {x.entry for x in journal.recent(["sale"], 10)} == set(outcome.said)
    journal.close()
