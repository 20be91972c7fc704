"""A day at a real till on disk, made by the real actions: everything a journal can hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from shop.actions.accept_return import AcceptReturn
from shop.actions.close_shift import CloseShift
from shop.actions.complete_sale import CompleteSale, SaleDone
from shop.actions.find_purchase import FindPurchase
from shop.actions.hand_over import HandOver, find_pickup
from shop.actions.move_cash import MoveCash
from shop.actions.open_shift import OpenShift
from shop.actions.plan_return import ReturnWish
from shop.actions.price_basket import PriceBasket
from shop.actions.receipt_maker import ReceiptMaker
from shop.actions.reprint_receipt import reprint_receipt
from shop.actions.take_cash import start_tendering
from shop.domain.basket import Basket
from shop.domain.catalogue import Product, Sku, StockFigure
from shop.domain.facts import CashReason, Condition
from shop.domain.goods import Goods
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.promotions import Promotion, PromotionKind
from shop.domain.slip_keys import SlipKey
from shop.domain.tax import Tax, TaxKind
from shop.ports import StoreSettings
from sync.local.identity import Identity, write_identity
from sync.local.journal import LocalJournal
from sync.local.replica import LocalReplica
from sync.local.replica_schema import Standing
from sync.protocol.codec import encode
from sync.protocol.messages import Change
from tests.fakes.central import FakeCentral
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FixedSigner
from tests.fakes.terminals import new_journal
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, MUG, TEA, settings

# A name that would calculate in a spreadsheet, break out of XML, and rings the bell.
NASTY = Product(
    "nasty",
    {"en": '=HYPERLINK("http://x","a,b") <b>&\x07 ]]>'},
    (Sku("@NASTY-1", Money(333, "EUR"), gtins=(5901234123457,), tax_class="mixed"),),
)
PASTA = Product(
    "pasta",
    {"en": "Pasta, loose"},
    (Sku("PASTA-1", Money(387, "EUR"), unit="kg", tax_class="reduced"),),
)
OFFER = Promotion(
    "tea-20", PromotionKind.PERCENT, {"en": "Tea week"}, goods=Goods(("TEA-1",)),
    value=Decimal(20),
)  # fmt: skip
TAXES = {
    "standard": (Tax("V23", "VAT", Decimal(23)),),
    "reduced": (Tax("V13", "VAT", Decimal("13.5")),),
    "mixed": (
        Tax("LEVY", "Levy", Decimal("0.15"), TaxKind.FIXED, included=False),
        Tax("V9", "VAT", Decimal(9), included=False),
    ),
}
CODES = {Paid.ONLINE: "K7M2-94TQ-H3X7", Paid.AT_TILL: "6MWM-47R7-0HG1"}


def order(paid: Paid, clock: FakeClock) -> Order:
    line = OrderLine(
        "1", "TEA-1", TEA.titles, Decimal(3), Money(499, "EUR"), Money(1300, "EUR"),
        tax_class="reduced", picked=Decimal(3),
    )  # fmt: skip
    return Order(
        CODES[paid], "S1", "web", "Ada", "+353 1", (line,), Money(1300, "EUR"), paid,
        OrderState.READY, clock.now(), clock.now(),
    )  # fmt: skip


@dataclass
class BusyTill:
    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    signer: FixedSigner = field(default_factory=FixedSigner)
    central: FakeCentral = field(default_factory=FakeCentral)
    shifts: list[str] = field(default_factory=list)
    receipts: dict[str, str] = field(default_factory=dict)
    journal: LocalJournal = field(init=False)
    replica: LocalReplica = field(init=False)

    def __post_init__(self) -> None:
        self.central.online = False
        self.journal = new_journal(self.folder, self.clock)
        key = (self.folder / "public").read_text()
        write_identity(self.folder, Identity("T1", "S1", 1, 7, "Till 1", "till", key, ""))
        self.replica = LocalReplica(self.folder, self.journal.pending)
        standing = Standing("timeline-1", 5, self.clock.now(), "S1")
        self.replica.apply(_changes(self.signer, self.clock), standing)

    def close(self) -> None:
        self.replica.close()
        self.journal.close()

    @property
    def settings(self) -> StoreSettings:
        return self.replica.settings()

    @property
    def paper(self) -> ReceiptMaker:
        return ReceiptMaker(self.replica, self.signer)

    def day(self) -> None:
        """Every kind of thing that happens at a till, in two shifts on two business days."""
        shift = self.open()
        self.receipts["first"] = self.sell(shift, {"TEA-1": "2", "MUG-1": "1"}, 5000)
        self.sell(shift, {"@NASTY-1": "3", "PASTA-1": "0.437"}, 700, 1000)
        self.receipts["taken"] = self.take_back(shift, self.receipts["first"], "1")
        self.sell(shift, {"MUG-1": "1"}, 2000)  # the exchange: take back, then sell
        self.hand_over(shift, Paid.AT_TILL)
        self.hand_over(shift, Paid.ONLINE)
        for reason, minor in (
            (CashReason.IN, 2000),
            (CashReason.OUT, 525),
            (CashReason.DROP, 1500),
        ):
            self.move(shift, reason, minor)
        MoveCash(self.journal)(
            CashReason.NO_SALE, Money(0, "EUR"), "", shift=shift, who=CASHIER, approver=MANAGER
        ).result(10)
        reprint_receipt(self.journal, self.paper, self.receipts["first"], CASHIER).result(10)
        CloseShift(self.journal)({1000: 12, 5: 3}, CASHIER).result(10)
        self.clock.move(days=1)
        shift = self.open()
        self.sell(shift, {"TEA-1": "7"}, 10000)
        CloseShift(self.journal)({1000: 10}, CASHIER).result(10)

    def open(self) -> str:
        opened = OpenShift(self.journal)({1000: 10}, "EUR", CASHIER).result(10)
        self.shifts.append(opened.shift)
        return opened.shift

    def sell(self, shift: str, goods: dict[str, str], *given: int) -> str:
        self.clock.move(minutes=3)
        basket = Basket("ab" * 16)
        for sku, quantity in goods.items():
            item = self.replica.item(sku)
            assert item is not None
            basket, _ = basket.add(item, Decimal(quantity))
        document = PriceBasket(self.replica, self.clock)(basket)
        paid = start_tendering(document.total, self.settings)
        for minor in given:
            paid = paid.take_cash(Money(minor, "EUR"))
        complete = CompleteSale(self.journal, self.paper)
        done: SaleDone = complete(basket, document, paid, shift=shift, who=CASHIER).result(10)
        return done.receipt.number

    def take_back(self, shift: str, receipt: str, line: str) -> str:
        find = FindPurchase(self.journal, self.replica, self.central, self.clock)
        accept = AcceptReturn(self.journal, self.replica, self.central, self.paper)
        found = find.by_text(receipt).result(10)
        wish = ReturnWish(line, Decimal(1), "changed_mind", Condition.DAMAGED)
        done = accept(found, [wish], shift=shift, who=CASHIER, approver=MANAGER).result(10)
        return done.receipt.number

    def hand_over(self, shift: str, paid: Paid) -> None:
        hand_over = HandOver(
            self.journal, self.replica, PriceBasket(self.replica, self.clock), self.paper
        )
        plan = hand_over.plan(find_pickup(self.replica, CODES[paid]))
        tendering = None
        if plan.document is not None:
            tendering = start_tendering(plan.document.total, self.settings)
            tendering = tendering.take_cash(Money(2000, "EUR"))
        hand_over(plan, shift=shift, who=CASHIER, tendering=tendering).result(10)

    def move(self, shift: str, reason: CashReason, minor: int) -> None:
        amount = Money(minor, "EUR")
        MoveCash(self.journal)(reason, amount, "+bank", shift=shift, who=CASHIER).result(10)


def _changes(signer: FixedSigner, clock: FakeClock) -> list[Change]:
    here = settings("IE")
    key: SlipKey = signer.row()
    told: list[tuple[str, str, object]] = [
        ("settings", "S1", here),
        ("store", "S1", here.store),
        *(("product", x.product, x) for x in (TEA, MUG, NASTY, PASTA)),
        *(("staff", x.staff, x) for x in (CASHIER, MANAGER)),
        *(("tax", name, taxes) for name, taxes in TAXES.items()),
        ("promotion", OFFER.id, OFFER),
        *(("order", x.order, x) for x in (order(paid, clock) for paid in CODES)),
        ("slip_key", str(key.key_id), key),
    ]
    for sku in ("TEA-1", "MUG-1", "@NASTY-1", "PASTA-1"):
        figure = StockFigure("S1", sku, Decimal(20), Decimal(0), clock.now())
        told.append(("stock", f"S1/{sku}", figure))
    return [Change(1, topic, key, encode(value).decode(), "S1") for topic, key, value in told]
