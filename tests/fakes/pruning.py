"""Central's word on a journal, for tests of pruning: signed by a key made here."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shop.domain.entry import Head, held_bytes
from sync.local.journal import LocalJournal
from sync.local.pruned import Held
from sync.local.pruning import PruneOrder

CENTRAL = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TIMELINE = "a" * 32
FAR = "9999-12-31"


def word_on(terminal: str, head: Head, timeline: str = TIMELINE) -> str:
    return CENTRAL.sign(held_bytes(timeline, terminal, head)).hex()


def public_key() -> str:
    return CENTRAL.public_key().public_bytes_raw().hex()


def order(
    journal: LocalJournal, seq: int, *, epoch: int = 1, to: int = 1 << 39, before: str = FAR
) -> PruneOrder:
    """Everything of `epoch` that central says it holds up to `seq` may go, if old enough."""
    hash_ = journal.reads.hash_at(epoch, seq)
    assert hash_ is not None
    signature = word_on("T1", Head(epoch, seq, hash_))
    held = Held(TIMELINE, seq, hash_, public_key(), signature)
    return PruneOrder(epoch, to, before, FAR, held)


def prune_all(journal: LocalJournal, seq: int, *, epoch: int = 1, before: str = FAR) -> int:
    """Until nothing goes any more; gives how many went."""
    asked, gone = order(journal, seq, epoch=epoch, before=before), 0
    while count := journal.prune(asked).result(10):
        gone += count
    return gone
