"""Order goods for pickup: live with a hold, or from this store's own shelf when offline.

Actions room: ports only. The order code is made before anything is asked, so that a lost
answer and the second try, or the fact made after it, are one order and never two.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from shop.actions.futures import or_else, then
from shop.actions.price_basket import PriceBasket
from shop.domain.basket import Basket
from shop.domain.facts import OrderPlaced
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.order_code import new_order_code
from shop.domain.slip_codec import slip_text
from shop.domain.slip_make import pickup_slip
from shop.errors import Conflict, LinkDown, Refusal
from shop.ports import Central, Clock, Journal, OrderRequest, PlacedOrder, Replica, Signer

PROMISE = timedelta(hours=2)
SHORTEST_PHONE = 5
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]*")


@dataclass(frozen=True, slots=True)
class OrderWish:
    """What the shopper filled in. `order` is made when the wish begins: keep it on retries."""

    basket: Basket
    store: str
    customer: str
    phone: str
    language: str
    paid: Paid = Paid.AT_TILL
    email: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class OrderDone:
    """`live` False: placed from this store's shelf while central could not be asked."""

    order: Order
    slip: str
    live: bool


def begin_order(wish: OrderWish) -> OrderWish:
    """The wish with its code. Refuses what cannot be an order before anybody is asked."""
    if not wish.basket.lines:
        raise Refusal("basket_empty")
    if not wish.customer.strip():
        raise Refusal("name_missing")
    if not valid_phone(wish.phone):
        raise Refusal("phone_invalid", phone=wish.phone)
    return wish if wish.order else replace(wish, order=new_order_code())


def valid_phone(phone: str) -> bool:
    """Digits enough to call; spaces and the usual signs are people's business."""
    plain = phone.strip()
    digits = sum(letter.isdigit() for letter in plain)
    return bool(_PHONE.fullmatch(plain)) and SHORTEST_PHONE <= digits <= 15


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """`staff` is who the journal names: the kiosk itself."""

    journal: Journal
    replica: Replica
    central: Central
    signer: Signer
    clock: Clock
    pricing: PriceBasket
    staff: str = "kiosk"
    nonce: Callable[[int], bytes] = secrets.token_bytes
    seal: Callable[[str, str], str] | None = None
    """(text, order) → what the journal keeps instead of a name or a phone number."""

    def __call__(self, wish: OrderWish) -> Future[OrderDone]:
        """Conflict("out_of_stock") from central means that the last one just went."""
        wish = begin_order(wish)
        return or_else(self._ask(wish), Conflict, lambda error: self._once_more(wish, error))

    def _ask(self, wish: OrderWish) -> Future[OrderDone]:
        asked = then(self.central.place_order(_request(wish)), _live)
        return or_else(asked, LinkDown, lambda _: self._alone(wish))

    def _once_more(self, wish: OrderWish, error: Exception) -> Future[OrderDone]:
        """The code belongs to another order: the wish takes a new one, once."""
        if not isinstance(error, Conflict) or error.code != "order_code_taken":
            raise error
        return self._ask(replace(wish, order=new_order_code()))

    def _alone(self, wish: OrderWish) -> Future[OrderDone]:
        """Central may have taken the order and only its answer was lost: same code, same
        order, and its hold is not made twice."""
        here = self.replica.settings().store.store
        if wish.store != here:
            raise LinkDown("order_other_store_offline", store=wish.store)
        if wish.paid is not Paid.AT_TILL:
            raise LinkDown("order_online_payment_offline")
        self._check_stock(wish, here)
        order, slip = self._order(wish)
        kept = self._sealed(order)
        recorded = self.journal.record(lambda _: OrderPlaced(kept), staff=self.staff)
        return then(recorded, lambda _: OrderDone(order, slip, live=False))

    def _sealed(self, order: Order) -> Order:
        if self.seal is None:
            return order
        return replace(
            order,
            customer=self.seal(order.customer, order.order),
            phone=self.seal(order.phone, order.order),
        )

    def _check_stock(self, wish: OrderWish, here: str) -> None:
        wanted: dict[str, Decimal] = {}
        for line in wish.basket.lines:
            wanted[line.item.sku] = wanted.get(line.item.sku, Decimal(0)) + line.quantity
        for sku, quantity in wanted.items():
            figure = self.replica.stock(sku).get(here)
            available = figure.available if figure is not None else Decimal(0)
            if quantity > available:
                raise Refusal("out_of_stock", sku=sku, available=str(available))

    def _order(self, wish: OrderWish) -> tuple[Order, str]:
        now = self.clock.now()
        document = self.pricing(wish.basket)
        totals = {line.line_id: line.total for line in document.lines}
        order = Order(
            order=wish.order,
            store=wish.store,
            channel=self.pricing.channel,
            customer=wish.customer.strip(),
            phone=wish.phone.strip(),
            lines=tuple(
                OrderLine(
                    line_id=line.line_id,
                    sku=line.item.sku,
                    titles=line.item.titles,
                    quantity=line.quantity,
                    unit_price=line.item.price,
                    total=totals[line.line_id],
                    tax_class=line.item.tax_class,
                    image=line.item.image,
                    aisle=line.item.place.aisle if line.item.place else "",
                    shelf=line.item.place.shelf if line.item.place else "",
                )
                for line in wish.basket.lines
            ),
            total=document.total,
            paid=wish.paid,
            state=OrderState.PLACED,
            placed_at=now,
            promise_at=promise(now),
            language=wish.language,
        )
        slip = self._slip(order, now)
        return replace(order, slip=slip), slip

    def _slip(self, order: Order, now: datetime) -> str:
        slip = pickup_slip(order, key_id=self.signer.key_id, nonce=self.nonce(4), now=now)
        return slip_text(slip, self.signer.sign)


def promise(now: datetime) -> datetime:
    """Two hours from now, on the next quarter: a time one can say."""
    late = now + PROMISE
    short = -(late.minute * 60 + late.second) % 900
    return late.replace(microsecond=0) + timedelta(seconds=short)


def _request(wish: OrderWish) -> OrderRequest:
    return OrderRequest(
        order=wish.order,
        store=wish.store,
        customer=wish.customer.strip(),
        phone=wish.phone.strip(),
        language=wish.language,
        paid=wish.paid,
        lines=tuple((line.item.sku, line.quantity) for line in wish.basket.lines),
        email=wish.email.strip(),
    )


def _live(placed: PlacedOrder) -> OrderDone:
    return OrderDone(placed.order, placed.slip, live=True)
