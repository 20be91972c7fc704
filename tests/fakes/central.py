"""Central as a test tells it: answers at once, or is not there. Contract: tests/contracts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from decimal import Decimal

from shop.actions.futures import failed, ready
from shop.domain.catalogue import StockFigure
from shop.domain.order import Order
from shop.domain.returns import PurchaseName
from shop.errors import Conflict, LinkDown
from shop.ports import OrderRequest, PlacedOrder, Purchase, ReturnRequest


class FakeCentral:
    """`online` False: LinkDown. Returns are counted by line as the real ledger does."""

    def __init__(self) -> None:
        self.online = True
        self.answer_lost = False
        self.purchases: dict[PurchaseName, Purchase] = {}
        """By all of the name; the whole hash stands for how it begins."""
        self.orders: dict[str, Order] = {}
        self.asked: dict[str, ReturnRequest] = {}
        self.taken: dict[tuple[PurchaseName, str], Decimal] = {}
        self.requests: list[OrderRequest] = []
        self.place: Callable[[OrderRequest], PlacedOrder] | None = None
        self.watched: Sequence[str] = ()

    def place_order(self, request: OrderRequest) -> Future[PlacedOrder]:
        if not self.online:
            return failed(LinkDown("link_down"))
        self.requests.append(request)
        if self.answer_lost:
            return failed(LinkDown("answer_lost"))
        if self.place is None:
            return failed(Conflict("out_of_stock"))
        try:
            return ready(self.place(request))
        except Conflict as refused:
            return failed(refused)

    def order_status(self, order: str) -> Future[Order]:
        if not self.online:
            return failed(LinkDown("link_down"))
        found = self.orders.get(order)
        if found is None:
            return failed(Conflict("order_unknown", order=order))
        bare = replace(found, customer="", phone="", slip="", picker="", history=(), facts=())
        return ready(bare)

    def purchase(self, wanted: PurchaseName) -> Future[Purchase]:
        if not self.online:
            return failed(LinkDown("link_down"))
        found = self._named(wanted)
        if len(found) > 1:
            return failed(Conflict("receipt_ambiguous", count=str(len(found))))
        return ready(self.purchases[found[0]]) if found else failed(Conflict("purchase_unknown"))

    def _named(self, wanted: PurchaseName) -> list[PurchaseName]:
        return [
            name
            for name in self.purchases
            if (name.receipt, name.order) == (wanted.receipt, wanted.order)
            and wanted.entry_tag in ("", name.entry_tag)
            and name.hash_start.startswith(wanted.hash_start)
        ]

    def authorise_return(self, request: ReturnRequest) -> Future[None]:
        if not self.online:
            return failed(LinkDown("link_down"))
        asked = PurchaseName(request.receipt, request.order, request.entry_tag)
        name = next(iter(self._named(asked)), None)
        if name is None:
            return failed(Conflict("purchase_unknown"))
        if request.authorisation in self.asked:
            return ready(None)
        lines = self.purchases[name].lines
        sold = {line.line_id: line.quantity - line.returned for line in lines}
        for line, quantity in request.lines:
            if self.taken.get((name, line), Decimal(0)) + quantity > sold.get(line, Decimal(0)):
                return failed(Conflict("already_returned", line=line))
        for line, quantity in request.lines:
            self.taken[name, line] = self.taken.get((name, line), Decimal(0)) + quantity
        self.asked[request.authorisation] = request
        return ready(None)

    def stock(self, skus: Sequence[str]) -> Future[Sequence[StockFigure]]:
        return ready(()) if self.online else failed(LinkDown("link_down"))

    def watch(self, skus: Sequence[str]) -> None:
        self.watched = skus
