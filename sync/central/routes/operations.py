"""Is central well, and its figures for a monitor. Central room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from litestar import Response, Router, get
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from sync.central import feed, tables
from sync.central.core import Central
from sync.central.lanes import Lanes, run
from sync.central.metrics import TYPE, Metrics
from sync.central.routes.callers import Asked, Here, watchers
from sync.central.units import micros
from sync.protocol import paths

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Health:
    """`snapshot_age_seconds` is of the newest snapshot of any store, -1 without one."""

    status: str
    version: str
    database: str
    feed: int = -1
    snapshot_age_seconds: int = -1


@get(paths.HEALTH, tags=["operations"])
async def health(central: Here, request: Asked) -> Response[Health]:
    """200 when central serves and its database answers, else 503."""
    lanes: Lanes = request.app.state.lanes
    return await run(lanes.health, partial(_health, central))


def _health(central: Central) -> Response[Health]:
    try:
        with central.database.read() as connection:
            head = feed.head(connection)
            built = connection.execute(select(func.max(tables.snapshot.c.built_at))).scalar()
    except SQLAlchemyError as error:
        return Response(Health("failing", VERSION, type(error).__name__), status_code=503)
    age = (micros(central.now()) - built) // 1_000_000 if built is not None else -1
    return Response(Health("ok", VERSION, "ok", head, age))


@get("/metrics", sync_to_thread=True, media_type=TYPE)
def metrics(request: Asked) -> Response[str]:
    """Figures for Prometheus: entries, held, exceptions, terminals, feed, requests."""
    found = request.app.state.metrics
    assert isinstance(found, Metrics)
    return Response(found.text(), media_type=TYPE)


ROUTES = [
    health,
    Router("/", route_handlers=[metrics], guards=[watchers], tags=["operations"]),
]
