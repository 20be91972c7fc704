"""Room: pos. The rows that the desk's lists show: ready words, no rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One order of the queue. `minutes` left to its promise, negative when late."""

    code: str
    customer: str
    detail: str
    stateCode: str
    countdown: str
    minutes: int
    timed: bool
    fresh: bool


@dataclass(frozen=True, slots=True)
class PickRow:
    """One line to pick, in the order of walking."""

    lineId: str
    title: str
    place: str
    image: str
    count: str
    picked: int
    wanted: int
    short: int
    done: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    key: int
    at: str
    stateCode: str
    who: str
    note: str
