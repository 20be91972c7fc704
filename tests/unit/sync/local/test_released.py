"""I16 on a terminal: files and entries of every released version, read and migrated bit-exact."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sqlite3
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from shop.domain.entry import Head, SealedEntry, body_hash, signed_bytes
from shop.domain.facts import FACTS, SCHEMA
from shop.errors import JournalFault
from sync.local import journal_schema, replica_schema
from sync.local.journal import NAME, LocalJournal
from sync.local.journal_inspect import inspected
from sync.local.journal_writer import Sealing
from sync.local.keys import DeviceSigner, load_key, signature_holds
from sync.local.replica import LocalReplica
from sync.protocol.codec import encode
from sync.protocol.entry_body import read_envelope, read_fact
from tests.fakes.clock import FakeClock
from tests.fakes.terminals import RESERVE, sold
from tests.fixtures.released import (
    ENTRIES,
    JOURNALS,
    REPLICAS,
    Released,
    released,
    told_fields,
    unpacked,
)

ROOT = Path(__file__).resolve().parents[4]


def test_every_schema_kind_and_field_has_its_fixture() -> None:
    """Whoever adds one runs `python -m tests.fixtures` and commits what it writes."""
    wanted = {(SCHEMA, kind, x.name) for kind, fact in FACTS.items() for x in fields(fact)}
    assert not wanted - told_fields(ENTRIES.values()), "python -m tests.fixtures"
    assert str(len(journal_schema.STEPS)) in JOURNALS, "python -m tests.fixtures"
    assert str(len(replica_schema.STEPS)) in REPLICAS, "python -m tests.fixtures"
    assert sorted(map(int, JOURNALS)) == [*range(1, len(journal_schema.STEPS) + 1)]


# -- entries ---------------------------------------------------------------------------------------


@pytest.fixture(params=ENTRIES, scope="module")
def entries(request: pytest.FixtureRequest) -> Released:
    return released(ENTRIES[request.param])


def test_entries_read_back_as_they_were_written(entries: Released) -> None:
    before = "0" * 64
    for seq, sealed in enumerate(entries.entries, 1):
        assert body_hash(sealed.body) == sealed.hash
        signature = bytes.fromhex(sealed.signature)
        assert signature_holds(entries.public_key, signature, signed_bytes(sealed.hash))
        envelope = read_envelope(sealed.body)
        assert (envelope.epoch, envelope.seq, envelope.prev) == (1, seq, before)
        assert envelope.terminal == entries.terminal
        before = sealed.hash
        payload = json.loads(sealed.body)["payload"]
        again = json.loads(encode(read_fact(envelope)))
        assert contains(again, payload), envelope.kind


def contains(again: Any, was: Any) -> bool:
    """Nothing that was said is lost or changed; what is new has its default."""
    if isinstance(was, dict):
        return isinstance(again, dict) and all(
            key in again and contains(again[key], value) for key, value in was.items()
        )
    if isinstance(was, list):
        pairs = zip(again, was, strict=True)
        return isinstance(again, list) and all(contains(*pair) for pair in pairs)
    return bool(again == was)


def test_a_journal_takes_them_back_byte_for_byte(entries: Released, tmp_path: Path) -> None:
    from sync.local.journal import create_journal

    create_journal(tmp_path)
    signer = DeviceSigner(1, _any_key(tmp_path))
    sealing = Sealing(entries.terminal, 1, signer, FakeClock())
    journal = LocalJournal(tmp_path, sealing, reserve_bytes=RESERVE)
    journal.adopt(entries.entries).result()
    assert journal.reads.tail(1, 0, 1000, 1 << 30) == entries.entries
    last = entries.entries[-1]
    assert journal.head() == Head(1, len(entries.entries), last.hash)
    journal.close()
    with inspected(tmp_path) as now:
        now.check()


def _any_key(folder: Path) -> Any:
    from sync.local.keys import make_key

    return make_key(folder)


def test_a_checker_without_endcap_agrees(entries: Released) -> None:
    spec = importlib.util.spec_from_file_location(
        "verify_journal", ROOT / "packaging" / "verify_journal.py"
    )
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    sys.modules["verify_journal"] = tool
    spec.loader.exec_module(tool)
    count = len(entries.entries)
    header = {
        "format": "endcap-journal-1",
        "terminal": entries.terminal,
        "keys": [{"epoch": 1, "public_key": entries.public_key}],
        "head": {"epoch": 1, "seq": count, "hash": entries.entries[-1].hash},
    }
    rows = [
        {"epoch": 1, "seq": seq, "hash": x.hash, "signature": x.signature, "body": x.body}
        for seq, x in enumerate(entries.entries, 1)
    ]
    journal = tool.check_journal(map(json.dumps, [header, *rows]))
    assert journal.entries == count


# -- files -----------------------------------------------------------------------------------------


def opened(folder: Path) -> LocalJournal:
    told = json.loads((folder / "identity.json").read_text())
    signer = DeviceSigner(1, load_key(folder, told["public_key"]))
    sealing = Sealing(told["terminal"], 1, signer, FakeClock())
    return LocalJournal(folder, sealing, reserve_bytes=RESERVE)


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("version", JOURNALS)
def test_a_journal_of_every_version_opens_with_all_its_rows(version: str, tmp_path: Path) -> None:
    folder = unpacked(JOURNALS[version], tmp_path)
    was = rows(folder / NAME, "entry")
    told = released(folder / "identity.json").entries
    with inspected(folder) as untouched:  # read as it is, without migrating it
        head = untouched.check()
        assert list(untouched.entries())[-1].sealed.hash == head.hash
    journal = opened(folder)
    assert journal.head() == head
    assert journal.note("a.note") == "its text"
    sealed = {
        x.hash: x for x in journal.reads.tail(1, journal.reads.pruned().get(1, 0), 1000, 1 << 30)
    }
    gone = range(2, journal.reads.pruned().get(1, 1) + 1)
    for seq, entry in enumerate(told, 1):
        if seq not in gone and seq != 1:
            assert sealed[entry.hash] == entry
    made = journal.record(sold(), staff="ann").result()
    assert made.seq == head.seq + 1
    journal.close()
    assert rows(folder / NAME, "entry")[:-1] == was
    again = opened(folder)
    assert again.fact(made.entry) == made
    again.close()
    with inspected(folder) as now:
        assert now.check().seq == made.seq


def test_the_newest_journal_has_a_pruned_epoch(tmp_path: Path) -> None:
    journal = opened(unpacked(JOURNALS["2"], tmp_path))
    assert journal.reads.pruned() == {1: 6}
    journal.close()


def test_a_journal_of_the_future_is_left_alone(tmp_path: Path) -> None:
    folder = unpacked(JOURNALS[max(JOURNALS)], tmp_path)
    connection = sqlite3.connect(folder / NAME)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = (folder / NAME).read_bytes()
    with pytest.raises(JournalFault, match="file_is_newer"):
        opened(folder)
    assert (folder / NAME).read_bytes() == before


@pytest.mark.parametrize("version", REPLICAS)
def test_a_replica_of_every_version_opens(version: str, tmp_path: Path) -> None:
    folder = unpacked(REPLICAS[version], tmp_path)
    replica = LocalReplica(folder)
    assert not replica.damaged
    item = replica.item("mug")
    assert item is not None
    assert replica.find(4000000000000) == item
    assert replica.stock("mug")["S1"].on_hand == 8
    assert replica.settings().store.store == "S1"
    replica.close()


# -- the future ------------------------------------------------------------------------------------


def test_entries_of_the_future_lie_in_a_journal_unharmed(tmp_path: Path) -> None:
    """A terminal that was set back takes back what its newer self had written."""
    from tests.fixtures.future import future_of

    folder = unpacked(JOURNALS["1"], tmp_path)
    journal = opened(folder)
    key = load_key(folder, (json.loads((folder / "identity.json").read_text()))["public_key"])
    before = journal.head()
    coming: list[SealedEntry] = future_of(journal.reads.tail(1, 0, 1000, 1 << 30)[-1], key)
    journal.adopt(coming).result()
    made = journal.record(sold(), staff="ann").result()
    journal.close()
    again = opened(folder)
    assert again.reads.tail(1, before.seq, len(coming), 1 << 30) == tuple(coming)
    assert again.head().hash == made.hash
    again.close()
    shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns("copy"))
    with inspected(tmp_path / "copy") as now:
        now.check()
