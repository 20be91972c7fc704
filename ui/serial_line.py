"""Room: ui. A serial scanner beside the wedge: its codes reach the screen through the bridge."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shop.domain.readings import Refused, ScannedCode
from ui.bridge import Bridge

if TYPE_CHECKING:
    from shop.devices.serial_scanner import SerialScanner

_LOG = logging.getLogger("endcap.scanner")


@dataclass(frozen=True, slots=True)
class SerialScanned:
    code: ScannedCode


@dataclass(frozen=True, slots=True)
class SerialRefused:
    why: Refused


class SerialLine:
    """`start` loads the driver: call it after the first frame. `stop` ends its thread."""

    def __init__(
        self,
        bridge: Bridge,
        scanned: Callable[[ScannedCode], None],
        refused: Callable[[Refused], None] | None = None,
    ) -> None:
        self._bridge = bridge
        self._scanner: SerialScanner | None = None
        bridge.on(SerialScanned, lambda told: scanned(told.code))
        if refused is not None:
            bridge.on(SerialRefused, lambda told: refused(told.why))

    def start(self, device: str) -> None:
        """`device` is the settings' scanner.serial; "" means there is none."""
        if not device or self._scanner is not None:
            return
        from shop.devices.serial_scanner import SerialScanner

        self._scanner = SerialScanner(
            device,
            lambda code: self._bridge.post(SerialScanned(code)),
            on_refused=lambda why: self._bridge.post(SerialRefused(why)),
            on_fault=lambda reason: _LOG.info("serial scanner: %s", reason or "there again"),
        )
        self._scanner.start()

    def stop(self) -> None:
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            scanner.stop()
