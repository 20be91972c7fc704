"""Which business day a moment belongs to, by the store's wall clock. Local room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """Sales after midnight and before `cutoff_hour` still belong to the evening before."""

    timezone: str = "UTC"
    cutoff_hour: int = 3

    def __call__(self, at: datetime) -> str:
        """ISO date; counted on the wall clock, so 23 and 25 hour days need no care."""
        wall = at.astimezone(ZoneInfo(self.timezone)).replace(tzinfo=None)
        return (wall - timedelta(hours=self.cutoff_hour)).date().isoformat()
