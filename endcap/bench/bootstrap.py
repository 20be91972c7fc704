"""B7: a new terminal takes its store's snapshot: download, verify, swap, first search.

Command room. The agent's own code over a real socket from a real central process; the floor is
a copy and an fsync of the same file, in turns with ours.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from endcap.bench.catalogue import size, snapshot
from endcap.bench.central_process import serving
from endcap.bench.row import Row
from endcap.bench.timing import percentile
from shop.ports import Filters
from sync.local.replica import LocalReplica

ROUNDS = 3
STORE = "s1"


def measure() -> Iterator[Row]:
    count = size()
    raw = snapshot(count)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        credentials, packed = _prepared(folder / "central", raw)
        with serving(folder / "central", "") as (_, port):
            ours, floors = _rounds(folder, f"http://127.0.0.1:{port}", credentials, raw)
    middle, floor = percentile(ours, 0.5), percentile(floors, 0.5)
    megabytes = raw.stat().st_size / 2**20
    note = f"s; {megabytes:.0f} MB, {packed / 2**20:.0f} packed; floor: cp and fsync"
    ratio = middle / floor
    yield Row(f"B7 new terminal, {count} SKUs", middle, floor, ratio, 8.0, ratio <= 8, note)


def _rounds(folder: Path, url: str, credentials: Any, raw: Path) -> tuple[list[float], list[float]]:
    ours, floors = [], []
    for number in range(ROUNDS):
        floors.append(_copied(raw, folder / "copy"))
        place = folder / f"till{number}"
        place.mkdir()
        ours.append(_taken(place, url, credentials))
        shutil.rmtree(place)
    return ours, floors


def _copied(raw: Path, target: Path) -> float:
    began = time.perf_counter()
    shutil.copyfile(raw, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    took = time.perf_counter() - began
    target.unlink()
    return took


def _taken(place: Path, url: str, credentials: Any) -> float:
    from sync.agent.auth import DeviceAuth
    from sync.agent.snapshot import fetch_snapshot
    from sync.agent.wire import Wire

    async def fetch() -> Path:
        wire = Wire(url, DeviceAuth(credentials, lambda: datetime.now(UTC)))
        try:
            _, fresh = await fetch_snapshot(wire, place)
        finally:
            await wire.close()
        return fresh

    replica = LocalReplica(place)
    try:
        began = time.perf_counter()
        replica.swap(asyncio.run(fetch()))
        found = replica.search("s", Filters(), "relevance", 0, 50)
        took = time.perf_counter() - began
    finally:
        replica.close()
    if not found.hits:
        raise RuntimeError("nothing was found in a fresh replica")
    return took


def _prepared(folder: Path, raw: Path) -> tuple[Any, int]:
    """Central with the snapshot in its list, and one till of that store."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from shop.domain.catalogue import Store
    from sync.agent.auth import Credentials
    from sync.central import documents, enrolment, feed, snapshots
    from sync.central.audience import audience_of
    from sync.central.core import SlipSigner, open_central
    from sync.local.replica_schema import Standing
    from sync.protocol.messages import EnrolRequest

    central = open_central(folder)
    try:
        with central.database.write() as connection:
            papers = [documents.of("store", STORE, Store(STORE, "Bench"))]
            documents.put(connection, papers, central.now())
        key = Ed25519PrivateKey.generate()
        code = enrolment.new_code(central, store=STORE, face="till")
        public = key.public_key().public_bytes_raw().hex()
        answer = enrolment.enrol(central, EnrolRequest(code, public, "till", "1"))
        with central.database.read() as connection:
            cursor = feed.head(connection)
        standing = Standing(central.timeline, cursor, central.now(), STORE)
        info = snapshots.publish(central, STORE, audience_of("till"), raw, standing)
    finally:
        central.close()
    return Credentials(answer.terminal, answer.epoch, SlipSigner(key, answer.key_id)), info.size
