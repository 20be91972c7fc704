"""F6: a failing fsync, a full disk, a read-only folder. Never a half sale, never a lie."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from shop.domain.facts import Recorded
from shop.errors import JournalFault, ReplicaFault
from sync.local import reserve
from sync.local.clock import SystemClock
from sync.local.replica import LocalReplica
from sync.local.replica_schema import Standing
from sync.protocol.codec import encode
from sync.protocol.messages import Change
from sync.terminal import enrol, open_terminal
from tests.fakes.clock import FakeClock
from tests.fakes.terminals import new_journal, product, reopen, settings, sold, wait_until
from tests.fakes.tiny_central import TinyCentral
from tests.faults.tools import strace, writer


@pytest.mark.parametrize("when", [1, 3, 6])
@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_an_error_on_the_way_to_disk_is_never_a_lie(tmp_path: Path, call: str, when: int) -> None:
    """A sale said to be kept is kept; one said to have failed is not there."""
    new_journal(tmp_path).close()
    inject = f"inject={call}:error=EIO:when={when}"
    trace = strace("-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
    process = writer(tmp_path, 6, *trace)
    output, errors = process.communicate(timeout=60)
    said = output.decode().split()
    journal = reopen(tmp_path)
    try:
        if not said:  # the error struck while opening, and was reported as one
            assert b"JournalFault" in errors
            return
        kept = {r.entry for r in journal.recent(["sale"], 100)}
        acknowledged = {word for word in said if len(word) == 32}
        assert kept == acknowledged
        assert len(acknowledged) >= 5
    finally:
        journal.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from _mounted(tmp_path, "1m")


def _mounted(folder: Path, size: str) -> Iterator[Path]:
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("a small disk needs root to mount one")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no tmpfs here: {done.stderr.strip()[:80]}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def fill(folder: Path, leave: int) -> None:
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    (folder / "other").write_bytes(bytes(max(0, free - leave)))


def test_a_started_sale_finishes_from_the_reserve(small_disk: Path) -> None:
    journal = new_journal(small_disk)
    assert (small_disk / reserve.NAME).exists()
    fill(small_disk, 4096)
    kept: list[Future[Recorded]] = []
    while not journal.trouble:
        kept.append(journal.record(sold(), staff="ann"))
        kept[-1].result()
    assert journal.trouble == "disk_full"
    assert not (small_disk / reserve.NAME).exists()
    assert journal.record(sold(), staff="ann").result().seq == len(kept) + 2
    refused = None
    while refused is None:
        refused = journal.record(sold(), staff="ann").exception()
    assert isinstance(refused, JournalFault)
    assert refused.code == "disk_full"
    before = journal.head()
    (small_disk / "other").unlink()
    assert journal.record(sold(), staff="ann").result().seq == before.seq + 1
    journal.close()
    again = reopen(small_disk)
    assert again.head().seq == before.seq + 1
    again.close()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    journal.close()
    (tmp_path / "journal.head").unlink()
    with pytest.raises(JournalFault) as caught:
        reopen(tmp_path)
    assert caught.value.code == "head_missing"


def test_a_replica_on_a_full_disk_stands_still_and_goes_on(small_disk: Path) -> None:
    """Not taken for a damaged one: nothing is fetched anew, and nothing of a page is there."""
    replica = LocalReplica(small_disk)
    here = Standing("t1", 1, FakeClock().now(), "a")
    replica.apply([_goods(0)], here)
    fill(small_disk, 4096)
    with pytest.raises(ReplicaFault, match="replica_unwritten"):
        _follow(replica, here)
    assert not replica.damaged
    stood = replica.standing()
    following = f"P{20 * stood.cursor}"
    assert replica.product("P0") is not None
    assert replica.product(following) is None
    replica.close()
    (small_disk / "other").unlink()
    again = LocalReplica(small_disk)
    assert again.standing() == stood
    again.apply([_goods(20 * stood.cursor)], replace(here, cursor=stood.cursor + 1))
    assert again.product(following) is not None
    again.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    yield from _mounted(tmp_path, "64m")


@pytest.mark.allow_warnings("the agent says that its push began anew")
def test_entries_are_taken_back_once_there_is_room_again(disk: Path) -> None:
    """The disk fills up in the middle of it: the push loop ended for good, and sales waited."""
    with TinyCentral() as central:
        central.tell("settings", "a", settings())
        enrol(disk, central.url, "GOODCODE", "till")
        terminal = open_terminal(disk, clock=SystemClock())
        terminal.journal.record(sold(), staff="ann").result()
        copy = {p.name: p.read_bytes() for p in disk.iterdir() if p.is_file()}
        for _ in range(3_000):
            last = terminal.journal.record(sold(), staff="ann")
        last.result()
        terminal.start()
        wait_until(lambda: not terminal.agent.link().waiting, 60)
        head = terminal.journal.head()
        terminal.close()
        for path in disk.iterdir():
            path.unlink()
        for name, data in copy.items():
            (disk / name).write_bytes(data)
        terminal = open_terminal(disk, clock=SystemClock())
        try:
            (disk / reserve.NAME).unlink(missing_ok=True)
            fill(disk, 300_000)
            terminal.start()
            wait_until(lambda: terminal.journal.trouble == "disk_full", 30)
            assert terminal.journal.head() != head
            (disk / "other").unlink()
            wait_until(lambda: terminal.journal.head() == head, 120)
            made = terminal.journal.record(sold(), staff="ann").result().entry
            wait_until(lambda: made in central.ids(), 30)
        finally:
            terminal.close()


def _follow(replica: LocalReplica, here: Standing) -> None:
    for n in range(1, 200):
        page = [_goods(k) for k in range(20 * n, 20 * n + 20)]
        replica.apply(page, replace(here, cursor=n + 1))


def _goods(n: int) -> Change:
    text = encode(product(f"P{n}", secrets.token_hex(200))).decode()
    return Change(1, "product", f"P{n}", text, "a")
