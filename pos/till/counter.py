"""Room: pos. Everything a cashier can do at this till, as actions over the ports."""

from __future__ import annotations

from dataclasses import dataclass

from pos.session import Services
from shop.actions.accept_return import AcceptReturn
from shop.actions.close_shift import CloseShift
from shop.actions.complete_sale import CompleteSale
from shop.actions.find_purchase import FindPurchase
from shop.actions.hand_over import HandOver
from shop.actions.move_cash import MoveCash
from shop.actions.open_shift import OpenShift
from shop.actions.price_basket import PriceBasket
from shop.actions.read_slip import ReadSlip
from shop.actions.receipt_maker import ReceiptMaker
from shop.actions.scan_item import ScanItem
from shop.domain.slip_check import Verify


@dataclass(frozen=True, slots=True)
class Counter:
    """Made once the terminal is open; the screens call these and nothing below them."""

    services: Services
    price: PriceBasket
    scan: ScanItem
    receipts: ReceiptMaker
    complete: CompleteSale
    open_shift: OpenShift
    close_shift: CloseShift
    move_cash: MoveCash
    find_purchase: FindPurchase
    accept_return: AcceptReturn
    hand_over: HandOver


def make_counter(services: Services, verify: Verify) -> Counter:
    journal, replica, central, clock = (
        services.journal,
        services.replica,
        services.central,
        services.clock,
    )
    price = PriceBasket(replica, clock, "till")
    receipts = ReceiptMaker(replica, services.signer)
    return Counter(
        services=services,
        price=price,
        scan=ScanItem(replica, ReadSlip(replica, verify, clock)),
        receipts=receipts,
        complete=CompleteSale(journal, receipts),
        open_shift=OpenShift(journal),
        close_shift=CloseShift(journal),
        move_cash=MoveCash(journal),
        find_purchase=FindPurchase(journal, replica, central, clock),
        accept_return=AcceptReturn(journal, replica, central, receipts),
        hand_over=HandOver(journal, replica, price, receipts),
    )
