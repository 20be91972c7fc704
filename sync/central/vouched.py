"""Looks at a batch whose last entry vouches for all the others. Central room.

Pure: no SQL. Every body names the hash of the entry before it, so the signature over the last
hash covers every byte of the batch: whoever holds the terminal's key made it all. One check
then stands for five hundred, and each entry is authentic before it is folded. The entries' own
signatures are checked afterwards (`sync.central.signature_audit`). What is not plain in every
respect is left to `receive`, which looks at each entry alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from shop.domain.entry import SealedEntry
from sync.central.light import read_light
from sync.central.receive import ID, SIGNATURE, Received, Verify
from sync.protocol.entry_body import read_envelope, read_fact


def vouched(
    entries: Sequence[SealedEntry], *, terminal: str, epoch: int, verify: Verify
) -> list[Received] | None:
    """All of them, fit to fold, or None when `receive` must look."""
    if not entries or not verify(entries[-1].hash, entries[-1].signature):
        return None
    read: list[Received] = []
    try:
        for entry in entries:
            made = _plain(entry, terminal, epoch)
            if read and (made.prev != read[-1].hash or made.seq != read[-1].seq + 1):
                return None
            read.append(made)
    except (ValueError, RecursionError):
        return None
    return read


def _plain(entry: SealedEntry, terminal: str, epoch: int) -> Received:
    """Raises ValueError when anything about it is out of the ordinary."""
    body = entry.body.encode()
    envelope = read_envelope(entry.body)
    if (
        sha256(body).hexdigest() != entry.hash
        or not SIGNATURE.fullmatch(entry.signature)
        or not ID.fullmatch(envelope.id)
        or (envelope.terminal, envelope.epoch) != (terminal, epoch)
        or envelope.at.tzinfo is None
        or envelope.seq < 1
        or len(envelope.prev) != len(entry.hash)
        or not _plain_words(envelope.kind, envelope.day, envelope.staff)
    ):
        raise ValueError("not plain")
    light = read_light(envelope)
    return Received(
        entry=envelope.id,
        seq=envelope.seq,
        prev=envelope.prev,
        hash=entry.hash,
        signature=entry.signature,
        body=body,
        kind=envelope.kind,
        day=envelope.day,
        staff=envelope.staff,
        at=envelope.at,
        fact=read_fact(envelope) if light is None else None,
        light=light,
    )


def _plain_words(kind: str, day: str, staff: str) -> bool:
    short = len(kind) <= 40 and len(day) <= 10 and len(staff) <= 80
    return short and "\x00" not in kind + day + staff
