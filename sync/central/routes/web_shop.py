"""What a web shop asks for, by API key: availability, orders, reviews. Central room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from shop.domain.order import Order
from sync.central import orders, reviews, stock
from sync.central.core import Program, Unknown
from sync.central.routes.callers import FromProgram, Here, web_shop
from sync.central.routes.holds import of_program
from sync.protocol.messages import PlaceOrder, PlaceOrderAnswer

MAX_SKUS = 200


@dataclass(frozen=True, slots=True)
class Available:
    store: str
    sku: str
    available: Decimal


@dataclass(frozen=True, slots=True)
class NewReview:
    """`review` is the shop's own id: the same again replaces the old text."""

    review: str
    product: str
    stars: int
    text: str
    title: str = ""
    author: str = ""
    language: str = "en"
    written: date | None = None
    verified: bool = False


@get("/availability", sync_to_thread=True)
def availability(
    central: Here, skus: FromQuery[str], store: FromQuery[str] = ""
) -> list[Available]:
    """`skus` is a comma-separated list; all stores unless one is named."""
    wanted = [code for code in skus.split(",") if code and "\x00" not in code][:MAX_SKUS]
    with central.database.read() as connection:
        found = stock.figures(connection, wanted, [store] if store else None)
    return [Available(x.store, x.sku, x.available) for x in found]


@post("/orders", status_code=200, sync_to_thread=True)
def place(data: JSONBody[PlaceOrder], central: Here, program: FromProgram) -> PlaceOrderAnswer:
    """As a kiosk would, in any store; `channel` should say which shop."""
    return orders.place(central, data, _asker(program))


@get("/orders/{order:str}", sync_to_thread=True)
def state(order: FromPath[str], central: Here, program: FromProgram) -> Order:
    """An order as it is. One that somebody else placed comes without its shopper, its slip and
    its history."""
    with central.database.read() as connection:
        found = orders.read(connection, order)
        if found is None:
            raise Unknown("order_unknown", order=order)
        own = program.role == "admin" or orders.is_of(connection, found, _asker(program))
        return found if own else orders.shown(found)


def _asker(program: Program) -> orders.Asker:
    return orders.Asker(of_program(program), of_program(program))


@post("/reviews", status_code=204, sync_to_thread=True)
def review(data: JSONBody[NewReview], central: Here) -> None:
    """A review goes to every terminal with the feed, and the product's stars with it."""
    reviews.add(central, reviews.checked(data))


ROUTES = [
    Router(
        "/v1/shop",
        route_handlers=[availability, place, state, review],
        guards=[web_shop],
        tags=["web shop"],
    )
]
