"""Who acts in the stories: a cashier's till, a shopper's kiosk, the desk. Real terminals inside."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pos.session import Services
from pos.till.counter import Counter, make_counter
from shop.actions.accept_return import ReturnDone
from shop.actions.close_shift import ShiftDone
from shop.actions.complete_sale import SaleDone
from shop.actions.find_purchase import FoundPurchase, match_item
from shop.actions.hand_over import HandOverDone, find_pickup
from shop.actions.pick_item import pick_scanned
from shop.actions.picking import PickDesk
from shop.actions.place_order import OrderDone, OrderWish, PlaceOrder
from shop.actions.plan_return import ReturnWish
from shop.actions.price_basket import PriceBasket
from shop.actions.scan_item import ItemScanned, SlipScanned
from shop.actions.sign_in import SignedIn, SignIn
from shop.actions.stage_order import stage_order
from shop.actions.start_picking import start_picking
from shop.actions.take_cash import start_tendering
from shop.domain.basket import Basket
from shop.domain.codes import ScannedCode
from shop.domain.money import Money
from shop.domain.order import Order
from shop.domain.slip_check import VerifiedSlip
from shop.domain.staff import StaffMember
from sync.local.clock import SystemClock
from sync.local.keys import verify
from sync.local.pins import pin_matches
from sync.terminal import Terminal, enrol, open_terminal
from tests.fakes.printer import FakePrinterPort
from tests.fakes.terminals import wait_until
from tests.flows.corner_shop import CASHIER, GTINS, HERE, PICKER, PINS

PATIENCE = 20.0
"""Seconds until an answer counts as missing, on a busy machine."""


@dataclass
class Face:
    """A terminal with its folder; `who` is signed in."""

    folder: Path
    url: str
    terminal: Terminal = field(init=False)
    who: StaffMember = field(init=False)

    def join(self, code: str, face: str) -> None:
        enrol(self.folder, self.url, code, face)
        self.open()

    def open(self) -> None:
        self.terminal = open_terminal(self.folder, self.url, clock=SystemClock())
        self.terminal.start()
        wait_until(lambda: self.in_step, PATIENCE)

    @property
    def in_step(self) -> bool:
        """Online, everything sent, and a catalogue to sell from."""
        link = self.terminal.agent.link()
        return link.online and not link.waiting and self.terminal.replica.state().products > 0

    @property
    def online(self) -> bool:
        return self.terminal.agent.link().online

    @property
    def waiting(self) -> int:
        return self.terminal.agent.link().waiting

    def sign_in(self, staff: str) -> None:
        with ThreadPoolExecutor(1) as pins:
            clock = self.terminal.clock
            door = SignIn(self.terminal.journal, self.terminal.replica, pin_matches, clock, pins)
            answer = door.by_pin(staff, PINS[staff]).result(PATIENCE)
        assert isinstance(answer, SignedIn)
        self.who = answer.who

    def order(self, code: str) -> Order:
        """As this terminal sees it, once it does."""
        wait_until(lambda: self.terminal.replica.order(code) is not None, PATIENCE)
        order = self.terminal.replica.order(code)
        assert order is not None
        return order

    def close(self) -> None:
        self.terminal.close()


@dataclass
class Till(Face):
    counter: Counter = field(init=False)
    shift: str = ""

    def open(self) -> None:
        super().open()
        self.paper = FakePrinterPort()
        self.counter = make_counter(_services(self.terminal, self.paper), verify)

    def start_day(self) -> None:
        self.sign_in(CASHIER)
        opened = self.counter.open_shift({1000: 20, 100: 30}, "EUR", self.who)
        self.shift = opened.result(PATIENCE).shift

    def ring_up(self, *skus: str, weight: str = "") -> Basket:
        basket = Basket(secrets.token_hex(16))
        for sku in skus:
            amount = Decimal(weight) if weight else Decimal(1)
            scanned = self.counter.scan(basket, ScannedCode(GTINS[sku]), amount)
            assert isinstance(scanned, ItemScanned), scanned
            basket = scanned.basket
        return basket

    def sell(self, *skus: str, weight: str = "") -> SaleDone:
        basket = self.ring_up(*skus, weight=weight)
        document = self.counter.price(basket)
        paid = start_tendering(document.total, self.terminal.replica.settings())
        paid = paid.take_cash(Money(50_000, "EUR"))
        done = self.counter.complete(basket, document, paid, shift=self.shift, who=self.who)
        return done.result(PATIENCE)

    def read_slip(self, text: str) -> VerifiedSlip:
        scanned = self.counter.scan(Basket("0" * 32), ScannedCode(text))
        assert isinstance(scanned, SlipScanned), scanned
        return scanned.slip

    def hand_over(self, source: VerifiedSlip | str) -> HandOverDone:
        """By slip or by the order's code; what is due is paid in cash."""
        plan = self.counter.hand_over.plan(find_pickup(self.terminal.replica, source))
        paid = None
        if plan.document is not None:
            paid = start_tendering(plan.document.total, self.terminal.replica.settings())
            paid = paid.take_cash(Money(50_000, "EUR"))
        handing = self.counter.hand_over(plan, shift=self.shift, who=self.who, tendering=paid)
        return handing.result(PATIENCE)

    def find(self, slip: str) -> FoundPurchase:
        return self.counter.find_purchase.by_slip(self.read_slip(slip)).result(PATIENCE)

    def take_back(self, slip: str, sku: str, count: int = 1) -> ReturnDone:
        return self.accept(self.find(slip), sku, count)

    def accept(self, found: FoundPurchase, sku: str, count: int = 1) -> ReturnDone:
        """The goods are scanned, as on the counter."""
        item = self.terminal.replica.item(sku)
        assert item is not None
        found, line = match_item(found, item, "en")
        wishes = [ReturnWish(line, Decimal(count), "changed_mind")]
        taking = self.counter.accept_return(found, wishes, shift=self.shift, who=self.who)
        return taking.result(PATIENCE)

    def end_day(self) -> ShiftDone:
        return self.counter.close_shift({1000: 20, 100: 30}, self.who).result(PATIENCE)


@dataclass
class Kiosk(Face):
    def order_goods(self, *skus: str, name: str = "Ada", store: str = HERE) -> OrderDone:
        """A shopper who pays at the till."""
        terminal = self.terminal
        price = PriceBasket(terminal.replica, terminal.clock, "kiosk")
        place = PlaceOrder(
            terminal.journal,
            terminal.replica,
            terminal.central,
            terminal.signer,
            terminal.clock,
            price,
        )
        basket = Basket(secrets.token_hex(16))
        for sku in skus:
            item = terminal.replica.item(sku)
            assert item is not None
            basket, _ = basket.add(item)
        return place(OrderWish(basket, store, name, "0301234567", "en")).result(PATIENCE)


@dataclass
class Desk(Face):
    def start_day(self) -> None:
        self.sign_in(PICKER)

    def pick(self, code: str, bin_: str) -> Order:
        """Every piece is scanned, then the order goes into its bin."""
        work = PickDesk(self.terminal.journal, self.terminal.replica)
        order = self.order(code)
        start_picking(work, code, self.who).result(PATIENCE)
        for line in order.lines:
            for _ in range(int(line.quantity)):
                scanned = ScannedCode(GTINS[line.sku])
                pick_scanned(work, code, scanned, self.who).result(PATIENCE)
        return stage_order(work, code, bin_, self.who).result(PATIENCE).order


def _services(terminal: Terminal, paper: FakePrinterPort) -> Services:
    return Services(
        journal=terminal.journal,
        replica=terminal.replica,
        central=terminal.central,
        office=terminal.central.office,
        clock=terminal.clock,
        signer=terminal.signer,
        pins=pin_matches,
        printer=paper,
        terminal=terminal.identity.name,
    )
