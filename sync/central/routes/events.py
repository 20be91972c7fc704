"""The stream of server-sent events, written straight to ASGI: little memory per listener.

Central room. Every event tells all that matters ("more" is a cursor, "stock" a whole figure,
"beat" central's time), so that losing one loses nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
from collections.abc import Collection
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from litestar import asgi
from litestar.types import ASGIApp, Receive, Scope, Send
from sqlalchemy import select

from sync.central import feed, tables
from sync.central.audience import audience_of
from sync.central.core import Central
from sync.central.devices import Denied, Device
from sync.central.events import BEAT, Events, Listener, event
from sync.central.routes.callers import must_be_current
from sync.central.stores import neighbours
from sync.protocol import paths

MAX_SKUS = 200
_BEGUN = "endcap.stream"
_TIDY = 64
"""Streams after which what their requests left behind in circles is cleared away: the process
looks for such only after 50,000 objects (`endcap.central.serve`)."""
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
    must_be_current(device)
    central: Central = scope["litestar_app"].state.central
    near, since, known = await asyncio.to_thread(_standing, central, device)
    must_be_current(known)
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("skus", [""])[0]
    # Interned: a thousand kiosks show the same goods.
    skus = tuple({sys.intern(sku) for sku in asked.split(",")[:MAX_SKUS] if sku})
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    hidden = audience_of(device.face).hidden
    scope["state"][_BEGUN] = Listener(device.store, near, skus, hidden, device.terminal, since)


def outliving(handler: ASGIApp, central: Central, events: Events) -> ASGIApp:
    """Litestar's handler; a stream goes on outside it. Who may listen is asked inside, and the
    third of a listener's memory that those dozen calls take is given back then."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        await handler(scope, receive, send)
        listener = scope["state"].get(_BEGUN)
        if listener is None:
            return
        _empty(scope)
        if events.count % _TIDY == 0:
            gc.collect(1)
        with events.listening(listener):
            gone = asyncio.ensure_future(_gone(receive, listener))
            try:
                await _feed(listener, send, central)
            finally:
                gone.cancel()

    return outer


def _empty(scope: Any) -> None:
    """The server still wants to know the method while it sends."""
    kept = {name: scope[name] for name in ("type", "method")}
    for part in (scope["headers"], scope["state"], scope):
        part.clear()
    scope.update(kept)


def _standing(central: Central, device: Device) -> tuple[Collection[str], int, Device]:
    """The stores near, the feed's head, and how the terminal stood then: what is after that
    head cuts the stream."""
    column = tables.terminal.c
    with central.database.read() as connection:
        since = feed.head(connection)
        query = select(column.epoch, column.revoked_at).where(column.terminal == device.terminal)
        epoch, revoked_at = connection.execute(query).one()
        near = tuple(map(sys.intern, neighbours(connection, device.store)))
    current, revoked = epoch == device.epoch, revoked_at is not None
    return near, since, replace(device, current=current, revoked=revoked)


async def _feed(listener: Listener, send: Send, central: Central) -> None:
    await _say(send, _beat(central))
    while not listener.ended:
        message = b""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BEAT):
                message = await listener.next()
        if not listener.ended:
            await _say(send, message or _beat(central))
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _beat(central: Central) -> bytes:
    return event("beat", central.now().isoformat())


async def _say(send: Send, message: bytes) -> None:
    await send({"type": "http.response.body", "body": message, "more_body": True})


async def _gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()
