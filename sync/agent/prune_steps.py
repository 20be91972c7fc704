"""Which entries may go from this terminal, decided from what is known (R3). Agent room: pure.

Central signed that a verified backup holds them, both clocks agree, and by central's own it
has had them for as long as this terminal keeps entries. In doubt nothing goes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from shop.domain.entry import Head
from shop.settings import KEEP_DAYS
from sync.agent.context import Word
from sync.agent.steps import HashAt
from sync.local.journal_schema import epoch_seq, number
from sync.local.pruned import Held
from sync.local.pruning import PruneOrder
from sync.local.seen import Seen
from sync.protocol.messages import HeldHead

_CLOCKS_AGREE = timedelta(days=1)


def sound(word: Word | None) -> Word | None:
    """`word`, if clocks and identity are as they should be."""
    if word is None or word.said.forked or abs(word.said.now - word.at) > _CLOCKS_AGREE:
        return None
    return word


def prune_orders(
    word: Word,
    seen: Seen,
    *,
    terminal: str,
    key: str,
    hash_at: HashAt,
    day_of: Callable[[datetime], str],
    days: int,
) -> list[PruneOrder]:
    """Oldest epoch first. `key` is central's public key as this terminal's replica has it."""
    days = max(days, KEEP_DAYS) + 1  # one more, so that the age of a backup needs no hair-splitting
    said = word.said
    old = seen.old_to(said.now, days) if seen.timeline == said.timeline else 0
    orders = []
    for held in sorted(said.held, key=lambda held: held.head.epoch):
        epoch, to = held.head.epoch, min(held.head.seq, _seq_in(held.head.epoch, old))
        given = Held(said.timeline, held.head.seq, held.head.hash, key, held.signature)
        if to and _ours(held, hash_at) and given.genuine(terminal, epoch):
            before = day_of(said.now - timedelta(days=days))
            orders.append(PruneOrder(epoch, to, before, day_of(said.now), given))
    return orders


def _ours(held: HeldHead, hash_at: HashAt) -> bool:
    head: Head = held.head
    return hash_at(head.epoch, head.seq) == head.hash


def _seq_in(epoch: int, n: int) -> int:
    """Up to where `n`, a place in the whole journal, covers this epoch."""
    if n >= number(epoch + 1, 0):
        return number(1, 0)
    at, seq = epoch_seq(n)
    return seq if at == epoch else 0
