"""Asks central to enrol this device with a one-time code. Agent room."""

from __future__ import annotations

import asyncio

from shop.errors import LinkDown
from sync.agent.wire import NoAnswer, Refused, Wire, as_conflict
from sync.protocol import paths
from sync.protocol.messages import EnrolAnswer, EnrolRequest


def ask_to_enrol(url: str, request: EnrolRequest) -> EnrolAnswer:
    """Waits at most ten seconds. Raises Conflict (wrong or used code) or LinkDown."""
    try:
        return asyncio.run(_ask(url, request))
    except NoAnswer as error:
        raise LinkDown("link_down", trouble=error.trouble) from error
    except Refused as refused:
        raise as_conflict(refused) from refused


async def _ask(url: str, request: EnrolRequest) -> EnrolAnswer:
    wire = Wire(url, None)
    try:
        return await wire.post(paths.ENROL, request, EnrolAnswer)
    finally:
        await wire.close()
