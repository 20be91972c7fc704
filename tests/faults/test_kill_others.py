"""F1 beyond the till's day: killed at the durable calls of a first start, of taking back lost
entries, of a snapshot's swap, of spending the reserve; and at central's, of taking batches, of
bringing its tables up to date, of a backup and of a restore.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, select

from shop.errors import JournalFault
from sync.central import documents, ledger, schema, tables
from sync.central.backup_file import read_manifest, restore_file, tried_out, write_backup
from sync.central.core import open_central
from sync.central.database import Database
from sync.central.fold_check import check_folds
from sync.central.verify import verify
from sync.local.journal import holds_entries
from sync.local.replica import LocalReplica
from sync.local.replica_schema import Standing
from sync.local.snapshot_build import build
from sync.protocol.codec import decode, encode
from sync.protocol.messages import Batch, Change
from tests.central_shop import open_shop
from tests.fakes.clock import FakeClock
from tests.fakes.terminals import new_journal, product, reopen, settings, sold
from tests.faults.other_work import (
    KEY,
    adopt,
    back_up,
    first_start,
    migrate,
    restore,
    sealed,
    spend_reserve,
    swap,
    take_batches,
)
from tests.faults.tools import Tell
from tests.faults.traced import Outcome, Work, copied, points, run_day

FACTS = 12
Check = Callable[[Path, Outcome], None]


def sweep(base: Path, scratch: Path, target: Work, check: Check, share: int) -> str:
    every = points(copied(base, scratch / "count"), scratch / "log", FACTS, target=target)
    todo = every[:: max(1, len(every) // share)]
    killed = 0
    for call, when in todo:
        folder = copied(base, scratch / "run")
        inject = f"inject={call}:signal=KILL:when={when}"
        trace = ("-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
        outcome = run_day(folder, FACTS, *trace, target=target)
        killed += not outcome.closed
        check(folder, outcome)
    return f"{len(todo)} of {len(every)} kill points, {killed} killed: nothing lost, nothing torn"


# -- a first start -----------------------------------------------------------------------------


def enrolled_or_not(folder: Path, outcome: Outcome) -> None:
    """Either the terminal is there and sells, or it can be enrolled again."""
    if "enrolled" in outcome.said:
        reopen(folder).close()
        return
    try:
        reopen(folder).close()
    except (JournalFault, FileNotFoundError):
        assert not holds_entries(folder)
        new_journal(folder).close()


# -- central takes batches ---------------------------------------------------------------------


def central_at(folder: Path) -> Path:
    central = open_central(folder)
    open_shop(central)
    public = KEY.public_key().public_bytes_raw().hex()
    with central.database.write() as connection:
        now = {"enrolled_at": 1, "epoch": 1}
        who = {"terminal": "T0001", "store": "S1"}
        connection.execute(
            insert(tables.terminal).values(**who, **now, face="till", name="", forked=False)
        )
        connection.execute(
            insert(tables.terminal_key).values(
                **who, epoch=1, key_id=2, public_key=public, created_at=1
            )
        )
    central.close()
    return folder


def all_that_was_answered(folder: Path, outcome: Outcome) -> None:
    """The ledger reaches at least as far as central said, in whole batches, and so do the sums."""
    central = open_central(folder)
    try:
        with central.database.read() as connection:
            kept = len(connection.execute(select(tables.ledger.c.entry)).all())
        said = int(outcome.said[-1]) if outcome.said else 0
        assert kept in (said, said + 3)
        checked, folds = verify(central), check_folds(central.database)
        assert checked.sound
        assert folds.sound, folds.differences
        rest = sealed(FACTS)
        ledger.post(central.database, "T0001", rest.batch(), central.now())  # it is sent again
        assert verify(central).entries == FACTS
        assert check_folds(central.database).sound
    finally:
        central.close()


# -- central's tables --------------------------------------------------------------------------


def old_tables(folder: Path) -> Path:
    """As the first version left them, with a document in them."""
    folder.mkdir()
    database = Database(str(folder / "central.db"))
    with database.write() as connection:
        command.upgrade(schema.config(connection), "0001")
    with database.write() as connection:
        documents.write(connection, [documents.of("tax", "x", ())])
    database.close()
    return folder


def old_or_new(folder: Path, outcome: Outcome) -> None:
    with closing(Database(str(folder / "central.db"))) as database:
        with database.read() as connection:
            found = schema.version(connection)
        assert found == schema.newest() if "migrated" in outcome.said else found
        schema.migrate(database)
        with database.read() as connection:
            assert schema.version(connection) == schema.newest()
            assert connection.execute(select(tables.document.c.key)).scalar() == "x"
            for column in (tables.stock.c.opening, tables.branch.c.inspected):
                assert connection.execute(select(column).limit(1)).first() is None


# -- what a terminal lost comes back -------------------------------------------------------------


def forgetful(folder: Path) -> Path:
    """The journal as it was after three entries, and what came after them."""
    folder.mkdir()
    journal = new_journal(folder)
    for _ in range(2):
        journal.record(sold(), staff="ann").result()
    journal.close()
    later = folder / "later"
    shutil.copytree(folder, later)
    journal = reopen(later)
    for _ in range(FACTS):
        journal.record(sold(), staff="ann").result()
    lost = journal.reads.tail(1, 3, FACTS, 1 << 20)
    journal.close()
    shutil.rmtree(later)
    (folder / "lost.json").write_bytes(encode(Batch(1, lost)))
    return folder


def taken_back(folder: Path, outcome: Outcome) -> None:
    lost = decode((folder / "lost.json").read_bytes(), Batch).entries
    journal = reopen(folder)
    try:
        have = journal.head().seq - 3
        said = int(outcome.said[-1]) - 3 if outcome.said else 0
        assert have in (said, said + 3)
        journal.adopt(lost[have:]).result()
        assert journal.reads.tail(1, 3, FACTS, 1 << 20) == lost
    finally:
        journal.close()


# -- a snapshot takes the replica's place --------------------------------------------------------


def two_replicas(folder: Path) -> Path:
    folder.mkdir()
    for count in (1, 2):
        told = [Change(1, "settings", "a", encode(settings()).decode())]
        told += [
            Change(2 + n, "product", f"P{n}", encode(product(f"P{n}", f"Tea {n}")).decode())
            for n in range(count * 3)
        ]
        standing = Standing("t", count, FakeClock().now(), "a")
        build(folder / "snapshot.new", told, standing)
        if count == 1:
            replica = LocalReplica(folder)
            replica.swap(folder / "snapshot.new")
            replica.close()
    return folder


def one_of_two(folder: Path, outcome: Outcome) -> None:
    """The old or the new one; or none that can be read, and then a snapshot is asked for."""
    replica = LocalReplica(folder)
    try:
        assert not replica.damaged
        cursor = replica.standing().cursor
        assert cursor == 2 if "swapped" in outcome.said else cursor in (1, 2)
        assert replica.state().products == cursor * 3
    finally:
        replica.close()


# -- the reserve is spent ------------------------------------------------------------------------


def with_reserve(folder: Path) -> Path:
    folder.mkdir()
    new_journal(folder).close()
    return folder


def all_told_are_there(folder: Path, outcome: Outcome) -> None:
    journal = reopen(folder)
    try:
        assert [x for x in outcome.said if journal.fact(x) is None] == []
        assert journal.head().seq - 1 - len(outcome.said) in (0, 1)
    finally:
        journal.close()


# -- a central's backup, and back ----------------------------------------------------------------


def central_with_sales(folder: Path) -> Path:
    folder.mkdir()
    central_at(folder / "central")
    central = open_central(folder / "central")
    ledger.post(central.database, "T0001", sealed(FACTS).batch(), central.now())
    central.close()
    return folder


def whole_or_none(folder: Path, outcome: Outcome) -> None:
    target = folder / "backup"
    assert target.exists() or "backed up" not in outcome.said
    if not target.exists():
        write_backup(folder / "central", "", target)
    with tried_out(target) as (manifest, central):
        assert manifest.entries == FACTS
        assert verify(central).sound


def with_a_backup(folder: Path) -> Path:
    central_with_sales(folder)
    write_backup(folder / "central", "", folder / "backup")
    return folder


def restored_or_not(folder: Path, outcome: Outcome) -> None:
    """Never a central that goes on with the backup's own timeline (I11)."""
    into = folder / "restored"
    done = (into / "central.db").exists()
    assert done or "restored" not in outcome.said
    central = open_central(into) if done else restore_file(folder / "backup", into)
    try:
        assert central.timeline != read_manifest(folder / "backup").timeline
        assert verify(central).entries == FACTS
        assert (into / "central.key").read_bytes() == (
            folder / "central" / "central.key"
        ).read_bytes()
    finally:
        central.close()


def empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


CASES = {
    "first start": (empty, first_start, enrolled_or_not),
    "central's batches": (central_at, take_batches, all_that_was_answered),
    "central's tables": (old_tables, migrate, old_or_new),
    "taking back": (forgetful, adopt, taken_back),
    "a snapshot's swap": (two_replicas, swap, one_of_two),
    "the reserve": (with_reserve, spend_reserve, all_told_are_there),
    "a backup": (central_with_sales, back_up, whole_or_none),
    "a restore": (with_a_backup, restore, restored_or_not),
}


@pytest.mark.parametrize("case", CASES)
def test_some_kill_points(tmp_path: Path, case: str, tell: Tell) -> None:
    make, target, check = CASES[case]
    tell(f"{case}: {sweep(make(tmp_path / 'base'), tmp_path, target, check, 3)}")


@pytest.mark.soak
@pytest.mark.parametrize("case", CASES)
def test_every_kill_point(quick_disk: Path, case: str, tell: Tell) -> None:
    make, target, check = CASES[case]
    tell(f"{case}: {sweep(make(quick_disk / 'base'), quick_disk, target, check, 400)}")
