"""Room: pos. The desk's composition root: which view-models, which window, which actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos.face_app import FaceApp, run_face
from ui.i18n import current

if TYPE_CHECKING:
    from pos.desk.loading import Loaded
    from pos.desk.viewmodels.desk import DeskViewModel
    from pos.opening import Opened
    from shop.actions.hand_over import HandOverDone
    from shop.domain.codes import ScannedCode
    from ui.face import FaceOptions

MAIN = Path(__file__).resolve().parent / "qml" / "Main.qml"


class DeskApp(FaceApp):
    """`vm` picks and hands over; it is made behind the sign-in screen."""

    face = "desk"
    vm: DeskViewModel | None = None
    _online = False

    def build(self) -> None:
        self.show(MAIN)

    def listen(self) -> None:
        from sync.agent.events import LinkChanged, OrdersChanged, SettingsChanged

        on = self.bridge.on
        on(OrdersChanged, lambda _: self.refresh())
        on(SettingsChanged, lambda _: self.refresh())
        on(LinkChanged, lambda event: self._line(event.state.online))

    def attach(self, opened: Opened) -> None:
        from pos.desk.loading import load

        self.worker.ask(lambda: load(opened), self._loaded)

    def _loaded(self, loaded: Loaded) -> None:
        from pos.desk.viewmodels.desk import DeskViewModel
        from pos.desk.viewmodels.order import DeskWork
        from ui.sounds import Sounds

        sounds = Sounds()
        self.ui.on_stop(sounds.close)

        def print_done(done: HandOverDone) -> None:
            language = current()
            self.worker.ask(lambda: loaded.to_paper(done.receipt, language), lambda _: None)

        work = DeskWork(loaded.picking, loaded.hand_over, print_done)
        self.vm = DeskViewModel(self.session, self.front, lambda: sounds.play("order"), self.ui.app)
        self.vm.attach(work, loaded.read_slip, self.sign_in)

    def scanned(self, code: ScannedCode) -> None:
        if self.vm is not None:
            self.vm.scanned(code)

    def _line(self, online: bool) -> None:
        """It came back: what the store has to settle may be another list by now."""
        if online and not self._online and self.vm is not None:
            self.vm.office.refresh()
        self._online = online

    def refresh(self) -> None:
        if self.vm is not None:
            self.vm.refresh()
        else:
            self.front.signIn.refresh()


def run(options: FaceOptions) -> int:
    return run_face(DeskApp, options)
