"""Room: pos. Makes the desk's actions, on the worker: their modules are most of this program."""

from __future__ import annotations

from dataclasses import dataclass

from pos.opening import Opened
from shop.actions.hand_over import HandOver
from shop.actions.picking import PickDesk
from shop.actions.price_basket import PriceBasket
from shop.actions.print_receipt import PrintReceipt
from shop.actions.read_slip import ReadSlip
from shop.actions.receipt_maker import ReceiptMaker
from sync.local.keys import verify


@dataclass(frozen=True, slots=True)
class Loaded:
    picking: PickDesk
    hand_over: HandOver
    to_paper: PrintReceipt
    read_slip: ReadSlip


def load(opened: Opened) -> Loaded:
    services = opened.services
    journal, replica = services.journal, services.replica
    receipts = ReceiptMaker(replica, services.signer)
    price = PriceBasket(replica, services.clock, "till")
    return Loaded(
        PickDesk(journal, replica),
        HandOver(journal, replica, price, receipts),
        PrintReceipt(services.printer, opened.printer.render),
        ReadSlip(replica, verify, services.clock),
    )
