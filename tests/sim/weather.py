"""How bad it gets: chances per step or per message. Drawn from the seed, or set by a test."""

from __future__ import annotations

import random
from dataclasses import dataclass

_OFTEN = ("crash", "central_crash", "restore", "central_restore", "link", "clone")
_SELDOM = (
    *("clock", "trim", "enrol", "swap_file", "destroy", "revoke", "central_clock"),
    *("week", "months"),
)


@dataclass(frozen=True, slots=True)
class Weather:
    """`batch` entries fit into one message, `shed` is how often central sends uploads away."""

    terminals: int = 3
    steps: int = 90
    loss: float = 0.15
    double: float = 0.08
    faults: float = 0.10
    poison: float = 0.02
    shed: float = 0.0
    batch: int = 500
    clocks: bool = True
    kinds: tuple[str, ...] = (*_OFTEN * 2, *_SELDOM)


def weather_of(rng: random.Random) -> Weather:
    return Weather(
        terminals=rng.choice((2, 2, 3, 3, 4)),
        steps=rng.choice((25, 40, 60, 80)),
        loss=rng.choice((0.0, 0.1, 0.3)),
        double=rng.choice((0.0, 0.05, 0.2)),
        faults=rng.choice((0.05, 0.1, 0.2)),
        poison=rng.choice((0.0, 0.02, 0.1)),
        shed=rng.choice((0.0, 0.0, 0.2)),
        batch=rng.choice((500, 500, 500, 500, 4, 2, 1)),
    )
