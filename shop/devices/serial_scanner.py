"""Room: shop/devices. A scanner on a serial port (or its USB likeness), in one plain thread.

The port may vanish and come back: it is opened again every two seconds until `stop`.
"""

import threading
import time
from collections.abc import Callable
from typing import Protocol

from shop.devices.serial_frames import SerialFramer, SerialSettings
from shop.domain.codes import Refused, ScannedCode

_RETRY = 2.0
_WAIT = 0.05


class Port(Protocol):
    """What is used of `serial.Serial`: `read` waits at most a moment; both may raise OSError."""

    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


def open_port(name: str, baud: int) -> Port:
    import serial

    port: Port = serial.serial_for_url(name, baudrate=baud, timeout=_WAIT)
    return port


class SerialScanner:
    """Codes by callback, from its own thread. `on_fault` gets "" when the port is back."""

    def __init__(
        self,
        port: str,
        on_code: Callable[[ScannedCode], None],
        *,
        baud: int = 9600,
        settings: SerialSettings | None = None,
        on_refused: Callable[[Refused], None] | None = None,
        on_fault: Callable[[str], None] | None = None,
        opener: Callable[[str, int], Port] = open_port,
    ) -> None:
        self._port, self._baud, self._opener = port, baud, opener
        self._on_code, self._on_refused, self._on_fault = on_code, on_refused, on_fault
        self._framer = SerialFramer(settings)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._failing = False

    def start(self) -> None:
        """Begin; a second start while running does nothing."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="serial-scanner", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """End and join; safe to call twice."""
        self._stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                port = self._opener(self._port, self._baud)
            except OSError as fault:
                self._tell(str(fault))
                self._stop.wait(_RETRY)
                continue
            self._tell("")
            try:
                self._listen(port)
            except OSError as fault:
                self._tell(str(fault))
                self._stop.wait(_RETRY)
            finally:
                port.close()

    def _listen(self, port: Port) -> None:
        while not self._stop.is_set():
            data = port.read(256)
            now = time.monotonic()
            for found in self._framer.feed(data, now) if data else self._framer.tick(now):
                self._hand_on(found)

    def _hand_on(self, found: ScannedCode | Refused) -> None:
        if isinstance(found, ScannedCode):
            self._on_code(found)
        elif self._on_refused is not None:
            self._on_refused(found)

    def _tell(self, reason: str) -> None:
        """A fault is told once, and its end once."""
        if bool(reason) != self._failing and self._on_fault is not None:
            self._on_fault(reason)
        self._failing = bool(reason)
