"""A small shop for action tests: two products, three people, everything faked but the rules."""

from __future__ import annotations

from decimal import Decimal

from shop.actions.accept_return import AcceptReturn
from shop.actions.close_shift import CloseShift
from shop.actions.complete_sale import CompleteSale, SaleDone
from shop.actions.find_purchase import FindPurchase
from shop.actions.hand_over import HandOver
from shop.actions.move_cash import MoveCash
from shop.actions.open_shift import OpenShift
from shop.actions.picking import PickDesk
from shop.actions.place_order import PlaceOrder
from shop.actions.price_basket import PriceBasket
from shop.actions.read_slip import ReadSlip
from shop.actions.receipt_maker import ReceiptMaker
from shop.actions.scan_item import ScanItem
from shop.actions.take_cash import start_tendering
from shop.domain.basket import Basket
from shop.domain.catalogue import Product, Sku, Store
from shop.domain.codes import ScannedCode
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.pricing import TaxBook
from shop.domain.staff import Role, StaffMember
from shop.domain.tax import Tax
from shop.ports import StoreSettings
from tests.fakes.central import FakeCentral
from tests.fakes.clock import FakeClock
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import FixedSigner, verify
from tests.fakes.replica import FakeReplica, figure

CASHIER = StaffMember("anna", "Anna", Role.CASHIER, pin_hash="1234", badge="OB1ANNA")
MANAGER = StaffMember("mert", "Mert", Role.MANAGER, pin_hash="123456", badge="OB1MERT")
PICKER = StaffMember("pia", "Pia", Role.PICKER, pin_hash="4321")

TEA = Product(
    "tea",
    {"en": "Green tea", "tr": "Yeşil çay"},
    (Sku("TEA-1", Money(499, "EUR"), gtins=(4006381333931,), tax_class="reduced"),),
)
MUG = Product("mug", {"en": "Blue mug"}, (Sku("MUG-1", Money(1299, "EUR"), gtins=(96385074,)),))
TEA_CODE = ScannedCode("4006381333931")
MUG_CODE = ScannedCode("96385074")
TAXES = TaxBook(
    {
        "standard": (Tax("V19", "VAT", Decimal(19)),),
        "reduced": (Tax("V7", "VAT", Decimal(7)),),
    }
)


def settings(country: str = "DE", **changes: object) -> StoreSettings:
    store = Store("S1", "Endcap Mitte", "Markt 1", "Berlin", "10115", country, timezone="UTC")
    values: dict[str, object] = {
        "store": store,
        "chain": "Endcap",
        "currency": "EUR",
        "country": country,
        "languages": ("en", "de"),
        "offline_return_limit": Money(5000, "EUR"),
        "offline_returns_per_day": 2,
        "legal": ("VAT DE123456789",),
    }
    return StoreSettings(**(values | changes))  # type: ignore[arg-type]  # a test's shorthand


class Floor:
    """Everything a terminal has. `confirm()` tells that central has all entries."""

    def __init__(self, country: str = "DE", terminal: str = "T1", **changes: Money | int) -> None:
        self.clock = FakeClock()
        self.journal = FakeJournal(self.clock, terminal)
        self.replica = FakeReplica(settings(country, **changes), [TEA, MUG])
        self.replica.people = [CASHIER, MANAGER, PICKER]
        self.replica.tax_book = TAXES
        self.journal.listeners.append(self.replica.fold)
        self.central = FakeCentral()
        self.signer = FixedSigner()
        self.replica.keys[self.signer.key_id] = self.signer.row(terminal)
        self.receipts = ReceiptMaker(self.replica, self.signer)
        self.pricing = PriceBasket(self.replica, self.clock)
        self.read_slip = ReadSlip(self.replica, verify, self.clock)
        self.scan = ScanItem(self.replica, self.read_slip)
        self.complete = CompleteSale(self.journal, self.receipts)
        self.find = FindPurchase(self.journal, self.replica, self.central, self.clock)
        self.accept = AcceptReturn(self.journal, self.replica, self.central, self.receipts)
        self.hand_over = HandOver(self.journal, self.replica, self.pricing, self.receipts)
        self.desk = PickDesk(self.journal, self.replica)
        self.move_cash = MoveCash(self.journal)
        self.close_shift = CloseShift(self.journal)
        self.place = PlaceOrder(
            self.journal,
            self.replica,
            self.central,
            self.signer,
            self.clock,
            PriceBasket(self.replica, self.clock, "kiosk"),
            nonce=bytes,
        )
        for sku in ("TEA-1", "MUG-1"):
            figure("S1", sku, 10, self.replica)

    def open(self, counted: dict[int, int] | None = None) -> str:
        opened = OpenShift(self.journal)(counted or {1000: 10}, "EUR", CASHIER)
        return opened.result(0).shift

    def basket(self, tea: int = 2, mugs: int = 1) -> Basket:
        basket = Basket("ab" * 16)
        for sku, count in (("TEA-1", tea), ("MUG-1", mugs)):
            item = self.replica.item(sku)
            if item is not None and count:
                basket, _ = basket.add(item, Decimal(count))
        return basket

    def sell(self, shift: str, tea: int = 2, mugs: int = 1, given: int = 100000) -> SaleDone:
        basket = self.basket(tea, mugs)
        document = self.pricing(basket)
        tendering = start_tendering(document.total, self.replica.settings())
        tendering = tendering.take_cash(Money(given, "EUR"))
        done = self.complete(basket, document, tendering, shift=shift, who=CASHIER)
        self.complete = CompleteSale(self.journal, self.receipts)
        return done.result(0)

    def order(
        self, code: str = "K7M2-94TQ-H3X7", paid: Paid = Paid.ONLINE, store: str = "S1"
    ) -> Order:
        now = self.clock.now()
        lines = (
            OrderLine(
                "1",
                "TEA-1",
                TEA.titles,
                Decimal(3),
                Money(499, "EUR"),
                Money(1300, "EUR"),
                tax_class="reduced",
                aisle="10",
            ),
            OrderLine(
                "2",
                "MUG-1",
                MUG.titles,
                Decimal(1),
                Money(1299, "EUR"),
                Money(1299, "EUR"),
                aisle="2",
            ),
        )
        order = Order(
            code,
            store,
            "web",
            "Ada",
            "+49 30 1",
            lines,
            Money(2599, "EUR"),
            paid,
            OrderState.PLACED,
            now,
            now,
        )
        self.replica.kept_orders[code] = order
        return order
