"""A till's day under strace, held from the moment it is open: kills, errors, and what it wrote."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.fakes.terminals import new_journal
from tests.faults.till_day import work
from tests.faults.tools import strace

_SERVER = multiprocessing.get_context("forkserver")  # a fork costs a tenth of a start
_SERVER.set_forkserver_preload(["tests.faults.till_day", "tests.faults.other_work"])
Work = Callable[[Path, int, int, Connection], None]
DURABLE = (
    *("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "fallocate"),
    *("unlink", "unlinkat", "rename", "mkdir", "sendfile", "copy_file_range"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`said` is what was acknowledged: whole lines only."""

    said: list[str]
    closed: bool


def fresh(folder: Path) -> Path:
    folder.mkdir()
    new_journal(folder).close()
    return folder


def run_day(
    folder: Path,
    facts: int,
    *options: str,
    rest: int = 0,
    before: Callable[[], None] = lambda: None,
    target: Work = work,
) -> Outcome:
    """Runs the day with these options of strace from the first fact on, after `before`."""
    tracer = strace()[0]
    ours, theirs = _SERVER.Pipe()
    till = _SERVER.Process(target=target, args=(folder, facts, rest, theirs))
    till.start()
    theirs.close()
    holder = None
    try:
        assert ours.recv_bytes() == b"ready"
        held = [tracer, "-f", *options, "-p", str(till.pid)]
        holder = subprocess.Popen(held, stderr=subprocess.PIPE)
        _attached(holder)
        before()
        ours.send_bytes(b"go")
        said = _heard(ours)
    finally:
        till.kill()
        till.join()
        till.close()
        ours.close()
        if holder is not None:
            holder.communicate(timeout=30)
    return Outcome([word for word in said if word != "closed"], "closed" in said)


def _heard(line: Connection) -> list[str]:
    said: list[str] = []
    while True:
        try:
            said.append(line.recv_bytes().decode())
        except (EOFError, ConnectionResetError):
            return said
        if said[-1] == "closed":
            return said


def _attached(holder: subprocess.Popen[bytes]) -> None:
    assert holder.stderr is not None
    line = holder.stderr.readline()
    if b"attached" not in line:
        holder.kill()
        pytest.skip(f"strace may not attach here: {line.decode(errors='replace').strip()[:80]}")
    time.sleep(0.02)


def points(
    folder: Path, log: Path, facts: int, rest: int = 0, target: Work = work
) -> list[tuple[str, int]]:
    """(call, n-th of one thread) for every durable call of the day; strace counts per thread."""
    calls = ",".join(DURABLE)
    trace = ("-o", str(log), "-e", f"trace={calls}", "-e", "signal=none")
    run_day(folder, facts, *trace, rest=rest, target=target)
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        found = re.match(r"(\d+)\s+(?:<\.\.\. )?(\w+)\(", line)
        if found and found[2] in DURABLE:
            counts[found[1], found[2]] += 1
    most = {
        call: max((n for (_, c), n in counts.items() if c == call), default=0) for call in DURABLE
    }
    return [(call, n) for call in DURABLE for n in range(1, most[call] + 1)]


def copied(folder: Path, into: Path) -> Path:
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(folder, into)
    return into
