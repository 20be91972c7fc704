"""Room: kiosk. What a scan means to a shopper: goods, their own order, or nothing we know."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.prices import NOBODYS_BASKET
from kiosk.viewmodels.session import Session
from shop.actions.scan_item import ItemScanned, SlipNotTaken, SlipScanned
from shop.domain.order import Order
from shop.domain.readings import ScannedCode
from shop.domain.slip import PickupSlip
from shop.domain.slip_check import VerifiedSlip

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """Exactly one of `sku` and `order`, or neither: then `text` is what was scanned."""

    text: str
    product: str = ""
    sku: str = ""
    order: Order | None = None


class Scanning:
    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, code: ScannedCode) -> Seen:
        services = self._session.services
        text = _printable(code.text)
        match services.scan(NOBODYS_BASKET, code):
            case ItemScanned(item=item):
                return Seen(text, product=item.product, sku=item.sku)
            case SlipScanned(slip=slip):
                return self._slip(slip, text)
            case SlipNotTaken(refused=refused) if refused.slip is not None:
                return self._slip(refused.slip, text)
            case _:
                return Seen(text)

    def _slip(self, verified: VerifiedSlip, text: str) -> Seen:
        """The signature held; even a late slip may show what became of its order."""
        slip = verified.slip
        if not isinstance(slip, PickupSlip):
            return Seen(text)
        return Seen(text, order=self._session.services.replica.order(slip.order))


def _printable(text: str) -> str:
    """What stands under the code, short and without control characters."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"
