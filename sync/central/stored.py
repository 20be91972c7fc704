"""Reads what the ledger has stored, which somebody or a disk may have changed. Central room: SQL.

The one who asks for something of a damaged entry is not to blame: what can be given is given, and
the log says which entry it was.
"""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import Any

from sync.central import tables
from sync.central.folds import Told
from sync.protocol.entry_body import read_envelope, read_fact

EntryRow = Any
"""A row with at least COLUMNS."""

_ENTRY = tables.ledger.c
COLUMNS = (_ENTRY.entry, _ENTRY.store, _ENTRY.terminal, _ENTRY.staff, _ENTRY.body)
_LOG = logging.getLogger("endcap.central")


def told(row: EntryRow) -> Told:
    """Raises ValueError when it cannot be read."""
    envelope = read_envelope(bytes(row.body).decode())
    return Told(row.entry, row.store, row.terminal, row.staff, envelope.at, read_fact(envelope))


def told_or_none(row: EntryRow) -> Told | None:
    """None for one that cannot be read, which the log tells."""
    try:
        return told(row)
    except ValueError:
        _complain(row.entry)
        return None


def text_of(row: EntryRow) -> str:
    """As it is, whatever happened to it. What came to us like that is held."""
    body = bytes(row.body)
    if row.held is None and sha256(body).hexdigest() != row.hash:
        _complain(row.entry)
    return body.decode(errors="replace")


def _complain(entry: str) -> None:
    _LOG.error("entry %s is damaged in the database: `endcap central verify` tells more", entry)
