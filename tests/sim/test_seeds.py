"""The simulator over many seeds: 2,000 here, 100,000 behind `make soak`.

A seed that fails prints itself; `python -m tests.sim --seed N` tells its story.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sim.ledger import Ledger
from tests.sim.play import Played, play
from tests.sim.template import SKUS
from tests.sim.weather import Weather, weather_of
from tests.sim.world import World

ROOT = Path(__file__).resolve().parents[2]
QUICK = 2000
PART = 250
SOAK = 100_000
SOAK_PART = 5000


def sound(seeds: Iterable[int], tell_every: int = 0) -> Counter[str]:
    faults: Counter[str] = Counter()
    begun = time.monotonic()
    for count, seed in enumerate(seeds, 1):
        played = play(seed)
        faults.update(played.world.faults)
        if played.broken:
            pytest.fail(_told(played), pytrace=False)
        if tell_every and count % tell_every == 0:
            done = f"{count} seeds up to {seed}, {sum(faults.values())} faults"
            print(f"{done}, {time.monotonic() - begun:.0f} s", file=sys.__stderr__, flush=True)
    return faults


def _told(played: Played) -> str:
    story = "\n".join(played.world.story[-60:])
    return f"seed {played.seed}: {played.broken}\npython -m tests.sim --seed {played.seed}\n{story}"


@pytest.mark.parametrize("first", range(0, QUICK, PART))
def test_the_invariants_hold(first: int) -> None:
    faults = sound(range(first, first + PART))
    assert len(faults) >= 10, "the storm was too mild to prove anything"


@pytest.mark.soak
@pytest.mark.parametrize("first", range(QUICK, SOAK, SOAK_PART))
def test_the_invariants_hold_for_long(first: int) -> None:
    sound(range(first, min(first + SOAK_PART, SOAK)), tell_every=500)


def test_a_seed_is_the_same_story_in_every_process() -> None:
    stories = {_story_in_a_process(hash_seed) for hash_seed in ("0", "1")}
    assert len(stories) == 1
    assert len(stories.pop().splitlines()) > 100


def _story_in_a_process(hash_seed: str) -> str:
    command = [sys.executable, "-m", "tests.sim", "--seed", "3", "--count", "3"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_wall_clocks_change_no_total() -> None:
    """I17: the same storm with every clock right and with clocks decades wrong."""
    for seed in range(40):
        weather = weather_of(World(seed).rng)
        assert _totals(seed, replace(weather, clocks=True)) == _totals(
            seed, replace(weather, clocks=False)
        )


def _totals(seed: int, weather: Weather) -> object:
    played = play(seed, weather)
    assert played.broken == ""
    ledger = Ledger(played.world)
    orders = {
        code: (order.state, [(x.picked, x.short, x.handed_over) for x in order.lines])
        for code, order in ledger.orders.items()
    }
    stock = {key: ledger.sums[key] for key in sorted(ledger.sums) if key[1] in SKUS}
    return stock, orders, sorted(cause for cause, _ in ledger.exceptions), len(ledger.rows)
