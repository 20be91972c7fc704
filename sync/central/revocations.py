"""What was taken out of service, kept beside the database too. Central room: SQL and a file.

A restored backup knows nothing of what was revoked after it. So every revocation is also a line of
`revoked.jsonl` in the data folder, and central obeys that list at every start. A terminal comes
back only by a new epoch, so a line never shuts out one that was enrolled again. It names
terminals and digests: nothing that anybody could call with.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select, update

from shop.domain.slip_keys import SlipKey
from sync.central import documents, tables
from sync.central.units import instant, micros
from sync.local.files import sync_folder
from sync.protocol.codec import decode, encode

NAME = "revoked.jsonl"
_TERMINAL, _KEY, _API = tables.terminal.c, tables.terminal_key.c, tables.api_key.c


@dataclass(frozen=True, slots=True)
class Revoked:
    """A terminal up to `epoch`, or the API key with this digest. `slips`: by key id, the last
    entry whose receipt still counts."""

    at: datetime
    terminal: str = ""
    epoch: int = 0
    slips: dict[str, int] = field(default_factory=dict)
    api_key: str = ""

    @property
    def subject(self) -> tuple[str, int, str]:
        return self.terminal, self.epoch, self.api_key


def shut_out(connection: Connection, terminal: str, now: datetime) -> bool:
    """False for a terminal that nobody knows."""
    return _shut_out(connection, {terminal: {}}, now) > 0


def _shut_out(
    connection: Connection, terminals: Mapping[str, Mapping[str, int]], now: datetime
) -> int:
    """How many there were. Their slips count up to their heads, or what is given by key id."""
    this = update(tables.terminal).where(_TERMINAL.terminal.in_(terminals))
    done = connection.execute(this.values(revoked_at=micros(now)))
    branch = tables.branch.c
    main = (branch.terminal.in_(terminals), branch.branch == 0)
    heads = select(branch.terminal, branch.epoch, branch.seq).where(*main)
    reached = {(row.terminal, row.epoch): row.seq for row in connection.execute(heads)}
    cut = []
    query = select(tables.terminal_key).where(_KEY.terminal.in_(terminals))
    for key in connection.execute(query).all():
        least = terminals[key.terminal].get(str(key.key_id), 0)
        seq = max(reached.get((key.terminal, key.epoch), 0), least)
        slip_key = SlipKey(key.key_id, key.public_key, key.terminal, key.store, seq)
        cut.append(documents.of("slip_key", str(key.key_id), slip_key))
    documents.put(connection, cut, now)
    return done.rowcount


def obey(connection: Connection, folder: Path, now: datetime) -> None:
    """Take out of service what the list says and this database, restored, has forgotten."""
    lines = listed(folder)
    for one in (line for line in lines if line.api_key):
        again = update(tables.api_key).where(_API.key_hash == one.api_key)
        again = again.where(_API.revoked_at.is_(None))
        connection.execute(again.values(revoked_at=micros(one.at)))
    let_in = {x.terminal: x.slips for x in lines if _lets_in(connection, x)}
    if let_in:
        _shut_out(connection, let_in, now)
    keep(connection, folder)


def _lets_in(connection: Connection, one: Revoked) -> bool:
    these = (_TERMINAL.terminal == one.terminal, _TERMINAL.epoch <= one.epoch)
    query = select(_TERMINAL.terminal).where(*these, _TERMINAL.revoked_at.is_(None))
    return connection.execute(query).first() is not None


def listed(folder: Path) -> list[Revoked]:
    """A line that was cut short, or that a later version wrote otherwise, is passed over."""
    path = folder / NAME
    if not path.is_file():
        return []
    found = []
    for line in path.read_bytes().splitlines():
        try:
            found.append(decode(line, Revoked))
        except ValueError:
            continue
    return found


def keep(connection: Connection, folder: Path) -> None:
    """The list has all that the database has; called before the commit, so never too late."""
    if not folder.is_dir():
        return  # a central in memory
    known = {one.subject for one in listed(folder)}
    fresh = [one for one in _revoked(connection) if one.subject not in known]
    if not fresh:
        return
    path = folder / NAME
    broken = path.is_file() and not path.read_bytes().endswith(b"\n")
    text = b"\n" * broken + b"".join(encode(one) + b"\n" for one in fresh)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


def _revoked(connection: Connection) -> Iterator[Revoked]:
    keys = select(_API.key_hash, _API.revoked_at).where(_API.revoked_at.is_not(None))
    for key in connection.execute(keys):
        yield Revoked(instant(key.revoked_at), api_key=key.key_hash)
    terminals = select(_TERMINAL.terminal, _TERMINAL.epoch, _TERMINAL.revoked_at)
    rows = connection.execute(terminals.where(_TERMINAL.revoked_at.is_not(None))).all()
    slips = documents.all_of(connection, "slip_key", SlipKey) if rows else []
    for row in rows:
        ends = {
            str(slip.key_id): slip.valid_until_seq
            for slip in slips
            if slip.terminal == row.terminal and slip.valid_until_seq is not None
        }
        yield Revoked(instant(row.revoked_at), row.terminal, row.epoch, ends)
