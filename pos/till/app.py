"""Room: pos. The till's composition root: which drivers, which view-models, which window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtQuick import QQuickWindow

from pos.session import Session
from pos.till.viewmodels.till import TillViewModel
from pos.viewmodels.enrol import EnrolViewModel
from shop.domain.codes import ScannedCode
from shop.errors import EndcapError
from sync.agent.events import (
    CatalogueChanged,
    LinkChanged,
    OrdersChanged,
    ReplicaReplaced,
    SettingsChanged,
)
from ui.bridge import Bridge
from ui.face import FaceOptions
from ui.startup import UiApp, start_app
from ui.wedge_filter import WedgeFilter
from ui.worker import Worker

if TYPE_CHECKING:
    from pos.opening import Opened

QML = Path(__file__).resolve().parent / "qml"


class TillApp:
    """One till in one process: the window first, the terminal behind it as soon as it is open."""

    def __init__(self, ui: UiApp, options: FaceOptions) -> None:
        self._ui = ui
        self._options = options
        self._bridge = Bridge(ui.app)
        self._worker = Worker(self._bridge, "till-work")
        self._pins = ThreadPoolExecutor(1, "till-pins")
        self._opened: Opened | None = None
        self.session = Session(self._worker)
        enrolling = EnrolViewModel(
            self._worker, options.settings.central.url, self._join, self.open, ui.app
        )
        self.vm = TillViewModel(self.session, enrolling, ui.app)
        self.window = self._show()
        self.wedge = WedgeFilter(parent=ui.app)
        self.wedge.scanned.connect(self._scanned)
        ui.app.installEventFilter(self.wedge)
        self._follow()
        ui.on_stop(self._close)

    def _show(self) -> QQuickWindow:
        window = self._ui.load(QML / "Main.qml", {"vm": self.vm})
        screen = self._options.settings.screen
        window.resize(screen.width or 1280, screen.height or 800)
        if screen.full_screen:
            window.showFullScreen()
        return window

    # -- opening ---------------------------------------------------------------------------

    def start(self) -> None:
        """Enrol by the given code, ask for one, or open what is enrolled."""
        from pos.opening import is_enrolled

        if is_enrolled(self._options):
            self.open()
        elif self._options.enrol_code:
            url, code = self._options.settings.central.url, self._options.enrol_code
            self._worker.ask(lambda: self._join(url, code), lambda _: self.open(), self._ask_code)
        else:
            self.vm.ask_to_enrol()

    def open(self) -> None:
        from pos.opening import open_services

        self._worker.ask(
            lambda: open_services(self._options, self._bridge), self._attach, self.vm.stop
        )

    def _join(self, url: str, code: str) -> None:
        from pos.opening import join

        join(self._options, "till", url, code)

    def _ask_code(self, error: EndcapError) -> None:
        self.vm.ask_to_enrol()
        self.vm.enrol.refused(error)

    def _attach(self, opened: Opened) -> None:
        from pos.till.counter import make_counter
        from pos.till.done_work import DoneWork
        from shop.actions.print_receipt import PrintReceipt
        from shop.actions.sign_in import SignIn
        from sync.local.keys import verify

        self._opened = opened
        services = opened.services
        self.session.attach(services)
        counter = make_counter(services, verify)
        paper = PrintReceipt(services.printer, opened.printer.render)
        work = DoneWork(self.session, counter, paper, opened.printer.encoder.encode)
        sign_in = SignIn(
            services.journal, services.replica, services.pins, services.clock, self._pins
        )
        opened.terminal.start()
        self.vm.show_link(opened.terminal.agent.link())
        self.vm.attach(counter, sign_in, work)

    # -- what comes from elsewhere ---------------------------------------------------------

    def _follow(self) -> None:
        on = self._bridge.on
        on(LinkChanged, lambda event: self.vm.show_link(event.state))
        on(OrdersChanged, lambda _: self.vm.pickup.refresh())
        on(CatalogueChanged, lambda _: self.vm.basket.refresh())
        on(SettingsChanged, lambda _: self.vm.refresh())
        on(ReplicaReplaced, lambda _: self.vm.refresh())

    def _scanned(self, code: ScannedCode) -> None:
        self.vm.scanned(code)

    def _close(self) -> None:
        self._pins.shutdown(wait=True, cancel_futures=True)
        self._worker.close()
        if self._opened is not None:
            self._opened.close()
        self._bridge.close()


def run(options: FaceOptions) -> int:
    screen = options.settings.screen
    ui = start_app("endcap-till", profile="till", language=screen.language, dark=screen.dark)
    till = TillApp(ui, options)
    if options.robot:
        from ui.robot import Robot

        robot = Robot(ui, options.robot)
        robot.start()
        ui.on_stop(robot.stop)
    till.start()
    return ui.run()
