"""I16 at central: databases, backups and entries of every released version, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, create_engine, insert, select, text

from shop.domain.entry import SealedEntry
from sync.central import backup_file, enrolment, ledger, purchases, schema, tables
from sync.central.backup_file import read_manifest, restore_file
from sync.central.core import Central, open_central
from sync.central.database import Database
from sync.central.devices import Device
from sync.central.fold_check import check_folds
from sync.central.terminals import own_entries
from sync.central.units import thousandths
from sync.central.verify import verify
from sync.local.keys import load_key
from sync.protocol.messages import Batch, EnrolRequest
from tests.central_shop import SKUS
from tests.fixtures.__main__ import effects
from tests.fixtures.future import future_of
from tests.fixtures.released import (
    BACKUPS,
    CENTRALS,
    ENTRIES,
    JOURNALS,
    Released,
    released,
    unpacked,
)

Rows = dict[str, list[dict[str, Any]]]
_ITS_OWN = {"alembic_version", "counter", "document", "feed", "meta"}
_DROPPED = {"purchase": {"store", "sold_at", "currency", "tenders"}}
"""Columns that entries tell as well; so do they `purchase_line` (`bought_as_before`)."""
"""Central itself writes to these when it opens; their rows are compared one by one."""


def test_every_revision_has_its_fixture() -> None:
    """Whoever adds one runs `python -m tests.fixtures` and commits what it writes."""
    revisions = sorted(path.name[:4] for path in (schema._FOLDER / "versions").glob("0*.py"))
    assert sorted(CENTRALS) == revisions, "python -m tests.fixtures"
    assert {schema.newest(), f"{schema.newest()}-rows"} <= BACKUPS.keys()


def rows(database: Database) -> Rows:
    """Every table as it is there, whatever the code of today calls it."""
    there = MetaData()
    with database.read() as connection:
        there.reflect(connection)
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in there.sorted_tables
        }


def kept(was: Rows, now: Rows) -> None:
    for name in was.keys() - _ITS_OWN - {"purchase_line"}:
        columns = [x for x in was[name][0] if x not in _DROPPED.get(name, ())] if was[name] else []
        before, after = (
            sorted(({column: row[column] for column in columns} for row in found), key=repr)
            for found in (was[name], now[name])
        )
        assert after == before, name
    for name in ("document", "feed"):
        for row in was[name]:
            assert row in now[name] or row.get("topic") == "slip_key", row
    assert {x["name"]: x["value"] for x in was["meta"]}.items() <= {
        x["name"]: x["value"] for x in now["meta"]
    }.items()


def bought_as_before(was: Rows, central: Central) -> None:
    names = ("entry", "receipt", "line_id", "sku", "title", "quantity", "total")
    lines = [tuple(row[name] for name in names) for row in was.get("purchase_line", ())]
    with central.database.read() as connection:
        found = purchases.of_receipts(connection, {row["receipt"] for row in was["purchase"]})
    again = [
        (x.entry, x.receipt, y.line_id, y.sku, y.title, thousandths(y.quantity), y.total.minor)
        for x in found
        for y in x.items
    ]
    assert again
    assert not lines or sorted(again) == sorted(lines)


@pytest.fixture
def empty_url(postgres: str) -> Iterator[str]:
    """A PostgreSQL database without a table."""
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE released"))
    yield postgres.replace("/central?", "/released?")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE released WITH (FORCE)"))
    engine.dispose()


def filled(url: str, revision: str, old: Rows) -> None:
    """PostgreSQL as that version would have had it: its tables, and the same rows in them."""
    database = Database(url)
    with database.write() as connection:
        command.upgrade(schema.config(connection), revision)
        there = MetaData()
        there.reflect(connection)
        for name, found in old.items():
            if found and name != "alembic_version":
                connection.execute(insert(there.tables[name]), found)
    database.close()


def old_rows(folder: Path) -> Rows:
    database = Database(str(folder / "central.db"))
    try:
        return rows(database)
    finally:
        database.close()


def sound(central: Central) -> None:
    assert verify(central).sound
    found = check_folds(central.database)
    assert found.sound, found.differences


@pytest.mark.parametrize("revision", CENTRALS)
def test_a_database_of_every_revision_keeps_its_rows(revision: str, tmp_path: Path) -> None:
    folder = unpacked(CENTRALS[revision], tmp_path)
    was = old_rows(folder)
    assert was["alembic_version"] == [{"version_num": revision}]
    assert all(was[name] for name in ("ledger", "hold", "purchase", "returned"))
    central = open_central(folder)
    kept(was, rows(central.database))
    bought_as_before(was, central)
    sound(central)
    central.close()
    again = open_central(folder)  # and once more there is nothing to do
    kept(was, rows(again.database))
    again.close()


@pytest.mark.postgres
@pytest.mark.parametrize("revision", CENTRALS)
def test_the_same_on_postgresql(revision: str, tmp_path: Path, empty_url: str) -> None:
    folder = unpacked(CENTRALS[revision], tmp_path)
    was = old_rows(folder)
    filled(empty_url, revision, was)
    (folder / "central.db").unlink()
    central = open_central(folder, empty_url)
    kept(was, rows(central.database))
    bought_as_before(was, central)
    sound(central)
    central.close()


@pytest.mark.parametrize("version", BACKUPS)
def test_a_backup_of_every_version_is_brought_back(version: str, tmp_path: Path) -> None:
    manifest = read_manifest(BACKUPS[version])
    central = restore_file(BACKUPS[version], tmp_path / "back")
    sound(central)
    assert verify(central).entries == manifest.entries
    assert central.timeline != manifest.timeline
    central.close()


@pytest.mark.postgres
@pytest.mark.parametrize("version", [x for x in BACKUPS if x.endswith("-rows")])
def test_also_into_postgresql(version: str, tmp_path: Path, empty_url: str) -> None:
    central = restore_file(BACKUPS[version], tmp_path / "back", empty_url)
    sound(central)
    assert verify(central).entries == read_manifest(BACKUPS[version]).entries
    central.close()


def test_a_backup_of_the_future_is_refused(tmp_path: Path, monkeypatch: Any) -> None:
    from shop.errors import Refusal

    monkeypatch.setattr(backup_file, "FORMAT", "endcap-backup-0")
    with pytest.raises(Refusal, match="backup_of_another_version"):
        restore_file(BACKUPS["0003"], tmp_path / "back")


# -- entries -------------------------------------------------------------------------------------


def enrolled(central: Central, public_key: str) -> Device:
    code = enrolment.new_code(central, store="S1", face="till")
    who = enrolment.enrol(central, EnrolRequest(code, public_key, "till", "0.1"))
    return Device(who.terminal, "S1", "till", 1, current=True, revoked=False)


def back(central: Central, device: Device) -> tuple[SealedEntry, ...]:
    return own_entries(central, device, 1, 0, 1000).entries


@pytest.mark.parametrize("version", ENTRIES)
def test_entries_of_every_version_come_to_the_same(version: str, shop: Central) -> None:
    told: Released = released(ENTRIES[version])
    device = enrolled(shop, told.public_key)
    assert device.terminal == told.terminal
    answer = ledger.post(shop.database, device.terminal, Batch(1, told.entries), shop.now())
    assert (answer.outcome, answer.held) == ("accepted", ())
    assert json.loads(json.dumps(effects(shop))) == told.effects
    assert back(shop, device) == told.entries
    for one in told.entries:  # singly as well, which looks at each by itself
        again = ledger.post(shop.database, device.terminal, Batch(1, (one,)), shop.now())
        assert again.outcome == "accepted"
    assert json.loads(json.dumps(effects(shop))) == told.effects
    sound(shop)


def test_entries_of_the_future_are_kept_and_go_back_unharmed(shop: Central, tmp_path: Path) -> None:
    """What is understood has its effect; what is not is held raw; nothing of either is lost."""
    folder = unpacked(JOURNALS["1"], tmp_path / "till")
    told = released(folder / "identity.json")
    coming = future_of(told.entries[-1], load_key(folder, told.public_key))
    device = enrolled(shop, told.public_key)
    ledger.post(shop.database, device.terminal, Batch(1, told.entries), shop.now())
    before = on_hand(shop)
    answer = ledger.post(shop.database, device.terminal, Batch(1, tuple(coming)), shop.now())
    assert answer.outcome == "accepted"
    assert [x.code for x in answer.held] == ["kind_unknown", "payload_unreadable"]
    assert on_hand(shop) == before - 1  # the one whose kind we know and can read
    assert back(shop, device) == (*told.entries, *coming)
    ledger.post(shop.database, device.terminal, Batch(1, tuple(coming)), shop.now())
    assert on_hand(shop) == before - 1
    sound(shop)


def on_hand(central: Central) -> Decimal:
    column = tables.stock.c
    with central.database.read() as connection:
        query = select(column.on_hand).where(column.store == "S1", column.sku == SKUS[0])
        return Decimal(connection.execute(query).scalar_one()) / 1000
