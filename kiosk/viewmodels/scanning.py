"""Room: kiosk. What a scan means to a shopper: goods, their own order, or nothing we know."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.prices import NOBODYS_BASKET
from kiosk.viewmodels.session import Session
from shop.actions.scan_item import ItemScanned, SlipNotTaken, SlipScanned
from shop.domain.order import Order
from shop.domain.readings import ScannedCode
from shop.domain.slip import PickupSlip, ReceiptSlip, store_tag
from shop.domain.slip_check import VerifiedSlip
from ui.i18n import tr

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """One of `sku`, `order` and `ask` (an order of this store that central knows), or none:
    then `kind` says what it may have been.

    `kind`: "code" (nothing we know), "receipt", "elsewhere" (an order of `store`) or "void"
    (a slip that is not, or no longer, good).
    """

    text: str
    product: str = ""
    sku: str = ""
    order: Order | None = None
    ask: str = ""
    kind: str = "code"
    store: str = ""


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
            case SlipNotTaken():
                return Seen(text, kind="void")
            case _:
                return Seen(text)

    def _slip(self, verified: VerifiedSlip, text: str) -> Seen:
        """The signature held; even a late slip may show what became of its order."""
        slip = verified.slip
        if isinstance(slip, ReceiptSlip):
            return Seen(text, kind="receipt")
        if not isinstance(slip, PickupSlip):
            return Seen(text)
        replica = self._session.services.replica
        order = replica.order(slip.order)  # placed here and not yet sent
        if order is not None:
            return Seen(text, order=order)
        if slip.store_tag == store_tag(replica.settings().store.store):
            return Seen(text, ask=slip.order)
        tagged = (one for one in replica.stores() if store_tag(one.store) == slip.store_tag)
        store = next(tagged, None)
        if store is None:
            return Seen(text, kind="void")
        return Seen(text, kind="elsewhere", store=store.name)


def _printable(text: str) -> str:
    """What stands under the code, short and without control characters."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"


def unknown_words(seen: Seen) -> tuple[str, str]:
    """What to say, and what to do, when a scan led to no page of its own."""
    if seen.kind == "receipt":
        return tr("This is a receipt"), tr("To return or exchange something, show it at the till.")
    if seen.kind == "elsewhere":
        return (
            tr("This order waits in another store"),
            tr("{store} has it; show this code there.", store=seen.store),
        )
    if seen.kind == "void":
        return (
            tr("This code cannot be used"),
            tr("It may be too old or already used. A member of staff can look it up."),
        )
    return (
        tr("We do not know this code yet"),
        tr(
            "The product may be new, or the code may belong to another shop. "
            "The search finds it by name; our staff can help too."
        ),
    )
