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


class OfficeMemory:
    """What central last told; written when something is new, not when only the clock went on."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._journal: Journal | None = None

    def open(self, journal: Journal) -> None:
        self._journal = journal
        self._memory = _read(journal.note(NOTE) or "")

    @property
    def health(self) -> StoreHealth | None:
        return self._memory.health

    @property
    def open_count(self) -> int:
        return self._memory.exceptions.open if self._memory.exceptions is not None else 0

    def page(self, cause: str) -> ExceptionPage | None:
        """The open ones of a cause; "" means every cause."""
        known = self._memory.exceptions
        if known is None:
            return None
        return replace(known, rows=tuple(x for x in known.rows if cause in ("", x.cause)))

    def keep(
        self, *, exceptions: ExceptionPage | None = None, health: StoreHealth | None = None
    ) -> None:
        """Nobody waits for it: the next answer is written over it."""
        before, was = self._memory, _timeless(self._memory)
        if exceptions is not None:
            exceptions = replace(exceptions, rows=exceptions.rows[:KEPT])
        self._memory = Memory(exceptions or before.exceptions, health or before.health)
        if self._journal is not None and _timeless(self._memory) != was:
            self._journal.put_note(NOTE, encode(self._memory).decode())


def _read(text: str) -> Memory:
    try:
        return decode(text, Memory) if text else Memory()
    except ValueError:  # written by another version
        return Memory()


def _timeless(memory: Memory) -> tuple[object, ...]:
    page, health = memory.exceptions, memory.health
    known = [(x.terminal, x.revoked, x.forked) for x in health.terminals] if health else None
    return (page.rows if page else None, page.open if page else None, known)
