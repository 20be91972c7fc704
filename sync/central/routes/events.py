"""The stream of server-sent events, written straight to ASGI: little memory per listener.

Central room. Every event tells all that matters ("more" is a cursor, "stock" a whole figure,
"beat" central's time), so that losing one loses nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Any
from urllib.parse import parse_qs

from litestar import asgi
from litestar.types import Receive, Scope, Send

from sync.central.audience import audience_of
from sync.central.devices import Denied, Device
from sync.central.events import BEAT, Events, Listener, event
from sync.central.stores import nearest
from sync.protocol import paths

MAX_SKUS = 200
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


@asgi(paths.EVENTS, copy_scope=False)
async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """`?skus=a,b` names the SKUs on a screen, whose figures come along."""
    device = scope["state"].get("device")
    if not isinstance(device, Device):
        raise Denied("auth_missing")
    if device.revoked or not device.current:
        raise Denied("terminal_revoked", 403)
    state: Any = scope["litestar_app"].state
    events: Events = state.events
    near = await asyncio.to_thread(nearest, state.central, device.store)
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("skus", [""])[0]
    # Interned: a thousand kiosks show the same goods.
    skus = tuple({sys.intern(sku) for sku in asked.split(",")[:MAX_SKUS] if sku})
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    hidden = audience_of(device.face).hidden
    with events.listening(Listener(device.store, near, skus, hidden, device.terminal)) as listener:
        gone = asyncio.ensure_future(_gone(receive, listener))
        try:
            await _feed(listener, send, state)
        finally:
            gone.cancel()


async def _feed(listener: Listener, send: Send, state: Any) -> None:
    await _say(send, _beat(state))
    while not listener.ended:
        message = b""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BEAT):
                message = await listener.next()
        if not listener.ended:
            await _say(send, message or _beat(state))
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _beat(state: Any) -> bytes:
    return event("beat", state.central.now().isoformat())


async def _say(send: Send, message: bytes) -> None:
    await send({"type": "http.response.body", "body": message, "more_body": True})


async def _gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()
