"""Choices and orders of group deals that share goods. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shop.domain.benefits import Claim
from shop.domain.deals import claims
from shop.domain.offers import Offer
from shop.domain.units import Free


@dataclass(slots=True)
class Plan:
    """Group deals in the order in which they take goods, and what that leaves."""

    taken: tuple[tuple[Offer, list[Claim]], ...]
    free: Free
    off: dict[int, int]
    closed: frozenset[int]

    def has(self, offer: Offer) -> bool:
        return any(taken is offer for taken, _ in self.taken)


def components(groups: list[Offer]) -> list[list[Offer]]:
    """Groups that share goods, directly or by way of others, stay together, in their order."""
    member_of: dict[int, list[Offer]] = {}
    for offer in groups:
        together: list[Offer] = []
        for state in offer.lines:
            others = member_of.get(state.at)
            if others is None:
                member_of[state.at] = together
            elif others is not together:
                together = _join(others, together, member_of)
        together.append(offer)
    return list({id(members): members for members in member_of.values()}.values())


def _join(one: list[Offer], other: list[Offer], member_of: dict[int, list[Offer]]) -> list[Offer]:
    one.extend(other)
    for at, members in member_of.items():
        if members is other:
            member_of[at] = one
    return one


def every_plan(plan: Plan, component: list[Offer]) -> Iterator[Plan]:
    """The plan itself and every way to go on from it."""
    yield plan
    for offer in component:
        if plan.has(offer) or (plan.taken and _order_is_idle(plan.taken[-1][0], offer)):
            continue
        further = with_deal(plan, offer)
        if further is not None:
            yield from every_plan(further, component)


def _order_is_idle(last: Offer, following: Offer) -> bool:
    """Two deals without common goods need trying in one order only."""
    if following.deal.number > last.deal.number:
        return False
    places = {state.at for state in last.lines}
    return places.isdisjoint(state.at for state in following.lines)


def with_deal(plan: Plan, offer: Offer) -> Plan | None:
    """The plan and one more deal; None if that finds nothing to take."""
    found = claims(offer.deal, offer.roles, plan.free)
    if not found:
        return None
    free, off = dict(plan.free), dict(plan.off)
    for state, parts, saving in found:
        free[state.at] -= parts
        off[state.at] += saving
    closed = plan.closed
    if offer.deal.promotion.exclusive:
        closed |= {state.at for state, _, _ in found}
    return Plan((*plan.taken, (offer, found)), free, off, closed)
