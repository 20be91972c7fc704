"""Room: pos. The till's composition root: which view-models, which window, which actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos.face_app import FaceApp, run_face

if TYPE_CHECKING:
    from pos.opening import Opened
    from pos.till.loading import Loaded
    from pos.till.viewmodels.till import TillViewModel
    from shop.domain.codes import ScannedCode
    from ui.face import FaceOptions

MAIN = Path(__file__).resolve().parent / "qml" / "Main.qml"


class TillApp(FaceApp):
    """`vm` sells; it is made behind the sign-in screen."""

    face = "till"
    vm: TillViewModel | None = None

    def build(self) -> None:
        self.show(MAIN)

    def listen(self) -> None:
        from sync.agent.events import (
            CatalogueChanged,
            LinkChanged,
            OrdersChanged,
            SettingsChanged,
        )

        on = self.bridge.on
        on(LinkChanged, lambda _: self._link_changed())
        on(OrdersChanged, lambda _: self._orders_changed())
        on(CatalogueChanged, lambda _: self._catalogue_changed())
        on(SettingsChanged, lambda _: self.refresh())

    def attach(self, opened: Opened) -> None:
        from pos.till.loading import load

        self.worker.ask(lambda: load(self.session, opened, self.options.data), self._loaded)

    def _loaded(self, loaded: Loaded) -> None:
        from pos.till.viewmodels.till import TillViewModel

        self.vm = TillViewModel(self.session, self.front, self.ui.app)
        self.vm.attach(loaded.counter, self.sign_in, loaded.work, loaded.reader)
        self.ui.on_stop(loaded.reader.close)

    def _orders_changed(self) -> None:
        if self.vm is not None:
            self.vm.pickup.refresh()

    def _link_changed(self) -> None:
        if self.vm is not None and self.vm.panel == "receipts":
            self.vm.receipts.renew()

    def _catalogue_changed(self) -> None:
        if self.vm is not None:
            self.vm.basket.refresh()

    def scanned(self, code: ScannedCode) -> None:
        if self.vm is not None:
            self.window.update()  # the frame is on its way while the scan is worked out
            self.vm.scanned(code)

    def refresh(self) -> None:
        if self.vm is not None:
            self.vm.refresh()
        else:
            self.front.signIn.refresh()


def run(options: FaceOptions) -> int:
    return run_face(TillApp, options)
