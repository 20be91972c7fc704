"""Room: pos. What the apps of till and desk do alike: a window first, the terminal behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtQuick import QQuickWindow

from pos.session import Session
from pos.viewmodels.enrol import JoinStoreViewModel
from pos.viewmodels.front import FrontViewModel
from sync.local.door import Door, read_door
from ui.bridge import Bridge
from ui.first_frame import after_frame
from ui.startup import UiApp, start_app
from ui.worker import Worker

if TYPE_CHECKING:
    from pos.opening import Opened
    from shop.actions.sign_in import SignIn
    from shop.domain.codes import ScannedCode
    from shop.errors import EndcapError
    from ui.face import FaceOptions


class FaceApp(ABC):
    """One face in one process. A face says which QML, which work and what it listens to.

    The names at the door and the window come first, and everything else behind their first
    frame: what is imported for selling costs more than the files it opens.
    """

    face = ""
    window: QQuickWindow
    sign_in: SignIn

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
        self.front = FrontViewModel(self.session, self.face, self.enrolling, ui.app)
        self._opened: Opened | None = None
        self._ready = False
        self._silence: Callable[[], None] = lambda: None
        self._door = self.pins.submit(read_door, options.data)  # while the window is made
        self.build()
        ui.on_stop(self._close)

    # -- what a face fills in --------------------------------------------------------------

    @abstractmethod
    def build(self) -> None:
        """Show the window."""

    @abstractmethod
    def listen(self) -> None:
        """To what the drivers tell of this face's work, on the bridge."""

    @abstractmethod
    def attach(self, opened: Opened) -> None:
        """The terminal is open and people sign in: make what they will work with."""

    @abstractmethod
    def scanned(self, code: ScannedCode) -> None: ...

    @abstractmethod
    def refresh(self) -> None:
        """Everything shown may have changed."""

    # -- what all do -----------------------------------------------------------------------

    def show(self, qml: Path) -> None:
        self.window = window = self.ui.load(qml, {"vm": self.front})
        screen = self.options.settings.screen
        window.resize(screen.width or 1280, screen.height or 800)
        if screen.full_screen:
            window.showFullScreen()

    def start(self) -> None:
        """Enrol by the given code, ask for one, or open what is enrolled."""
        self.worker.hop(self._door, self._seen)

    def _seen(self, door: Door | None) -> None:
        if door is not None:
            self.front.show_door(door)
        if self.options.enrol_code:
            failed = self._ask_code if door is None else self._not_anew
            self.worker.ask(self._join_by_option, lambda _: self.open(), failed)
        elif door is not None:
            after_frame(self.window, self.open)
        else:
            self.front.go("enrol")

    def open(self) -> None:
        self.worker.ask(self._open, self._attach, self.front.stop)

    def _open(self) -> Opened:
        from pos.opening import open_services

        return open_services(self.options, self.face, self.bridge)

    def _attach(self, opened: Opened) -> None:
        self._opened = opened
        self._listen_to_drivers()
        self.session.attach(opened.services)
        self._with_store()
        # Screens first: the line to central and the printer's driver come behind them.
        self.worker.ask(lambda: opened.connect(self.bridge), self.front.status.show_link)
        self.worker.ask(
            lambda: opened.open_printer(self.options, self.bridge), lambda _: None, self.no_printer
        )
        self._listen()

    def _with_store(self) -> None:
        """A new terminal has nothing to sell until its first snapshot is in place."""
        if self._opened is None:
            return
        try:
            self._opened.services.replica.settings()
        except LookupError:
            self.front.go("waiting")
            return
        if self._ready:
            self.refresh()
        else:
            self._ready = True
            self._admit(self._opened)
            self.attach(self._opened)

    def _admit(self, opened: Opened) -> None:
        from shop.actions.sign_in import SignIn

        services = opened.services
        self.sign_in = SignIn(
            services.journal, services.replica, services.pins, services.clock, self.pins
        )
        self.front.attach(self.sign_in)

    def _listen_to_drivers(self) -> None:
        from pos.events import PrinterChanged
        from sync.agent.events import LinkChanged, ReplicaReplaced

        on, status = self.bridge.on, self.front.status
        on(ReplicaReplaced, lambda _: self._with_store())
        on(LinkChanged, lambda event: status.show_link(event.state))
        on(PrinterChanged, lambda event: status.show_printer(event.state))
        self.listen()

    def _listen(self) -> None:
        """To the scanners: one beside the keyboard, one on a serial line."""
        from ui.serial_line import SerialLine
        from ui.wedge_filter import WedgeFilter, wedge_settings

        scanner = self.options.settings.scanner
        wedge = WedgeFilter(wedge_settings(scanner), parent=self.ui.app)
        wedge.scanned.connect(self.scanned)
        self.ui.app.installEventFilter(wedge)
        serial = SerialLine(self.bridge, self.scanned)
        self._silence = serial.stop
        self.worker.ask(lambda: serial.start(scanner.serial), lambda _: None)

    def no_printer(self, error: EndcapError) -> None:
        """Selling goes on; the status line says what is wrong with the printer."""
        from pos.events import PrinterChanged
        from shop.ports import PrinterState

        self.bridge.post(PrinterChanged(PrinterState("unknown")))

    def _join(self, url: str, code: str) -> None:
        from pos.opening import join

        join(self.options, self.face, url, code)

    def _join_by_option(self) -> None:
        from pos.opening import join_by_option

        join_by_option(self.options, self.face)

    def _not_anew(self, error: EndcapError) -> None:
        """It is what it was, and goes on; whoever gave it the code is told why."""
        from ui.sentences import sentence

        said = sentence(error)
        self.front.signIn.notice(said.text, said.advice)
        self.open()

    def _ask_code(self, error: EndcapError) -> None:
        self.front.go("enrol")
        self.enrolling.refused(error)

    def _close(self) -> None:
        self.pins.shutdown(wait=True, cancel_futures=True)
        self.worker.close()
        self._silence()
        if self._opened is not None:
            self._opened.close()
        self.bridge.close()


def run_face(kind: type[FaceApp], options: FaceOptions) -> int:
    from ui.theme import read_theme

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
