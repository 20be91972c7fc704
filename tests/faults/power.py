"""A model of power cuts: what a disk may hold at any moment of a traced day.

Built from strace's log of writes and syncs. A write that was not synced may have reached the
disk whole, in part (any of its 512-byte sectors), or not at all, in any order.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "lseek")
_LINE = re.compile(r"(\d+)\s+(.*)")
_CALL = re.compile(r"(\w+)\((\d+)<([^>]*)>(?:, (.*))?\)\s+= (-?\d+)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")


@dataclass(frozen=True, slots=True)
class Write:
    name: str
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resize:
    """A checkpoint ends by giving the file its length."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """Acknowledged: from here on the fact must survive."""

    entry: str


Change = Write | Resize
Step = Change | Sync | Said


def steps(log: str, folder: Path) -> list[Step]:
    """Files are named relative to `folder`; acknowledgements are pipe messages of 32 letters."""
    found: list[Step] = []
    offsets: dict[str, int] = {}
    waiting: dict[str, str] = {}
    for line in log.splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        thread, text = match.groups()
        if text.endswith("<unfinished ...>"):
            waiting[thread] = text.removesuffix("<unfinished ...>").rstrip()
            continue
        if resumed := _RESUMED.match(text):
            text = waiting.pop(thread, "") + resumed[1]
        if step := _step(text, folder, offsets):
            found.append(step)
    return found


def _step(text: str, folder: Path, offsets: dict[str, int]) -> Step | None:
    match = _CALL.match(text)
    if not match or int(match[5]) < 0:
        return None
    call, handle, rest = match[1], match[2], match[4] or ""
    path = bytes.fromhex(match[3].replace("\\x", "")).decode(errors="replace")
    if not path.startswith(str(folder)):
        entry = _bytes(rest) if call == "write" else b""
        return Said(entry[4:].decode()) if len(entry) == 36 else None
    name = path[len(str(folder)) + 1 :]
    match call:
        case "lseek":
            offsets[handle] = int(match[5])
        case "pwrite64":
            return Write(name, int(rest.rsplit(", ", 1)[1]), _bytes(rest))
        case "write":
            at = offsets.get(handle, 0)
            offsets[handle] = at + int(match[5])
            return Write(name, at, _bytes(rest))
        case "fdatasync" | "fsync":
            return Sync(name)
        case "ftruncate":
            return Resize(name, int(rest))
    return None


def _bytes(rest: str) -> bytes:
    r"""strace -xx writes every byte as \xNN between quotation marks."""
    quoted = rest[rest.index('"') + 1 : rest.rindex('"')]
    assert '"...' not in rest, "the log is cut: raise strace -s"
    return bytes.fromhex(quoted.replace("\\x", ""))


@dataclass(slots=True)
class Disk:
    """What is certainly on it, and what may be."""

    files: dict[str, bytearray]
    pending: dict[str, list[Change]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def take(self, step: Step) -> None:
        match step:
            case Write() | Resize():
                self.pending.setdefault(step.name, []).append(step)
            case Sync():
                for change in self.pending.pop(step.name, []):
                    put(self.files[step.name], change)
            case Said():
                self.said.append(step.entry)

    def cuts(self, dice: random.Random) -> Iterator[tuple[str, dict[str, bytearray]]]:
        """Variants of what is there when the power goes now."""
        waiting = [write for writes in self.pending.values() for write in writes]
        yield "all dropped", self._with([])
        if not waiting:
            return
        yield "all arrived", self._with(waiting)
        yield "some arrived", self._with([x for x in waiting if dice.random() < 0.5])
        mixed = dice.sample(waiting, len(waiting))
        yield "shuffled", self._with([x for x in mixed if dice.random() < 0.8])
        torn = [part for x in mixed for part in _sectors(x) if dice.random() < 0.6]
        yield "torn", self._with(torn)

    def _with(self, writes: list[Change]) -> dict[str, bytearray]:
        touched = {write.name for write in writes}
        files = {
            name: bytearray(data) if name in touched else data for name, data in self.files.items()
        }
        for write in writes:
            put(files[write.name], write)
        return files


def put(data: bytearray, change: Change) -> None:
    end = change.size if isinstance(change, Resize) else change.at + len(change.data)
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if isinstance(change, Resize):
        del data[end:]
    else:
        data[change.at : end] = change.data


def _sectors(write: Change) -> Iterator[Change]:
    if isinstance(write, Resize):
        yield write
        return
    start = 0
    while start < len(write.data):
        end = min(len(write.data), (write.at + start) // SECTOR * SECTOR + SECTOR - write.at)
        yield Write(write.name, write.at + start, write.data[start:end])
        start = end
