"""Plays one seed from storm to check: what the tests and the command line share."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from sync.agent import pull, push
from sync.central import ledger, light
from sync.central.folds import Effects, Told
from tests.sim.book import Broken
from tests.sim.healing import heal
from tests.sim.invariants import check
from tests.sim.weather import Weather
from tests.sim.workload import CRASH
from tests.sim.world import World

_EVERY = 25
"""Stories between two collections: few cycles are left behind, and looking takes time."""


@dataclass
class Tally:
    """What many stories came to, in one line."""

    seeds: int = 0
    entries: int = 0
    found: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    begun: float = field(default_factory=time.monotonic)

    def add(self, played: Played) -> None:
        self.seeds += 1
        self.entries += len(played.world.book.made)
        self.found += bool(played.broken)
        self.faults.update(played.world.faults)
        self.faults["fork"] += played.world.book.forks()

    def line(self) -> str:
        took = time.monotonic() - self.begun
        restores = self.faults["central restore"], self.faults["terminal restore"]
        return (
            f"{self.seeds} seeds ({self.seeds / took:.1f} a second), {self.entries} entries, "
            f"{self.faults['clone']} clones, {self.faults['fork']} forks, "
            f"{restores[0]} central and {restores[1]} terminal restores, {self.found} found"
        )


def story(played: Played) -> str:
    """As `python -m tests.sim --seed N` prints it."""
    head, end = f"seed {played.seed}", played.broken or "all invariants hold"
    return "\n".join((head, *played.world.story, f"{head}: {end}", ""))


@dataclass(frozen=True, slots=True)
class Played:
    """`broken` is "" when all invariants hold."""

    seed: int
    world: World
    broken: str = ""


def play(seed: int, weather: Weather | None = None) -> Played:
    """Anything raised on the way is a finding too: no fault may end a loop of the product."""
    world = World(seed, weather)
    with _uncollected(seed), in_pieces(world.weather.batch), a_mistake_in_central():
        return _played(seed, world)


def _played(seed: int, world: World) -> Played:
    try:
        world.run()
        heal(world)
        check(world)
    except Broken as broken:
        return Played(seed, world, str(broken))
    except Exception as error:
        return Played(seed, world, f"{type(error).__name__}: {error}"[:300])
    return Played(seed, world)


@contextmanager
def in_pieces(batch: int) -> Iterator[None]:
    """So many entries go into one upload or one answer, and some more changes into a page."""
    with mock.patch.object(push, "BATCH", batch), mock.patch.object(pull, "PAGE", batch + 4):
        yield


@contextmanager
def a_mistake_in_central() -> Iterator[None]:
    """Central's program has a mistake that the fold of one strange entry meets (N7)."""
    fold, fold_light = Effects.fold, light.fold_light

    def folded(self: Effects, told: Told) -> None:
        _fall_over(told.fact)
        fold(self, told)

    def folded_light(*given: Any) -> bool:
        _fall_over(given[-1])
        return fold_light(*given)

    with (
        mock.patch.object(Effects, "fold", folded),
        mock.patch.object(ledger, "fold_light", folded_light),
    ):
        yield


def _fall_over(fact: object) -> None:
    if getattr(fact, "reason", "") == CRASH:
        raise AttributeError("a mistake in central's program")


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
