"""Room: kiosk. Opens the terminal behind the kiosk; with app.py the place of concrete drivers.

Everything in here waits for disks and imports what is heavy: call it on the worker.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from kiosk.services import Services
from shop.actions.futures import failed
from shop.actions.place_order import PlaceOrder
from shop.actions.price_basket import PriceBasket
from shop.actions.read_slip import ReadSlip
from shop.actions.scan_item import ScanItem
from shop.domain.catalogue import StockFigure
from shop.domain.order import Order
from shop.domain.returns import PurchaseName
from shop.domain.slip_keys import CENTRAL_KEY_ID
from shop.errors import EndcapError, LinkDown
from shop.ports import (
    Central,
    Clock,
    LinkState,
    OrderRequest,
    PlacedOrder,
    Purchase,
    Replica,
    ReturnRequest,
)
from sync.local.keys import verify
from sync.terminal import Terminal, enrol, enrol_once, open_terminal, read_identity
from ui.bridge import Bridge
from ui.face import FaceOptions

FACE = "kiosk"
_LOG = logging.getLogger("endcap.kiosk")


@dataclass(frozen=True, slots=True)
class Quick:
    """Central for a shopper who stands and waits: with the link known to be down, the answer
    is LinkDown at once, not after the deadline of a live request."""

    central: Central
    link: Callable[[], LinkState]

    def place_order(self, request: OrderRequest) -> Future[PlacedOrder]:
        if not self.link().online:
            return failed(LinkDown("offline"))
        return self.central.place_order(request)

    def order_status(self, order: str) -> Future[Order]:
        if not self.link().online:
            return failed(LinkDown("offline"))
        return self.central.order_status(order)

    def purchase(self, wanted: PurchaseName) -> Future[Purchase]:
        return self.central.purchase(wanted)

    def authorise_return(self, request: ReturnRequest) -> Future[None]:
        return self.central.authorise_return(request)

    def stock(self, skus: Sequence[str]) -> Future[Sequence[StockFigure]]:
        return self.central.stock(skus)

    def watch(self, skus: Sequence[str]) -> None:
        self.central.watch(skus)


@dataclass(frozen=True, slots=True)
class Opened:
    terminal: Terminal
    services: Services

    @property
    def filled(self) -> bool:
        """Whether central's word is here yet: before the first snapshot there is no shop."""
        try:
            self.terminal.replica.settings()
        except LookupError:
            return False
        return True


def is_enrolled(options: FaceOptions) -> bool:
    return read_identity(options.data) is not None


def join(options: FaceOptions, url: str, code: str) -> None:
    """Raises Conflict for a spent code and LinkDown when nobody answers."""
    enrol(options.data, url, code, FACE)


def join_by_option(options: FaceOptions) -> None:
    """By the code on the command line, also when this folder is enrolled: then anew. One that
    is enrolled goes on as it was when central does not take the code."""
    central = options.settings.central
    known = is_enrolled(options)
    try:
        enrol_once(
            options.data, central.url if known else central.to_enrol, options.enrol_code, FACE
        )
    except EndcapError as error:
        if not known:
            raise
        _LOG.warning("it was not enrolled anew", extra={"code": error.code})


def open_kiosk(options: FaceOptions, clock: Clock, bridge: Bridge) -> Opened:
    """Raises JournalFault when this terminal must not serve."""
    terminal = open_terminal(
        options.data,
        options.settings.central.url,
        clock=clock,
        keep_days=options.settings.journal.keep_days,
        face=FACE,
    )
    terminal.agent.subscribe(bridge.post)
    replica = terminal.replica
    price = PriceBasket(replica, clock, FACE)
    central = Quick(terminal.central, terminal.agent.link)
    services = Services(
        replica=replica,
        central=central,
        clock=clock,
        price=price,
        scan=ScanItem(replica, ReadSlip(replica, verify, clock)),
        link=terminal.agent.link,
        place=PlaceOrder(
            terminal.journal,
            replica,
            central,
            terminal.signer,
            clock,
            price,
            seal=lambda text, order: _sealed(replica, text, order),
        ),
    )
    return Opened(terminal, services)


def _sealed(replica: Replica, text: str, order: str) -> str:
    """Readable by central alone: a journal keeps its entries, and this one stands in the aisle.
    A central from before it had such a key gets the text as it is."""
    from sync.protocol.box import seal

    key = replica.slip_key(CENTRAL_KEY_ID)
    return seal(key.box, text, order) if key is not None and key.box else text
