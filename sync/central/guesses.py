"""Slows down whoever guesses at one-time codes. Central room."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta

from sync.central.devices import Denied

_WINDOW = timedelta(minutes=1)
_TRIES = 60


class Guesses:
    """At most `_TRIES` enrolments a minute, whoever asks: 50-bit codes live 15 minutes."""

    def __init__(self) -> None:
        self._tries: deque[datetime] = deque()
        self._lock = threading.Lock()

    def count(self, now: datetime) -> None:
        """Raises Denied when there were too many."""
        with self._lock:
            while self._tries and now - self._tries[0] > _WINDOW:
                self._tries.popleft()
            if len(self._tries) >= _TRIES:
                raise Denied("too_many_tries", 429)
            self._tries.append(now)
