"""What else is killed, each in a process of its own: see `test_kill_others`."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.central import ledger, schema
from sync.central.backup_file import restore_file, write_backup
from sync.central.core import open_central
from sync.central.database import Database
from sync.local.replica import LocalReplica
from sync.local.reserve import Reserve
from sync.protocol.codec import decode
from sync.protocol.messages import Batch
from tests.central_shop import Terminal, item, refund, sale
from tests.fakes.terminals import new_journal, reopen, sold

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
BATCH = 3


def first_start(folder: Path, _facts: int, _rest: int, line: Connection) -> None:
    """Key, journal, head file, first entry: what enrolment leaves behind."""
    line.send_bytes(b"ready")
    line.recv_bytes()
    journal = new_journal(folder)
    line.send_bytes(b"enrolled")
    journal.close()
    line.send_bytes(b"closed")


def sealed(facts: int) -> Terminal:
    """The same sales and returns each time."""
    till = Terminal("T0001", "S1", KEY, 2)
    for number in range(facts):
        entry = f"{number + 1:032x}"
        if number % 4 == 3:
            till.seal(refund(f"B{number}", f"R{number - 1}", "mug"), entry=entry)
        else:
            till.seal(sale(f"R{number}", item("mug", 2)), entry=entry)
    return till


def take_batches(folder: Path, facts: int, _rest: int, line: Connection) -> None:
    """Tells each head that it would have answered."""
    central = open_central(folder)
    till = sealed(facts)
    line.send_bytes(b"ready")
    line.recv_bytes()
    for start in range(0, facts, BATCH):
        batch = Batch(1, tuple(till.entries[start : start + BATCH]))
        answer = ledger.post(central.database, till.name, batch, central.now())
        line.send_bytes(f"{answer.head.seq}".encode())
    central.close()
    line.send_bytes(b"closed")


def migrate(folder: Path, _facts: int, _rest: int, line: Connection) -> None:
    database = Database(str(folder / "central.db"))
    line.send_bytes(b"ready")
    line.recv_bytes()
    schema.migrate(database)
    line.send_bytes(b"migrated")
    database.close()
    line.send_bytes(b"closed")


def adopt(folder: Path, _facts: int, _rest: int, line: Connection) -> None:
    """Takes back, three at a time, what central kept and this terminal lost (R4)."""
    lost = decode((folder / "lost.json").read_bytes(), Batch).entries
    journal = reopen(folder)
    line.send_bytes(b"ready")
    line.recv_bytes()
    for start in range(0, len(lost), BATCH):
        journal.adopt(lost[start : start + BATCH]).result()
        line.send_bytes(f"{journal.head().seq}".encode())
    journal.close()
    line.send_bytes(b"closed")


def swap(folder: Path, _facts: int, _rest: int, line: Connection) -> None:
    """A new snapshot takes the replica's place."""
    replica = LocalReplica(folder)
    line.send_bytes(b"ready")
    line.recv_bytes()
    replica.swap(folder / "snapshot.new")
    line.send_bytes(b"swapped")
    replica.close()
    line.send_bytes(b"closed")


def spend_reserve(folder: Path, facts: int, _rest: int, line: Connection) -> None:
    """The disk is full (SQLite is told so) until the reserve is given up; each sale is told."""
    journal = reopen(folder)
    thread = journal._thread
    run = thread.writer._connection.execute
    freely, used = 1 << 20, run("PRAGMA page_count").fetchone()[0]

    class Given(Reserve):
        def release(self) -> bool:
            run(f"PRAGMA max_page_count={freely}")
            return super().release()

    thread._reserve.__class__ = Given
    line.send_bytes(b"ready")
    line.recv_bytes()
    run(f"PRAGMA max_page_count={used}")
    for _ in range(facts):
        line.send_bytes(journal.record(sold(), staff="ann").result().entry.encode())
    assert journal.trouble == "disk_full"
    journal.close()
    line.send_bytes(b"closed")


def back_up(folder: Path, _facts: int, _rest: int, line: Connection) -> None:
    line.send_bytes(b"ready")
    line.recv_bytes()
    write_backup(folder / "central", "", folder / "backup")
    line.send_bytes(b"backed up")
    line.send_bytes(b"closed")


def restore(folder: Path, _facts: int, _rest: int, line: Connection) -> None:
    line.send_bytes(b"ready")
    line.recv_bytes()
    central = restore_file(folder / "backup", folder / "restored")
    line.send_bytes(b"restored")
    central.close()
    line.send_bytes(b"closed")
