"""Since when central has had our entries, by its own clock. Local room: pure.

One line a day: at this time of central's, it had everything up to here. A till's clock may
jump about; this cannot make an entry older than it is. A new timeline begins anew: what a
restored central got again, its younger backups may not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.protocol.codec import decode, encode

NOTE = "journal.seen"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sight:
    at: datetime
    n: int


@dataclass(frozen=True, slots=True)
class Seen:
    timeline: str = ""
    sights: tuple[Sight, ...] = ()

    def noted(self, timeline: str, now: datetime, n: int, days: int) -> Seen:
        """With what is known now; the same object when that is nothing new.

        Of sights older than `days` only the newest is of use. Those that lie in the future
        come from a clock that was wrong.
        """
        sights = self.sights if timeline == self.timeline else ()
        sights = tuple(x for x in sights if x.at <= now)
        if not sights or now - sights[-1].at >= _DAY:
            sights = (*sights, Sight(now, n))
        old = [x for x in sights if x.at <= now - timedelta(days=days)]
        sights = sights[max(0, len(old) - 1) :]
        seen = Seen(timeline, sights)
        return self if seen == self else seen

    def old_to(self, now: datetime, days: int) -> int:
        """The last n that central had `days` ago, 0 for none."""
        limit = now - timedelta(days=days)
        return max((x.n for x in self.sights if x.at <= limit), default=0)

    def note(self) -> str:
        return encode(self).decode()


def read_seen(text: str | None) -> Seen:
    return decode(text, Seen) if text else Seen()
