"""Live requests of terminals: stock, orders, purchases, returns. They may be refused.

Central room.
"""

from __future__ import annotations

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from sync.central import orders, returns, stock
from sync.central.core import Unknown
from sync.central.routes.callers import FromDevice, Here, enrolled
from sync.central.routes.holds import of_store
from sync.central.stores import nearest
from sync.protocol import paths
from sync.protocol.messages import (
    AuthoriseReturn,
    OrderStatusAnswer,
    PlaceOrder,
    PlaceOrderAnswer,
    PurchaseAnswer,
    StockAnswer,
    StockQuestion,
)

MAX_SKUS = 200


@post(paths.STOCK, status_code=200, sync_to_thread=True, tags=["live"])
def live_stock(data: JSONBody[StockQuestion], central: Here, device: FromDevice) -> StockAnswer:
    """Figures of this store and its neighbours, as they are now."""
    near = nearest(central, device.store)
    with central.database.read() as connection:
        return StockAnswer(tuple(stock.figures(connection, data.skus[:MAX_SKUS], near)))


@post(paths.ORDERS, status_code=200, sync_to_thread=True, tags=["live"])
def place_order(data: JSONBody[PlaceOrder], central: Here, device: FromDevice) -> PlaceOrderAnswer:
    """Price, hold and take an order, to be paid at the till; the same terminal's same code again
    gives the same answer."""
    asker = orders.by_terminal(device.terminal, holder=of_store(device), face=device.face)
    return orders.place(central, data, asker)


@get(paths.ORDER_STATUS.replace("{order}", "{order:str}"), sync_to_thread=True, tags=["live"])
def order_status(order: FromPath[str], central: Here, device: FromDevice) -> OrderStatusAnswer:
    """How an order stands, for the screen of whoever holds its slip: nothing of a person."""
    found = orders.find(central, order)
    if found is None:
        raise Unknown("order_unknown", order=order)
    return OrderStatusAnswer(orders.shown(found))


@get(paths.PURCHASE, sync_to_thread=True, tags=["live"])
def purchase(
    central: Here,
    device: FromDevice,
    receipt: FromQuery[str] = "",
    order: FromQuery[str] = "",
    entry_tag: FromQuery[str] = "",
    hash_start: FromQuery[str] = "",
) -> PurchaseAnswer:
    """What was bought, and how much of it came back, by receipt or by order. Two purchases may
    have one receipt number: the tag on its slip, or the digits in its last line, tell which."""
    return returns.purchase(
        central, receipt=receipt, order=order, tag=entry_tag, hash_start=hash_start
    )


@post(paths.RETURNS, status_code=204, sync_to_thread=True, tags=["live"])
def authorise_return(data: JSONBody[AuthoriseReturn], central: Here, device: FromDevice) -> None:
    """Agree to take these lines back, all or none."""
    returns.authorise(central, device, data)


ROUTES = [
    Router(
        "/",
        route_handlers=[live_stock, place_order, order_status, purchase, authorise_return],
        guards=[enrolled],
    )
]
