"""How much is asked for or sent at once. Agent room: pure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Portion:
    """A quarter of it after a failure, twice as much after a success: over a line that is too slow
    for all of it in time, some of it still comes through, and then a little more."""

    def __init__(self, most: int) -> None:
        self._most = self._now = most

    @contextmanager
    def taken(self) -> Iterator[int]:
        """So many, for what is tried inside."""
        size = self._now
        self._now = max(1, size // 4)
        yield size
        self._now = min(2 * size, self._most)
