"""`endcap journal`: sound, running, copied, cut and forged journals, told apart."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from endcap.cli import main
from endcap.journal.words import CODES
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


# -- journals that are not sound ---------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[3]
TOOL = ROOT / "packaging" / "verify_journal.py"
FORMATS = ("jsonl", "json", "csv", "poslog")


def in_file(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "journal.db") as connection:
        connection.execute(statement)
    connection.close()


SECOND = "n & 0xFFFFFFFFFF = 2"
DAMAGE: dict[str, Callable[[Path], object]] = {
    "changed": lambda x: in_file(x, "UPDATE entry SET body = replace(body, 'Tea', 'Ten')"),
    "shortened": lambda x: in_file(x, "DELETE FROM entry WHERE n > (SELECT max(n) - 2 FROM entry)"),
    "a hole": lambda x: in_file(x, f"DELETE FROM entry WHERE {SECOND}"),
    "no JSON": lambda x: in_file(x, f"UPDATE entry SET body = 'x' || body WHERE {SECOND}"),
    "no UTF-8": lambda x: in_file(
        x, f"UPDATE entry SET body = CAST(x'7BFF' || body AS TEXT) WHERE {SECOND}"
    ),
    "no head": lambda x: (x / "journal.head").unlink(),
    "torn head": lambda x: os.truncate(x / "journal.head", 700),
}
SEEN_IN_THE_FILE = {"no head", "torn head"}
"""An export tells how far the journal must reach, not how it knows."""


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_not_sound_is_exported_and_said(
    selling: LocalJournal, tmp_path: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 0 and no word: an accountant's table had whatever somebody had written into it."""
    selling.close()
    till = tmp_path / "till"
    DAMAGE[damage](till)
    assert main(["journal", "verify", str(till)]) == 1
    capsys.readouterr()
    for kind in FORMATS:
        out = tmp_path / f"out.{kind}"
        assert main(["journal", "export", str(till), "--format", kind, "--out", str(out)]) == 1
        said = capsys.readouterr().err
        assert "the journal is not sound: " in said
        assert "what to do: " in said
        assert out.stat().st_size > 500
    assert main(["journal", "head", str(till)]) == 1
    told = capsys.readouterr()
    assert "not sound" in told.err
    assert told.out.startswith("1 4 " if damage == "shortened" else "1 6 ")
    words = [sys.executable, "-I", str(TOOL), "journal", str(tmp_path / "out.jsonl")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == (0 if damage in SEEN_IN_THE_FILE else 1), done.stderr


def test_entries_that_nobody_can_read_are_counted(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They were told as of a newer version, and `--format json` broke on them."""
    selling.close()
    DAMAGE["no JSON"](tmp_path / "till")
    out = tmp_path / "out"
    for kind in ("json", "csv", "poslog"):
        words = ["--format", kind, "--out", str(out), "--overwrite"]
        assert main(["journal", "export", str(tmp_path / "till"), *words]) == 1
        assert (
            "5 entries written\n1 that cannot be read are only in jsonl" in capsys.readouterr().err
        )
    assert main(["journal", "export", str(tmp_path / "till"), "--format", "json"]) == 1
    whole = json.loads(capsys.readouterr().out)
    assert [x["entry"]["seq"] for x in whole["entries"]] == [1, 3, 4, 5, 6]


def test_pages_that_cannot_be_read_leave_no_file(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    selling.close()
    file = tmp_path / "till" / "journal.db"
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)
    out = tmp_path / "out.csv"
    assert main(["journal", "export", str(tmp_path / "till"), "--out", str(out)]) == 1
    assert "the database file is damaged" in capsys.readouterr().err
    assert not list(tmp_path.glob("out*"))


def test_a_copy_whose_head_is_younger_says_how_to_copy(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`cp -a` of a selling till's folder takes journal.head last."""
    copy = copied(tmp_path)
    selling.record(sold(), staff="ann").result()
    shutil.copy(tmp_path / "till" / "journal.head", copy)
    selling.close()
    assert main(["journal", "verify", str(copy)]) == 1
    said = capsys.readouterr().err
    assert "the journal ends at 1/6, journal.head says 1/7" in said
    assert "copy again, journal.head first" in said


def test_every_fault_is_in_the_administrators_table() -> None:
    """What `verify` advises and what the table says must not drift apart."""
    table = (ROOT / "docs" / "administrator" / "README.md").read_text("utf-8")
    assert [code for code in sorted(CODES) if f"`{code}`" not in table] == []


# -- where an export may be written ------------------------------------------------------------

OWN = ("journal.db", "device.key", "journal.head", "new.jsonl", "spool/new.jsonl")


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("word", [[], ["--overwrite"]])
def test_nothing_is_written_into_a_terminals_folder(
    selling: LocalJournal,
    tmp_path: Path,
    name: str,
    word: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`--out journal.db` took the journal away."""
    selling.close()
    till = tmp_path / "till"
    (till / "spool").mkdir()
    (tmp_path / "link").symlink_to(till)
    before = {path: path.read_bytes() for path in till.iterdir() if path.is_file()}
    for out in (till / name, tmp_path / "link" / name, tmp_path / "x" / ".." / "till" / name):
        assert main(["journal", "export", str(till), "--out", str(out), *word]) == 2
        assert "is the folder of a terminal" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in till.iterdir() if path.is_file()} == before


def test_no_file_is_overwritten_unasked(
    selling: LocalJournal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    selling.close()
    out = tmp_path / "out.jsonl"
    command = ["journal", "export", str(tmp_path / "till"), "--out", str(out)]
    for there in (out, tmp_path / "out.jsonl.sha256", tmp_path / "out.jsonl.part"):
        there.write_text("mine")
        assert main(command) == 2
        assert f"{there} is there already" in capsys.readouterr().err
        assert there.read_text() == "mine"
        there.unlink()
    out.write_text("mine")
    assert main([*command, "--overwrite"]) == 0
    assert out.read_text().startswith('{"format":"endcap-journal-1"')
    out.unlink()
    out.mkdir()
    assert main([*command, "--overwrite"]) == 2
    assert "is no file" in capsys.readouterr().err


def test_whoever_stops_reading_is_not_told_of_pipes(selling: LocalJournal, tmp_path: Path) -> None:
    for _ in range(400):
        selling.record(sold(), staff="ann")
    selling.close()
    command = f"{sys.executable} -m endcap journal export {tmp_path / 'till'} | head -c 100"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (141, "")
    assert done.stdout.startswith('{"format"')


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("word", ["head", "export"])
def test_an_output_that_is_full_is_told_in_words(
    selling: LocalJournal, tmp_path: Path, word: str
) -> None:
    selling.close()
    words = [sys.executable, "-m", "endcap", "journal", word, str(tmp_path / "till")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr
