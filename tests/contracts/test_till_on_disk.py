"""The actions on the real journal and replica: what the fakes promise holds on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from shop.actions.accept_return import AcceptReturn
from shop.actions.close_shift import CloseShift
from shop.actions.complete_sale import CompleteSale, SaleDone
from shop.actions.find_purchase import FindPurchase
from shop.actions.hand_over import HandOver, find_pickup
from shop.actions.open_shift import OpenShift
from shop.actions.pick_item import pick_item, pick_scanned
from shop.actions.picking import PickDesk
from shop.actions.place_order import OrderWish, PlaceOrder
from shop.actions.plan_return import ReturnWish
from shop.actions.price_basket import PriceBasket
from shop.actions.read_slip import ReadSlip
from shop.actions.receipt_maker import ReceiptMaker
from shop.actions.scan_item import ItemScanned, ScanItem
from shop.actions.stage_order import stage_order
from shop.actions.start_picking import start_picking
from shop.actions.take_cash import start_tendering
from shop.domain.basket import Basket
from shop.domain.catalogue import StockFigure
from shop.domain.money import Money
from shop.domain.order import OrderState
from shop.domain.slip_check import VerifiedSlip
from shop.errors import Refusal
from sync.local.journal import LocalJournal
from sync.local.keys import verify
from sync.local.replica import LocalReplica
from sync.local.replica_schema import Standing
from sync.protocol.codec import encode
from sync.protocol.messages import Change
from tests.fakes.central import FakeCentral
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FixedSigner
from tests.fakes.terminals import new_journal
from tests.unit.shop.actions.shop_floor import (
    CASHIER,
    MUG,
    MUG_CODE,
    PICKER,
    TAXES,
    TEA,
    TEA_CODE,
    settings,
)


@dataclass
class Till:
    clock: FakeClock
    journal: LocalJournal
    replica: LocalReplica
    central: FakeCentral
    signer: FixedSigner

    @property
    def receipts(self) -> ReceiptMaker:
        return ReceiptMaker(self.replica, self.signer)

    @property
    def pricing(self) -> PriceBasket:
        return PriceBasket(self.replica, self.clock)

    @property
    def read_slip(self) -> ReadSlip:
        return ReadSlip(self.replica, verify, self.clock)

    def open(self) -> str:
        return OpenShift(self.journal)({1000: 10}, "EUR", CASHIER).result(10).shift

    def basket(self) -> Basket:
        basket = Basket("ab" * 16)
        scan = ScanItem(self.replica, self.read_slip)
        for code in (TEA_CODE, TEA_CODE, MUG_CODE):
            scanned = scan(basket, code)
            assert isinstance(scanned, ItemScanned)
            basket = scanned.basket
        return basket

    def sell(self, shift: str) -> SaleDone:
        basket = self.basket()
        document = self.pricing(basket)
        paid = start_tendering(document.total, self.replica.settings())
        paid = paid.take_cash(Money(5000, "EUR"))
        complete = CompleteSale(self.journal, self.receipts)
        return complete(basket, document, paid, shift=shift, who=CASHIER).result(10)


def changes(till_key: FixedSigner, clock: FakeClock) -> list[Change]:
    told: list[tuple[str, str, object]] = [
        ("settings", "S1", settings()),
        ("store", "S1", settings().store),
        *(("product", x.product, x) for x in (TEA, MUG)),
        *(("staff", x.staff, x) for x in (CASHIER, PICKER)),
        *(("tax", name, taxes) for name, taxes in TAXES.classes.items()),
        ("slip_key", str(till_key.key_id), till_key.row()),
    ]
    for sku in ("TEA-1", "MUG-1"):
        figure = StockFigure("S1", sku, Decimal(10), Decimal(0), clock.now())
        told.append(("stock", f"S1/{sku}", figure))
    return [Change(1, topic, key, encode(value).decode(), "S1") for topic, key, value in told]


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    clock, signer, central = FakeClock(), FixedSigner(), FakeCentral()
    central.online = False
    journal = new_journal(tmp_path, clock)
    replica = LocalReplica(tmp_path, journal.pending)
    replica.apply(changes(signer, clock), Standing("timeline-1", 5, clock.now(), "S1"))
    yield Till(clock, journal, replica, central, signer)
    replica.close()
    journal.close()


def test_sell_take_back_and_close_the_shift_without_a_network(till: Till) -> None:
    shift = till.open()
    done = till.sell(shift)
    slip = till.read_slip(done.receipt.slip)
    assert isinstance(slip, VerifiedSlip)
    assert till.replica.stock("TEA-1")["S1"].on_hand == 8
    find = FindPurchase(till.journal, till.replica, till.central, till.clock)
    accept = AcceptReturn(till.journal, till.replica, till.central, till.receipts)
    found = find.by_slip(slip).result(10)
    wish = [ReturnWish("1", Decimal(1), "changed_mind")]
    back = accept(found, wish, shift=shift, who=CASHIER).result(10)
    assert back.cash == Money(499, "EUR")
    with pytest.raises(Refusal, match="return_changed"):
        accept(found, wish, shift=shift, who=CASHIER)
    assert find.by_slip(slip).result(10).left("1") == 1
    assert till.replica.stock("TEA-1")["S1"].on_hand == 9
    z = CloseShift(till.journal)({1000: 10, 100: 18}, CASHIER).result(10)
    assert z.fact.expected == Money(10000 + 2297 - 499, "EUR")
    assert (z.fact.sales, z.fact.returns, z.fact.number) == (1, 1, 1)
    assert z.variance == Money(2, "EUR")


def test_order_pick_stage_and_hand_over_without_a_network(till: Till) -> None:
    place = PlaceOrder(
        till.journal,
        till.replica,
        till.central,
        till.signer,
        till.clock,
        PriceBasket(till.replica, till.clock, "kiosk"),
    )
    placed = place(OrderWish(till.basket(), "S1", "Ada", "0301234", "en")).result(10)
    code = placed.order.order
    assert till.replica.stock("TEA-1")["S1"].available == 8
    desk = PickDesk(till.journal, till.replica)
    start_picking(desk, code, PICKER).result(10)
    pick_scanned(desk, code, MUG_CODE, PICKER).result(10)
    first, second = (pick_item(desk, code, "1", PICKER, Decimal(2)) for _ in range(2))
    assert first.result(10).order.lines[0].picked == 2
    with pytest.raises(Refusal, match="over_pick"):
        second.result(10)
    assert stage_order(desk, code, "A1", PICKER).result(10).order.state is OrderState.READY
    slip = till.read_slip(placed.slip)
    assert isinstance(slip, VerifiedSlip)
    hand_over = HandOver(till.journal, till.replica, till.pricing, till.receipts)
    plan = hand_over.plan(find_pickup(till.replica, slip))
    assert plan.document is not None
    paid = start_tendering(plan.document.total, till.replica.settings())
    paid = paid.take_cash(Money(3000, "EUR"))
    done = hand_over(plan, shift=till.open(), who=CASHIER, tendering=paid).result(10)
    assert done.change == Money(3000 - 2297, "EUR")
    order = till.replica.order(code)
    assert order is not None
    assert order.state is OrderState.HANDED_OVER
    figure = till.replica.stock("TEA-1")["S1"]
    assert (figure.on_hand, figure.held) == (Decimal(8), Decimal(0))
