"""Which business day a moment belongs to, by the store's wall clock. Local room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_QUARTER = 15 * 60


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """Sales after midnight and before `cutoff_hour` still belong to the evening before."""

    timezone: str = "UTC"
    cutoff_hour: int = 3

    def __call__(self, at: datetime) -> str:
        """ISO date; counted on the wall clock, so 23 and 25 hour days need no care."""
        return _day(self.timezone, self.cutoff_hour, int(at.timestamp()) // _QUARTER)


@lru_cache(maxsize=8)
def _day(timezone: str, cutoff_hour: int, quarter: int) -> str:
    """Clocks change, and days begin, on quarters of an hour: one answer serves all of one."""
    at = datetime.fromtimestamp(quarter * _QUARTER, UTC)
    wall = at.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    return (wall - timedelta(hours=cutoff_hour)).date().isoformat()
