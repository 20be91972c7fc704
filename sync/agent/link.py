"""One rule for online and offline, and how long to wait. Agent room: pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

FAILURES = 2
SUCCESSES = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Two failures in a row make it offline, two successes online again.

    `doubt`: a signed request was missed since the last one that was answered. Until the next
    one is, an answer to anybody (its health) does not make it online: a gateway may give that.
    """

    online: bool
    since: datetime
    run: int = 0
    trouble: str = ""
    doubt: bool = False

    def heard(self, now: datetime, *, signed: bool = True) -> Link:
        """Central answered, whatever it said."""
        doubt = self.doubt and not signed
        if self.online:
            return replace(self, run=0, trouble="", doubt=doubt)
        if self.run + 1 >= SUCCESSES and not doubt:
            return Link(True, now)
        return replace(self, run=min(self.run + 1, SUCCESSES - 1), doubt=doubt)

    def missed(self, trouble: str, now: datetime, *, signed: bool = True) -> Link:
        """No answer in time, or one that was not central's."""
        doubt = self.doubt or signed
        if not self.online:
            return replace(self, run=0, trouble=trouble, doubt=doubt)
        if self.run + 1 >= FAILURES:
            return Link(False, now, 0, trouble, doubt)
        return replace(self, run=self.run + 1, doubt=doubt)

    @property
    def asks_signed(self) -> bool:
        """What a probe asks: the cheap question that anybody may put, until that was answered;
        then, while there is doubt, one that only central can."""
        return self.doubt and (self.online or self.run > 0)


BASE = 0.5
CAP_SILENT = 15.0
"""Nobody answers: a probe costs nobody anything, so come back soon after the plug is in."""
CAP_BUSY = 300.0
"""Central said 429 or 503: stay away."""


def delay(attempt: int, chance: float, *, busy: bool = False, after: float = 0.0) -> float:
    """Full jitter: somewhere between now and twice as far as last time.

    `chance` is 0 ≤ x < 1; `after` is Retry-After in seconds, honoured and then spread.
    """
    cap = CAP_BUSY if busy else CAP_SILENT
    reach = min(cap, BASE * 2.0 ** min(attempt, 20))
    return after + chance * (max(reach, after * 0.5) if after else reach)
