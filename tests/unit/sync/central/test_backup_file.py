"""One-file backups: out of either database, into either, damaged ones told, sums worked out."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shlex
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from endcap.central.backup import where_of
from endcap.cli import main
from shop.errors import Refusal
from sync.central import ledger, tables
from sync.central.backup_file import read_manifest, restore_file, tried_out, write_backup
from sync.central.core import Central, admin_key, open_central
from sync.central.fold_check import check_folds
from sync.central.verify import verify
from tests.central_shop import Terminal, enrolled, item, refund, sale


def url_of(central: Central) -> str:
    if central.database.is_sqlite:
        return ""
    return central.database.url.render_as_string(hide_password=False)


def trade(central: Central, till: Terminal) -> None:
    """Sales, a return, a bad entry, a fork."""
    for number in range(4):
        till.seal(sale(f"R{number}", item("mug", 2)))
    till.seal(refund("B1", "R0", "mug"))
    twin = till.copy()
    till.add("{}")
    till.seal(sale("R9", item("tea")))
    twin.seal(sale("Q1", item("tea")))
    for one in (till, twin):
        ledger.post(central.database, one.name, one.batch(), central.now())


def rows_of(central: Central) -> dict[str, list[str]]:
    left_out = ("meta", "counter", "snapshot")
    with central.database.read() as connection:
        return {
            table.name: sorted(map(repr, map(tuple, connection.execute(select(table)))))
            for table in tables.metadata.sorted_tables
            if table.name not in left_out
        }


def test_all_of_it_comes_back(shop: Central, till: Terminal, tmp_path: Path) -> None:
    trade(shop, till)
    admin_key(shop)
    made = write_backup(shop.folder, url_of(shop), tmp_path / "backup")
    assert made.kind == ("sqlite" if shop.database.is_sqlite else "rows")
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0
    again = restore_file(tmp_path / "backup", tmp_path / "again")
    try:
        assert rows_of(again) == rows_of(shop)
        assert again.timeline != shop.timeline
        assert verify(again).sound
        assert (tmp_path / "again" / "admin.key").read_text() == admin_key(shop).read_text()
        newcomer = enrolled(again, "S1", "till")
        assert newcomer.name not in ("T0001", "T0002", "T0003")  # given since the backup, perhaps
    finally:
        again.close()


def test_from_sqlite_to_postgres_and_back(
    tmp_path: Path, postgres: str, sqlite_shop: Central
) -> None:
    from tests.central_db import _empty

    _empty(postgres)
    till = enrolled(sqlite_shop, "S1", "till")
    trade(sqlite_shop, till)
    write_backup(sqlite_shop.folder, "", tmp_path / "one", rows=True)
    there = restore_file(tmp_path / "one", tmp_path / "there", postgres)
    try:
        assert rows_of(there) == rows_of(sqlite_shop)
        assert verify(there).sound
        assert check_folds(there.database).sound
        with pytest.raises(Refusal, match="restore_database_in_use"):
            restore_file(tmp_path / "one", tmp_path / "more", postgres)
        write_backup(there.folder, postgres, tmp_path / "two")
    finally:
        there.close()
    with tried_out(tmp_path / "two") as (manifest, central):
        assert manifest.kind == "rows"
        assert rows_of(central) == rows_of(sqlite_shop)


def flipped(data: bytes, place: int) -> bytes:
    bent = bytearray(data)
    bent[place] ^= 4
    return bytes(bent)


def test_no_flipped_bit_gets_into_what_is_restored(sqlite_shop: Central, tmp_path: Path) -> None:
    """Either it is told, or it lay in the archive's own margins and nothing has changed."""
    path = tmp_path / "backup"
    made = write_backup(sqlite_shop.folder, "", path)
    whole, dice, told = path.read_bytes(), random.Random(3), 0
    margins = [*range(40), *range(len(whole) - 300, len(whole))]
    for place in [*(dice.randrange(len(whole)) for _ in range(60)), *dice.sample(margins, 90)]:
        path.write_bytes(flipped(whole, place))
        try:
            found = read_manifest(path)
            assert found == made
            with tried_out(path) as (_, central):
                assert verify(central).sound
        except Refusal:
            told += 1
    assert told > 50


