"""Room: pos. What the apps of till and desk do alike: a window first, the terminal behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickWindow

from pos.events import PrinterChanged
from pos.session import Session
from pos.viewmodels.enrol import JoinStoreViewModel
from shop.errors import EndcapError
from shop.ports import LinkState, PrinterState
from sync.agent.events import ReplicaReplaced
from ui.bridge import Bridge
from ui.face import FaceOptions
from ui.startup import UiApp, start_app
from ui.theme import read_theme
from ui.wedge_filter import WedgeFilter
from ui.worker import Worker

if TYPE_CHECKING:
    from pos.opening import Opened


class FaceApp(ABC):
    """One face in one process. A face says which view-model, which QML and what it listens to."""

    face = ""
    window: QQuickWindow

    def __init__(self, ui: UiApp, options: FaceOptions) -> None:
        self.ui = ui
        self.options = options
        self.bridge = Bridge(ui.app)
        self.worker = Worker(self.bridge, f"{self.face}-work")
        self.pins = ThreadPoolExecutor(1, f"{self.face}-pins")
        self.session = Session(self.worker)
        self.enrolling = JoinStoreViewModel(
            self.worker, options.settings.central.to_enrol, self._join, self.open, ui.app
        )
        self._opened: Opened | None = None
        self._ready = False
        self.build()
        self.bridge.on(ReplicaReplaced, lambda _: self._with_store())
        self.wedge = WedgeFilter(parent=ui.app)
        self.wedge.scanned.connect(self.scanned)
        ui.app.installEventFilter(self.wedge)
        ui.on_stop(self._close)

    # -- what a face fills in --------------------------------------------------------------

    @abstractmethod
    def build(self) -> None:
        """Make the view-model, show the window, listen to the bridge."""

    @abstractmethod
    def attach(self, opened: Opened) -> None:
        """The terminal is open: give the screens their actions."""

    @abstractmethod
    def scanned(self, code: object) -> None: ...

    @abstractmethod
    def stopped(self, error: EndcapError) -> None: ...

    @abstractmethod
    def ask_to_enrol(self) -> None: ...

    @abstractmethod
    def wait_for_store(self) -> None: ...

    @abstractmethod
    def linked(self, state: LinkState) -> None:
        """The agent has started; it tells of changes from now on."""

    @abstractmethod
    def refresh(self) -> None:
        """Everything shown may have changed."""

    # -- what all do -----------------------------------------------------------------------

    def show(self, qml: Path, vm: QObject) -> None:
        self.window = window = self.ui.load(qml, {"vm": vm})
        screen = self.options.settings.screen
        window.resize(screen.width or 1280, screen.height or 800)
        if screen.full_screen:
            window.showFullScreen()

    def start(self) -> None:
        """Enrol by the given code, ask for one, or open what is enrolled."""
        from pos.opening import is_enrolled

        if is_enrolled(self.options):
            self.open()
        elif self.options.enrol_code:
            url, code = self.options.settings.central.to_enrol, self.options.enrol_code
            self.worker.ask(lambda: self._join(url, code), lambda _: self.open(), self._ask_code)
        else:
            self.ask_to_enrol()

    def open(self) -> None:
        from pos.opening import open_services

        self.worker.ask(
            lambda: open_services(self.options, self.bridge), self._attach, self.stopped
        )

    def _attach(self, opened: Opened) -> None:
        self._opened = opened
        self.session.attach(opened.services)
        self._with_store()
        # Screens first: the line to central and the printer's driver come behind them.
        self.worker.ask(lambda: opened.connect(self.bridge), self.linked)
        self.worker.ask(
            lambda: opened.open_printer(self.options, self.bridge), lambda _: None, self.no_printer
        )

    def _with_store(self) -> None:
        """A new terminal has nothing to sell until its first snapshot is in place."""
        if self._opened is None:
            return
        try:
            self._opened.services.replica.settings()
        except LookupError:
            self.wait_for_store()
            return
        if self._ready:
            self.refresh()
        else:
            self._ready = True
            self.attach(self._opened)

    def no_printer(self, error: EndcapError) -> None:
        """Selling goes on; the status line says what is wrong with the printer."""
        self.bridge.post(PrinterChanged(PrinterState("unknown")))

    def _join(self, url: str, code: str) -> None:
        from pos.opening import join

        join(self.options, self.face, url, code)

    def _ask_code(self, error: EndcapError) -> None:
        self.ask_to_enrol()
        self.enrolling.refused(error)

    def _close(self) -> None:
        self.pins.shutdown(wait=True, cancel_futures=True)
        self.worker.close()
        if self._opened is not None:
            self._opened.close()
        self.bridge.close()


def run_face(kind: type[FaceApp], options: FaceOptions) -> int:
    screen = options.settings.screen
    name = f"endcap-{kind.face}"
    ui = start_app(
        name,
        profile="till",
        language=screen.language,
        theme=read_theme(screen.theme),
        dark=screen.dark,
    )
    face = kind(ui, options)
    if options.robot:
        from ui.robot import Robot

        robot = Robot(ui, options.robot)
        robot.start()
        ui.on_stop(robot.stop)
    face.start()
    return ui.run()
