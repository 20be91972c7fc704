"""What a store's staff ask of their own store: exceptions, settling one, terminals.

Central room. Kiosks, and every other store's terminals, are refused.
"""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Router, get, post
from litestar.handlers import BaseRouteHandler
from litestar.params import FromQuery, JSONBody, QueryParameter

from shop.domain.office import ExceptionPage, StoreException, StoreHealth
from sync.central import store_exceptions, store_health
from sync.central.audience import Audience, audience_of
from sync.central.devices import Denied, Device
from sync.central.routes.callers import Connection, FromDevice, Here, enrolled
from sync.protocol import paths
from sync.protocol.office_messages import SettleException

Limit = Annotated[int, QueryParameter(ge=0, le=5000)]
Skip = Annotated[int, QueryParameter(ge=0, le=1_000_000)]
Wanted = Literal["open", "settled"]


async def staffed(connection: Connection, handler: BaseRouteHandler) -> None:
    """Guard: a face that stands behind the counter."""
    await enrolled(connection, handler)
    device: Device = connection.scope["state"]["device"]
    if audience_of(device.face) is not Audience.STAFF:
        raise Denied("face_not_allowed", 403)


@get(paths.EXCEPTIONS, sync_to_thread=True)
def listed(
    central: Here,
    device: FromDevice,
    wanted: FromQuery[Wanted] = "open",
    cause: FromQuery[str] = "",
    skip: Skip = 0,
    limit: Limit = 100,
) -> ExceptionPage:
    """This store's exceptions; `limit` 0 only counts them."""
    return store_exceptions.page(
        central, device, wanted=wanted, cause=cause, skip=skip, limit=limit
    )


@post(paths.SETTLE, status_code=200, sync_to_thread=True)
def settle(data: JSONBody[SettleException], central: Here, device: FromDevice) -> StoreException:
    """Settle one in the name of a manager of this store, who gave a PIN at the terminal."""
    return store_exceptions.settle(central, device, data)


@get(paths.TERMINALS, sync_to_thread=True)
def terminals(central: Here, device: FromDevice) -> StoreHealth:
    """How every terminal of this store is, as far as central knows."""
    return store_health.of_store(central, device)


ROUTES = [
    Router("/", route_handlers=[listed, settle, terminals], guards=[staffed], tags=["office"])
]
