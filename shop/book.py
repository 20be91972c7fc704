"""This terminal's journal as a book to leaf through: a port, as those in `shop.ports`.

Everything here reads a disk and may take a while: call it off the screen's thread. Nothing holds
the journal while it reads, so selling goes on beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from shop.domain.facts import Recorded
from shop.errors import EndcapError
from shop.exports.selection import Selection

FORMATS = {"csv": ".csv", "json": ".json", "poslog": ".xml", "jsonl": ".jsonl"}
"""What an export may be, and how its file's name ends."""

Place = tuple[int, int]
"""(epoch, seq): orders all entries of a terminal. (0, 0) is before the first."""

Watch = Callable[[int, int], bool]
"""Told (looked at, of how many); False stops the work with `Cancelled`."""


class Cancelled(EndcapError):
    """A person stopped it; nothing has changed."""


def _anything(_: Recorded) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Wanted:
    """`texts`, casefolded: the entry's text holds one of them in any case; () is no demand.

    That is rough and quick; `finds` looks closer. `since` is a place, days and kinds are
    `selection`'s.
    """

    selection: Selection = field(default_factory=Selection)
    texts: tuple[str, ...] = ()
    staff: str = ""
    since: Place = (0, 0)
    finds: Callable[[Recorded], bool] = _anything

    @property
    def all(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Leaf:
    """Newest first. `next` goes on from here, None at the end; `looked` entries were seen."""

    entries: tuple[Recorded, ...]
    next: Place | None
    looked: int


@dataclass(frozen=True, slots=True)
class Standing:
    """`sent`: central has everything up to here. `held`: entry → code, kept there unread.

    `gone`: the oldest entries are at central only.
    """

    sent: Place
    held: dict[str, str]
    gone: bool


@dataclass(frozen=True, slots=True)
class Sound:
    """Every entry was read, and each follows from the one before."""

    entries: int
    head: Place
    hash: str


@dataclass(frozen=True, slots=True)
class Export:
    """`file` is the name without folder and ending; `kind` a key of FORMATS."""

    kind: str
    selection: Selection
    folder: Path
    file: str


@dataclass(frozen=True, slots=True)
class Written:
    """`sum`: SHA-256 in hex; `entries` those in the file."""

    path: Path
    entries: int
    sum: str


class JournalBook(Protocol):
    def leaf(self, wanted: Wanted, before: Place | None = None) -> Leaf:
        """A step of bounded length towards the past; it may find nothing and still go on."""
        ...

    def standing(self) -> Standing: ...

    def check(self, watch: Watch) -> Sound:
        """Every hash, link, signature and column, and the head kept outside. JournalFault."""
        ...

    def export(self, order: Export, watch: Watch) -> Written:
        """Raises WorldFault "export_full", "export_unwritable" and leaves no file then."""
        ...

    def close(self) -> None: ...
