"""Writes and reads the body of an entry (`shop.domain.entry`). Protocol room.

The text is made once, on the terminal; everybody else keeps the bytes and only reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from shop.domain.entry import body_hash
from shop.domain.facts import FACTS, SCHEMA, Fact, Recorded
from sync.protocol.codec import decode, encode


class UnknownKind(ValueError):
    """An entry of a kind this version has not heard of: keep it raw."""


@dataclass(frozen=True, slots=True)
class EntryBody:
    """The envelope; `payload` is the fact's JSON, read by `kind`."""

    id: str
    terminal: str
    epoch: int
    seq: int
    prev: str
    kind: str
    schema: int
    day: str
    at: datetime
    staff: str
    payload: msgspec.Raw


@dataclass(frozen=True, slots=True)
class EntryStamp:
    """All of a body but the fact."""

    id: str
    terminal: str
    epoch: int
    seq: int
    prev: str
    day: str
    at: datetime
    staff: str


def write_body(stamp: EntryStamp, fact: Fact) -> str:
    body = EntryBody(
        id=stamp.id,
        terminal=stamp.terminal,
        epoch=stamp.epoch,
        seq=stamp.seq,
        prev=stamp.prev,
        kind=fact.KIND,
        schema=SCHEMA,
        day=stamp.day,
        at=stamp.at,
        staff=stamp.staff,
        payload=msgspec.Raw(encode(fact)),
    )
    return encode(body).decode()


def read_envelope(body: str) -> EntryBody:
    """Raises msgspec.ValidationError or DecodeError (both ValueErrors) on anything else."""
    return decode(body, EntryBody)


def read_fact(envelope: EntryBody) -> Fact:
    """Raises UnknownKind, or ValueError when the payload is not what its kind says."""
    kind = FACTS.get(envelope.kind)
    if kind is None:
        raise UnknownKind(envelope.kind)
    return decode(bytes(envelope.payload), kind)


def read_recorded(body: str, hash_hex: str | None = None) -> Recorded:
    """The fact with its numbering; the hash is worked out unless given."""
    envelope = read_envelope(body)
    return Recorded(
        entry=envelope.id,
        terminal=envelope.terminal,
        epoch=envelope.epoch,
        seq=envelope.seq,
        hash=hash_hex or body_hash(body),
        kind=envelope.kind,
        business_day=envelope.day,
        recorded_at=envelope.at,
        staff=envelope.staff,
        fact=read_fact(envelope),
    )
