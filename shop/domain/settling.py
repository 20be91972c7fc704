"""Settles the deals of a document, island by island. Domain room: standard library only.

An island is a set of lines that group deals tie together; what happens on one does not
depend on the others. So islands that are as they were need not be worked out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shop.domain.best_deal import Contest
from shop.domain.explaining import tell_story
from shop.domain.line_state import LineState, Saving
from shop.domain.offers import Offer, offers
from shop.domain.priced import Explanation
from shop.domain.pricing_input import PricingContext
from shop.domain.promotion_index import Deal, PromotionIndex


@dataclass(frozen=True, slots=True, eq=False)
class LineOutcome:
    """What the deals left of a line, and what is to be said about it."""

    rest: int
    savings: tuple[Saving, ...]
    explanation: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class IslandOutcome:
    lines: tuple[LineOutcome, ...]
    document: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """Outcomes by the line's place; lines that bear no promotions are missing."""

    lines: dict[int, LineOutcome]
    document: tuple[Explanation, ...]


IslandKey = tuple[tuple[int, ...], tuple[object, ...]]
Offers = dict[int, Offer]
Islands = dict[IslandKey, tuple[tuple[LineState, ...], IslandOutcome]]


def settled(
    states: Sequence[LineState],
    promotions: PromotionIndex,
    context: PricingContext,
    before: Islands | None,
) -> tuple[Settled, Islands]:
    """The outcomes, and what to hand in as `before` the next time.

    None: there will be no next time, so telling islands apart would be idle.
    """
    known = offers(states, promotions, context)
    if before is None:
        whole = _outcome(states, [known[number] for number in sorted(known)], context)
        at = (state.at for state in states)
        return Settled(dict(zip(at, whole.lines, strict=True)), whole.document), {}
    lines: dict[int, LineOutcome] = {}
    document: dict[str, Explanation] = {}
    now: Islands = {}
    kept_off = {number: _why_not(offer) for number, offer in known.items() if not offer.holds}
    for island in islands(states, known):
        key = _key(island, kept_off)
        _, outcome = before.get(key) or (island, _alone(island, known, context))
        now[key] = (tuple(island), outcome)
        for state, line in zip(island, outcome.lines, strict=True):
            lines[state.at] = line
        for explanation in outcome.document:
            document[explanation.promotion] = explanation
    told = tuple(document[promotion] for promotion in sorted(document))
    return Settled(lines, told), now


def islands(states: Sequence[LineState], known: Offers) -> list[list[LineState]]:
    """Lines in their order, those tied by a group deal that holds together."""
    tying = {number for number, offer in known.items() if not offer.deal.by_line and offer.holds}
    parent = list(range(len(states)))
    first_with: dict[int, int] = {}
    for place, state in enumerate(states):
        for deal, role in state.touches or ():
            if deal.number in tying and not _counts_only(deal, role):
                other = first_with.setdefault(deal.number, place)
                if other != place:
                    parent[_root(parent, place)] = _root(parent, other)
    found: dict[int, list[LineState]] = {}
    for place, state in enumerate(states):
        found.setdefault(_root(parent, place), []).append(state)
    return list(found.values())


def _counts_only(deal: Deal, role: int) -> bool:
    return role != 0 and role == deal.threshold_role


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _key(island: Sequence[LineState], kept_off: dict[int, object]) -> IslandKey:
    """Same state objects, and the same deals of theirs do not hold for the same reasons."""
    touched = [
        (deal.number, kept_off[deal.number])
        for state in island
        for deal, _ in state.touches or ()
        if deal.number in kept_off
    ]
    return tuple([id(state) for state in island]), tuple(touched)


def _why_not(offer: Offer) -> object:
    return offer.hindered[0] if offer.hindered is not None else offer.shortfall


def _alone(island: Sequence[LineState], known: Offers, context: PricingContext) -> IslandOutcome:
    """The island as if there were no other lines; only the deals' standing comes from them."""
    numbers = {deal.number for state in island for deal, _ in state.touches or ()}
    places = {state.at for state in island}
    found = [known[number].within(places) for number in sorted(numbers)]
    return _outcome(island, found, context)


def _outcome(
    states: Sequence[LineState], found: Sequence[Offer], context: PricingContext
) -> IslandOutcome:
    for state in states:
        state.restart()
    Contest(offer for offer in found if offer.holds).settle(states)
    story = tell_story(found, context)
    lines = tuple(
        LineOutcome(state.rest, tuple(state.savings), tuple(story.lines.get(state.at, ())))
        for state in states
    )
    return IslandOutcome(lines, tuple(story.document))
