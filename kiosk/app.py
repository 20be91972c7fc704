"""Room: kiosk. The composition root: a window first, then the terminal behind it.

Nothing that talks to disks, cameras or central is imported before the first frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from kiosk.viewmodels.scan import CameraMaker, CameraPort
from kiosk.window import KioskWindow
from shop.domain.readings import ScannedCode
from shop.errors import EndcapError
from shop.settings import CameraSettings
from sync.local.clock import clock_from_environment
from ui.face import FaceOptions
from ui.sentences import sentence
from ui.startup import UiApp, start_app
from ui.theme import read_theme

if TYPE_CHECKING:
    from kiosk.following import Following
    from kiosk.terminal import Opened


def run(options: FaceOptions) -> int:
    screen = options.settings.screen
    ui = start_app(
        "endcap-kiosk",
        profile="kiosk",
        language=screen.language,
        theme=read_theme(screen.theme),
        dark=screen.dark,
    )
    kiosk = KioskApp(ui, options)
    ui.on_stop(kiosk.stop)
    if options.robot:
        from ui.robot import Robot

        robot = Robot(ui, options.robot)
        robot.start()
        ui.on_stop(robot.stop)
    # After the event loop has begun, so that the attract screen is painted first.
    QTimer.singleShot(0, kiosk.start)
    return ui.run()


class KioskApp:
    def __init__(self, ui: UiApp, options: FaceOptions) -> None:
        self._options = options
        self._clock = clock_from_environment()
        self._opened: Opened | None = None
        self._following: Following | None = None
        self.kiosk = KioskWindow(
            ui,
            self._clock,
            options.settings,
            self._join,
            camera_maker(options.settings.camera, self._sold_here),
        )
        self.kiosk.vm.enrol.enrolled.connect(self._open)

    def start(self) -> None:
        """Open what is enrolled, enrol by the given code, or ask for one."""
        options = self._options

        def enrolled() -> bool:
            from kiosk.terminal import is_enrolled, join_by_option

            if options.enrol_code:
                join_by_option(options)
            return is_enrolled(options)

        self.kiosk.session.ask(enrolled, self._begin, self._not_enrolled)

    def stop(self) -> None:
        self.kiosk.stop()
        if self._opened is not None:
            self._opened.terminal.close()

    def _begin(self, enrolled: bool) -> None:
        if enrolled:
            self._open()
        else:
            self.kiosk.vm.show_enrolment()

    def _not_enrolled(self, error: EndcapError) -> None:
        self.kiosk.vm.show_enrolment()
        self.kiosk.vm.enrol.refused(error)

    def _open(self) -> None:
        def work() -> Opened:
            from kiosk.terminal import open_kiosk

            return open_kiosk(self._options, self._clock, self.kiosk.bridge)

        self.kiosk.session.ask(work, self._attach, self._cannot_serve)

    def _attach(self, opened: Opened) -> None:
        from kiosk.following import Following

        self._opened = opened
        self._following = Following(self.kiosk, opened)
        opened.terminal.start()
        self.kiosk.serial.start(self._options.settings.scanner.serial)

    def _sold_here(self, gtin: int) -> bool:
        """On the camera's thread: a number of our catalogue needs no second frame to agree."""
        opened = self._opened
        return opened is not None and opened.services.replica.find(gtin) is not None

    def _cannot_serve(self, error: EndcapError) -> None:
        said = sentence(error)
        self.kiosk.vm.show_trouble(f"{said.text} {said.advice}")

    def _join(self, url: str, code: str) -> None:
        from kiosk.terminal import join

        join(self._options, url, code)


def camera_maker(
    settings: CameraSettings, known: Callable[[int], bool] | None = None
) -> CameraMaker | None:
    """None when this kiosk has no camera; a folder or video plays round and round."""
    if not settings.source:
        return None

    def make(
        on_code: Callable[[ScannedCode], None],
        on_frame: Callable[[Any], None],
        on_fault: Callable[[str], None],
    ) -> CameraPort:
        from shop.devices.camera import CameraSource

        return CameraSource(
            settings.source,
            on_code,
            on_frame=on_frame,
            on_fault=on_fault,
            known=known,
            fps=settings.frames_per_second,
            loop=True,
        )

    return make
