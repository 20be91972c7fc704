"""The kiosk's camera asks the catalogue, so that one frame with a known number is enough."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import cv2

from kiosk.app import KioskApp, camera_maker
from shop.domain.codes import ScannedCode
from shop.settings import CameraSettings
from tests.unit.kiosk.conftest import Kiosk
from tests.unit.shop.devices.test_decode import EAN, drawn


def test_the_camera_asks_the_catalogue(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "1.png"), drawn(EAN))
    asked: list[int] = []
    codes: list[ScannedCode] = []
    frames: list[int] = []
    read = threading.Event()

    def known(gtin: int) -> bool:
        asked.append(gtin)
        return True

    def on_code(code: ScannedCode) -> None:
        codes.append(code)
        read.set()

    make = camera_maker(CameraSettings(source=str(tmp_path)), known)
    assert make is not None
    camera = make(on_code, lambda _: frames.append(1), lambda _: None)
    camera.start()
    assert read.wait(20)
    camera.stop()
    assert asked[0] == int(EAN)
    assert codes[0].text == EAN


def test_what_is_known_is_what_the_replica_has(kiosk: Kiosk) -> None:
    def sold(gtin: int, opened: object = SimpleNamespace(services=kiosk.services)) -> bool:
        return KioskApp._sold_here(cast(KioskApp, SimpleNamespace(_opened=opened)), gtin)

    assert sold(9520726000548)
    assert not sold(4006381333931)
    assert not sold(9520726000548, None)
