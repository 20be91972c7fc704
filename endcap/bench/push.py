"""B11: a sale at store A until its figure is on every product page at store B.

Command room. Listeners are plain sockets with signed requests, on the server's own machine. The
floor: bare asyncio writes to as many sockets in one process, without anything to find out.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from endcap.bench.central_process import (
    allow_sockets,
    databases,
    memory,
    serving,
    whole_number,
)
from endcap.bench.herd_tills import HerdTill, ask, enrol_many, read_head, waits
from endcap.bench.row import Row
from sync.protocol import paths

ROUNDS = 12


def measure() -> Iterator[Row]:
    count = whole_number("LISTENERS", 1000)
    allow_sockets(2 * count)
    floor = asyncio.run(_floor(count))
    with contextlib.ExitStack() as stack:
        for name, folder, url in databases(stack):
            yield from _rows(name, folder, url, count, floor)


def _rows(
    name: str, folder: Path, url: str, count: int, floor: tuple[float, float]
) -> Iterator[Row]:
    from sync.central.core import open_central

    central = open_central(folder, url)
    (till,) = enrol_many(central, 1)
    (kiosk,) = enrol_many(central, 1, "kiosk", 2)  # in the next store
    central.close()
    with serving(folder, url) as (process, port):
        asyncio.run(_told(till, kiosk, port, 1, 1))  # what is made once, is made
        before = memory(process)[0]
        times, after = asyncio.run(_told(till, kiosk, port, count, ROUNDS, process))
    middle, worst = waits(times)
    lost = count * ROUNDS - len(times)
    what = f"B11 {name} sale → {count} pages"
    note = f"s; median {middle:.3f}, bare writes' p99 is the floor"
    yield Row(f"{what} p99", worst, floor[1], worst / floor[1], 1.0, worst <= 1.0, note)
    each = (after - before) * 1024 / count
    yield Row(f"{what} memory", each, 16, each / 16, 16, each <= 16, "KB a listener")
    yield Row(f"{what} lost", lost, 0, lost, 0, not lost, "events")


async def _told(
    till: HerdTill,
    kiosk: HerdTill,
    port: int,
    count: int,
    rounds: int,
    process: subprocess.Popen[bytes] | None = None,
) -> tuple[list[float], float]:
    """Seconds from the sale's first byte to each page, over all rounds; server MB meanwhile."""
    skus = [till.sku(till.sales + number, 1) for number in range(1, rounds + 1)]
    pages = [await _page(kiosk, port, skus) for _ in range(count)]
    times: list[float] = []
    for sku in skus:
        till.queue(1)
        hearing = [asyncio.create_task(_hear(reader, sku)) for reader, _ in pages]
        began = time.perf_counter()
        answer = await ask(port, till.post())
        if answer.status != 200:
            raise RuntimeError(f"central said {answer.status}: {answer.body[:200]!r}")
        heard, deaf = await asyncio.wait(hearing, timeout=30)
        times += [task.result() - began for task in heard]
        for task in deaf:
            task.cancel()
    used = memory(process)[0] if process is not None else 0.0
    for _, writer in pages:
        writer.close()
    return times, used


async def _page(
    kiosk: HerdTill, port: int, skus: list[str]
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(kiosk.head("GET", f"{paths.EVENTS}?skus={','.join(skus)}", b""))
    status, _ = await read_head(reader)
    if status != 200:
        raise RuntimeError(f"central said {status} to a listener")
    return reader, writer


async def _hear(reader: asyncio.StreamReader, sku: str) -> float:
    """When the figure came."""
    wanted = f'"sku":"{sku}"'.encode()
    while wanted not in (line := await reader.readline()):
        if not line:
            raise RuntimeError("the stream ended")
    return time.perf_counter()


async def _floor(count: int) -> tuple[float, float]:
    """Bare writes of an event's bytes to as many sockets, until each was read."""
    writers: list[asyncio.StreamWriter] = []

    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    port = server.sockets[0].getsockname()[1]
    pages = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    times: list[float] = []
    for _ in range(ROUNDS):
        hearing = [asyncio.create_task(_hear(reader, "x")) for reader, _ in pages]
        await asyncio.sleep(0)
        began = time.perf_counter()
        for writer in writers:
            writer.write(b'data: {"sku":"x"}' + b" " * 120 + b"\n")
        times += [at - began for at in await asyncio.gather(*hearing)]
    for _, writer in pages:
        writer.close()
    for writer in writers:
        writer.close()
    server.close()
    return waits(times)
