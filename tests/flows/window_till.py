"""A till in a process and a window of its own, played by its robot; central and printer real."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from endcap.demo.check import DayCheck, check_day, journal_of, opening_stock, wait_in_step
from endcap.demo.day import CASHIER, CASHIER_PIN, gtin_of
from endcap.demo.escpos_stream import read_stream
from endcap.demo.store import DemoStore, FacePlan
from shop.actions.last_sale import _NOTE as CONFIRMED
from shop.domain.facts import Recorded, Sale
from sync.local.connections import connect
from sync.local.notes import read_note
from ui.robot_client import RobotClient

PLAN = FacePlan("till", "till", "Till 1", "1280x800")


@dataclass
class WindowTill:
    store: DemoStore
    opening: object = None

    def start(self) -> None:
        self.store.start_face(PLAN)

    @property
    def robot(self) -> RobotClient:
        return self.store.robots["till"]

    def sign_in(self, note: str = "") -> None:
        """`note` is what must be told on the page meanwhile."""
        self.robot.do("look", name=f"staff_{CASHIER}", timeout=60)
        if note:
            self.robot.do("look", name="signInNotice", text=note, timeout=20)
        self.robot.do("click", name=f"staff_{CASHIER}")
        self.robot.do("type", text=CASHIER_PIN)
        self.robot.do("key", key="Return")
        self.robot.do("gone", name="staff", timeout=20)

    def open_shift(self) -> None:
        self.robot.do("look", name="openShift", timeout=20)
        self.robot.do("click", name="count_1000")
        self.robot.do("type", text="9")
        self.robot.do("key", key="F12")
        self.robot.do("look", name="emptyBasket")

    def scan(self, product: str) -> None:
        self.robot.do("scan", text=gtin_of(product))
        self.robot.do("look", name="basketLine")

    def begin_paying(self, given: str) -> None:
        self.robot.do("key", key="F12")
        self.robot.do("look", name="due")
        self.robot.do("type", text=given)

    def sell(self, product: str = "coffee-beans") -> None:
        self.scan(product)
        self.begin_paying("100")
        self.robot.do("key", key="Return")
        self.robot.do("look", name="doneTitle", text="Sale complete")

    def next_customer(self) -> None:
        self.robot.do("key", key="F12")
        self.robot.do("gone", name="doneTitle")
        self.robot.do("look", name="emptyBasket")

    def order_only(self, command: str, **arguments: object) -> None:
        """Ask, and do not wait for the answer: the process is about to die."""
        line = json.dumps({"do": command, **arguments}) + "\n"
        self.robot._socket.sendall(line.encode())

    def printed(self, sale: Recorded) -> int:
        """How often this sale's receipt came out of the printer."""
        assert isinstance(sale.fact, Sale)
        jobs = self.store.printer.jobs()
        return sum(sale.fact.receipt in read_stream(job).text for job in jobs)

    # -- what is on disk -------------------------------------------------------------------

    def facts(self) -> list[Recorded]:
        return list(journal_of(self.store.face_folder("till")))

    def sales(self) -> list[Recorded]:
        return [x for x in self.facts() if isinstance(x.fact, Sale)]

    def seen(self) -> str:
        """The entry whose end a person saw last, as the till noted it."""
        connection = connect(self.store.face_folder("till") / "journal.db", readonly=True)
        try:
            return read_note(connection, CONFIRMED) or ""
        finally:
            connection.close()

    def wait_sent(self) -> None:
        self.robot.do("look", name="linkPill", text="^Online$", timeout=30)

    def evening(self) -> DayCheck:
        """Everything sent, the process ended, the ledger compared."""
        self.wait_sent()
        wait_for(lambda: self._all_in_the_ledger(), 20)
        wait_in_step(self.store, ["till"])
        self.store.stop_faces()
        opening = self.opening
        assert isinstance(opening, dict)
        return check_day(self.store, ["till"], opening)

    def _all_in_the_ledger(self) -> bool:
        rows = self.store.ask("/v1/ledger/summary")
        return bool(sum(row["entries"] for row in rows) >= len(self.facts()))


@contextmanager
def new_store() -> Iterator[DemoStore]:
    """In a folder with a short name: a socket's path has room for a hundred letters."""
    with (
        tempfile.TemporaryDirectory(prefix="endcap-") as folder,
        DemoStore(Path(folder), offscreen=True) as store,
    ):
        yield store


def open_store(store: DemoStore) -> WindowTill:
    store.start_central()
    till = WindowTill(store, opening_stock(store))
    till.start()
    return till


def wait_for(true: Callable[[], object], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)
