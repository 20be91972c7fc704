"""API keys: who has one, and taking one back. Central room: SQL lives here.

Every request looks its key up, so what is taken back is refused at once, at every worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from shop.errors import Conflict
from sync.central import documents, revocations, tables
from sync.central.core import ROLES, Central, Unknown, new_api_key
from sync.central.units import instant, micros

MAX_NAME = 200
_ROW = tables.api_key.c
_ID = 16
"""Hex digits of a key's digest: enough to tell keys apart, and nothing to call with."""


@dataclass(frozen=True, slots=True)
class ApiKeyRow:
    """`id` names the key where it must be told from others; it is not the key."""

    id: str
    name: str
    role: str
    made_at: datetime
    revoked_at: datetime | None = None


def id_of(key: str) -> str:
    return documents.digest(key)[:_ID]


def make(central: Central, name: str, role: str) -> str:
    """The key itself, which is kept by nobody. Raises Conflict."""
    name = name.strip()
    if role not in ROLES or not name.isprintable() or not 0 < len(name) <= MAX_NAME:
        raise Conflict("request_malformed")
    return new_api_key(central, name, role)


def listed(central: Central) -> list[ApiKeyRow]:
    """Oldest first."""
    query = select(tables.api_key).order_by(_ROW.created_at, _ROW.key_hash)
    with central.database.read() as connection:
        return [
            ApiKeyRow(
                row.key_hash[:_ID],
                row.name,
                row.role,
                instant(row.created_at),
                None if row.revoked_at is None else instant(row.revoked_at),
            )
            for row in connection.execute(query)
        ]


def revoke(central: Central, key: str) -> None:
    """By its id; again changes nothing. Raises Unknown."""
    this = _ROW.key_hash.startswith(key, autoescape=True)
    with central.database.write() as connection:
        if len(key) != _ID or connection.execute(select(_ROW.name).where(this)).first() is None:
            raise Unknown("no_such_api_key", key=key[:_ID])
        at = micros(central.now())
        connection.execute(
            update(tables.api_key).where(this, _ROW.revoked_at.is_(None)).values(revoked_at=at)
        )
        revocations.keep(connection, central.folder)
