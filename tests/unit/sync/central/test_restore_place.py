"""Where a backup is brought back: nothing of another database may get into it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from endcap.cli import main
from shop.errors import Refusal
from sync.central import ledger, tables
from sync.central.backup_file import restore_file, write_backup
from sync.central.core import Central, admin_key, program_of
from sync.central.folder_lock import FolderLock, FolderTaken
from tests.central_shop import enrolled, item, sale


def entries_in(central: Central) -> int:
    with central.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.ledger)).scalar_one())


def died_with_a_backup(central: Central, backup: Path, folder: Path) -> Path:
    """A central that sold on after its backup and was killed: its last sales stand in the
    write-ahead log alone. The administrator moves the broken central.db away."""
    till = enrolled(central, "S1", "till")
    write_backup(central.folder, "", backup)
    for number in range(20):
        till.seal(sale(f"R{number}", item("mug")))
    ledger.post(central.database, till.name, till.batch(), central.now())
    shutil.copytree(central.folder, folder)
    assert (folder / "central.db-wal").stat().st_size
    (folder / "central.db").unlink()
    return folder


def test_what_an_old_database_left_behind_is_not_played_into_the_restored_one(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A1: SQLite would bring the history of before the backup back, under a new timeline."""
    folder = died_with_a_backup(sqlite_shop, tmp_path / "backup", tmp_path / "died")
    had = sorted(x.name for x in folder.iterdir())
    assert main(["central", "--data", str(folder), "restore", str(tmp_path / "backup")]) == 1
    assert "central.db-wal is left over" in capsys.readouterr().err
    assert sorted(x.name for x in folder.iterdir()) == had
    for left in ("central.db-wal", "central.db-shm"):
        (folder / left).unlink()
    central = restore_file(tmp_path / "backup", folder)
    assert entries_in(central) == 0
    central.close()


@pytest.mark.parametrize("left", ["central.db", "central.db-shm", "central.db-journal"])
def test_no_file_of_another_database_is_passed_over(
    sqlite_shop: Central, tmp_path: Path, left: str
) -> None:
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / left).touch()
    with pytest.raises(Refusal, match=r"restore_folder_(in_use|left_over)"):
        restore_file(tmp_path / "backup", tmp_path / "there")
    assert [x.name for x in (tmp_path / "there").iterdir()] == [left]


def test_a_backup_is_not_restored_into_a_file(sqlite_shop: Central, tmp_path: Path) -> None:
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="data_not_a_folder"):
        restore_file(tmp_path / "backup", tmp_path / "file")


def test_nobody_begins_a_central_where_one_is_being_restored(
    sqlite_shop: Central, tmp_path: Path
) -> None:
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    (tmp_path / "there").mkdir()
    with FolderLock(tmp_path / "there"), pytest.raises(FolderTaken):
        restore_file(tmp_path / "backup", tmp_path / "there")
    restore_file(tmp_path / "backup", tmp_path / "there").close()


def test_a_restore_that_was_killed_while_it_checked_says_what_it_left(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B1: it is restored, and not checked yet."""
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    there = str(tmp_path / "there")
    words = [sys.executable, "-m", "endcap", "central", "--data", there, "restore"]
    restoring = subprocess.Popen([*words, str(tmp_path / "backup")], stdout=subprocess.PIPE)
    assert restoring.stdout is not None
    for line in restoring.stdout:
        if line.startswith(b"restored, on the new timeline"):
            restoring.send_signal(signal.SIGKILL)
    restoring.communicate()
    assert main(["central", "--data", there, "restore", str(tmp_path / "backup")]) == 1
    assert "check it by `endcap central verify`" in capsys.readouterr().err
    assert main(["central", "--data", there, "verify"]) == 0


@pytest.mark.allow_warnings("the administrator's key before is revoked")
def test_the_administrators_key_of_the_folder_stays_good(
    sqlite_shop: Central, tmp_path: Path
) -> None:
    """The backup holds another one, from before it was made anew: that is no other central's."""
    admin_key(sqlite_shop)
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    there = tmp_path / "there"
    there.mkdir()
    shutil.copy(sqlite_shop.folder / "central.key", there)
    (there / "admin.key").write_text("ab" * 24 + "\n")
    central = restore_file(tmp_path / "backup", there)
    old = (sqlite_shop.folder / "admin.key").read_text().strip()
    assert program_of(central, old) is not None
    assert admin_key(central).read_text() == "ab" * 24 + "\n"
    assert program_of(central, "ab" * 24) is not None
    assert program_of(central, old) is None
    central.close()


def test_a_backup_of_a_damaged_database_is_told(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The archive is whole: its seal is right, and what it holds was broken before."""
    sqlite_shop.close()
    path = sqlite_shop.folder / "central.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='stock'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))
    data = str(sqlite_shop.folder)
    assert main(["central", "--data", data, "verify"]) == 1
    told = capsys.readouterr().err
    assert "the file central.db is damaged" in told
    assert "what to do" in told
    assert main(["central", "--data", data, "backup", str(tmp_path / "backup")]) == 0
    capsys.readouterr()
    assert main(["central", "verify", str(tmp_path / "backup")]) == 1
    assert "the file central.db is damaged" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_told(
    sqlite_shop: Central, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_shop.close()
    path = sqlite_shop.folder / "central.db"
    path.write_bytes(os.urandom(path.stat().st_size))
    for word in ("verify", "serve", "keys"):
        assert main(["central", "--data", str(sqlite_shop.folder), word]) == 1
        assert "the database is damaged" in capsys.readouterr().err
