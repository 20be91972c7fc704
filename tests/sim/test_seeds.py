"""The simulator over many seeds: 2,000 here, 100,000 behind `make soak`.

A seed that fails prints itself; `python -m tests.sim --seed N` tells its story.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sim.ledger import Ledger
from tests.sim.play import Played, Tally, play, story
from tests.sim.template import SKUS
from tests.sim.weather import Weather, weather_of
from tests.sim.world import World

ROOT = Path(__file__).resolve().parents[2]
QUICK = 2000
PART = 250
SOAK = 100_000
SOAK_PART = 5000


def sound(seeds: Iterable[int], tell_every: int = 0) -> Counter[str]:
    tally = Tally()
    for count, seed in enumerate(seeds, 1):
        played = play(seed)
        tally.add(played)
        if played.broken:
            _say(tally.line())
            pytest.fail(_told(played), pytrace=False)
        if tell_every and count % tell_every == 0:
            _say(f"up to seed {seed}: {tally.line()}")
    return tally.faults


def _say(line: str) -> None:
    print(line, file=sys.__stderr__, flush=True)


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
    last = min(first + SOAK_PART, SOAK)
    sound(range(first, last), tell_every=500)
    _say(f"done: seeds {first} to {last - 1} are sound")


PLACES = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar"},
)


def test_a_seed_is_the_same_story_in_every_process() -> None:
    """Also here, where other stories were told before."""
    stories = {_story_in_a_process(place) for place in PLACES}
    told = "".join(map(story, map(play, range(3, 6))))
    assert stories == {told.encode()}
    assert told.count("\n") > 100


def _story_in_a_process(place: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", "tests.sim", "--seed", "3", "--count", "3"]
    environment = {**os.environ, **place}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout


def test_wall_clocks_change_no_total() -> None:
    """I17: the same storm with every clock right and with clocks decades wrong."""
    for seed in range(20):
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
