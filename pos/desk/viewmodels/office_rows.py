"""Room: pos. The rows of the manager's page: ready words, no rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One exception of the list. `key` is cause and subject."""

    key: str
    title: str
    detail: str
    age: str
    settled: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of the evidence: `small` is for support rather than for people."""

    key: str
    label: str
    value: str
    small: bool


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """`tone` is good, warn or stop; `told` its figures on one line, `troubles` one a line."""

    key: str
    name: str
    face: str
    health: str
    tone: str
    heard: str
    told: str
    troubles: str
