"""Central's composition root: the ASGI application over one `Central`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, get
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig

from shop.errors import EndcapError
from sync.central.core import Central
from sync.central.devices import Denied, Doorman
from sync.central.guesses import Guesses
from sync.central.http import (
    CodecResponse,
    front_door,
    on_denied,
    on_fault,
    on_http,
    on_refused,
)
from sync.central.routes import admin, callers, terminals
from sync.protocol import paths

VERSION = "0.1.0"


@get(paths.HEALTH, sync_to_thread=False, tags=["operations"])
def health() -> dict[str, str]:
    """Answers when central serves."""
    return {"status": "ok", "version": VERSION}


def routes() -> Sequence[Any]:
    return [health, *terminals.ROUTES, *admin.ROUTES]


def build(central: Central) -> Litestar:
    """The application; it owns neither the database nor the process."""
    doorman = Doorman(central)

    @asynccontextmanager
    async def life(_app: Litestar) -> AsyncIterator[None]:
        yield

    return Litestar(
        route_handlers=routes(),
        state=State({"central": central, "doorman": doorman, "guesses": Guesses()}),
        dependencies={
            "central": Provide(callers.central_of, sync_to_thread=False),
            "device": Provide(callers.of_device, sync_to_thread=False),
            "sender": Provide(callers.uploader, sync_to_thread=False),
        },
        middleware=[front_door(doorman)],
        exception_handlers={
            Denied: on_denied,
            EndcapError: on_refused,
            HTTPException: on_http,
            Exception: on_fault,
        },
        response_class=CodecResponse,
        lifespan=[life],
        openapi_config=OpenAPIConfig(title="Endcap central", version=VERSION, path="/openapi"),
    )
