"""Fetches a store's finished replica file: resumable, verified, unpacked. Agent room."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
from pathlib import Path
from typing import BinaryIO, Protocol

import httpx

from sync.agent.wire import CONNECT, READ, NoAnswer, Wire
from sync.protocol import paths
from sync.protocol.messages import SnapshotInfo

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_CHUNK = 1 << 20
_PART = "snapshot.part"
_FRESH = "snapshot.new"


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


async def fetch_snapshot(wire: Wire, folder: Path) -> tuple[SnapshotInfo, Path]:
    """The verified, synced file, not yet in place."""
    info = await wire.get(paths.SNAPSHOT, SnapshotInfo, 120.0)  # central may build it first
    part = folder / f"{info.sha256[:16]}.{_PART}"
    for old in folder.glob(f"*.{_PART}"):
        if old != part:
            old.unlink()
    fresh = folder / _FRESH
    fresh.unlink(missing_ok=True)  # of a try that was cut short: room is dear on a full disk
    await _download(wire, info, part)
    await _unpack(info, part, fresh)
    part.unlink()
    return info, fresh


async def _download(wire: Wire, info: SnapshotInfo, part: Path) -> None:
    digest = hashlib.sha256()
    with part.open("ab") as file:
        have = await _hash_of(part, digest)
        if have < info.size:
            await _stream(wire, info, file, digest, have)
    if digest.hexdigest() != info.sha256:
        part.unlink()
        raise NoAnswer("snapshot_damaged", busy=True)


async def _stream(wire: Wire, info: SnapshotInfo, file: BinaryIO, digest: _Hash, have: int) -> None:
    path = paths.SNAPSHOT_FILE.format(name=info.name)
    headers = {"Range": f"bytes={have}-", "Accept-Encoding": "identity"} if have else {}
    timeout = httpx.Timeout(READ, connect=CONNECT)
    async with wire.stream(path, timeout=timeout, headers=headers) as response:
        if have and response.status_code != 206:
            file.truncate(0)
            raise NoAnswer("snapshot_not_resumable")
        async for chunk in response.aiter_raw(_CHUNK):
            file.write(chunk)
            digest.update(chunk)


async def _hash_of(part: Path, digest: _Hash) -> int:
    size = 0
    with part.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            await asyncio.sleep(0)
    return size


async def _unpack(info: SnapshotInfo, part: Path, fresh: Path) -> None:
    """Hashed while it is written; never larger than it said it would be."""
    digest = hashlib.sha256()
    size = 0
    try:
        with zstd.open(part, "rb") as packed, fresh.open("wb") as file:
            while (chunk := packed.read(_CHUNK)) and size <= info.raw_size:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                await asyncio.sleep(0)
            file.flush()
            os.fsync(file.fileno())
    except (zstd.ZstdError, EOFError) as error:
        part.unlink()
        raise NoAnswer("snapshot_damaged", busy=True) from error
    if size != info.raw_size or digest.hexdigest() != info.raw_sha256:
        part.unlink()
        raise NoAnswer("snapshot_damaged", busy=True)
