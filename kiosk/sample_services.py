"""Room: kiosk. The sample shop's services: its replica, and a central that always agrees.

For pictures of every screen and for tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.sample_shop import NOON
from kiosk.services import Services
from shop.actions.futures import failed, ready
from shop.actions.place_order import OrderDone, OrderWish, promise
from shop.actions.price_basket import PriceBasket
from shop.actions.read_slip import ReadSlip
from shop.actions.scan_item import ScanItem
from shop.domain.catalogue import StockFigure
from shop.domain.order import Order, OrderLine, OrderState
from shop.domain.returns import PurchaseName
from shop.errors import Conflict, LinkDown
from shop.ports import (
    LinkState,
    OrderRequest,
    PlacedOrder,
    Purchase,
    Replica,
    ReturnRequest,
)


@dataclass
class SampleClock:
    """Stands at noon until moved."""

    at: datetime = NOON
    passed: float = 0.0

    def now(self) -> datetime:
        return self.at + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed


@dataclass
class SampleCentral:
    """Knows the orders it was given and answers nothing else; remembers what is watched."""

    watched: list[tuple[str, ...]] = field(default_factory=list)
    orders: dict[str, Order] = field(default_factory=dict)
    away: bool = False

    def watch(self, skus: Sequence[str]) -> None:
        self.watched.append(tuple(skus))

    def place_order(self, request: OrderRequest) -> Future[PlacedOrder]:
        return failed(LinkDown("sample"))

    def order_status(self, order: str) -> Future[Order]:
        found = self.orders.get(order)
        if found is None:
            return failed(LinkDown("sample") if self.away else Conflict("order_unknown"))
        return ready(found)

    def purchase(self, wanted: PurchaseName) -> Future[Purchase]:
        return failed(LinkDown("sample"))

    def authorise_return(self, request: ReturnRequest) -> Future[None]:
        return failed(LinkDown("sample"))

    def stock(self, skus: Sequence[str]) -> Future[Sequence[StockFigure]]:
        return failed(LinkDown("sample"))


@dataclass
class SampleDesk:
    """Places orders at once; `answer`, when set, is given instead."""

    clock: SampleClock
    price: PriceBasket
    answer: Future[OrderDone] | None = None
    wishes: list[OrderWish] = field(default_factory=list)

    def __call__(self, wish: OrderWish) -> Future[OrderDone]:
        self.wishes.append(wish)
        return self.answer or ready(OrderDone(self.order(wish), slip_text(wish.order), True))

    def order(self, wish: OrderWish) -> Order:
        document = self.price(wish.basket)
        now = self.clock.now()
        lines = tuple(
            OrderLine(
                line_id=line.line_id,
                sku=line.item.sku,
                titles=line.item.titles,
                quantity=line.quantity,
                unit_price=line.item.price,
                total=priced.total,
                image=line.item.image,
            )
            for line, priced in zip(wish.basket.lines, document.lines, strict=True)
        )
        return Order(
            order=wish.order,
            store=wish.store,
            channel="kiosk",
            customer=wish.customer,
            phone=wish.phone,
            lines=lines,
            total=document.total,
            paid=wish.paid,
            state=OrderState.PLACED,
            placed_at=now,
            promise_at=promise(now),
        )


def slip_text(order: str) -> str:
    """As long as a pickup slip is, signed by nobody."""
    letters = hashlib.sha512(order.encode()).hexdigest().upper()
    return "OR1" + letters.translate(str.maketrans("0189", "GHIJ"))


def sample_services(
    replica: Replica, clock: SampleClock | None = None, central: SampleCentral | None = None
) -> tuple[Services, SampleDesk]:
    clock = clock or SampleClock()
    price = PriceBasket(replica, clock, "kiosk")
    desk = SampleDesk(clock, price)
    services = Services(
        replica=replica,
        central=central or SampleCentral(),
        clock=clock,
        price=price,
        scan=ScanItem(replica, ReadSlip(replica, lambda key, message, signature: False, clock)),
        link=lambda: LinkState(True, NOON, 0, None),
        place=desk,
    )
    return services, desk
