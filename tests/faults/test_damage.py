"""F3: any flipped bit that changes something is noticed before the next sale (I18)."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from shop.errors import JournalFault
from sync.local import head_file
from sync.local.journal import NAME, LocalJournal
from tests.fakes.terminals import new_journal, reopen, sold
from tests.faults.tools import Tell

SALES = 40


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    journal = new_journal(folder)
    for _ in range(SALES):
        journal.record(sold(), staff="ann").result()
    journal.close()
    return folder


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copied while running, as a power cut leaves it: the last sales are in the WAL only."""
    folder, copy = tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("cut")
    journal = new_journal(folder)
    for _ in range(SALES):
        journal.record(sold(), staff="ann").result()
    for path in folder.iterdir():
        if not path.name.endswith("-shm"):
            shutil.copy(path, copy / path.name)
    journal.close()
    return copy


def copy_of(folder: Path, into: Path) -> Path:
    shutil.copytree(folder, into, dirs_exist_ok=True)
    return into


def flip(path: Path, dice: random.Random, within: int | None = None) -> int:
    data = bytearray(path.read_bytes())
    at = dice.randrange(within or len(data))
    data[at] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    return at


def contents(journal: LocalJournal) -> list[object]:
    tail = journal.reads.tail(1, 0, 10_000, 1 << 30)
    found = journal.recent(["sale"], 10_000)
    by_receipt = [journal.by_receipt(r.fact.receipt) for r in found]  # type: ignore[union-attr]
    by_id = [journal.fact(r.entry) for r in found]
    return [*tail, *found, *by_receipt, *by_id]


def noticed_or_harmless(folder: Path, truth: list[object]) -> bool:
    """True when the damage was noticed; when it was not, nothing may have changed."""
    try:
        journal = reopen(folder)
    except JournalFault:
        return True
    try:
        assert contents(journal) == truth
    finally:
        journal.close()
    return False


def truth_of(folder: Path, tmp_path: Path) -> list[object]:
    journal = reopen(copy_of(folder, tmp_path / "truth"))
    found = contents(journal)
    journal.close()
    return found


def test_flips_in_the_database_file(sound: Path, tmp_path: Path, tell: Tell) -> None:
    truth = truth_of(sound, tmp_path)
    noticed = 0
    for seed in range(80):
        folder = copy_of(sound, tmp_path / f"db{seed}")
        flip(folder / NAME, random.Random(seed))
        noticed += noticed_or_harmless(folder, truth)
    assert noticed > 25  # the rest fell on free space
    tell(f"80 bits flipped in {NAME}: {noticed} noticed, the rest changed nothing")


def frames_end(folder: Path, scratch: Path) -> int:
    """How much of the WAL is in use; behind that lie blocks laid out for later."""
    connection = sqlite3.connect(copy_of(folder, scratch) / NAME)
    _, frames, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    connection.close()
    return 32 + int(frames) * (4096 + 24)


def test_flips_in_the_wal(cut: Path, tmp_path: Path, tell: Tell) -> None:
    truth = truth_of(cut, tmp_path)
    used = frames_end(cut, tmp_path / "scratch")
    noticed = 0
    for seed in range(60):
        folder = copy_of(cut, tmp_path / f"wal{seed}")
        flip(folder / f"{NAME}-wal", random.Random(seed), used)
        noticed += noticed_or_harmless(folder, truth)
    assert noticed > 50
    tell(f"60 bits flipped in the WAL: {noticed} noticed, the rest changed nothing")


def test_flips_in_the_head_file(sound: Path, tmp_path: Path, tell: Tell) -> None:
    truth = truth_of(sound, tmp_path)
    for seed in range(60):
        folder = copy_of(sound, tmp_path / f"head{seed}")
        at = flip(folder / head_file.NAME, random.Random(seed))
        noticed = noticed_or_harmless(folder, truth)
        assert noticed or at >= 1024  # the third sector only saves work
    tell("60 bits flipped in the head outside: each that matters noticed")


def test_a_lost_or_cut_wal_is_noticed(cut: Path, tmp_path: Path) -> None:
    gone = copy_of(cut, tmp_path / "gone")
    (gone / f"{NAME}-wal").unlink()
    shorter = copy_of(cut, tmp_path / "shorter")
    wal = shorter / f"{NAME}-wal"
    wal.write_bytes(wal.read_bytes()[: frames_end(cut, tmp_path / "scratch") - 5000])
    for folder in (gone, shorter):
        with pytest.raises(JournalFault):
            reopen(folder)


def test_a_journal_or_head_that_is_missing_is_noticed(sound: Path, tmp_path: Path) -> None:
    for name, code in ((NAME, "journal_missing"), (head_file.NAME, "head_missing")):
        folder = copy_of(sound, tmp_path / name)
        (folder / name).unlink()
        with pytest.raises(JournalFault, match=code):
            reopen(folder)


def test_an_older_head_is_true_and_a_newer_or_other_one_is_not(sound: Path, tmp_path: Path) -> None:
    from shop.domain.entry import Head

    folder = copy_of(sound, tmp_path / "older")
    journal = reopen(folder)
    fifth = journal.reads.hash_at(1, 5)
    journal.close()
    assert fifth is not None
    for head, fine in (
        (Head(1, 5, fifth), True),
        (Head(1, 5, "0" * 64), False),
        (Head(1, SALES + 9, "0" * 64), False),
    ):
        file = head_file.HeadFile(folder / head_file.NAME, create=False)
        file.write_both(head)
        file.close()
        if fine:
            reopen(folder).close()
        else:
            with pytest.raises(JournalFault, match="journal_lost_entries"):
                reopen(folder)


def test_a_forged_row_is_noticed(sound: Path, tmp_path: Path) -> None:
    """Somebody with a database tool changes a body and its hash: the signature tells."""
    folder = copy_of(sound, tmp_path / "forged")
    connection = sqlite3.connect(folder / NAME)
    n, body = connection.execute("SELECT n, body FROM entry ORDER BY n DESC LIMIT 1").fetchone()
    forged = body.replace('"minor":250', '"minor":150')
    digest = hashlib.sha256(forged.encode()).digest()
    connection.execute("UPDATE entry SET body=?, hash=? WHERE n=?", (forged, digest, n))
    connection.commit()
    connection.close()
    with pytest.raises(JournalFault):
        reopen(folder)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "flips"), [(NAME, 3000), (f"{NAME}-wal", 1500)])
def test_flips_by_the_thousand(
    sound: Path, cut: Path, quick_disk: Path, name: str, flips: int, tell: Tell
) -> None:
    base = sound if name == NAME else cut  # in the other one everything still lies in the WAL
    truth = truth_of(base, quick_disk)
    used = frames_end(cut, quick_disk / "scratch") if name != NAME else None
    noticed = 0
    for seed in range(flips):
        shutil.rmtree(quick_disk / "run", ignore_errors=True)
        folder = copy_of(base, quick_disk / "run")
        flip(folder / name, random.Random(seed), used)
        noticed += noticed_or_harmless(folder, truth)
    tell(f"{flips} bits flipped in {name}: {noticed} noticed, the rest changed nothing, 0 missed")
    assert noticed > flips // 4
