"""Central's backups as bytes: when they were made, of which timeline, and what they hold."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property


@dataclass
class Backup:
    image: bytes
    at: datetime
    timeline: str

    @cached_property
    def hashes(self) -> frozenset[str]:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(self.image)
        hashes = frozenset(row[0] for row in connection.execute("SELECT hash FROM ledger"))
        connection.close()
        return hashes
