"""A terminal's files name shoppers and staff: other users of the machine read none of them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.local.identity import Identity, write_identity
from sync.local.replica import LocalReplica
from tests.fakes.terminals import new_journal, reopen, sold

FILES = {"journal.db", "journal.db-wal", "journal.head", "replica.db", "device.key"}


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    had = os.umask(0o022)
    yield
    os.umask(had)


def open_to_others(folder: Path) -> set[str]:
    return {x.name for x in folder.iterdir() if stat.S_IMODE(x.stat().st_mode) & 0o077}


def test_they_are_private_from_the_start(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    journal.record(sold(), staff="ann").result()
    replica = LocalReplica(tmp_path)
    write_identity(tmp_path, Identity("T1", "S1", 1, 7, "", "till", "", ""))
    names = {x.name for x in tmp_path.iterdir()}
    others = open_to_others(tmp_path)
    replica.close()
    journal.close()
    assert names >= FILES
    assert others <= {"public", "terminal.lock", "reserve.bin"}, "nothing is in these"


def test_they_become_private_when_an_older_version_left_them_otherwise(tmp_path: Path) -> None:
    new_journal(tmp_path).close()
    LocalReplica(tmp_path).close()
    for path in tmp_path.iterdir():
        path.chmod(0o644)
    journal, replica = reopen(tmp_path), LocalReplica(tmp_path)
    others = open_to_others(tmp_path)
    replica.close()
    journal.close()
    assert {"journal.db", "replica.db", "device.key"} & others == set()


def test_a_face_makes_nothing_for_others(tmp_path: Path) -> None:
    """The whole process: spool, lock, reserve and whatever else."""
    program = """
import os, pathlib, sys
from endcap.cli import main
import pos.till.app
pos.till.app.run = lambda options: pathlib.Path(sys.argv[1]).write_text("x") and 0
sys.exit(main(["till", "--data", os.path.dirname(sys.argv[1])]))
"""
    made = tmp_path / "made"
    subprocess.run([sys.executable, "-c", program, str(made)], check=True, timeout=60)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
