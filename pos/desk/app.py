"""Room: pos. The desk's composition root: which view-models, which window, which actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos.desk.viewmodels.desk import DeskViewModel
from pos.desk.viewmodels.order import DeskWork
from pos.events import PrinterChanged
from pos.face_app import FaceApp, run_face
from shop.domain.codes import ScannedCode
from shop.errors import EndcapError
from shop.ports import LinkState
from sync.agent.events import LinkChanged, OrdersChanged, SettingsChanged
from ui.face import FaceOptions
from ui.sounds import Sounds

if TYPE_CHECKING:
    from pos.opening import Opened
    from shop.actions.hand_over import HandOverDone

MAIN = Path(__file__).resolve().parent / "qml" / "Main.qml"


class DeskApp(FaceApp):
    face = "desk"
    vm: DeskViewModel

    def build(self) -> None:
        sounds = Sounds()
        self.ui.on_stop(sounds.close)
        self.vm = DeskViewModel(
            self.session, self.enrolling, lambda: sounds.play("order"), self.ui.app
        )
        self.show(MAIN, self.vm)
        on, vm = self.bridge.on, self.vm
        on(LinkChanged, lambda event: vm.status.show_link(event.state))
        on(PrinterChanged, lambda event: vm.status.show_printer(event.state))
        on(OrdersChanged, lambda _: vm.refresh())
        on(SettingsChanged, lambda _: vm.refresh())

    def attach(self, opened: Opened) -> None:
        from shop.actions.hand_over import HandOver
        from shop.actions.picking import PickDesk
        from shop.actions.price_basket import PriceBasket
        from shop.actions.print_receipt import PrintReceipt
        from shop.actions.read_slip import ReadSlip
        from shop.actions.receipt_maker import ReceiptMaker
        from shop.actions.sign_in import SignIn
        from sync.local.keys import verify
        from ui.i18n import current

        services = opened.services
        journal, replica = services.journal, services.replica
        paper = PrintReceipt(services.printer, opened.printer.render)
        receipts = ReceiptMaker(replica, services.signer)
        price = PriceBasket(replica, services.clock, "till")

        def print_done(done: HandOverDone) -> None:
            language = current()
            self.worker.ask(lambda: paper(done.receipt, language), lambda _: None)

        work = DeskWork(
            PickDesk(journal, replica), HandOver(journal, replica, price, receipts), print_done
        )
        sign_in = SignIn(journal, replica, services.pins, services.clock, self.pins)
        self.vm.attach(sign_in, work, ReadSlip(replica, verify, services.clock))

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
    return run_face(DeskApp, options)
