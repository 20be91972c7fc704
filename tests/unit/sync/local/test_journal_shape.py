"""Only what we made stands in journal.db, and only entries as they were written leave it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shop.errors import JournalFault
from sync.local.clock import SystemClock
from sync.local.journal import NAME
from sync.protocol import paths
from sync.terminal import Terminal, enrol, open_terminal
from tests.fakes.terminals import new_journal, reopen, settings, sold, wait_until
from tests.fakes.tiny_central import TinyCentral


@pytest.fixture
def central() -> Iterator[TinyCentral]:
    with TinyCentral() as running:
        running.tell("settings", "a", settings())
        yield running


def sell(terminal: Terminal) -> str:
    return terminal.journal.record(sold(), staff="ann").result().entry


def changed(folder: Path, text: str) -> None:
    with closing(sqlite3.connect(folder / NAME)) as connection:
        connection.execute(text)
        connection.commit()


PLANTED = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON entry "
    "BEGIN DELETE FROM entry WHERE n=new.n; END",
    "a trigger on notes": "CREATE TRIGGER t BEFORE INSERT ON note BEGIN SELECT RAISE(IGNORE); END",
    "a view": "CREATE VIEW sales AS SELECT * FROM entry",
    "an index that refuses": "CREATE UNIQUE INDEX one_a_day ON entry(kind) WHERE kind='x'",
    "an index gone": "DROP INDEX entry_kind",
    "a column more": "ALTER TABLE entry ADD COLUMN more TEXT",
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_was_planted_in_the_journal_is_noticed_before_the_next_sale(
    tmp_path: Path, what: str
) -> None:
    journal = new_journal(tmp_path)
    journal.record(sold(), staff="ann").result()
    journal.close()
    changed(tmp_path, PLANTED[what])
    with pytest.raises(JournalFault, match="journal_schema_wrong"):
        reopen(tmp_path)


def test_a_table_beside_ours_does_no_harm(tmp_path: Path) -> None:
    new_journal(tmp_path).close()
    changed(tmp_path, "CREATE TABLE somebodys(note TEXT)")
    journal = reopen(tmp_path)
    assert journal.record(sold(), staff="ann").result().seq == 2
    journal.close()


def test_a_journal_under_another_terminals_name_does_not_open(
    tmp_path: Path, central: TinyCentral
) -> None:
    """It would sell as that one on this one's chain, and central would believe neither."""
    enrol(tmp_path, central.url, "GOODCODE", "till")
    open_terminal(tmp_path, clock=SystemClock()).close()
    identity = tmp_path / "terminal.json"
    right = identity.read_bytes()
    identity.write_bytes(right.replace(b'"T1"', b'"T2"'))
    with pytest.raises(JournalFault, match="journal_of_another_terminal"):
        open_terminal(tmp_path, clock=SystemClock())
    identity.write_bytes(right)
    open_terminal(tmp_path, clock=SystemClock()).close()


@pytest.mark.allow_warnings("the agent says that an entry is not what was written")
def test_an_entry_that_rotted_since_it_was_made_is_not_sent(
    tmp_path: Path, central: TinyCentral
) -> None:
    """Central would keep it under the true one's hash. What came before it is sent, and the
    journal stops, for it is no longer what it says it is."""
    enrol(tmp_path, central.url, "GOODCODE", "till")
    terminal = open_terminal(tmp_path, clock=SystemClock())
    made = [sell(terminal) for _ in range(4)]
    changed(tmp_path, "UPDATE entry SET body=replace(body, 'ann', 'anm') WHERE n&0xff=4")
    terminal.start()
    wait_until(lambda: terminal.journal.trouble == "stopped", 20)
    assert central.ids()[1:] == made[:2]
    sent = [r for r in central.requests if (r.method, r.path) == ("POST", paths.JOURNAL)]
    assert len(sent) == 1
    with pytest.raises(JournalFault, match="journal_stopped"):
        sell(terminal)
    terminal.close()
    changed(tmp_path, "UPDATE entry SET body=replace(body, 'anm', 'ann') WHERE n&0xff=4")
    terminal = open_terminal(tmp_path, clock=SystemClock())
    terminal.start()
    wait_until(lambda: central.ids()[1:] == made, 20)
    terminal.close()
