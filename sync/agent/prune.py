"""Prunes the journal, slowly and in the background (R3). Agent room."""

from __future__ import annotations

import asyncio

from shop.domain.slip_keys import CENTRAL_KEY_ID
from shop.settings import KEEP_DAYS
from sync.agent.context import LOG, Context, kept
from sync.agent.prune_steps import prune_orders, sound
from sync.local.seen import NOTE, read_seen

_EVERY = 60.0
_QUIET = 2.0
"""Seconds without an entry before a small transaction: sales come first."""


class Prune:
    """`keep_days` is the shop's wish; less than KEEP_DAYS is never done."""

    def __init__(self, context: Context, terminal: str, keep_days: int = KEEP_DAYS) -> None:
        self._context = context
        self._terminal = terminal
        self._keep_days = max(keep_days, KEEP_DAYS)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(_EVERY * (0.5 + self._context.chance()))
            while await self._quiet() and await self.step():
                continue

    async def _quiet(self) -> bool:
        head = self._context.journal.head()
        await asyncio.sleep(_QUIET)
        return self._context.journal.head() == head

    async def step(self) -> int:
        """One small transaction at most; gives how many entries went."""
        word, journal = sound(self._context.word), self._context.journal
        if word is None or journal.trouble:
            return 0
        had = read_seen(journal.note(NOTE))
        seen = had.noted(word.said.timeline, word.said.now, word.n, self._keep_days)
        if seen is not had:
            await kept(journal.put_note(NOTE, seen.note()))
        known = self._context.replica.slip_key(CENTRAL_KEY_ID)
        if known is None or not word.said.held:
            return 0
        orders = prune_orders(
            word,
            seen,
            terminal=self._terminal,
            key=known.public_key,
            hash_at=journal.reads.hash_at,
            day_of=journal.day_of,
            days=self._keep_days,
        )
        for order in orders:
            if gone := await kept(journal.prune(order)):
                LOG.info("pruned", extra={"epoch": order.epoch, "entries": gone})
                return gone
        return 0
