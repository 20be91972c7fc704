"""Each planted bug is caught within so many seeds; without one, the same seeds are sound."""

from __future__ import annotations

import pytest

from tests.sim.bugs import BUGS, planted
from tests.sim.play import play

WITHIN = 150
RARE = {"feed_cursor_outlives_a_restore": 400, "accept_a_gap": 400}
"""These need two faults one after the other."""


def first_caught(name: str, within: int) -> tuple[int, str]:
    with planted(name):
        for seed in range(within):
            broken = play(seed).broken
            if broken:
                return seed, broken
    return -1, ""


@pytest.mark.parametrize("name", sorted(BUGS))
def test_a_planted_bug_is_caught(name: str) -> None:
    seed, broken = first_caught(name, RARE.get(name, WITHIN))
    assert seed >= 0, f"{name} lives through {RARE.get(name, WITHIN)} seeds"
    assert play(seed).broken == "", f"seed {seed} is broken without {name} too"
    print(f"{name}: seed {seed}: {broken}")


def test_there_are_enough_of_them() -> None:
    assert len(BUGS) >= 10
