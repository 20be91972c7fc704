"""Plays one seed from storm to check: what the tests and the command line share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.sim.book import Broken
from tests.sim.invariants import check
from tests.sim.world import Weather, World

_EVERY = 25
"""Stories between two collections: few cycles are left behind, and looking takes time."""


@dataclass(frozen=True, slots=True)
class Played:
    """`broken` is "" when all invariants hold."""

    seed: int
    world: World
    broken: str = ""


def play(seed: int, weather: Weather | None = None) -> Played:
    """Anything raised on the way is a finding too: no fault may end a loop of the product."""
    with _uncollected(seed):
        return _played(seed, weather)


def _played(seed: int, weather: Weather | None) -> Played:
    world = World(seed, weather)
    try:
        world.run()
        world.heal()
        check(world)
    except Broken as broken:
        return Played(seed, world, str(broken))
    except Exception as error:
        return Played(seed, world, f"{type(error).__name__}: {error}"[:300])
    return Played(seed, world)


@contextmanager
def _uncollected(seed: int) -> Iterator[None]:
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
        if seed % _EVERY == 0:
            gc.collect()
