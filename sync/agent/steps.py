"""What to do next, decided from what is known. Agent room: pure.

No sockets, clock or randomness: the agent carries these decisions out against the real
world, a simulator against a made-up one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from shop.domain.entry import Head, SealedEntry
from sync.local.chain import envelope_of, following
from sync.local.replica_schema import Standing
from sync.protocol.messages import BatchAnswer, FeedPage, Handshake

HashAt = Callable[[int, int], str | None]
"""(epoch, seq) → the hash of our own entry there."""


# -- upload --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shake:
    """Ask central where it stands before anything else."""


@dataclass(frozen=True, slots=True)
class Send:
    """Upload entries of `epoch` after `after`."""

    epoch: int
    after: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """Central has entries of ours that we lack (R4): those after `after` on the branch that
    ends with the entry `tip`."""

    epoch: int
    after: int
    tip: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Central holds all of it. `head` is the last entry it confirmed."""

    head: Head


Upload = Shake | Send | Fetch | Rest
NONE_APART: Mapping[str, int] = MappingProxyType({})


def next_upload(
    known: Handshake | None,
    chains: Sequence[tuple[int, int]],
    hash_at: HashAt,
    kept: Callable[[str], bool] = lambda _hash: False,
    apart: Mapping[str, int] = NONE_APART,
) -> Upload:
    """`chains` are our own (epoch, last seq), oldest first; `kept` says whether an entry that
    is not on our chain lies aside already; `apart` are ends of branches that were looked into
    and do not go on from our last entry, and up to which number they share our chain.

    The only cursor is what central says it holds (R3): nothing here was remembered. A head
    beyond ours is looked into before we go on, or we would make a fork of our own future. Is it
    none, then the fork is there, and what was sold goes first: other lives and branches under
    our name come last.
    """
    if known is None:
        return Shake()
    for epoch, last in chains:
        heads = [head for head in known.heads if head.epoch == epoch]
        unknown = [head for head in heads if head.hash not in apart and not kept(head.hash)]
        ahead = [head for head in unknown if head.seq > last]
        if ahead:
            return Fetch(epoch, last, ahead[0].hash)
        ours = _on_our_chain(heads, hash_at, apart)
        if ours < last:
            return Send(epoch, ours)
    for head in known.heads:
        if head.seq and hash_at(head.epoch, head.seq) != head.hash and not kept(head.hash):
            return Fetch(head.epoch, apart.get(head.hash, 0), head.hash)
    epoch, last = chains[-1] if chains else (0, 0)
    return Rest(Head(epoch, last, hash_at(epoch, last) or ""))


@dataclass(frozen=True, slots=True)
class Missing:
    """Entries `after` + 1 … `to` of an epoch are nowhere: pruned here under the word of a central
    that was then restored from a backup older than the one it gave its word on."""

    epoch: int
    after: int
    to: int


def from_anchor(upload: Upload, pruned: Mapping[int, int]) -> Upload:
    """What was pruned cannot be sent again: begin behind it, which central hangs in if it has
    the rest. `pruned` gives the last entry that each epoch has not any more."""
    if isinstance(upload, Send) and upload.after < pruned.get(upload.epoch, 0):
        return Send(upload.epoch, pruned[upload.epoch])
    return upload


def hole(sent: Send, answer: BatchAnswer, pruned: Mapping[int, int]) -> Missing | None:
    """Central knows nothing that entries right behind the anchor could hang on."""
    to = pruned.get(sent.epoch, 0)
    if answer.outcome != "gap" or not to or sent.after != to:
        return None
    return Missing(sent.epoch, min(answer.head.seq, to - 1), to)


def beside(
    known: Handshake | None, chains: Sequence[tuple[int, int]], lost: Sequence[Missing]
) -> tuple[Handshake | None, list[tuple[int, int]]]:
    """What is left to talk about: an epoch with a hole in it can go neither way."""
    epochs = {one.epoch for one in lost}
    if known is None or not epochs:
        return known, list(chains)
    heads = tuple(head for head in known.heads if head.epoch not in epochs)
    return replace(known, heads=heads), [chain for chain in chains if chain[0] not in epochs]


