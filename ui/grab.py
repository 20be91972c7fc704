"""Room: ui. Pictures of screens: renders QML at a size, language and theme to PNG, offscreen.

`Camera` serves `make shots`, the gallery and tests; nothing here is used in a shop.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow

from ui import i18n
from ui.host import Host
from ui.startup import UiApp, start_app

SETTLE_STEP_S = 0.04
SETTLE_MAX_S = 3.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a screen is to be shown. Motion is off by default, so that pictures repeat."""

    width: int = 1080
    height: int = 1920
    language: str = "en"
    profile: str = "kiosk"
    dark: bool = False
    text_scale: float = 1.0
    high_contrast: bool = False
    low_reach: bool = False
    reduced_motion: bool = True

    def apply(self, host: Host) -> None:
        host.profile = self.profile
        host.dark = self.dark
        host.textScale = self.text_scale
        host.highContrast = self.high_contrast
        host.lowReach = self.low_reach
        host.reducedMotion = self.reduced_motion
        if i18n.current() != self.language:
            i18n.set_language(self.language)


def wait(seconds: float) -> None:
    """Let Qt work for a while on this, the GUI, thread."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.002)


def settled(window: QQuickWindow) -> QImage:
    """The window's picture once two in a row are equal (pictures loaded, motion over)."""
    before = window.grabWindow()
    until = time.monotonic() + SETTLE_MAX_S
    while time.monotonic() < until:
        wait(SETTLE_STEP_S)
        after = window.grabWindow()
        if after == before:
            break
        before = after
    return before


def save(window: QQuickWindow, out: Path) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    if not settled(window).save(str(out)):
        raise OSError(f"cannot write {out}")
    return out


class Camera:
    """One engine, many pictures. `with Camera() as camera: camera.shoot(qml, out, look)`."""

    def __init__(self) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.ui: UiApp = start_app("endcap-shots")

    def __enter__(self) -> Camera:
        return self

    def __exit__(self, *_: object) -> None:
        self.ui.stop()

    def shoot(
        self, qml: Path, out: Path, look: Look, properties: Mapping[str, Any] | None = None
    ) -> Path:
        """Render one QML file, whose root is an AppWindow, with these required properties."""
        look.apply(self.ui.host)
        window = self.ui.load(qml, properties)
        try:
            window.resize(look.width, look.height)
            return save(window, out)
        finally:
            window.close()
            window.deleteLater()
            wait(0.005)
