"""An enrolled till with the generated catalogue, without a central. Command room."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from endcap.bench.catalogue import snapshot
from shop.domain.staff import Role, StaffMember
from sync.local.identity import Identity, write_identity
from sync.local.journal import create_journal
from sync.local.keys import make_key
from sync.local.replica import NAME
from sync.local.replica_schema import Standing
from sync.local.replica_writer import ReplicaWriter
from sync.protocol.codec import encode
from sync.protocol.messages import Change

NOBODY = "http://127.0.0.1:9"  # the discard port: the line is down, as in a dead cable
CASHIER = StaffMember("c1", "Bench Cashier", Role.CASHIER)


def make_till(folder: Path, count: int) -> None:
    """Journal, key, identity and a copy of the catalogue of `count` SKUs."""
    folder.mkdir(parents=True, exist_ok=True)
    key = make_key(folder).public_key().public_bytes_raw().hex()
    write_identity(folder, Identity("bench", "s1", 1, 1, "Bench", "till", key, NOBODY))
    create_journal(folder)
    shutil.copy(snapshot(count), folder / NAME)
    writer = ReplicaWriter(folder / NAME)
    try:
        change = Change(2, "staff", CASHIER.staff, encode(CASHIER).decode(), "s1")
        writer.apply([change], Standing("bench", 2, datetime.now(UTC), "s1"))
    finally:
        writer.close()
