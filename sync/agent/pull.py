"""Follows central's feed into the replica; takes a snapshot where it must. Agent room."""

from __future__ import annotations

import asyncio

from shop.errors import ReplicaFault
from sync.agent.context import LOG, Context, wait_for
from sync.agent.events import (
    CatalogueChanged,
    Event,
    OrdersChanged,
    ReplicaReplaced,
    ReviewsChanged,
    SettingsChanged,
    StockChanged,
)
from sync.agent.portion import Portion
from sync.agent.steps import AskFeed, TakeSnapshot, after_page, answers, next_pull
from sync.agent.wire import NoAnswer, Refused
from sync.local.replica_rows import Touched
from sync.local.replica_schema import Standing
from sync.local.replica_writer import PAGE
from sync.protocol import paths
from sync.protocol.messages import FeedPage

_CENTRALS = frozenset({"snapshot_useless", "snapshot_newer"})
"""What nothing here can mend: central is asked ever less often."""
_POLL = 20.0
_REFUSED_REST = 30.0
_REST = 0.01
"""Between pages, so that a sale's commit and the screen get their turn."""


class Pull:
    """`run` for ever: page until there is no more, then wait for the stream's word."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._snapshot_needed = False
        self._in_vain = 0
        self._portion = Portion(PAGE)
        self._unreadable = -1
        """Where a page began of which a row could not be read. It may have been the line; if it
        is so again, the row is passed over."""

    async def run(self) -> None:
        failures = 0
        while True:
            result = await self.attempt()
            if isinstance(result, NoAnswer):
                failures += 1
                self._context.in_vain("pull", result, failures)
                await self._context.pause(failures - 1, result)
            elif isinstance(result, Refused):
                await self._context.rest(_REFUSED_REST)
            else:
                failures = 0 if not self._in_vain else failures
                self._context.done("pull")
                await asyncio.sleep(_REST)
                if not result:
                    await wait_for(self._context.pull, _POLL)

    async def attempt(self) -> NoAnswer | Refused | bool:
        """One step; what went wrong, or whether there is more at once."""
        self._context.pull.clear()
        try:
            return await self.step()
        except NoAnswer as error:
            self._context.missed(error)
            return error
        except Refused as refused:
            self._context.refused("pull", refused.problem.code)
            return refused
        except ReplicaFault as fault:
            LOG.info("the replica could not follow: %s", fault)
            if fault.code != "row_unreadable":
                self._context.refused("replica", fault.code)
            return NoAnswer(fault.code, busy=fault.code in _CENTRALS)

    async def step(self) -> bool:
        """One page or one snapshot; whether there is more at once."""
        context = self._context
        standing = context.replica.standing()
        damaged = context.replica.damaged or self._snapshot_needed
        action = next_pull(standing, damaged=damaged)
        if isinstance(action, TakeSnapshot):
            await self._snapshot()
            return True
        page = await self._page(action)
        if not answers(page, standing):
            raise NoAnswer("not_central")
        context.admitted("pull")
        context.heard()
        after = after_page(standing, page)
        if after is None:
            self._snapshot_needed = True
            context.shake()
            return True
        touched = self._apply(page, after, standing.cursor)
        self._in_vain = 0
        context.admitted("replica")
        context.journal.settle(after.timeline, after.cursor)
        for event in self._told(touched):
            context.publish(event)
        return page.more

    def _apply(self, page: FeedPage, after: Standing, began: int) -> Touched:
        passing_over = began == self._unreadable
        try:
            touched = self._context.replica.apply(page.changes, after, passing_over=passing_over)
        except ReplicaFault as fault:
            if fault.code == "row_unreadable":
                self._unreadable = began
            raise
        self._unreadable = -1
        return touched

    async def _page(self, action: AskFeed) -> FeedPage:
        ask = self._context.wire.get
        with self._portion.taken() as limit:
            return await ask(
                paths.FEED, FeedPage, timeline=action.timeline, after=action.after, limit=limit
            )

    async def _snapshot(self) -> None:
        if self._in_vain == 2:  # its snapshots do not lead to its own feed: give it time
            self._in_vain = 1
            raise NoAnswer("snapshot_useless", busy=True)
        try:
            info, fresh = await self._context.fetch(self._context.wire, self._context.folder)
        except OSError as error:
            raise ReplicaFault("replica_unwritten", detail=str(error)) from error
        self._context.replica.swap(fresh)
        self._context.admitted("replica")
        self._snapshot_needed = False
        self._in_vain += 1
        self._context.admitted("pull")
        self._context.journal.settle(info.timeline, info.cursor)
        self._context.heard()
        LOG.info("replica replaced", extra={"cursor": info.cursor, "timeline": info.timeline})
        self._context.publish(ReplicaReplaced())

    def _told(self, touched: Touched) -> list[Event]:
        events: list[Event] = [SettingsChanged(topic) for topic in sorted(touched.topics)]
        if touched.products:
            events.append(CatalogueChanged(frozenset(touched.products)))
        if touched.figures:
            replica = self._context.replica
            figures = [replica.stock(f.sku).get(f.store, f) for f in touched.figures]
            events.append(StockChanged(tuple(figures)))
        if touched.orders:
            events.append(OrdersChanged(frozenset(touched.orders)))
        events += [ReviewsChanged(product) for product in sorted(touched.reviews)]
        return events
