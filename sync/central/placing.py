"""Where in a terminal's chain a batch belongs: known already, next, a gap, or a fork.

Central room. Pure: no SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shop.domain.entry import GENESIS
from sync.central.receive import HASH, Received

MAIN = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry the ledger has."""

    seq: int
    hash: str
    branch: int
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class Tip:
    branch: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Placed:
    """`fresh` go to `branch`; `new_branch` when that one begins here, a fork.

    `gap_after` is where to send from instead; then nothing is stored. `healed` are true entries
    and the branches where damaged copies of them stand.
    """

    branch: int = MAIN
    fresh: tuple[Received, ...] = ()
    new_branch: bool = False
    gap_after: int | None = None
    known_to: Stored | None = None
    healed: tuple[tuple[int, Received], ...] = ()


def place(batch: Sequence[Received], stored: Sequence[Stored], tips: Mapping[int, Tip]) -> Placed:
    """`stored` are the ledger's entries of this epoch from one before the batch to its end."""
    known = {(x.seq, x.hash): x for x in stored}
    skip = 0
    last: Stored | None = None
    healed: list[tuple[int, Received]] = []
    while skip < len(batch):
        found = known.get((batch[skip].seq, batch[skip].hash))
        if found is None:
            break
        if found.unproven and not batch[skip].unproven:
            healed.append((found.branch, batch[skip]))
        last, skip = found, skip + 1
    fresh, heal = batch[skip:], tuple(healed)
    if not fresh:
        return Placed(branch=last.branch if last else MAIN, known_to=last, healed=heal)
    parent = _parent(fresh[0], last, known, tips)
    if parent is None:
        return Placed(gap_after=_gap_after(fresh[0].seq, tips), healed=heal)
    branch, is_new = _branch(parent, tips)
    return Placed(branch, _linked(parent, fresh), is_new, healed=heal)


def _gap_after(first: int, tips: Mapping[int, Tip]) -> int:
    """After our head when entries are missing; when it is not an ancestor of theirs, half way
    down: so the common one is found, and what we have already is skipped."""
    head = tips[MAIN].seq if MAIN in tips else 0
    return head if first - 1 > head else (first - 1) // 2


def _linked(parent: Stored, batch: Sequence[Received]) -> tuple[Received, ...]:
    """Numbers follow each other by construction; a broken chain inside is held, not refused."""
    kept: list[Received] = []
    before: Stored | Received = parent
    for entry in batch:
        broken = entry.prev != before.hash and not before.unproven
        kept.append(entry.held_for("chain_broken") if broken else entry)
        before = entry
    return tuple(kept)


def _parent(
    first: Received,
    last: Stored | None,
    known: Mapping[tuple[int, str], Stored],
    tips: Mapping[int, Tip],
) -> Stored | None:
    if first.seq == 1:
        return Stored(0, GENESIS, MAIN)
    found = known.get((first.seq - 1, first.prev), last)
    if found is not None:
        return found
    tip = tips.get(MAIN)
    if tip is None or tip.seq != first.seq - 1:
        return None
    ours = known.get((tip.seq, tip.hash))
    # What names no hash, or follows a copy that cannot be relied on, can only follow in order.
    in_order = first.unproven or not HASH.fullmatch(first.prev)
    return ours if in_order or (ours is not None and ours.unproven) else None


def _branch(parent: Stored, tips: Mapping[int, Tip]) -> tuple[int, bool]:
    for tip in tips.values():
        if tip.seq == parent.seq and tip.hash == parent.hash:
            return tip.branch, False
    if parent.seq == 0 and not tips:
        return MAIN, False
    return max(tips, default=MAIN) + 1, True
