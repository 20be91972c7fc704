"""Till and desk without a window: every view-model on the fakes, one small shop behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pos.desk.viewmodels.desk import DeskViewModel
from pos.desk.viewmodels.order import DeskWork
from pos.session import Services, Session
from pos.till.counter import Counter, make_counter
from pos.till.done_work import DoneWork
from pos.till.reader import Reader
from pos.till.viewmodels.till import TillViewModel
from pos.viewmodels.enrol import JoinStoreViewModel
from pos.viewmodels.front import FrontViewModel
from shop.actions.hand_over import HandOverDone
from shop.actions.picking import PickDesk
from shop.actions.print_receipt import PrintReceipt
from shop.actions.sign_in import SignIn
from shop.domain.catalogue import Product, Sku
from shop.domain.codes import ScannedCode
from shop.domain.facts import Fact, Numbering, Recorded
from shop.domain.money import Money
from shop.domain.staff import StaffMember
from tests.fakes.book import FakeBook
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import verify
from tests.fakes.office import FakeOffice
from tests.fakes.printer import FakePrinterPort
from tests.fakes.replica import figure
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, PICKER, Floor
from ui.bridge import Bridge
from ui.grab import wait
from ui.models import RowModel
from ui.startup import UiApp
from ui.worker import Worker

BANANAS = Product(
    "bananas",
    {"en": "Bananas"},
    (Sku("BAN-1", Money(199, "EUR"), gtins=(5901234123457,), unit="kg", tax_class="reduced"),),
)
BANANA_CODE = ScannedCode("5901234123457")


class SlowJournal(FakeJournal):
    """A disk that takes its time: with `slow` a fact is durable when `write` is called."""

    slow = False
    late: list[tuple[Callable[[Numbering], Fact], str, Future[Recorded]]]

    def record(self, build: Callable[[Numbering], Fact], *, staff: str) -> Future[Recorded]:
        if not self.slow:
            return super().record(build, staff=staff)
        answer: Future[Recorded] = Future()
        self.late = [*getattr(self, "late", []), (build, staff, answer)]
        return answer

    def write(self) -> None:
        late, self.late, self.slow = self.late, [], False
        for build, staff, answer in late:
            done = super().record(build, staff=staff)
            error = done.exception()
            if error is None:
                answer.set_result(done.result())
            else:
                answer.set_exception(error)


@dataclass
class Behind:
    """What both faces stand on. `work` waits until everything asked has been answered."""

    floor: Floor
    journal: SlowJournal
    paper: FakePrinterPort
    bridge: Bridge
    worker: Worker
    session: Session
    pins: ThreadPoolExecutor
    office: FakeOffice

    def work(self) -> None:
        for _ in range(3):  # an answer may ask again
            done: list[None] = []
            self.worker.ask(lambda: None, done.append)
            while not done:
                wait(0.002)
            wait(0.002)

    def services(self) -> Services:
        floor = self.floor
        return Services(
            journal=self.journal,
            replica=floor.replica,
            central=floor.central,
            office=self.office,
            clock=floor.clock,
            signer=floor.signer,
            pins=lambda pin, pin_hash: pin == pin_hash,
            printer=self.paper,
            terminal="Till 1",
        )

    def sign_in(self) -> SignIn:
        services = self.services()
        return SignIn(self.journal, services.replica, services.pins, services.clock, self.pins)

    def enrol(self) -> JoinStoreViewModel:
        return JoinStoreViewModel(self.worker, "http://central", lambda url, code: None, _nothing)


@dataclass
class TillScreen(Behind):
    vm: TillViewModel = field(init=False)
    counter: Counter = field(init=False)
    book: FakeBook = field(init=False)

    def enter(self, who: StaffMember = CASHIER, look: Callable[[], object] = bool) -> None:
        """A PIN is typed, the shift opened if none is; `look` at each page on the way."""
        people = [row.staff for row in rows(self.vm.signIn.staff)]
        self.vm.signIn.choose(people.index(who.staff))
        for digit in who.pin_hash:
            self.vm.signIn.key(digit)
        self.vm.signIn.submit()
        self.settle(lambda: self.vm.page != "signIn")
        if self.vm.page == "openShift":
            look()
            self.vm.shift.setCount(0, "2")
            self.vm.shift.open()
            self.settle(lambda: self.vm.page == "sell")

    def scan(self, *codes: ScannedCode) -> None:
        for code in codes:
            self.vm.scanned(code)

    def type(self, text: str) -> None:
        """Letters one by one, then Enter, as the field tells them."""
        for end in range(1, len(text) + 1):
            self.vm.typed(text[:end])
        self.work()
        self.vm.submitted(text)
        self.work()

    def settle(self, true: Callable[[], bool]) -> None:
        for _ in range(1000):
            if true():
                return
            wait(0.005)
        raise AssertionError("it did not happen")

    def kinds(self) -> list[str]:
        return [x.kind for x in self.journal.entries]

    def quantities(self) -> list[Decimal]:
        return [x.quantity for x in self.vm.basket.basket.lines]


@dataclass
class DeskScreen(Behind):
    vm: DeskViewModel = field(init=False)
    rings: list[None] = field(default_factory=list)
    printed: list[HandOverDone] = field(default_factory=list)

    def enter(self) -> None:
        self.session.who = PICKER
        self.vm._entered(PICKER)


@pytest.fixture
def behind(ui_app: UiApp) -> Iterator[Behind]:
    floor = Floor()
    floor.replica.people = [CASHIER, MANAGER, PICKER]
    floor.replica.products["bananas"] = BANANAS
    figure("S1", "BAN-1", 10, floor.replica)
    journal = SlowJournal(floor.clock, "T1")
    journal.listeners.append(floor.replica.fold)
    bridge = Bridge()
    worker = Worker(bridge, "test-work")
    pins = ThreadPoolExecutor(1, "test-pins")
    paper, office = FakePrinterPort(), FakeOffice(floor.clock.now)
    yield Behind(floor, journal, paper, bridge, worker, Session(worker), pins, office)
    pins.shutdown()
    worker.close()
    bridge.close()


@pytest.fixture
def till(behind: Behind, tmp_path: Path) -> Iterator[TillScreen]:
    screen = TillScreen(**{name: getattr(behind, name) for name in Behind.__dataclass_fields__})
    screen.session.attach(screen.services())
    front = FrontViewModel(screen.session, "till", screen.enrol())
    front.attach(screen.sign_in())
    screen.vm = TillViewModel(screen.session, front)
    screen.counter = make_counter(screen.services(), verify)
    paper = PrintReceipt(screen.paper, lambda receipt, language: receipt.number.encode())
    work = DoneWork(
        screen.session,
        screen.counter,
        paper,
        lambda sheet, name: screen.paper.print(b"Z", name=name),
    )
    screen.book = FakeBook(lambda: tuple(screen.journal.entries))
    reader = Reader(screen.book, screen.worker, tmp_path / "exports")
    screen.vm.attach(screen.counter, screen.sign_in(), work, reader)
    yield screen
    reader.close()


@pytest.fixture
def selling(till: TillScreen) -> TillScreen:
    """Anna is signed in and her shift is open."""
    till.enter()
    return till


@pytest.fixture
def desk(behind: Behind) -> DeskScreen:
    screen = DeskScreen(**{name: getattr(behind, name) for name in Behind.__dataclass_fields__})
    screen.session.attach(screen.services())
    front = FrontViewModel(screen.session, "desk", screen.enrol())
    front.attach(screen.sign_in())
    screen.vm = DeskViewModel(screen.session, front, lambda: screen.rings.append(None))
    counter = make_counter(screen.services(), verify)
    floor = screen.floor
    floor.journal = screen.journal
    work = DeskWork(floor_desk(screen), counter.hand_over, screen.printed.append)
    screen.vm.attach(work, floor.read_slip, screen.sign_in())
    return screen


def floor_desk(screen: Behind) -> PickDesk:
    return PickDesk(screen.journal, screen.floor.replica)


def rows(model: object) -> tuple[Any, ...]:
    """A list as QML gets it, but in Python."""
    assert isinstance(model, RowModel)
    return model.rows


def _nothing() -> None:
    """Nobody waits for it."""
