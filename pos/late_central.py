"""Room: pos. The live line to central before the agent is there. Plays `shop.ports.Central`.

Until then every question ends with LinkDown, as it would with the line cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from shop.actions.futures import failed
from shop.domain.catalogue import StockFigure
from shop.domain.office import ExceptionPage, StoreException, StoreHealth
from shop.domain.order import Order
from shop.domain.returns import PurchaseName
from shop.errors import LinkDown
from shop.ports import Central, Office, OrderRequest, PlacedOrder, Purchase, ReturnRequest

Answer = TypeVar("Answer")


class LateCentral:
    """`arrive` is called once, on the worker."""

    def __init__(self) -> None:
        self._real: Central | None = None
        self._watched: tuple[str, ...] = ()

    def arrive(self, real: Central) -> None:
        self._real = real
        real.watch(self._watched)

    def place_order(self, request: OrderRequest) -> Future[PlacedOrder]:
        return self._ask(lambda central: central.place_order(request))

    def order_status(self, order: str) -> Future[Order]:
        return self._ask(lambda central: central.order_status(order))

    def purchase(self, wanted: PurchaseName) -> Future[Purchase]:
        return self._ask(lambda central: central.purchase(wanted))

    def authorise_return(self, request: ReturnRequest) -> Future[None]:
        return self._ask(lambda central: central.authorise_return(request))

    def stock(self, skus: Sequence[str]) -> Future[Sequence[StockFigure]]:
        return self._ask(lambda central: central.stock(skus))

    def watch(self, skus: Sequence[str]) -> None:
        self._watched = tuple(skus)
        if self._real is not None:
            self._real.watch(skus)

    def _ask(self, question: Callable[[Central], Future[Answer]]) -> Future[Answer]:
        return question(self._real) if self._real is not None else failed(LinkDown("link_down"))


class LateOffice:
    """The same for a manager's questions. Plays `shop.ports.Office`."""

    def __init__(self) -> None:
        self._real: Office | None = None

    def arrive(self, real: Office) -> None:
        self._real = real

    def exceptions(
        self, *, wanted: str = "open", cause: str = "", skip: int = 0, limit: int = 100
    ) -> Future[ExceptionPage]:
        if self._real is None:
            return failed(LinkDown("link_down"))
        return self._real.exceptions(wanted=wanted, cause=cause, skip=skip, limit=limit)

    def settle(self, found: StoreException, *, staff: str, note: str) -> Future[StoreException]:
        if self._real is None:
            return failed(LinkDown("link_down"))
        return self._real.settle(found, staff=staff, note=note)

    def terminals(self) -> Future[StoreHealth]:
        return self._real.terminals() if self._real is not None else failed(LinkDown("link_down"))
