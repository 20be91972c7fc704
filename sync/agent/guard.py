"""Keeps the agent's loops going: none of them ends for good while the agent runs. Agent room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from shop.errors import JournalFault, ReplicaFault
from sync.agent.context import LOG, Context
from sync.agent.wire import NoAnswer

Job = Callable[[], Coroutine[Any, Any, None]]
SOUND = 60.0
"""Seconds after which a loop that began anew counts as well again."""


async def guarded(context: Context, name: str, job: Job) -> None:
    """What one loop could not go on with (a mistake of ours, a disk that is full) ends neither it
    nor the others: it begins anew after a growing pause, and people are told meanwhile."""
    what, attempt = f"{name} began anew", 0
    while True:
        began = context.clock.monotonic()
        well = asyncio.get_running_loop().call_later(SOUND, context.admitted, what)
        try:
            await job()
        except Exception as error:
            _tell(context, what, error)
        finally:
            well.cancel()
        if context.clock.monotonic() - began > SOUND:
            attempt = 0
        await context.pause(attempt, NoAnswer("own_fault", busy=True))
        attempt += 1


def _tell(context: Context, what: str, error: Exception) -> None:
    """Of the journal's own trouble a screen says more than we could here."""
    if isinstance(error, JournalFault):
        LOG.error("the agent's %s: %s", what, error.code)
        return
    if isinstance(error, ReplicaFault):
        LOG.error("the agent's %s: %s", what, error)
    else:
        LOG.error("the agent's %s", what, exc_info=error)
    context.refusals[what] = error.code if isinstance(error, ReplicaFault) else "own_fault"
    try:
        context.show()
    except Exception:
        LOG.exception("the screen could not be told")
