"""Sign in by PIN or badge; wrong tries cost time, and a restart does not win it back.

Actions room: ports only. The count is durable before an answer is given, and counts the try
as wrong until it proved right. Waiting runs on the monotonic clock, from the start of the
program if it was restarted: setting the wall clock helps nobody.
"""

from __future__ import annotations

import json
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.domain.staff import StaffMember
    from shop.ports import Clock, Journal, PinCheck, Replica

FREE_TRIES = 5
LOCK_AT = 10
LOCK_SECONDS = 30 * 60
_NOTE = "sign_in"


@dataclass(frozen=True, slots=True)
class SignedIn:
    who: StaffMember


@dataclass(frozen=True, slots=True)
class WrongPin:
    """`left` tries before the lock; `wait` seconds before the next."""

    left: int
    wait: int


@dataclass(frozen=True, slots=True)
class SignInWait:
    """Not tried: `seconds` are still to wait. `locked` after ten wrong tries."""

    seconds: int
    locked: bool


@dataclass(frozen=True, slots=True)
class UnknownBadge:
    pass


SignInAnswer = SignedIn | WrongPin | SignInWait | UnknownBadge


def delay_after(wrong: int) -> int:
    """Seconds to wait after that many wrong tries in a row."""
    if wrong < FREE_TRIES:
        return 0
    if wrong >= LOCK_AT:
        return LOCK_SECONDS
    return int(30 * 2 ** (wrong - FREE_TRIES))


@dataclass(slots=True)
class SignIn:
    """One per terminal. `executor` runs the slow PIN check off the screen's thread."""

    journal: Journal
    replica: Replica
    check: PinCheck
    clock: Clock
    executor: Executor
    _since: dict[str, float] = field(default_factory=dict)
    _started: float = field(init=False)

    def __post_init__(self) -> None:
        self._started = self.clock.monotonic()

    def people(self) -> tuple[StaffMember, ...]:
        """Who works in this store, for the tiles of the sign-in screen."""
        here = self.replica.settings().store.store
        return tuple(x for x in self.replica.staff() if not x.stores or here in x.stores)

    def by_pin(self, staff: str, pin: str) -> Future[SignInAnswer]:
        return self.executor.submit(self._try_pin, staff, pin)

    def by_badge(self, text: str) -> SignInAnswer:
        """A badge is a thing one has; it is looked up, not guessed at."""
        for member in self.people():
            if member.badge and member.badge == text:
                return SignedIn(member)
        return UnknownBadge()

    def wait(self, staff: str) -> int:
        """Seconds until `staff` may try again."""
        return self._wait(staff, self._counts().get(staff, 0))

    def _try_pin(self, staff: str, pin: str) -> SignInAnswer:
        wrong = self._counts().get(staff, 0)
        seconds = self._wait(staff, wrong)
        if seconds:
            return SignInWait(seconds, wrong >= LOCK_AT)
        self._remember(staff, wrong + 1)
        member = next((x for x in self.people() if x.staff == staff), None)
        if member is not None and self.check(pin, member.pin_hash):
            self._remember(staff, 0)
            return SignedIn(member)
        return WrongPin(max(LOCK_AT - wrong - 1, 0), delay_after(wrong + 1))

    def _wait(self, staff: str, wrong: int) -> int:
        passed = self.clock.monotonic() - self._since.get(staff, self._started)
        return max(0, -int(-(delay_after(wrong) - passed) // 1))

    def _counts(self) -> dict[str, int]:
        return read_counts(self.journal.note(_NOTE))

    def _remember(self, staff: str, wrong: int) -> None:
        counts = {**self._counts(), staff: wrong}
        kept = {who: count for who, count in counts.items() if count}
        self.journal.put_note(_NOTE, json.dumps(kept, sort_keys=True)).result()
        self._since[staff] = self.clock.monotonic()


def read_counts(text: str | None) -> dict[str, int]:
    """Anything unreadable counts as nothing: a damaged note must not lock a shop out."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(who): count for who, count in found.items() if isinstance(count, int)}
