"""One measured line of `endcap bench`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`figure` and `floor` are in the unit that `name` says; `budget` limits the figure
    or the ratio, whichever the budget names."""

    name: str
    figure: float
    floor: float
    ratio: float
    budget: float
    passed: bool
    note: str = ""
