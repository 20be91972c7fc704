"""B10: a chain's tills come back at once with queued sales; a real central drains them.

Command room. `--tills` and `--sales` say how many (5,000 × 60 is the budget's size; the default
is smaller and its time limit with it). The load runs on the same machine as the server.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from endcap.bench.central_process import (
    allow_sockets,
    cpu,
    databases,
    memory,
    serving,
    whole_number,
)
from endcap.bench.herd_tills import HerdTill, ask, enrol_many, waits
from endcap.bench.row import Row

WHOLE = 300_000
LIMIT = {"SQLite": 60.0, "PostgreSQL": 120.0}
SPREAD = 15.0
"""Seconds over which tills notice that central is back: the agent's pause without a link."""
_PATIENCE = 15 * 60


@dataclass(slots=True)
class Drain:
    seconds: float = 0.0
    acks: list[float] = field(default_factory=list)
    sent_away: int = 0
    refused: int = 0


def measure() -> Iterator[Row]:
    tills, sales = whole_number("TILLS", 300), whole_number("SALES", 60)
    allow_sockets(2 * tills)
    with contextlib.ExitStack() as stack:
        for name, folder, url in databases(stack):
            yield from _rows(name, folder, url, tills, sales)


def _rows(name: str, folder: Path, url: str, tills: int, sales: int) -> Iterator[Row]:
    from sync.central.core import open_central

    central = open_central(folder, url)
    herd = enrol_many(central, tills)
    central.close()
    for till in herd:
        till.queue(sales)
    share = tills * sales / WHOLE
    with serving(folder, url) as (process, port):
        before = cpu(process)
        drain = asyncio.run(_drain(herd, port, SPREAD * min(1.0, share)))
        used, peak = cpu(process) - before, memory(process)[1]
    lost, doubled = _missing(folder, url, tills * sales)
    what = f"B10 {name} {tills} tills × {sales}"
    limit = max(LIMIT[name] * share, 5.0)
    rate, note = tills * sales / drain.seconds, f"{drain.sent_away} × 429, {drain.refused} refused"
    note = f"s; {rate:.0f} sales/s, {note}"
    passed = drain.seconds <= limit
    yield Row(f"{what} drained", drain.seconds, limit, drain.seconds / limit, limit, passed, note)
    each = used / (tills * sales) * 1e6
    note = f"µs a sale, no budget; it used {used / drain.seconds:.2f} of a processor"
    yield Row(f"{what} server CPU", each, 0, 0, 0, True, note)
    middle, worst = waits(drain.acks)
    note = f"s; median {middle:.2f}"
    yield Row(f"{what} ack p99", worst, middle, worst / 10, 10, worst <= 10, note)
    yield Row(f"{what} memory", peak, 512, peak / 512, 512, peak <= 512, "MB at most")
    faults = lost + doubled
    yield Row(f"{what} lost + doubled", faults, 0, faults, 0, not faults, "entries and stock")


async def _drain(herd: list[HerdTill], port: int, spread: float) -> Drain:
    drain = Drain()
    began = time.perf_counter()
    work = [asyncio.create_task(_till(till, port, spread, drain)) for till in herd]
    async with asyncio.timeout(_PATIENCE):
        await asyncio.gather(*work)
    drain.seconds = time.perf_counter() - began
    return drain


async def _till(till: HerdTill, port: int, spread: float, drain: Drain) -> None:
    """Sends its tail until central's head is its own; one in twenty does not hear the answer."""
    await asyncio.sleep(random.random() * spread)
    deaf, tries = random.random() < 0.05, 0
    while True:
        began = time.perf_counter()
        try:
            answer = await ask(port, till.post())
        except (OSError, EOFError):
            drain.refused += 1
            tries += 1
            await asyncio.sleep(random.random() * min(15.0, 0.5 * 2**tries))
            continue
        if answer.status == 429:
            drain.sent_away += 1
            await asyncio.sleep(answer.after * (1 + random.random() / 2))
            continue
        if answer.status != 200:
            raise RuntimeError(f"central said {answer.status}: {answer.body[:200]!r}")
        drain.acks.append(time.perf_counter() - began)
        if deaf:
            deaf = False
            continue
        if json.loads(answer.body)["head"]["seq"] != till.sales:
            raise RuntimeError(f"central's head is not the till's: {answer.body[:200]!r}")
        return


def _missing(folder: Path, url: str, entries: int) -> tuple[int, int]:
    """Entries that are not in the ledger, and pieces of stock that went twice."""
    from sqlalchemy import func, select

    from endcap.bench.herd_tills import LINES
    from sync.central import tables
    from sync.central.core import open_central

    central = open_central(folder, url)
    column = tables.stock.c
    with central.database.read() as connection:
        had = connection.execute(select(func.count()).select_from(tables.ledger)).scalar_one()
        left = connection.execute(select(func.sum(column.opening - column.on_hand))).scalar_one()
    central.close()
    return entries - int(had), int(left) // 1000 - entries * LINES
