"""The sealed form of one journalled fact. Domain room: standard library only.

`body` is JSON text made once on the terminal and carried byte-exact ever after:
{"id","terminal","epoch","seq","prev","kind","schema","day","at","staff","payload"}.
`hash` = SHA-256(body); the chain holds because `prev` inside the body is the hash before it.
`signature` = Ed25519 over SIGN_CONTEXT + hash by the terminal's key of that epoch.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

SIGN_CONTEXT = b"endcap-entry-1\x00"
HELD_CONTEXT = b"endcap-held-1\x00"
PRUNED_CONTEXT = b"endcap-pruned-1\x00"
GENESIS = "0" * 64
"""`prev` of the first entry of an epoch."""


TAG = re.compile(r"[0-9a-f]{16}")
"""An entry's tag: the first digits of its id, all that a slip has room for."""


def entry_tag(entry: str) -> str:
    return entry[:16]


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """`hash` is 64 hex digits, `signature` 128."""

    body: str
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of one chain; seq 0 with hash GENESIS is an empty one."""

    epoch: int
    seq: int
    hash: str


def body_hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def signed_bytes(hash_hex: str) -> bytes:
    """What the terminal's key signs for an entry with this hash."""
    return SIGN_CONTEXT + bytes.fromhex(hash_hex)


def held_bytes(timeline: str, terminal: str, head: Head) -> bytes:
    """What central's key signs: a backup that was verified holds this chain up to `head`."""
    words = (timeline, terminal, str(head.epoch), str(head.seq), head.hash)
    return HELD_CONTEXT + "\n".join(words).encode()


def pruned_bytes(body: str) -> bytes:
    """What the terminal's key signs where its kept journal begins anew."""
    return PRUNED_CONTEXT + hashlib.sha256(body.encode()).digest()
