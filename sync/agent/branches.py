"""Branches of ours that lie beside our chain and that central lost. Agent room: pure.

Another machine made them under our name (a clone, or we ourselves before a restore), central
gave them to us, and then forgot them with a restore of its own. If that machine is no more,
nobody else can give them back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from shop.domain.entry import SealedEntry
from shop.domain.facts import Enrolled
from sync.agent.steps import HashAt
from sync.local.chain import envelope_of, signed_by, unchanged
from sync.protocol.entry_body import EntryBody, read_fact
from sync.protocol.messages import Handshake

KeyOf = Callable[[int], str]
"""Epoch → the key that signs it on our own chain, "" when there is none."""
Branch = tuple[int, tuple[SealedEntry, ...]]
"""An epoch, and entries that follow each other."""


def lost_branch(
    known: Handshake,
    aside: Sequence[SealedEntry],
    hash_at: HashAt,
    key_of: KeyOf,
    tried: Collection[str],
) -> Branch | None:
    """One that central has not, from where it leaves what is certain; None: there is none.

    All heads that central has are on our chain or aside by now, so what ends in none of them
    is unknown to it. `tried` are ends that were sent already. What is not soundly signed stays.
    """
    envelopes = {sealed.hash: envelope_of(sealed) for sealed in aside}
    beside = {
        sealed.hash: (sealed, envelope)
        for sealed in aside
        if (envelope := envelopes[sealed.hash]) is not None
        and hash_at(envelope.epoch, envelope.seq) != sealed.hash
    }
    inner = {envelope.prev for _, envelope in beside.values()}
    heads = {head.hash for head in known.heads}
    for end, (_, envelope) in beside.items():
        if end in inner or end in heads or end in tried:
            continue
        branch = _down_from(end, beside)
        key = key_of(envelope.epoch) or _key_in(branch[0][1])
        sound = _sound([sealed for sealed, _ in branch], key)
        if sound:
            return envelope.epoch, sound
    return None


_Read = tuple[SealedEntry, EntryBody]


def _down_from(end: str, beside: dict[str, _Read]) -> list[_Read]:
    branch: list[_Read] = []
    while end in beside:
        branch.append(beside[end])
        end = beside[end][1].prev
    return branch[::-1]


def _key_in(first: EntryBody) -> str:
    try:
        fact = read_fact(first)
    except ValueError:
        return ""
    return fact.public_key if isinstance(fact, Enrolled) else ""


def _sound(branch: Sequence[SealedEntry], key: str) -> tuple[SealedEntry, ...]:
    branch = unchanged(branch)
    count = next((n for n, sealed in enumerate(branch) if not signed_by(key, sealed)), len(branch))
    return tuple(branch[:count])
