"""B8: how smoothly the till draws while its agent applies 100,000 rows of the feed.

The agent's own `Pull` runs on a thread of its own, as it does behind every face; only the
wire is a list of pages, so that the network and central cost nothing here.
"""

from __future__ import annotations

import asyncio
import os
import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from endcap.bench.catalogue import gtin, size
from endcap.bench.open_till import open_till
from endcap.bench.row import Row
from endcap.bench.timing import percentile, undisturbed
from shop.domain.catalogue import StockFigure
from sync.local.replica_writer import PAGE
from sync.protocol.codec import decode, encode
from sync.protocol.messages import Change, FeedPage

if TYPE_CHECKING:
    from pos.till.app import TillApp
    from sync.agent.context import Context
    from sync.agent.wire import Wire
    from sync.local.journal import LocalJournal
    from sync.local.replica import LocalReplica

ROWS = 100_000
IDLE_S = 3.0
BASKET = 10
BUDGET = 2.0


def measure() -> list[Row]:
    rows = int(os.environ.get("ENDCAP_BENCH_FEED", ROWS))
    with open_till() as (till, _), undisturbed():
        from shop.domain.codes import ScannedCode

        for number in range(BASKET):
            till.scanned(ScannedCode(str(gtin(number)), "]E0", "bench"))
        before = _frames(till, _for_seconds(IDLE_S))
        feed = _Feed(till, rows)
        feed.start()
        busy = _frames(till, feed.is_alive)
        feed.join()
        idle = before + _frames(till, _for_seconds(IDLE_S))
    figure, floor = percentile(busy, 0.99), percentile(idle, 0.99)
    ratio = round(figure / floor, 2)
    return [
        Row(
            name="B8 frame to frame while a feed is applied, ms p99",
            figure=round(figure * 1000, 2),
            floor=round(floor * 1000, 2),
            ratio=ratio,
            budget=BUDGET,
            passed=ratio <= BUDGET and feed.applied == rows,
            note=f"{feed.applied:,} rows in {feed.seconds:.1f} s, {size():,} SKUs",
        )
    ]


class _Feed(threading.Thread):
    """Central's pages, applied and told to the screen by the agent's own loop."""

    def __init__(self, till: TillApp, rows: int) -> None:
        super().__init__(name="bench-feed")
        self._till = till
        self._pages = _pages(rows)
        self.applied = 0
        self.seconds = 0.0

    def run(self) -> None:
        began = time.perf_counter()
        asyncio.run(self._pull())
        self.seconds = time.perf_counter() - began

    async def _pull(self) -> None:
        from sync.agent.pull import Pull

        pulling = asyncio.create_task(Pull(self._context()).run())
        while self._pages:
            await asyncio.sleep(0.05)
        pulling.cancel()

    def _context(self) -> Context:
        from sync.agent.context import Context
        from sync.agent.link import Link

        services = self._till.session.services
        return Context(
            self._till.options.data,
            cast("LocalJournal", services.journal),
            cast("LocalReplica", services.replica),
            services.clock,
            cast("Wire", self),
            Link(online=True, since=services.clock.now()),
            self._till.bridge.post,
        )

    async def get(self, path: str, kind: type[FeedPage], **asked: Any) -> FeedPage:
        """Plays `Wire`: the next page, as it comes from the line."""
        page = decode(self._pages.pop(0), kind)
        self.applied += len(page.changes)
        return page


def _pages(rows: int) -> list[bytes]:
    """New stock of random articles, as a chain's sales make it."""
    dice = random.Random(8)
    now = datetime.now(UTC)
    changes = []
    for number in range(rows):
        sku = f"SKU{dice.randrange(size()):07d}"
        figure = StockFigure("s1", sku, Decimal(dice.randrange(40)), Decimal(0), now)
        changes.append(Change(3 + number, "stock", f"s1/{sku}", encode(figure).decode(), "s1"))
    return [
        encode(
            FeedPage("bench", 2 + at + PAGE, now, tuple(changes[at : at + PAGE]), at + PAGE < rows)
        )
        for at in range(0, rows, PAGE)
    ]


def _frames(till: TillApp, going: Callable[[], bool]) -> list[float]:
    """Seconds from frame to frame of a screen that always has something to draw."""
    from PySide6.QtCore import QEventLoop

    painted: list[float] = []
    loop = QEventLoop()

    def frame() -> None:
        painted.append(time.perf_counter())
        if going():
            till.window.update()
        else:
            loop.quit()

    connection = till.window.frameSwapped.connect(frame)
    till.window.update()
    loop.exec()
    till.window.frameSwapped.disconnect(connection)
    return [after - at for at, after in pairwise(painted)]


def _for_seconds(seconds: float) -> Callable[[], bool]:
    until = time.perf_counter() + seconds
    return lambda: time.perf_counter() < until
