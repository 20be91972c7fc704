"""The store of the stories: real central on a socket, a cable to pull, terminals around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from endcap.demo.cable import Cable
from shop.domain.effects import stock_deltas
from shop.domain.facts import Recorded
from shop.domain.order import Order, Paid
from shop.domain.order_code import new_order_code
from sync.central import enrolment, exceptions, orders, summary
from sync.central.core import Central
from sync.protocol.messages import PlaceOrder
from tests.central_server import serving
from tests.fakes.terminals import wait_until
from tests.flows.corner_shop import HERE, ON_HAND
from tests.flows.people import PATIENCE, Desk, Face, Kiosk, Till

F = TypeVar("F", bound=Face)


@dataclass
class FlowStore:
    central: Central
    cable: Cable
    folder: Path
    faces: list[Face] = field(default_factory=list)

    def till(self, name: str = "till-1") -> Till:
        return self._face(Till, "till", name)

    def kiosk(self, name: str = "kiosk-1") -> Kiosk:
        return self._face(Kiosk, "kiosk", name)

    def desk(self) -> Desk:
        return self._face(Desk, "desk", "desk")

    def close(self) -> None:
        for face in self.faces:
            face.close()

    def _face(self, kind: type[F], face: str, name: str) -> F:
        made = kind(self.folder / name, self.cable.url)
        code = enrolment.new_code(self.central, store=HERE, face=face, name=name)
        made.join(code, face)
        self.faces.append(made)
        return made

    def web_order(self, *skus: str) -> Order:
        """The web shop sells for pickup here; paid online."""
        lines = tuple((sku, Decimal(count)) for sku, count in Counter(skus).items())
        wish = PlaceOrder(
            new_order_code(), HERE, "Grace", "0307654321", "en", Paid.ONLINE.value, lines, "web"
        )
        return orders.place(self.central, wish).order

    # -- the line to central ---------------------------------------------------------------

    def cut(self) -> None:
        """Returns when every terminal has noticed."""
        self.cable.cut()
        wait_until(lambda: not any(face.online for face in self.faces), PATIENCE)

    def mend(self) -> None:
        """Returns when nothing waits any more and every replica has heard of everything."""
        self.cable.mend()
        self.settle()

    def settle(self) -> None:
        wait_until(lambda: all(face.in_step for face in self.faces), 60)
        wait_until(lambda: not self.stock_trouble(), PATIENCE)

    # -- the evening's questions -----------------------------------------------------------

    def order(self, code: str) -> Order:
        found = orders.find(self.central, code)
        assert found is not None
        return found

    def exceptions(self) -> list[str]:
        with self.central.database.read() as connection:
            return [f"{x.cause} {x.subject} {x.evidence}" for x in exceptions.listed(connection)]

    def made(self) -> list[Recorded]:
        return [x for face in self.faces for x in face.terminal.journal.reads.after(0)]

    def ledger_trouble(self) -> list[str]:
        """I2, I3: what every journal holds is in the ledger once, in order, none held."""
        wrong = []
        for face in self.faces:
            name = face.terminal.identity.terminal
            ours = [x.entry for x in face.terminal.journal.reads.after(0)]
            ledger = summary.entries(self.central, name, 0, 5000)
            if [x.entry for x in ledger] != ours:
                wrong.append(f"{name}: made {len(ours)}, in the ledger {len(ledger)}")
            wrong += [f"{name}/{x.seq} is held: {x.held}" for x in ledger if x.held]
        return wrong

    def stock_trouble(self) -> list[str]:
        """I6: opening + Σ deltas at central, and the same shown by every terminal."""
        on_hand = {sku: Decimal(count) for sku, count in ON_HAND.items()}
        for recorded in self.made():
            for delta in stock_deltas(recorded.fact):
                on_hand[delta.sku] += delta.quantity
        wrong = []
        for row in summary.stock_of(self.central, HERE):
            if row.on_hand != on_hand[row.sku]:
                wrong.append(f"{row.sku}: central {row.on_hand}, the facts {on_hand[row.sku]}")
            for face in self.faces:
                shown = face.terminal.replica.stock(row.sku)[HERE]
                if (shown.on_hand, shown.held) != (row.on_hand, row.held):
                    wrong.append(f"{face.folder.name} shows {shown}, central has {row}")
        return wrong

    def held(self) -> dict[str, Decimal]:
        """What orders still hold, by SKU."""
        rows = summary.stock_of(self.central, HERE)
        return {row.sku: row.held for row in rows if row.held}


@contextmanager
def flow_store(central: Central, folder: Path, kind: type[Cable] = Cable) -> Iterator[FlowStore]:
    with ExitStack() as stack:
        address = urlsplit(stack.enter_context(serving(central)))
        assert address.hostname is not None
        assert address.port is not None
        cable = stack.enter_context(kind((address.hostname, address.port)))
        store = FlowStore(central, cable, folder)
        stack.callback(store.close)
        yield store
