"""A clock that a test moves (`shop.ports.Clock`)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Stands still until moved."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def move(self, **amount: float) -> None:
        """As `timedelta` takes it: `clock.move(minutes=5)`."""
        step = timedelta(**amount)
        self._now += step
        self._monotonic += step.total_seconds()
