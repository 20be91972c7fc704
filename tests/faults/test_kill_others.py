"""F1 beyond the till's day: killed at the durable calls of enrolment, of central taking batches,
and of bringing central's tables up to date.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, select

from shop.errors import JournalFault
from sync.central import documents, ledger, schema, tables
from sync.central.core import open_central
from sync.central.database import Database
from sync.central.fold_check import check_folds
from sync.central.verify import verify
from sync.local.journal import holds_entries
from tests.central_shop import open_shop
from tests.fakes.terminals import new_journal, reopen
from tests.faults.other_work import KEY, first_start, migrate, sealed, take_batches
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


def empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


CASES = {
    "first start": (empty, first_start, enrolled_or_not),
    "central's batches": (central_at, take_batches, all_that_was_answered),
    "central's tables": (old_tables, migrate, old_or_new),
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
