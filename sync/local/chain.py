"""Which entry may follow which on a terminal's own chain. Local room: pure."""

from __future__ import annotations

from collections.abc import Sequence

from shop.domain.entry import Head, SealedEntry, body_hash, signed_bytes
from sync.local.keys import signature_holds
from sync.protocol.entry_body import EntryBody, read_envelope


def continues(head: Head, sealed: SealedEntry) -> Head | None:
    """The head after `sealed`, when it is the one entry that may come next."""
    envelope = envelope_of(sealed)
    if envelope is None:
        return None
    place = (envelope.epoch, envelope.seq, envelope.prev)
    if place != (head.epoch, head.seq + 1, head.hash) or body_hash(sealed.body) != sealed.hash:
        return None
    return Head(head.epoch, head.seq + 1, sealed.hash)


def following(head: Head, entries: Sequence[SealedEntry]) -> int:
    """How many of `entries`, from the first on, continue the chain that ends at `head`."""
    count = 0
    for sealed in entries:
        after = continues(head, sealed)
        if after is None:
            break
        head, count = after, count + 1
    return count


def unchanged(entries: Sequence[SealedEntry]) -> tuple[SealedEntry, ...]:
    """Those before the first whose text is not the one that was hashed and signed."""
    changed = (n for n, sealed in enumerate(entries) if body_hash(sealed.body) != sealed.hash)
    return tuple(entries[: next(changed, len(entries))])


def signed_by(public_key: str, sealed: SealedEntry) -> bool:
    try:
        signature, message = bytes.fromhex(sealed.signature), signed_bytes(sealed.hash)
    except ValueError:
        return False
    return signature_holds(public_key, signature, message)


def envelope_of(sealed: SealedEntry) -> EntryBody | None:
    """None for a body that nobody can read: central keeps those too."""
    try:
        return read_envelope(sealed.body)
    except ValueError:
        return None
