"""`endcap journal`: sound, running, copied, cut and forged journals, told apart."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from endcap.cli import main
from sync.local.journal import LocalJournal
from tests.fakes.terminals import new_journal, sold


@pytest.fixture
def selling(tmp_path: Path) -> LocalJournal:
    (tmp_path / "till").mkdir()
    journal = new_journal(tmp_path / "till")
    for _ in range(5):
        journal.record(sold(), staff="ann").result()
    return journal


def copied(tmp_path: Path, *, leave_out: str = "-shm") -> Path:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in (tmp_path / "till").iterdir():
        if not path.name.endswith(("-shm", leave_out)):
            shutil.copy(path, copy / path.name)
    return copy


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_running_terminal_is_verified_and_goes_on(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["journal", "verify", str(tmp_path / "till")]) == 0
    assert "6 entries: sound" in capsys.readouterr().out
    assert selling.record(sold(), staff="ann").result().seq == 7
    assert main(["journal", "head", str(tmp_path / "till")]) == 0
    head = selling.head()
    assert capsys.readouterr().out == f"1 7 {head.hash}\n"
    selling.close()
    before = listing(tmp_path / "till")
    assert main(["journal", "verify", str(tmp_path / "till")]) == 0
    assert listing(tmp_path / "till") == before


def test_a_copy_is_read_and_left_as_it_is(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copied(tmp_path)
    selling.close()
    before = listing(copy)
    assert main(["journal", "verify", str(copy)]) == 0
    assert "6 entries: sound" in capsys.readouterr().out
    assert listing(copy) == before


def test_a_copy_without_its_wal_is_noticed(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copied(tmp_path, leave_out="-wal")
    selling.close()
    assert main(["journal", "verify", str(copy)]) == 1
    said = capsys.readouterr().err
    assert "what to do:" in said


def test_a_changed_entry_is_noticed(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    selling.close()
    connection = sqlite3.connect(tmp_path / "till" / "journal.db")
    connection.execute("UPDATE entry SET body = replace(body, 'Tea', 'Ten')")
    connection.commit()
    connection.close()
    assert main(["journal", "verify", str(tmp_path / "till")]) == 1
    assert "changed after it was made" in capsys.readouterr().err


def test_no_journal_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal", "verify", str(tmp_path)]) == 2
    assert "no journal" in capsys.readouterr().err


def test_an_export_holds_every_byte(selling: LocalJournal, tmp_path: Path) -> None:
    sealed = selling.reads.tail(1, 0, 100, 1 << 30)
    target = tmp_path / "out.jsonl"
    assert main(["journal", "export", str(tmp_path / "till"), "--out", str(target)]) == 0
    head = selling.head()
    selling.close()
    first, *lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [(x["body"], x["hash"], x["signature"]) for x in lines] == [
        (x.body, x.hash, x.signature) for x in sealed
    ]
    assert first["head"] == {"epoch": 1, "seq": 6, "hash": head.hash}
    assert first["keys"] == [{"epoch": 1, "public_key": (tmp_path / "till/public").read_text()}]
