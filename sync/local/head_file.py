"""The journal's head kept outside the journal (R8, I18). Local room: one small file.

Three sectors of 512 bytes: two for the head, written in turn, and one for what has been
verified. A sale writes one sector WITHOUT fsync: when the program dies the kernel still has
it, so the head is exact; after a power cut it may be some seconds old, never newer than
the journal, which was synced before. It is synced at checkpoints and on closing.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from shop.domain.entry import Head
from shop.errors import JournalFault
from sync.protocol.codec import convert

NAME = "journal.head"
_SECTOR = 512
_VERIFIED = 2


@dataclass(frozen=True, slots=True)
class VerifiedMark:
    """All rows up to `n` were checked, signatures too; `digest` is over everything in them.

    `after` is the digest once the rows are gone that are just being pruned, else "".
    """

    n: int
    digest: str
    after: str = ""


class HeadFile:
    """Open for the journal's life."""

    def __init__(self, path: Path, *, create: bool) -> None:
        flags = os.O_RDWR | (os.O_CREAT | os.O_EXCL if create else 0)
        try:
            handle = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise JournalFault("head_missing", path=str(path)) from error
        self._file = os.fdopen(handle, "r+b", buffering=0)
        self._turn = 0

    def read(self) -> Head:
        """The newer of the two. A damaged sector is a fault: it may have been the newer."""
        heads = [self._head(slot) for slot in (0, 1)]
        newest = max(heads, key=lambda head: (head.epoch, head.seq))
        self._turn = 1 - heads.index(newest)
        return newest

    def write(self, head: Head) -> None:
        self._write(self._turn, head)
        self._turn = 1 - self._turn

    def write_both(self, head: Head) -> None:
        self.write(head)
        self.write(head)

    def read_mark(self) -> VerifiedMark:
        """A missing or damaged mark only means verifying from the start."""
        try:
            return convert(self._read(_VERIFIED), VerifiedMark)
        except (ValueError, JournalFault):
            return VerifiedMark(0, "")

    def write_mark(self, mark: VerifiedMark) -> None:
        self._write(_VERIFIED, mark)

    def sync(self) -> None:
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def _head(self, slot: int) -> Head:
        try:
            return convert(self._read(slot), Head)
        except ValueError as error:
            raise JournalFault("head_damaged") from error

    def _read(self, slot: int) -> object:
        self._file.seek(slot * _SECTOR)
        sector = self._file.read(_SECTOR)
        check, _, text = sector.partition(b" ")
        if len(sector) != _SECTOR or check != _check(text):
            raise JournalFault("head_damaged")
        value: object = msgspec.json.decode(text)
        return value

    def _write(self, slot: int, value: object) -> None:
        room = _SECTOR - 33
        text = msgspec.json.encode(value).ljust(room)
        self._file.seek(slot * _SECTOR)
        self._file.write(_check(text) + b" " + text)


def _check(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:32].encode()
