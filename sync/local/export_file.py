"""Writes an export: beside its name first, whole or not at all, with its sum. Local room: files."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shop.errors import WorldFault


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """`sum` is the SHA-256 of the file in hex; `NAME.sha256` beside it says the same."""

    path: Path
    bytes: int
    sum: str


def write_export(path: Path, pieces: Iterable[str]) -> WrittenFile:
    """Raises WorldFault when the medium is full, gone or not writable; leaves nothing then."""
    part = path.with_name(path.name + ".part")
    try:
        written = _write(part, pieces)
        beside = path.with_name(path.name + ".sha256")
        _write(beside, [f"{written.sum}  {path.name}\n"])
        part.replace(path)
    except OSError as error:
        raise _world(error, path) from error
    finally:
        with suppress(OSError):  # the medium is gone, and the piece with it
            part.unlink(missing_ok=True)
    return WrittenFile(path, written.bytes, written.sum)


def _write(path: Path, pieces: Iterable[str]) -> WrittenFile:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        for piece in pieces:
            data = piece.encode()
            digest.update(data)
            size += out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return WrittenFile(path, size, digest.hexdigest())


def _world(error: OSError, path: Path) -> WorldFault:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return WorldFault("export_full" if full else "export_unwritable", path=str(path.parent))
