"""Central's composition root: the ASGI application over one `Central`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import is_dataclass
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shop.errors import EndcapError
from sync.central.core import Central
from sync.central.devices import Denied, Doorman
from sync.central.events import Events
from sync.central.group_commit import GroupCommit
from sync.central.guesses import Guesses
from sync.central.http import (
    CodecResponse,
    front_door,
    on_busy,
    on_denied,
    on_fault,
    on_http,
    on_refused,
    on_unfit,
    unpacking,
    unstored,
)
from sync.central.inspector import InspectorThread
from sync.central.lanes import Lanes
from sync.central.listening import Listening
from sync.central.measures import Measures, measuring
from sync.central.metrics import Metrics
from sync.central.openapi_page import Page
from sync.central.openapi_problems import Json
from sync.central.overload import Gate, in_turn, sparing
from sync.central.routes import (
    admin,
    callers,
    disagreements,
    holds,
    live,
    office,
    operations,
    snapshots,
    terminals,
    web_shop,
)
from sync.central.routes import events as events_route
from sync.central.routes.operations import VERSION
from sync.central.signature_audit import SignatureAuditor
from sync.central.snapshot_keeper import SnapshotKeeper
from sync.protocol import messages, office_messages
from sync.protocol.codec import decoder


def routes() -> Sequence[Any]:
    return [
        events_route.stream,
        *operations.ROUTES,
        *terminals.ROUTES,
        *live.ROUTES,
        *disagreements.ROUTES,
        *holds.ROUTES,
        *office.ROUTES,
        *snapshots.ROUTES,
        *web_shop.ROUTES,
        *admin.ROUTES,
    ]


def build(central: Central) -> Litestar:
    """The application; it owns neither the database nor the process."""
    doorman, events, gate, lanes = Doorman(central), Events(central), Gate(), Lanes()
    events.on_key = doorman.forget
    keeper = SnapshotKeeper(central, gate.busy)
    auditor = SignatureAuditor(central, gate.busy)
    listening = Listening(central.database, events.poke)
    inspector = InspectorThread(central, gate.busy)

    @asynccontextmanager
    async def life(_app: Litestar) -> AsyncIterator[None]:
        lanes.open()
        central.database.on_commit = events.poke
        keeper.start()
        auditor.start()
        listening.start()
        inspector.start()
        telling = asyncio.create_task(events.run())
        try:
            yield
        finally:
            central.database.on_commit = _nothing
            telling.cancel()
            with suppress(asyncio.CancelledError):
                await telling
            await asyncio.to_thread(listening.stop)
            await asyncio.to_thread(auditor.stop)
            await asyncio.to_thread(keeper.stop)
            await asyncio.to_thread(inspector.stop)
            await asyncio.to_thread(lanes.close)

    _know_messages()
    measures = Measures()
    state = {
        "central": central,
        "doorman": doorman,
        "events": events,
        "guesses": Guesses(central),
        "snapshots": keeper,
        "uploads": GroupCommit(central.database, central.now, lanes),
        "lanes": lanes,
        "metrics": Metrics(central, measures, doorman.strangers),
    }
    app = Litestar(
        route_handlers=routes(),
        state=State(state),
        dependencies={
            "central": Provide(callers.central_of, sync_to_thread=False),
            "device": Provide(callers.of_device, sync_to_thread=False),
            "sender": Provide(callers.uploader, sync_to_thread=False),
            "program": Provide(callers.program, sync_to_thread=False),
        },
        middleware=[
            measuring(measures),
            sparing(gate),
            front_door(doorman, lanes),
            in_turn(gate),
            unpacking,
        ],
        exception_handlers={
            Denied: on_denied,
            EndcapError: on_refused,
            HTTPException: on_http,
            OperationalError: on_busy,
            InterfaceError: on_busy,
            PoolTimeout: on_busy,
            MemoryError: on_busy,
            DataError: on_unfit,
            OverflowError: on_unfit,
            RecursionError: on_unfit,  # lists in lists, thousands deep
            UnicodeError: on_unfit,
            Exception: on_fault,
        },
        response_class=CodecResponse,
        lifespan=[life],
        logging_config=None,  # the process that serves us decides what is logged where
        openapi_config=OpenAPIConfig(
            title="Endcap central",
            version=VERSION,
            path="/openapi",
            render_plugins=[Json(path="/openapi.json"), Page(path=["/", "/page"])],
        ),
    )
    app.asgi_handler = events_route.outliving(unstored(app.asgi_handler), central, events)
    return app


def _know_messages() -> None:
    """Litestar reads bodies by itself: what is in them must be known by then (`decoder`)."""
    for kind in (*vars(messages).values(), *vars(office_messages).values()):
        if isinstance(kind, type) and is_dataclass(kind):
            decoder(kind)


def _nothing() -> None:
    """Nobody listens."""
