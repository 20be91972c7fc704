"""What a store's manager looks after: exceptions to settle and the terminals' health.

Domain room: standard library only. Both ends of the line mean these rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

SILENT = timedelta(minutes=3)
"""A terminal tells how it is about once a minute; three misses are not chance."""
CLOCK_OFF = 120
"""Seconds by which a terminal's clock may be wrong before people must look at it."""
DISK_LOW = 0.10
_PAPERLESS = frozenset({"", "ok", "waiting", "none"})


@dataclass(frozen=True, slots=True)
class StoreException:
    """Something a person must settle. `mark` names the evidence as it stood when it was read;
    `suggestion` is central's English, `advice` its stable code, "" for one of a newer version.
    `settled_by` is "STAFF@TERMINAL", "NAME@KEY" for a program, or "central"."""

    cause: str
    subject: str
    terminal: str
    entry: str
    evidence: Mapping[str, str]
    state: str
    raised_at: datetime
    mark: str
    suggestion: str = ""
    advice: str = ""
    settled_by: str = ""
    settled_at: datetime | None = None
    note: str = ""

    @property
    def key(self) -> str:
        return f"{self.cause} {self.subject}"


@dataclass(frozen=True, slots=True)
class ExceptionPage:
    """A part of a store's list: open ones oldest first, settled ones newest first.

    `counts` is by cause, of the state asked for; `open` counts all that wait for a person.
    """

    rows: tuple[StoreException, ...]
    counts: tuple[tuple[str, int], ...]
    open: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class TerminalHealth:
    """What central knows of one terminal. What it last told of itself is as old as `seen_at`.

    `clock_off` is in seconds, positive when its clock is ahead; None before it told anything.
    `printer` is a PrinterState's code, "" when unknown; `journal` a Journal's trouble.
    `held` counts its entries that central keeps but could not use.
    """

    terminal: str
    name: str
    face: str
    enrolled_at: datetime
    revoked: bool = False
    forked: bool = False
    seen_at: datetime | None = None
    version: str = ""
    waiting: int = 0
    oldest: datetime | None = None
    clock_off: int | None = None
    printer: str = ""
    disk_free: int = 0
    disk_total: int = 0
    journal: str = ""
    held: int = 0

    def troubles(self, now: datetime, newest: str) -> tuple[str, ...]:
        """Codes of what somebody must look at, the worst first; `newest` is the version that
        the store's terminals should have."""
        if self.revoked:
            return ("revoked",)
        silent = self.seen_at is None or now - self.seen_at > SILENT
        disk = self.disk_total and self.disk_free < self.disk_total * DISK_LOW
        told = (
            ("journal_stopped", self.journal == "stopped"),
            ("forked", self.forked),
            ("disk_full", self.journal == "disk_full"),
            ("never_seen" if self.seen_at is None else "silent", silent),
            ("waiting", self.waiting > 0 and not silent and self._long(now)),
            ("held", self.held > 0),
            ("clock_off", abs(self.clock_off or 0) > CLOCK_OFF),
            ("disk_low", bool(disk) and self.journal != "disk_full"),
            (f"printer_{self.printer}", self.printer not in _PAPERLESS),
            ("version_old", bool(self.version) and bool(newest) and self.version != newest),
        )
        return tuple(code for code, true in told if true)

    def _long(self, now: datetime) -> bool:
        return self.oldest is not None and now - self.oldest > SILENT


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """Every terminal of the store, by its name. `version` is central's own."""

    terminals: tuple[TerminalHealth, ...]
    version: str
    asked_at: datetime
