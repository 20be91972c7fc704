"""F2: the power goes at any moment, and what was not synced is dropped, shuffled or torn.

The model runs on a traced day; `make soak` walks every moment, and cuts real ext4 images too.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from shop.errors import JournalFault
from sync.local import head_file
from sync.local.connections import connect
from sync.local.journal import NAME
from sync.local.journal_verify import verify
from tests.faults.power import CALLS, Disk, Said, Step, Sync, Write, steps
from tests.faults.tools import Tell
from tests.faults.traced import fresh, run_day

FILES = (NAME, f"{NAME}-wal", head_file.NAME)
FRAME = 4096 + 24


def traced(tmp_path: Path, facts: int, rest: int) -> tuple[Disk, list[Step]]:
    """The files as they lay on the disk when the day began, and all that happened to them."""
    folder = fresh(tmp_path / "till")
    log = tmp_path / "log"
    trace = ("-y", "-xx", "-s", "70000", "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    before: dict[str, bytearray] = {}

    def remember() -> None:
        for name in FILES:
            before[name] = bytearray((folder / name).read_bytes())

    outcome = run_day(folder, facts, *trace, "-e", "signal=none", rest=rest, before=remember)
    found = steps(log.read_text(), folder)
    last = max(place for place, step in enumerate(found) if isinstance(step, Said))
    assert [x.entry for x in found if isinstance(x, Said)] == outcome.said
    wal = before[FILES[1]]
    del wal[_reach(found, FILES[1]) + 2 * FRAME :]  # laid out for later: no cut gets there
    return Disk(before), found[: last + 1]


def _reach(found: list[Step], name: str) -> int:
    ends = (x.at + len(x.data) for x in found if isinstance(x, Write) and x.name == name)
    return max(ends, default=0)


def check(folder: Path, files: dict[str, bytearray], said: list[str]) -> None:
    """SQLite recovers, every link and signature is checked, and nothing confirmed is missing."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / f"{NAME}-shm").unlink(missing_ok=True)
    heads = head_file.HeadFile(folder / head_file.NAME, create=False)
    with closing(connect(folder / NAME)) as connection, closing(heads):
        verify(connection, heads.read(), head_file.VerifiedMark(0, ""))
        kept = {row[0].hex() for row in connection.execute("SELECT id FROM entry")}
    missing = [entry for entry in said if entry not in kept]
    assert missing == []


def cut_everywhere(disk: Disk, found: list[Step], folder: Path, share: float) -> str:
    dice = random.Random(7)
    tried: Counter[str] = Counter()
    for step in found:
        disk.take(step)
        if dice.random() >= share:
            continue
        for name, files in disk.cuts(dice):
            check(folder, files, disk.said)
            tried[name] += 1
    how = ", ".join(f"{count} {name}" for name, count in sorted(tried.items()))
    return (
        f"{len(found)} steps, {len(disk.said)} confirmed facts, {sum(tried.values())} states "
        f"({how}): 0 lost, 0 damaged"
    )


def test_some_moments_of_a_day(tmp_path: Path, quick_disk: Path, tell: Tell) -> None:
    disk, found = traced(tmp_path, 40, rest=36)
    tell(cut_everywhere(disk, found, quick_disk, 0.12))


@pytest.mark.soak
def test_every_moment_of_a_day(tmp_path: Path, quick_disk: Path, tell: Tell) -> None:
    disk, found = traced(tmp_path, 150, rest=100)
    tell(cut_everywhere(disk, found, quick_disk, 1.0))


def test_the_model_would_notice_a_journal_that_does_not_sync(
    tmp_path: Path, quick_disk: Path
) -> None:
    """The same day without the syncs of its WAL must lose facts, or the model proves nothing."""
    disk, found = traced(tmp_path, 10, rest=0)
    lazy = [step for step in found if step != Sync(FILES[1])]
    assert len(lazy) < len(found)
    with pytest.raises((AssertionError, JournalFault)):
        cut_everywhere(disk, lazy, quick_disk, 1.0)
