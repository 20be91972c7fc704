"""A revocation outlives a restore: it is kept beside the database, and obeyed at every start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from endcap.cli import main
from shop.domain.slip_keys import SlipKey
from sync.central import api_keys, documents, enrolment, fleet, ledger, revocations
from sync.central.api_keys import id_of
from sync.central.backup_file import restore_file, write_backup
from sync.central.core import Central, new_api_key, program_of
from sync.protocol.messages import EnrolRequest, FormerKey
from tests.central_db import _empty
from tests.central_shop import Terminal, enrolled, item, sale
from tests.unit.sync.central.test_backup_file import url_of

LIST = revocations.NAME


def sold(central: Central, till: Terminal, count: int) -> None:
    for number in range(count):
        till.seal(sale(f"{till.name}-{len(till.entries)}-{number}", item("mug")))
    ledger.post(central.database, till.name, till.batch(), central.now())


def restored(central: Central, backup: Path, folder: Path) -> Central:
    url = url_of(central)
    if url:
        _empty(url)
    return restore_file(backup, folder, url)


def revoked_in(central: Central) -> set[str]:
    terminals = {x.terminal for x in fleet.listed(central) if x.revoked_at}
    return terminals | {x.name for x in api_keys.listed(central) if x.revoked_at}


def anew(central: Central, till: Terminal) -> int:
    """Enrolled again in its own folder; gives its new epoch."""
    code = enrolment.new_code(central, store="S1", face="till", terminal=till.name)
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    old = till.key.public_key().public_bytes_raw().hex()
    former = (FormerKey(till.epoch, old, till.key_id),)
    request = EnrolRequest(code, public, "till", "x", terminal=till.name, former=former)
    return enrolment.enrol(central, request).epoch


def test_a_stolen_terminal_stays_out_after_a_restore(
    shop: Central, till: Terminal, tmp_path: Path
) -> None:
    """A7: the backup knows it as a good one."""
    stolen, key = enrolled(shop, "S1", "till"), new_api_key(shop, "leaked", "webshop")
    sold(shop, stolen, 3)
    write_backup(shop.folder, url_of(shop), tmp_path / "backup")
    sold(shop, stolen, 4)
    enrolment.revoke(shop, stolen.name)
    api_keys.revoke(shop, id_of(key))
    there = tmp_path / "there"
    there.mkdir()
    shutil.copy(shop.folder / LIST, there)
    central = restored(shop, tmp_path / "backup", there)
    try:
        assert revoked_in(central) == {stolen.name, "leaked"}
        assert program_of(central, key) is None
        with central.database.read() as connection:
            slips = {x.terminal: x for x in documents.all_of(connection, "slip_key", SlipKey)}
        assert slips[stolen.name].valid_until_seq == 7, "receipts from before the theft are good"
        assert slips[till.name].valid_until_seq is None
    finally:
        central.close()


def test_the_list_may_come_later(shop: Central, tmp_path: Path) -> None:
    """Whoever forgot to copy it: it is obeyed at the next start, too."""
    stolen = enrolled(shop, "S1", "till")
    write_backup(shop.folder, url_of(shop), tmp_path / "backup")
    enrolment.revoke(shop, stolen.name)
    central = restored(shop, tmp_path / "backup", tmp_path / "there")
    assert revoked_in(central) == set()
    shutil.copy(shop.folder / LIST, tmp_path / "there")
    central.start()
    assert revoked_in(central) == {stolen.name}
    central.close()


def test_who_was_enrolled_again_is_not_shut_out_again(shop: Central, tmp_path: Path) -> None:
    """Before the backup, or after the restore: its epoch is a later one than the list's."""
    before, after = enrolled(shop, "S1", "till"), enrolled(shop, "S1", "till")
    for one in (before, after):
        enrolment.revoke(shop, one.name)
    anew(shop, before)
    write_backup(shop.folder, url_of(shop), tmp_path / "backup")
    there = tmp_path / "there"
    there.mkdir()
    shutil.copy(shop.folder / LIST, there)
    central = restored(shop, tmp_path / "backup", there)
    try:
        assert revoked_in(central) == {after.name}
        anew(central, after)
        central.start()
        assert revoked_in(central) == set()
    finally:
        central.close()


def test_the_list_has_all_that_the_database_has(shop: Central) -> None:
    """Also what was revoked before there was a list, or while its disk was away; once each."""
    one, two = enrolled(shop, "S1", "till"), enrolled(shop, "S2", "kiosk")
    enrolment.revoke(shop, one.name)
    (shop.folder / LIST).unlink()
    enrolment.revoke(shop, two.name)
    enrolment.revoke(shop, two.name)
    shop.start()
    assert sorted(x.terminal for x in revocations.listed(shop.folder)) == [one.name, two.name]
    assert (shop.folder / LIST).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("torn", [b'{"at":"2026-', b"\xff\xff", b"[]\n", b"\n\n"])
def test_a_line_that_was_cut_short_harms_no_other(shop: Central, torn: bytes) -> None:
    one, two = enrolled(shop, "S1", "till"), enrolled(shop, "S1", "till")
    enrolment.revoke(shop, one.name)
    with (shop.folder / LIST).open("ab") as file:
        file.write(torn)
    enrolment.revoke(shop, two.name)
    assert {x.terminal for x in revocations.listed(shop.folder)} == {one.name, two.name}


def test_a_restore_says_who_may_call_again(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stolen, key = enrolled(sqlite_shop, "S1", "till"), new_api_key(sqlite_shop, "web", "webshop")
    write_backup(sqlite_shop.folder, "", tmp_path / "backup")
    enrolment.revoke(sqlite_shop, stolen.name)
    words = ["central", "--data", str(tmp_path / "bare"), "restore", str(tmp_path / "backup")]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert f"{stolen.name}  till   S1  epoch 1  never seen\n" in told
    assert id_of(key) in told
    assert f"there is no {LIST} in {tmp_path / 'bare'}" in told
    (tmp_path / "there").mkdir()
    shutil.copy(sqlite_shop.folder / LIST, tmp_path / "there")
    words[2] = str(tmp_path / "there")
    assert main(words) == 0
    told = capsys.readouterr().out
    assert f"{stolen.name}  till   S1  epoch 1  never seen  revoked\n" in told
    assert f"what {LIST} in {tmp_path / 'there'} says is revoked here too" in told
