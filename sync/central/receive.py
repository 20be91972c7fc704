"""Looks at what a terminal sent, entry by entry, before anything is stored. Central room.

Pure: no SQL. Whatever is wrong with an entry becomes a code; nothing is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec.structs import replace

from shop.domain.entry import SealedEntry, body_hash, signed_bytes
from shop.domain.facts import Fact
from sync.central.units import plain_text
from sync.protocol.entry_body import EntryBody, UnknownKind, read_envelope, read_fact

ID = re.compile(r"[0-9a-f]{32}")
HASH = re.compile(r"[0-9a-f]{64}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")
_MAX_SEQ = 2**53

UNPROVEN = ("hash_malformed", "body_unreadable", "hash_mismatch", "signature_invalid")
"""Held for one of these, a copy may be damaged in any of its parts: the true entry takes its
place when it comes, and what follows a copy may name another hash than it was kept under."""


class Received(msgspec.Struct, frozen=True, gc=False):
    """One entry as it came. `trouble` is why it must be held, "" when it may fold.

    `prev` is "" and `fact` None when the body could not be read; `light` is the fact's twin
    where `sync.central.light` has one, and then `fact` was not read.
    """

    entry: str
    seq: int
    prev: str
    hash: str
    signature: str
    body: bytes
    kind: str = "?"
    day: str = ""
    staff: str = ""
    at: datetime | None = None
    fact: Fact | None = None
    trouble: str = ""
    light: Any = None

    @property
    def unproven(self) -> bool:
        return self.trouble in UNPROVEN

    def held_for(self, code: str) -> Received:
        return self if self.trouble else replace(self, trouble=code)

    def freed(self) -> Received:
        return replace(self, trouble="")

    def with_fact(self, fact: Fact) -> Received:
        return replace(self, fact=fact)


Verify = Callable[[str, str], bool]
"""(hash, signature) → whether the terminal's key of that epoch made it."""


def verifier(public_key: str) -> Verify:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))

    def verify(hash_hex: str, signature: str) -> bool:
        try:
            key.verify(bytes.fromhex(signature), signed_bytes(hash_hex))
        except (InvalidSignature, ValueError):
            return False
        return True

    return verify


def receive(
    entries: Sequence[SealedEntry], *, terminal: str, epoch: int, after: int, verify: Verify
) -> list[Received]:
    """Entries in the order sent. One that cannot be read is numbered by its neighbours;
    `after` is the seq before the first when none can."""
    envelopes = [_envelope(entry.body) for entry in entries]
    first = _first_seq(entries, envelopes, after)
    return [
        _one(entry, envelope, first + place, terminal, epoch, verify)
        for place, (entry, envelope) in enumerate(zip(entries, envelopes, strict=True))
    ]


def _first_seq(
    entries: Sequence[SealedEntry], envelopes: Sequence[EntryBody | None], after: int
) -> int:
    """By the first that is what its hash says: a damaged one may tell any number."""
    told = [
        (body_hash(entry.body) != entry.hash, envelope.seq - place)
        for place, (entry, envelope) in enumerate(zip(entries, envelopes, strict=True))
        if envelope is not None and 0 < envelope.seq - place < _MAX_SEQ
    ]
    return min(told, key=lambda one: one[0])[1] if told else after + 1


def _envelope(body: str) -> EntryBody | None:
    try:
        return read_envelope(body)
    except (ValueError, RecursionError):
        return None


def _one(
    entry: SealedEntry,
    envelope: EntryBody | None,
    seq: int,
    terminal: str,
    epoch: int,
    verify: Verify,
) -> Received:
    raw = Received(
        entry="!" + body_hash(f"{terminal}/{epoch}/{seq}/{entry.hash}/{entry.body}")[:31],
        seq=seq,
        prev="",
        hash=entry.hash[:64],
        signature=entry.signature if SIGNATURE.fullmatch(entry.signature) else "",
        body=entry.body.encode(),
    )
    if not HASH.fullmatch(entry.hash):
        prev = envelope.prev[:64] if envelope is not None else ""
        return replace(raw, hash=body_hash(entry.body), prev=prev, trouble="hash_malformed")
    if envelope is None:
        return replace(raw, trouble="body_unreadable")
    trouble = _trouble(entry, envelope, seq, terminal, epoch, verify)
    if not ID.fullmatch(envelope.id) or trouble in (*UNPROVEN, "seq_mismatch", "identity_mismatch"):
        # The id of an entry that is not authentic, or not in its place, must not keep the true
        # one out.
        return replace(raw, prev=envelope.prev[:64], trouble=trouble or "id_malformed")
    read = replace(
        raw,
        entry=envelope.id,
        prev=envelope.prev[:64],
        kind=envelope.kind[:40].replace("\x00", "?"),
        day=envelope.day[:10].replace("\x00", "?"),
        staff=envelope.staff[:80].replace("\x00", "?"),
        at=envelope.at,
        trouble=trouble,
    )
    return read if trouble else _with_fact(read, envelope)


def _trouble(
    entry: SealedEntry,
    envelope: EntryBody,
    seq: int,
    terminal: str,
    epoch: int,
    verify: Verify,
) -> str:
    if body_hash(entry.body) != entry.hash:
        return "hash_mismatch"
    if not SIGNATURE.fullmatch(entry.signature) or not verify(entry.hash, entry.signature):
        return "signature_invalid"
    if envelope.seq != seq:
        return "seq_mismatch"
    if envelope.terminal != terminal or envelope.epoch != epoch:
        return "identity_mismatch"
    if envelope.at.tzinfo is None:
        return "time_without_zone"
    return ""


def _with_fact(read: Received, envelope: EntryBody) -> Received:
    try:
        plain_text(envelope.kind + envelope.day + envelope.staff)
        return replace(read, fact=read_fact(envelope))
    except UnknownKind:
        return replace(read, trouble="kind_unknown")
    except (ValueError, RecursionError):
        return replace(read, trouble="payload_unreadable")
