"""Room: kiosk. A kiosk with the sample shop behind it, held still for pictures and for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QMetaObject, QUrl
from PySide6.QtQuick import QQuickItem
from shiboken6 import isValid

from kiosk.sample_services import SampleClock, SampleDesk, sample_services
from kiosk.sample_shop import DEMO, NOON, sample_replica
from kiosk.window import KioskWindow
from shop.devices.camera import CameraSource
from shop.domain.readings import ScannedCode
from shop.errors import LinkDown
from shop.ports import LinkState
from shop.settings import Settings
from ui import i18n
from ui.grab import wait
from ui.startup import UiApp

SETTLE_S = 0.12
PICTURES_S = 8.0


@dataclass(frozen=True)
class Studio:
    """A kiosk with the sample shop behind it, and the strings to pull."""

    kiosk: KioskWindow
    desk: SampleDesk
    clock: SampleClock

    def settle(self) -> None:
        """Until every picture on the screen has come from its file."""
        until = monotonic() + PICTURES_S
        while monotonic() < until and any(_loading(item) for item in self.shown()):
            wait(SETTLE_S)

    def reset(self) -> None:
        """Back to the attract screen, online, at noon."""
        if self.desk.answer is not None and not self.desk.answer.done():
            self.desk.answer.set_exception(LinkDown("sample"))
            wait(SETTLE_S)
        self.desk.answer = None
        self.clock.passed = 0.0
        self.kiosk.vm.link.show(LinkState(True, NOON, 0, None))
        self._start_over()

    def scroll(self, name: str, y: float) -> None:
        """As far as the flickable goes."""
        for flick in self.named(name):
            room = flick.property("contentHeight") - flick.height()
            flick.setProperty("contentY", max(0.0, min(y, room)))
        wait(SETTLE_S)

    def press(self, name: str) -> None:
        for item in self.named(name):
            QMetaObject.invokeMethod(item, "click")
        wait(SETTLE_S)

    def named(self, name: str) -> list[QQuickItem]:
        return [item for item in self.shown() if item.objectName() == name]

    def shown(self) -> Iterator[QQuickItem]:
        """Every visible item, those of repeaters included."""
        left = [self.kiosk.window.contentItem()]
        while left:
            item = left.pop()
            if isValid(item) and item.isVisible():
                left.extend(item.childItems())
                yield item

    def _start_over(self) -> None:
        """As a shopper's end of visit, but the look the picture is for stays."""
        host, language = self.kiosk.ui.host, i18n.current()
        look = (host.textScale, host.highContrast, host.lowReach)
        self.kiosk.vm.startOver()
        host.textScale, host.highContrast, host.lowReach = look
        if i18n.current() != language:
            i18n.set_language(language)


@contextmanager
def studio(ui: UiApp, folder: Path, settings: Settings | None = None) -> Iterator[Studio]:
    """`folder` takes the replica file; it is made anew."""
    replica, clock = sample_replica(folder), SampleClock()
    kiosk = KioskWindow(ui, clock, settings or Settings(), _enrolled, _camera)
    services, desk = sample_services(replica, clock)
    kiosk.open_shop(services)
    try:
        yield Studio(kiosk, desk, clock)
    finally:
        kiosk.stop()
        replica.close()


def _camera(
    code: Callable[[ScannedCode], None],
    frame: Callable[[Any], None],
    fault: Callable[[str], None],
) -> CameraSource:
    """A "photograph" of the demo's shelves, held still before the camera; its code is not told."""
    pictures = DEMO / "shelf"
    return CameraSource(pictures, lambda _: None, on_frame=frame, on_fault=fault, loop=True)


def _loading(item: QQuickItem) -> bool:
    if not item.inherits("QQuickImage") or item.property("progress") == 1.0:
        return False
    source = item.property("source")
    return isinstance(source, QUrl) and source.isLocalFile()


def _enrolled(url: str, code: str) -> None:
    """Takes any code."""
