"""Which deals win on which goods. Domain room: standard library only.

Deals that come first claim their goods by priority. The others compete: group deals, which
need several units together, are tried in every choice and order, each taking as much as it
can of what is free, and every unit left bears the best deal of its own. The plan after
which the goods cost least wins, so one more deal to choose from never costs more. Deals on
top are reckoned with, where they work line by line.

Groups that share no goods are decided apart. With more than `_EXHAUSTIVE` groups on the
same goods trying all would take too long: the plan then grows by the deal that helps most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shop.domain.benefits import Claim, saving_by_line
from shop.domain.deals import claims, reachable
from shop.domain.line_state import LineState
from shop.domain.offers import Offer
from shop.domain.plans import Plan, components, every_plan, with_deal
from shop.domain.promotions import Stacking
from shop.domain.units import Free

_EXHAUSTIVE = 5


class Contest:
    """The deals that hold, sorted by how they compete, and what they make of the lines."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self.first: list[Offer] = []
        self.on_top: list[Offer] = []
        self._groups: list[Offer] = []
        self._own: dict[int, list[Offer]] = {}
        self._line_on_top: dict[int, list[Offer]] = {}
        self._best_known: dict[tuple[int, int], tuple[Offer | None, int]] = {}
        for offer in sorted(offers, key=_rank):
            self._enter(offer)

    def _enter(self, offer: Offer) -> None:
        match offer.deal.promotion.stacking:
            case Stacking.FIRST:
                self.first.append(offer)
            case Stacking.STACK:
                self.on_top.append(offer)
                if offer.deal.by_line:
                    for state in offer.roles[0]:
                        self._line_on_top.setdefault(state.at, []).append(offer)
            case Stacking.BEST if offer.deal.by_line:
                for state in offer.roles[0]:
                    self._own.setdefault(state.at, []).append(offer)
            case Stacking.BEST if reachable(offer.deal, offer.roles):
                self._groups.append(offer)

    def settle(self, states: Iterable[LineState]) -> None:
        """Writes into the lines what each deal saves there."""
        for offer in self.first:
            apply(offer)
        self._best_known.clear()
        for component in components(self._groups):
            for offer, found in self._best_plan(component):
                write(offer, found)
        for state in states:
            winner, saving = self._best_own(state, state.free, state.rest, state.closed)
            if winner is not None:
                state.take(winner.deal, state.free, saving)
        for offer in self.on_top:
            apply_on_top(offer)

    def _best_plan(self, component: list[Offer]) -> tuple[tuple[Offer, list[Claim]], ...]:
        states = {state.at: state for offer in component for state in offer.lines}
        free = {at: state.free for at, state in states.items()}
        closed = frozenset(at for at, state in states.items() if state.closed)
        start = Plan((), free, dict.fromkeys(free, 0), closed)
        if len(component) > _EXHAUSTIVE:
            plans = self._growing(start, component, states)
        else:
            plans = every_plan(start, component)
        return min(plans, key=lambda plan: self._cost(plan, states)).taken

    def _growing(
        self, plan: Plan, component: list[Offer], states: dict[int, LineState]
    ) -> Iterator[Plan]:
        """Each plan is the one before and the deal that makes the goods cheapest with it."""
        while True:
            yield plan
            longer = [with_deal(plan, offer) for offer in component if not plan.has(offer)]
            found = [further for further in longer if further is not None]
            if not found:
                return
            plan = min(found, key=lambda further: self._cost(further, states))

    def _cost(self, plan: Plan, states: dict[int, LineState]) -> int:
        """What the lines cost after the plan, their own best deals and those on top."""
        total = 0
        for at, state in states.items():
            rest = state.rest - plan.off[at]
            closed = at in plan.closed
            winner, saving = self._best_own(state, plan.free[at], rest, closed)
            rest -= saving
            if at in self._line_on_top:
                closed = closed or (winner is not None and winner.deal.promotion.exclusive)
                rest = self._after_top(state, rest, closed)
            total += rest
        return total

    def _best_own(
        self, state: LineState, free: int, rest: int, closed: bool
    ) -> tuple[Offer | None, int]:
        """The deal that leaves the line cheapest, and what it saves on the free parts."""
        own = self._own.get(state.at)
        if not own or not free:
            return None, 0
        if state.at in self._line_on_top:
            return self._weigh(state, own, free, rest, closed)
        known = self._best_known.get((state.at, free))
        if known is None:
            known = self._weigh(state, own, free, rest, closed)
            self._best_known[state.at, free] = known
        return known

    def _weigh(
        self, state: LineState, own: list[Offer], free: int, rest: int, closed: bool
    ) -> tuple[Offer | None, int]:
        best: tuple[Offer | None, int] = (None, 0)
        least = self._after_top(state, rest, closed)
        for offer in own:
            promotion = offer.deal.promotion
            saving = saving_by_line(state, free, promotion)
            cost = self._after_top(state, rest - saving, closed or promotion.exclusive)
            if cost < least:
                best, least = (offer, saving), cost
        return best

    def _after_top(self, state: LineState, rest: int, closed: bool) -> int:
        if closed:
            return rest
        for offer in self._line_on_top.get(state.at, ()):
            left = replace(state, numerator=rest, denominator=state.parts)
            rest -= saving_by_line(left, state.parts, offer.deal.promotion)
        return rest


def _rank(offer: Offer) -> tuple[int, int]:
    """By priority, higher first, then by id."""
    return -offer.deal.promotion.priority, offer.deal.number


def apply(offer: Offer) -> None:
    free = {state.at: state.free for state in offer.lines}
    write(offer, claims(offer.deal, offer.roles, free))


def write(offer: Offer, found: Iterable[Claim]) -> None:
    for state, parts, saving in found:
        state.take(offer.deal, parts, saving)


def apply_on_top(offer: Offer) -> None:
    """On what the others left; an exclusive one only where none of them saved anything."""
    exclusive = offer.deal.promotion.exclusive
    roles = [
        [state for state in role if not (state.closed or (exclusive and state.savings))]
        for role in offer.roles
    ]
    free: Free = {}
    for role in roles:
        for state in role:
            state.reopen()
            free[state.at] = state.free
    write(offer, claims(offer.deal, roles, free))
