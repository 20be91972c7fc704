"""Snapshots for terminals, with ranges so that a broken download goes on. Central room."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

from litestar import Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from sync.central import snapshots
from sync.central.audience import audience_of
from sync.central.devices import Denied
from sync.central.routes.callers import Asked, FromDevice, Here, enrolled
from sync.central.snapshot_keeper import SnapshotKeeper
from sync.protocol import paths
from sync.protocol.messages import SnapshotInfo

_WAIT = 6.0
_CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")
_HEADERS = {"accept-ranges": "bytes", "content-type": "application/zstd"}

Download = Response[bytes] | Stream


@get(paths.SNAPSHOT, tags=["feed"])
async def info(device: FromDevice, request: Asked) -> SnapshotInfo:
    """This store's newest snapshot; 503 while the first one is still being built."""
    keeper: SnapshotKeeper = request.app.state.snapshots
    wanted = await asyncio.to_thread(keeper.wanted, device.store, audience_of(device.face))
    try:  # no thread waits with us, and who gives up stops nobody's snapshot
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(wanted)), _WAIT)
    except TimeoutError:
        raise Denied("snapshot_building", 503) from None


@get(paths.SNAPSHOT_FILE.replace("{name}", "{name:str}"), sync_to_thread=True, tags=["feed"])
def download(name: FromPath[str], central: Here, device: FromDevice, request: Asked) -> Download:
    """The packed file, or the part asked for with `Range: bytes=N-`."""
    path = snapshots.file_of(central, device.store, audience_of(device.face), name)
    if path is None:
        raise NotFoundException(f"no snapshot {name}")
    size = path.stat().st_size
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None:
        headers = {**_HEADERS, "content-length": str(size)}
        return Stream(_read(path, 0, size), headers=headers)
    first = int(asked[1])
    last = min(int(asked[2] or size - 1), size - 1)
    if first > last:
        return Response(b"", status_code=416, headers={"content-range": f"bytes */{size}"})
    headers = {
        **_HEADERS,
        "content-range": f"bytes {first}-{last}/{size}",
        "content-length": str(last - first + 1),
    }
    return Stream(_read(path, first, last + 1), status_code=206, headers=headers)


def _read(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (chunk := file.read(min(_CHUNK, end - start))):
            start += len(chunk)
            yield chunk


ROUTES = [Router("/", route_handlers=[info, download], guards=[enrolled])]
