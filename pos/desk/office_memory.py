"""Room: pos. The manager's lists as central last told them, for when the line is down.

Kept as a note of the terminal, not as facts: central's answer replaces it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from shop.domain.office import ExceptionPage, StoreHealth
from shop.ports import Journal
from sync.protocol.codec import decode, encode

NOTE = "office"
KEPT = 100
"""Rows; the oldest come first, and a store with more has other worries."""


@dataclass(frozen=True, slots=True)
class Memory:
    """None: never asked."""

    exceptions: ExceptionPage | None = None
    health: StoreHealth | None = None


def recall(journal: Journal) -> Memory:
    text = journal.note(NOTE)
    if not text:
        return Memory()
    try:
        return decode(text, Memory)
    except ValueError:  # written by another version
        return Memory()


def remember(journal: Journal, memory: Memory) -> None:
    """Nobody waits for it: the next answer is written over it."""
    page = memory.exceptions
    if page is not None:
        memory = replace(memory, exceptions=replace(page, rows=page.rows[:KEPT]))
    journal.put_note(NOTE, encode(memory).decode())
