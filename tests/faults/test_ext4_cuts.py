"""F2: the power of a real ext4 file system is cut under a selling till, again and again.

The image lies in a loop device. The till is frozen first, so that no confirmation races the cut;
then the file system is shut down without writing its log, and mounted anew as after a crash.
"""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes.terminals import new_journal, reopen
from tests.faults.tools import Tell, writer

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
pytestmark = pytest.mark.soak


@dataclass(slots=True)
class Image:
    file: Path
    at: Path

    def mount(self) -> str:
        """ "" or why not."""
        done = subprocess.run(
            ["mount", "-o", "loop", str(self.file), str(self.at)],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stderr.strip()[:80] if done.returncode else ""

    def unmount(self) -> None:
        for _ in range(50):
            done = subprocess.run(["umount", str(self.at)], capture_output=True, check=False)
            if not done.returncode:
                return
            time.sleep(0.1)
        subprocess.run(["umount", "-l", str(self.at)], check=False)

    def cut(self) -> None:
        handle = os.open(self.at, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(handle)


@pytest.fixture
def image(tmp_path: Path) -> Iterator[Image]:
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("cutting a file system's power needs root")
    made = Image(tmp_path / "disk.img", tmp_path / "disk")
    made.at.mkdir()
    with made.file.open("wb") as file:
        file.truncate(256 * 1024 * 1024)
    try:
        subprocess.run(["mkfs.ext4", "-q", "-F", str(made.file)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"mkfs.ext4 does not work here: {error}")
    if trouble := made.mount():
        pytest.skip(f"no loop device here: {trouble}")
    yield made
    made.unmount()


@pytest.mark.parametrize("cuts", [40])
def test_no_cut_loses_what_was_confirmed(image: Image, cuts: int, tell: Tell) -> None:
    dice = random.Random(11)
    folder = image.at / "till"
    folder.mkdir()
    new_journal(folder).close()
    os.sync()
    confirmed: list[str] = []
    unconfirmed = 0
    for _ in range(cuts):
        till = writer(folder, 1_000_000)
        assert till.stdout is not None
        assert till.stdout.readline() == b"ready\n"
        time.sleep(dice.uniform(0.02, 0.8))
        till.send_signal(signal.SIGSTOP)
        time.sleep(0.05)  # a call in the kernel may still end
        image.cut()
        till.kill()
        output, _ = till.communicate()
        confirmed += [line for line in output.decode().split("\n")[:-1] if line]
        image.unmount()
        assert image.mount() == ""
        unconfirmed += kept_all(folder, confirmed, unconfirmed)
    tell(
        f"{cuts} cuts of a real ext4, {len(confirmed)} confirmed sales: 0 lost, 0 damaged, "
        f"{unconfirmed} durable but unconfirmed"
    )


def kept_all(folder: Path, confirmed: list[str], known: int) -> int:
    journal = reopen(folder)
    try:
        assert [x for x in confirmed if journal.fact(x) is None] == []
        more = journal.head().seq - 1 - len(confirmed) - known
        assert more in (0, 1)
        return more
    finally:
        journal.close()
