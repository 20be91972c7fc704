"""Holds: goods reserved for a while, under a fencing number. Protocol room.

A hold is a lease: it runs out by itself. Every grant and every extension gives a higher fence;
whoever acts on a hold names the fence they were given, so that one who slept through the end
cannot act on what went to somebody else (409 `lease_lost`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TakeHold:
    """`hold` is made by the asker, 16 to 64 letters and digits: the same ask again is the same
    hold. `store` is where the goods lie. All lines are held or none."""

    hold: str
    store: str
    lines: tuple[tuple[str, Decimal], ...]
    seconds: int = 300


@dataclass(frozen=True, slots=True)
class ExtendHold:
    """Before a tender begins. `request` makes it idempotent: the same again, the same answer."""

    fence: int
    request: str
    seconds: int = 300


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    fence: int


@dataclass(frozen=True, slots=True)
class HoldAnswer:
    """`state`: "active", or how it ended: "sold", "released", "expired". `seconds` are left to
    it: count them by a clock that nobody sets; `until` is for people."""

    hold: str
    fence: int
    store: str
    lines: tuple[tuple[str, Decimal], ...]
    state: str
    seconds: int
    until: datetime