def test_a_damaged_backup_is_told(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trade(sqlite_shop, enrolled(sqlite_shop, "S1", "till"))
    path = tmp_path / "backup"
    write_backup(sqlite_shop.folder, "", path)
    assert main(["central", "verify", str(path)]) == 0
    assert "8 entries in 2 chains: sound" in capsys.readouterr().out
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("central.db").header_offset
    for place in (start + 200, start + 5000, len(whole) // 2):
        path.write_bytes(flipped(whole, place))
        assert main(["central", "verify", str(path)]) == 1
        assert "is damaged or is no backup" in capsys.readouterr().err
        assert main(["central", "--data", str(tmp_path / "back"), "restore", str(path)]) == 1
        assert list((tmp_path / "back").glob("*")) == []  # nothing of it was put anywhere
        capsys.readouterr()
    path.write_bytes(whole[:-100])
    assert main(["central", "verify", str(path)]) == 1
    assert main(["central", "verify", str(tmp_path / "none")]) == 1


def resealed(source: Path, target: Path, *, without: str = "", **changed: str) -> Path:
    """The same backup with less in it, or from a later day, and whole all the same."""
    with zipfile.ZipFile(source) as had, zipfile.ZipFile(target, "w") as out:
        manifest = json.loads(had.read("manifest.json")) | changed
        manifest["sums"].pop(without, None)
        for name in had.namelist():
            if name not in ("manifest.json", without):
                out.writestr(name, had.read(name))
        out.writestr("manifest.json", json.dumps(manifest))
        out.comment = b"0" * 64
    data = target.read_bytes()[:-64]
    target.write_bytes(data + hashlib.sha256(data).hexdigest().encode())
    return target


def refused(capsys: pytest.CaptureFixture[str], folder: Path, path: Path) -> str:
    had = sorted(folder.rglob("*")) if folder.exists() else []
    assert main(["central", "--data", str(folder), "restore", str(path)]) == 1
    assert (sorted(folder.rglob("*")) if folder.exists() else []) == had
    return capsys.readouterr().err


def test_a_refused_restore_says_why_and_leaves_nothing_behind(
    shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tmp_path / "backup"
    write_backup(shop.folder, url_of(shop), whole)
    later = resealed(whole, tmp_path / "later", schema="0999")
    bare = resealed(whole, tmp_path / "bare", without="central.key")
    to = tmp_path / "to"
    assert "made by a newer Endcap" in refused(capsys, to, later)
    assert main(["central", "verify", str(later)]) == 1
    assert "made by a newer Endcap" in capsys.readouterr().err
    assert "holds no key of central's" in refused(capsys, to, bare)
    (to / "central.key").write_bytes(b"1" * 32)
    assert "is of another central" in refused(capsys, to, whole)


def test_a_backup_says_how_to_check_it(
    shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B2: followed word by word, it is noted at the central that was backed up."""
    url = ["--database-url", url_of(shop)] if url_of(shop) else []
    where = ["--data", str(shop.folder), *url]
    assert main(["central", "backup", str(tmp_path / "backup"), *where]) == 0
    (hint,) = [x for x in capsys.readouterr().out.splitlines() if "check it now" in x]
    assert main(shlex.split(hint.split(":", 1)[1])[1:]) == 0
    assert "\nnoted at central" in capsys.readouterr().out


def test_a_password_is_not_in_what_a_backup_says() -> None:
    args = argparse.Namespace(data=Path("x"), database_url="postgresql://me:secret@db/x")
    assert "secret" not in " ".join(where_of(args))


def test_what_is_no_backup_or_of_another_time(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["central", "verify", str(tmp_path)]) == 1
    assert "is a folder. Give the file" in capsys.readouterr().err
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    later = resealed(tmp_path / "backup", tmp_path / "later", made_at="2199-01-01T00:00:00+00:00")
    assert main(["central", "--data", str(tmp_path / "to"), "restore", str(later)]) == 0
    assert "in the future by this machine's clock" in capsys.readouterr().out


def test_no_room_to_try_a_backup_out(
    sqlite_shop: Central,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """B6: which disk is full, and what else would do."""
    small = small_disk(tmp_path / "small", "400k")
    monkeypatch.setattr(tempfile, "tempdir", str(small))
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    try:
        assert main(["central", "verify", str(tmp_path / "backup")]) == 1
        assert f"MB in {small}, and 0 MB are free there" in capsys.readouterr().err
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_disk_that_fills_up_under_a_restore(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = small_disk(tmp_path / "small", "100k")
    path = tmp_path / "backup"
    write_backup(sqlite_shop.folder, "", path)
    try:
        assert "the disk is full" in refused(capsys, small, path)
        aim = ["central", "--data", str(sqlite_shop.folder)]
        assert main([*aim, "backup", str(small / "again")]) == 1
        assert "the disk is full" in capsys.readouterr().err
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def small_disk(folder: Path, size: str) -> Path:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs root to mount a small disk")
    return folder


def test_no_backup_without_its_keys(
    shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """PostgreSQL and the wrong folder: the keys would be missing the day they are needed."""
    url = ["--database-url", url_of(shop)] if url_of(shop) else []
    aim = ["central", "--data", str(tmp_path / "elsewhere"), *url]
    assert main([*aim, "backup", str(tmp_path / "backup")]) == 1
    assert "there is no central in" in capsys.readouterr().err
    assert not (tmp_path / "backup").exists()
    if not url:
        (shop.folder / "central.key").unlink()
        assert main(["central", "--data", str(shop.folder), "backup", str(tmp_path / "b")]) == 1
        assert "lacks central.key" in capsys.readouterr().err


def test_another_centrals_key_is_not_taken_for_this_databases_own(
    shop: Central, tmp_path: Path
) -> None:
    shop.folder.joinpath("central.key").rename(tmp_path / "was")
    for folder in (shop.folder, *([tmp_path / "elsewhere"] if url_of(shop) else [])):
        with pytest.raises(Refusal, match="central_key_missing"):
            open_central(folder, url_of(shop))
        assert not (folder / "central.key").exists()
    shop.folder.joinpath("central.key").write_bytes(b"k" * 32)
    with pytest.raises(Refusal, match="central_key_differs"):
        open_central(shop.folder, url_of(shop))
    assert shop.folder.joinpath("central.key").read_bytes() == b"k" * 32


@pytest.mark.parametrize("column", ["kind", "day", "staff", "epoch", "branch", "terminal"])
def test_an_entry_filed_elsewhere_is_found(sqlite_shop: Central, column: str) -> None:
    """By somebody with the database: the entry is genuine, and no report would find it."""
    trade(sqlite_shop, enrolled(sqlite_shop, "S1", "till"))
    assert verify(sqlite_shop).sound
    row, branch = tables.ledger.c, tables.branch.c
    value: object = 7 if column in ("epoch", "branch") else "other"
    with sqlite_shop.database.write() as connection:
        if column == "branch":
            connection.execute(delete(tables.branch).where(branch.branch == 1))
        else:
            one = update(tables.ledger).where(row.seq == 3, row.branch == 0)
            connection.execute(one.values({column: value}))
    assert not verify(sqlite_shop).sound


def test_wrong_sums_are_found(shop: Central, till: Terminal) -> None:
    trade(shop, till)
    found = check_folds(shop.database)
    assert (found.sound, found.purchases, found.returned, found.stock) == (True, 6, 1, 9)
    stock, bought, back = tables.stock.c, tables.purchase.c, tables.returned.c
    for statement in (
        update(tables.stock).where(stock.sku == "mug").values(on_hand=stock.on_hand + 1000),
        update(tables.stock).where(stock.sku == "tea").values(held=1000),
        update(tables.purchase).where(bought.receipt == "R1").values(receipt="R9"),
        update(tables.returned).values(refund=back.refund + 1),
    ):
        before = check_folds(shop.database).wrong
        with shop.database.write() as connection:
            connection.execute(statement)
        after = check_folds(shop.database)
        assert after.wrong > before
        assert after.differences


def test_the_data_itself_can_be_checked_while_it_serves(
    sqlite_shop: Central, capsys: pytest.CaptureFixture[str]
) -> None:
    trade(sqlite_shop, enrolled(sqlite_shop, "S1", "till"))
    assert main(["central", "--data", str(sqlite_shop.folder), "verify"]) == 0
    assert "agree with the ledger" in capsys.readouterr().out
    assert main(["central", "--data", str(sqlite_shop.folder / "snapshots"), "verify"]) == 1


def test_the_key_list_is_for_checking_without_central(
    sqlite_shop: Central, capsys: pytest.CaptureFixture[str]
) -> None:
    till = enrolled(sqlite_shop, "S1", "till")
    assert main(["central", "--data", str(sqlite_shop.folder), "keys"]) == 0
    rows = {row["key_id"]: row for row in json.loads(capsys.readouterr().out)["keys"]}
    assert rows[1]["kinds"] == ["pickup"]
    assert rows[till.key_id]["terminal"] == till.name
    assert rows[till.key_id]["public_key"] == till.key.public_key().public_bytes_raw().hex()
