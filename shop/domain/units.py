"""Taking whole pieces from lines in an order. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from shop.domain.line_state import LineState
from shop.domain.promotions import Pick, Same

Taken = list[tuple[LineState, int]]
Free = dict[int, int]
"""Parts still free, by the line's place in the document."""


def dearest_first(states: Iterable[LineState]) -> list[LineState]:
    """By unit price; equal ones as they come, which is never the order of scanning."""
    return sorted(states, key=_unit_price, reverse=True)


def cheapest_first(states: Iterable[LineState]) -> list[LineState]:
    return sorted(states, key=_unit_price)


def buying_order(states: Sequence[LineState], pick: Pick) -> list[LineState]:
    if pick is Pick.LARGEST_LINE:
        return sorted(states, key=lambda state: state.listed)[::-1]
    return dearest_first(states)


def getting_order(states: Sequence[LineState], pick: Pick) -> list[LineState]:
    if pick is Pick.CHEAPEST:
        return cheapest_first(states)
    return buying_order(states, pick)


def take_units(order: Sequence[LineState], free: Free, units: int) -> Taken | None:
    """So many pieces, marked as no longer free; None, and nothing marked, if they lack."""
    taken: Taken = []
    for state in order:
        if not units:
            break
        count = min(state.units_free(free), units)
        if count:
            taken.append((state, count))
            units -= count
    if units:
        return None
    for state, count in taken:
        free[state.at] -= count
    return taken


def give_back(taken: Taken, free: Free) -> None:
    for state, count in taken:
        free[state.at] += count


def pools(states: Sequence[LineState], same: Same) -> list[Sequence[LineState]]:
    """The lines in heaps of the same SKU or group, or in one heap."""
    if same is Same.ANY or len(states) == 1:
        return [states]
    heaps: dict[str, list[LineState]] = {}
    for state in states:
        heaps.setdefault(_heap(state, same), []).append(state)
    return [heaps[name] for name in sorted(heaps)]


def units_in(states: Iterable[LineState], free: Mapping[int, int]) -> int | Fraction:
    """How much there is, weighed goods by their weight."""
    whole: int | Fraction = 0
    for state in states:
        parts = free[state.at]
        whole += parts if state.per_unit == 1 else Fraction(parts, state.per_unit)
    return whole


def merged(takings: Iterable[Taken]) -> Taken:
    """One entry per line."""
    counts: dict[int, int] = {}
    states: dict[int, LineState] = {}
    for taken in takings:
        for state, count in taken:
            states[state.at] = state
            counts[state.at] = counts.get(state.at, 0) + count
    return [(states[at], count) for at, count in counts.items()]


def _heap(state: LineState, same: Same) -> str:
    if same is Same.SKU:
        return state.line.sku
    return state.line.groups[0] if state.line.groups else ""


def _unit_price(state: LineState) -> Decimal:
    return state.line.unit_price
