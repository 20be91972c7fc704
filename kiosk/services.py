"""Room: kiosk. What the kiosk works with once its terminal is open; no Qt, no drivers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from shop.actions.place_order import OrderDone, OrderWish
from shop.actions.price_basket import PriceBasket
from shop.actions.scan_item import ScanItem
from shop.errors import EndcapError
from shop.ports import Central, Clock, LinkState, Replica


class NotReady(EndcapError):
    """A screen asked for the shop before the terminal was open: a mistake of the program."""


@dataclass(frozen=True, slots=True)
class Services:
    """Central's word, the live line to it, and the few things a shopper can do.

    `place` asks central and, when the link is down, makes the order a fact of this terminal.
    """

    replica: Replica
    central: Central
    clock: Clock
    price: PriceBasket
    scan: ScanItem
    link: Callable[[], LinkState]
    place: Callable[[OrderWish], Future[OrderDone]]