def _on_our_chain(heads: Sequence[Head], hash_at: HashAt, apart: Mapping[str, int]) -> int:
    """The highest seq at which a branch that central holds is ours."""
    ends = (h.seq for h in heads if h.seq and hash_at(h.epoch, h.seq) == h.hash)
    return max((*ends, *(apart.get(h.hash, 0) for h in heads)), default=0)


def after_answer(known: Handshake, answer: BatchAnswer, hash_at: HashAt) -> Handshake | None:
    """What central holds now; None: its history changed under us, shake hands again (I11).

    The heads of other branches stay: those are still to be looked into.
    """
    if answer.timeline != known.timeline:
        return None
    if answer.outcome == "gap":  # what we thought it held of this epoch was wrong
        others = tuple(h for h in known.heads if h.epoch != answer.head.epoch)
    else:
        others = tuple(
            h
            for h in known.heads
            if h.epoch != answer.head.epoch or hash_at(h.epoch, h.seq) != h.hash
        )
    return replace(
        known,
        head=answer.head,
        heads=(*others, answer.head),
        cursor=max(known.cursor, answer.cursor),
        forked=known.forked or answer.outcome == "fork",
    )


def confirmed(
    known: Handshake,
    chains: Sequence[tuple[int, int]],
    hash_at: HashAt,
    apart: Mapping[str, int] = NONE_APART,
) -> Head:
    """The last entry of ours that central holds together with all before it."""
    best = Head(0, 0, "")
    for epoch, last in chains:
        heads = [head for head in known.heads if head.epoch == epoch]
        seq = _on_our_chain(heads, hash_at, apart)
        best = Head(epoch, seq, hash_at(epoch, seq) or "")
        if seq < last:
            break
    return best


@dataclass(frozen=True, slots=True)
class Healing:
    """Of the entries fetched: those that go on our chain, and those of another branch."""

    adopt: tuple[SealedEntry, ...]
    aside: tuple[SealedEntry, ...]


def heal(
    head: Head,
    fetched: Sequence[SealedEntry],
    genuine: Callable[[SealedEntry], bool] = lambda _sealed: True,
) -> Healing:
    """Only what continues our own last entry, and our own key signed, may be appended: with
    anything else in it the journal would not open again. The rest is kept aside."""
    count = following(head, fetched)
    count = next((place for place in range(count) if not genuine(fetched[place])), count)
    return Healing(tuple(fetched[:count]), tuple(fetched[count:]))


def strangers(fetched: Sequence[SealedEntry], hash_at: HashAt) -> list[SealedEntry]:
    """Those that do not stand on our own chain."""
    return [sealed for sealed in fetched if not _ours(sealed, hash_at)]


def _ours(sealed: SealedEntry, hash_at: HashAt) -> bool:
    envelope = envelope_of(sealed)
    return envelope is not None and hash_at(envelope.epoch, envelope.seq) == sealed.hash


# -- feed ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeSnapshot:
    """The cursor leads nowhere, or the replica is empty or damaged."""


@dataclass(frozen=True, slots=True)
class AskFeed:
    timeline: str
    after: int


Pull = TakeSnapshot | AskFeed


def next_pull(standing: Standing, *, damaged: bool = False) -> Pull:
    if damaged or not standing.timeline:
        return TakeSnapshot()
    return AskFeed(standing.timeline, standing.cursor)


def answers(page: FeedPage, standing: Standing) -> bool:
    """Whether it goes on from here: what a proxy kept of another question would leave a hole.
    Older centrals do not say what they were asked."""
    return page.after in (None, standing.cursor)


def after_page(standing: Standing, page: FeedPage) -> Standing | None:
    """Where the replica stands once `page` is applied; None: take a snapshot instead."""
    if page.snapshot_needed or page.timeline != standing.timeline:
        return None
    if page.store not in ("", standing.store):  # we are in another store than the replica is of
        return None
    if page.cursor < standing.cursor:
        return None
    return replace(standing, cursor=page.cursor, as_of=page.now)
