"""What central last confirmed: for the overlay and the status line only. Local room: pure.

The upload cursor is always central's next answer (R3), never this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from shop.domain.entry import Head
from sync.local.journal_reads import JournalReads
from sync.local.journal_schema import number
from sync.local.pending import Pending
from sync.protocol.codec import decode, encode

NOTE = "journal.acked"


@dataclass(frozen=True, slots=True)
class Acked:
    """Entries up to `n` from feed position `cursor` on, on this timeline; the replica
    contains everything up to `settled`."""

    timeline: str = ""
    n: int = 0
    cursor: int = 0
    settled: int = 0

    def note(self) -> str:
        return encode(self).decode()


def load(text: str | None, head: Head, reads: JournalReads, pending: Pending) -> Acked:
    """From its note, at opening. One that speaks of entries we do not have is worth nothing."""
    acked = decode(text, Acked) if text else Acked()
    last = number(head.epoch, head.seq)
    if acked.n > last or acked.settled > last:
        acked = Acked()
    pending.reset(reads.after(acked.settled), acked.n)
    pending.mark(acked.n, acked.cursor)
    return acked


def acknowledged(
    acked: Acked, timeline: str, head: Head, cursor: int, reads: JournalReads, pending: Pending
) -> Acked:
    """Central holds our chain up to `head`; its feed shows that from `cursor` on."""
    n = number(head.epoch, head.seq)
    if timeline != acked.timeline:
        if acked.timeline:  # central was restored: what it forgot is ours again
            settled = min(n, acked.settled)
            pending.reset(reads.after(settled), n)
            acked = replace(acked, settled=settled)
        acked = replace(acked, timeline=timeline)
    pending.mark(n, cursor)
    return replace(acked, n=pending.acked, cursor=cursor)
