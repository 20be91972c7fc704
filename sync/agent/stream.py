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
from sync.protocol.messages import Handshake

_SILENCE = 45.0
# Two probes in vain make it offline: 1.8 + 2 x 1.4 s, below the five that people were promised.
_PROBE_EVERY = 1.8
_PROBE_DEADLINE = 1.4
_PROBE_APART = 0.3
_STEADY = 30.0
"""Seconds after which a stream was a good one, and the next is asked for soon."""
_SETTLE = 0.15
"""Scrolling changes what is on screen many times a second; one new stream is enough."""


@dataclass(frozen=True, slots=True)
class _Alive:
    """All a terminal needs of central's health; central may tell more of it. A portal has a
    status, too, but no feed."""

    status: str
    feed: int


class Stream:
    """Two loops: `run` keeps the stream open, `probe` asks when nothing was heard for long."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def run(self) -> None:
        attempt = 0
        while True:
            await self._context.back.wait()
            self._context.watch.clear()
            began = self._context.clock.monotonic()
            listening = asyncio.create_task(self._listen())
            changed = asyncio.create_task(self._context.watch.wait())
            try:
                await asyncio.wait({listening, changed}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                ended = await _end(listening, changed)
            if self._context.clock.monotonic() - began > _STEADY:
                attempt = 0
            if ended is None:
                await asyncio.sleep(_SETTLE)
                continue
            if isinstance(ended, Refused):
                self._context.heard()
                ended = NoAnswer(ended.problem.code, busy=True)
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
        """A silent stream proves nothing: ask, quickly, so that offline shows within 5 s.

        Pauses between vain probes grow until the link stayed up for a while, so that one which
        comes and goes is not asked ever faster."""
        attempt = 0
        while True:
            quiet = self._context.clock.monotonic() - self._context.last_heard
            if self._context.link.online and quiet < _PROBE_EVERY:
                came = self._context.link.since
                await asyncio.sleep(_PROBE_EVERY - quiet)
                if self._context.link.online and self._context.link.since == came:
                    attempt = 0
                continue
            asked = self._context.clock.monotonic()
            signed = self._context.link.asks_signed
            try:
                await self._ask(signed)
            except NoAnswer as error:
                self._context.missed(error, signed=signed)
                if self._context.link.online:
                    took = self._context.clock.monotonic() - asked
                    await asyncio.sleep(max(0.0, _PROBE_APART - took))
                else:
                    await self._context.pause(attempt, error)
                    attempt += 1
            except Refused:
                self._context.heard(signed=signed)
                await asyncio.sleep(_PROBE_EVERY)
            else:
                self._context.heard(signed=signed)
                await asyncio.sleep(0.1)

    async def _ask(self, signed: bool) -> None:
        wire = self._context.wire
        if signed:
            await wire.get(paths.HANDSHAKE, Handshake, _PROBE_DEADLINE)
        else:
            await wire.get(paths.HEALTH, _Alive, _PROBE_DEADLINE)


async def _end(*tasks: asyncio.Task[object]) -> NoAnswer | Refused | None:
    """Cancel what still runs; what ended one of them, if it was not its own."""
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, NoAnswer | Refused):
            return result
        if isinstance(result, Exception):
            raise result
    return None


def with_own(figure: StockFigure, pending: Pending, store: str) -> StockFigure:
    """Central's live figure and what it cannot know yet of this terminal."""
    own = pending.deltas(unacked=True).get(figure.sku)
    if own is None or figure.store != store:
        return figure
    return replace(figure, on_hand=figure.on_hand + own.quantity, held=figure.held + own.held)
