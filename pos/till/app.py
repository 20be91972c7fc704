"""Room: pos. The till's composition root: which view-models, which window, which actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos.events import PrinterChanged
from pos.face_app import FaceApp, run_face
from pos.till.viewmodels.till import TillViewModel
from shop.domain.codes import ScannedCode
from shop.errors import EndcapError
from shop.ports import LinkState
from sync.agent.events import (
    CatalogueChanged,
    LinkChanged,
    OrdersChanged,
    SettingsChanged,
)
from ui.face import FaceOptions

if TYPE_CHECKING:
    from pos.opening import Opened

MAIN = Path(__file__).resolve().parent / "qml" / "Main.qml"


class TillApp(FaceApp):
    face = "till"
    vm: TillViewModel

    def build(self) -> None:
        self.vm = TillViewModel(self.session, self.enrolling, self.ui.app)
        self.show(MAIN, self.vm)
        on, vm = self.bridge.on, self.vm
        on(LinkChanged, lambda event: vm.status.show_link(event.state))
        on(PrinterChanged, lambda event: vm.status.show_printer(event.state))
        on(OrdersChanged, lambda _: vm.pickup.refresh())
        on(CatalogueChanged, lambda _: vm.basket.refresh())
        on(SettingsChanged, lambda _: vm.refresh())

    def attach(self, opened: Opened) -> None:
        from pos.till.counter import make_counter
        from pos.till.done_work import DoneWork
        from shop.actions.print_receipt import PrintReceipt
        from shop.actions.sign_in import SignIn
        from sync.local.keys import verify

        services = opened.services
        counter = make_counter(services, verify)
        paper = PrintReceipt(services.printer, opened.printer.render)
        work = DoneWork(self.session, counter, paper, opened.printer.print_paper)
        sign_in = SignIn(
            services.journal, services.replica, services.pins, services.clock, self.pins
        )
        self.vm.attach(counter, sign_in, work)

    def scanned(self, code: object) -> None:
        assert isinstance(code, ScannedCode)
        self.vm.scanned(code)

    def stopped(self, error: EndcapError) -> None:
        self.vm.stop(error)

    def ask_to_enrol(self) -> None:
        self.vm.ask_to_enrol()

    def wait_for_store(self) -> None:
        self.vm.wait_for_store()

    def linked(self, state: LinkState) -> None:
        self.vm.status.show_link(state)

    def refresh(self) -> None:
        self.vm.refresh()


def run(options: FaceOptions) -> int:
    return run_face(TillApp, options)
