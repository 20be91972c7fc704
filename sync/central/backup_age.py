"""What restoring an old backup would lose, in numbers, before anything is done. Central room.

A terminal prunes only what central had for KEEP_DAYS by its own clock. So a backup younger than
that holds all that was ever pruned; an older one may be the end of entries that nobody else has.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from shop.settings import KEEP_DAYS
from sync.central.backup_file import Manifest
from sync.protocol.codec import decode


@dataclass(frozen=True, slots=True)
class Lack:
    """The younger backup holds this chain up to `has`, the other up to `seq` (0: nothing)."""

    terminal: str
    epoch: int
    branch: int
    seq: int
    has: int


@dataclass(frozen=True, slots=True)
class Younger:
    """Another backup in the same folder, and what it holds more."""

    path: Path
    made_at: datetime
    lacks: tuple[Lack, ...]

    @property
    def entries(self) -> int:
        return sum(lack.has - lack.seq for lack in self.lacks)


def age(manifest: Manifest, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(manifest.made_at)


def may_be_too_old(manifest: Manifest, now: datetime) -> bool:
    return age(manifest, now) >= timedelta(days=KEEP_DAYS)


def younger(source: Path, manifest: Manifest) -> Younger | None:
    """The youngest of those that lie beside it; only their tables of contents are read."""
    found = [
        (path, other)
        for path, other in _beside(source)
        if other.made_at > manifest.made_at and other.chains
    ]
    if not found:
        return None
    path, other = max(found, key=lambda pair: pair[1].made_at)
    has = {(terminal, epoch, branch): seq for terminal, epoch, branch, seq in manifest.chains}
    lacks = (Lack(*chain[:3], has.get(chain[:3], 0), chain[3]) for chain in other.chains)
    more = tuple(lack for lack in lacks if lack.has > lack.seq)
    return Younger(path, datetime.fromisoformat(other.made_at), more)


def _beside(source: Path) -> Iterator[tuple[Path, Manifest]]:
    for path in sorted(source.absolute().parent.iterdir()):
        if path.name != source.name and path.is_file() and zipfile.is_zipfile(path):
            manifest = _contents(path)
            if manifest is not None:
                yield path, manifest


def _contents(path: Path) -> Manifest | None:
    try:
        with zipfile.ZipFile(path) as archive:
            return decode(archive.read("manifest.json"), Manifest)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return None
