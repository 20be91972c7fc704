"""Listens for "there is more" and live stock, and notices when central is gone. Agent room."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

import httpx
from httpx_sse import EventSource, ServerSentEvent, SSEError

from shop.domain.catalogue import StockFigure
from sync.agent.context import Context
from sync.agent.events import StockChanged
from sync.agent.wire import CONNECT, NoAnswer, Refused
from sync.local.pending import Pending
from sync.protocol import paths
from sync.protocol.codec import decode

_SILENCE = 45.0
# Two probes in vain make it offline: 1.8 + 2 x 1.4 s, below the five that people were promised.
_PROBE_EVERY = 1.8
_PROBE_DEADLINE = 1.4
_PROBE_APART = 0.3
_SETTLE = 0.15
"""Scrolling changes what is on screen many times a second; one new stream is enough."""


@dataclass(frozen=True, slots=True)
class _Alive:
    """All a terminal needs of central's health; central may tell more of it."""

    status: str


class Stream:
    """Two loops: `run` keeps the stream open, `probe` asks when nothing was heard for long."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def run(self) -> None:
        attempt = 0
        while True:
            await self._context.back.wait()
            self._context.watch.clear()
            listening = asyncio.create_task(self._listen())
            changed = asyncio.create_task(self._context.watch.wait())
            try:
                await asyncio.wait({listening, changed}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                ended = await _end(listening, changed)
            if ended is None:
                attempt = 0
                await asyncio.sleep(_SETTLE)
            else:
                self._context.missed(ended)
                await self._context.pause(attempt, ended)
                attempt += 1

    async def _listen(self) -> None:
        timeout = httpx.Timeout(_SILENCE, connect=CONNECT)
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        skus = ",".join(self._context.watched)
        async with self._context.wire.stream(
            paths.EVENTS, timeout=timeout, headers=headers, skus=skus
        ) as response:
            self._context.pull.set()  # what was told before we listened
            try:
                async for event in EventSource(response).aiter_sse():
                    self._context.heard()
                    self._take(event)
            except SSEError as error:
                raise NoAnswer("not_central") from error
        raise NoAnswer("stream_ended")

    def _take(self, event: ServerSentEvent) -> None:
        if event.event == "more":
            self._context.pull.set()
        elif event.event == "stock":
            try:
                figure = decode(event.data, StockFigure)
            except ValueError:
                return
            context = self._context
            own = with_own(figure, context.journal.pending, context.replica.store())
            context.publish(StockChanged((own,)))

    async def probe(self) -> None:
        """A silent stream proves nothing: ask, quickly, so that offline shows within 5 s."""
        attempt = 0
        while True:
            quiet = self._context.clock.monotonic() - self._context.last_heard
            if self._context.link.online and quiet < _PROBE_EVERY:
                await asyncio.sleep(_PROBE_EVERY - quiet)
                continue
            asked = self._context.clock.monotonic()
            try:
                await self._context.wire.get(paths.HEALTH, _Alive, _PROBE_DEADLINE)
            except NoAnswer as error:
                self._context.missed(error)
                if self._context.link.online:
                    took = self._context.clock.monotonic() - asked
                    await asyncio.sleep(max(0.0, _PROBE_APART - took))
                else:
                    await self._context.pause(attempt, error)
                    attempt += 1
            except Refused:
                self._context.heard()
                await asyncio.sleep(_PROBE_EVERY)
            else:
                attempt = 0
                self._context.heard()
                await asyncio.sleep(0.1)


async def _end(*tasks: asyncio.Task[object]) -> NoAnswer | None:
    """Cancel what still runs; the NoAnswer that ended one of them, if any."""
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, NoAnswer):
            return result
        if isinstance(result, Refused):
            return NoAnswer(result.problem.code, busy=True)
        if isinstance(result, Exception):
            raise result
    return None


def with_own(figure: StockFigure, pending: Pending, store: str) -> StockFigure:
    """Central's live figure and what it cannot know yet of this terminal."""
    own = pending.deltas(unacked=True).get(figure.sku)
    if own is None or figure.store != store:
        return figure
    return replace(figure, on_hand=figure.on_hand + own.quantity, held=figure.held + own.held)
