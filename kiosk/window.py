"""Room: kiosk. The kiosk's window with its view-models, whatever shop stands behind it.

app.py gives it a real terminal, shots.py and tests the sample shop.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.services import Services
from kiosk.viewmodels.enrol import Enrol, EnrolViewModel
from kiosk.viewmodels.kiosk import KioskViewModel
from kiosk.viewmodels.parts import make_parts
from kiosk.viewmodels.scan import CameraImages, CameraMaker, ScanViewModel
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.staff import StaffViewModel
from kiosk.viewmodels.visit import VisitViewModel
from shop.domain.readings import Refused, ScannedCode
from shop.ports import Clock, PinCheck
from shop.settings import Settings
from ui.bridge import Bridge
from ui.serial_line import SerialLine
from ui.startup import UiApp
from ui.wedge_filter import WedgeFilter, wedge_settings

QML = Path(__file__).resolve().parent / "qml" / "Main.qml"
PORTRAIT = (1080, 1920)


class KioskWindow:
    """Keep it alive while it shows; `stop` ends its threads. Everything on the GUI thread."""

    def __init__(
        self,
        ui: UiApp,
        clock: Clock,
        settings: Settings,
        enrol: Enrol,
        camera: CameraMaker | None = None,
    ) -> None:
        self.ui = ui
        self.bridge = Bridge()
        self.session = Session(self.bridge)
        images = CameraImages()
        ui.engine.addImageProvider("camera", images)
        self.vm = KioskViewModel(
            self.session,
            make_parts(
                self.session,
                ScanViewModel(self.bridge, images, camera),
                VisitViewModel(clock, settings.kiosk, ui.host),
                EnrolViewModel(self.session, settings.central.to_enrol, enrol),
                StaffViewModel(self.session, clock, settings.kiosk.staff_pin, pins),
            ),
            ui.host,
            settings.screen.language,
        )
        self.wedge = WedgeFilter(wedge_settings(settings.scanner), commands=False)
        self.wedge.scanned.connect(self.vm.scan_code)
        self.wedge.refused.connect(self._refused)
        self.serial = SerialLine(self.bridge, self.vm.scan_code, self._refused)
        self.window = self._load(settings)
        self.vm.staff.entered.connect(self.window.showNormal)
        ui.app.installEventFilter(self.wedge)

    def open_shop(self, services: Services) -> None:
        """From now on shoppers are served."""
        self.session.attach(services)
        self.vm.link.show(services.link())
        self.vm.opened()

    def stop(self) -> None:
        self.ui.app.removeEventFilter(self.wedge)
        self.serial.stop()
        self.vm.scan.stop()
        self.vm.visit.stop()
        self.session.close()
        self.bridge.close()

    def _load(self, settings: Settings) -> QQuickWindow:
        window = self.ui.load(QML, {"vm": self.vm, "visible": False})
        screen = settings.screen
        window.resize(*_size(screen.width, screen.height))
        if screen.full_screen:
            window.showFullScreen()
        else:
            window.show()
        return window

    def _refused(self, why: Refused) -> None:
        """A scanner sent something that is no code: say so, as for a code we do not know."""
        self.vm.scan_code(ScannedCode(why.text or why.code.value))


def pins() -> PinCheck:
    """Loaded with the first PIN that is typed."""
    from sync.local.pins import pin_matches

    return pin_matches


def _size(width: int, height: int) -> tuple[int, int]:
    """What the settings say, else portrait, as large as this screen allows."""
    if width and height:
        return width, height
    screen = QGuiApplication.primaryScreen()
    room = screen.availableGeometry() if screen else None
    if room is None or room.height() >= PORTRAIT[1]:
        return PORTRAIT
    return round(room.height() * PORTRAIT[0] / PORTRAIT[1]), room.height()
