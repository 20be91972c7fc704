"""What else is killed: a first start, central taking batches, central's tables made new."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.central import ledger, schema
from sync.central.core import open_central
from sync.central.database import Database
from sync.protocol.messages import Batch
from tests.central_shop import Terminal, item, refund, sale
from tests.fakes.terminals import new_journal

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
