"""Room: kiosk. Opens the terminal behind the kiosk; with app.py the place of concrete drivers.

Everything in here waits for disks and imports what is heavy: call it on the worker.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services import Services
from shop.actions.place_order import PlaceOrder
from shop.actions.price_basket import PriceBasket
from shop.actions.read_slip import ReadSlip
from shop.actions.scan_item import ScanItem
from shop.ports import Clock
from sync.local.keys import verify
from sync.terminal import Terminal, enrol, open_terminal, read_identity
from ui.bridge import Bridge
from ui.face import FaceOptions

FACE = "kiosk"


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


def open_kiosk(options: FaceOptions, clock: Clock, bridge: Bridge) -> Opened:
    """Raises JournalFault when this terminal must not serve."""
    terminal = open_terminal(options.data, clock=clock)
    terminal.agent.subscribe(bridge.post)
    replica = terminal.replica
    price = PriceBasket(replica, clock, FACE)
    services = Services(
        replica=replica,
        central=terminal.central,
        clock=clock,
        price=price,
        scan=ScanItem(replica, ReadSlip(replica, verify, clock)),
        link=terminal.agent.link,
        place=PlaceOrder(
            terminal.journal, replica, terminal.central, terminal.signer, clock, price
        ),
    )
    return Opened(terminal, services)
