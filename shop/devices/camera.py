"""Room: shop/devices. A camera as a scanner: frames in one plain thread, codes out by callback.

Callbacks run in the camera's thread; a screen hands them on through its own bridge.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shop.devices.frames import CameraLost, open_frames
from shop.devices.live import LiveDecoder
from shop.domain.codes import ScannedCode

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

__all__ = ["CameraLost", "CameraSource"]


class CameraSource:
    """Reads codes from a device number, a video file, a picture or a folder of pictures.

    `on_code` gets each code once while it stays in view; `on_frame` each BGR frame (do not keep or
    change it); `on_fault` the reason when the source ends or fails, "" for a plain end.
    """

    def __init__(
        self,
        source: int | str | Path,
        on_code: Callable[[ScannedCode], None],
        *,
        on_frame: "Callable[[Picture], None] | None" = None,
        on_fault: Callable[[str], None] | None = None,
        known: Callable[[int], bool] | None = None,
        fps: float = 30.0,
        loop: bool = False,
        name: str = "camera",
    ) -> None:
        self._source, self._fps, self._loop, self._name = source, fps, loop, name
        self._on_code, self._on_frame, self._on_fault = on_code, on_frame, on_fault
        self._decoder = LiveDecoder(known)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin; a second start while running does nothing."""
        if self.running:
            return
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name=f"{self._name}-source", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """End and join. Safe to call twice, and from a callback (which then does not join)."""
        self._stop.set()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)
            self._thread = None if not thread.is_alive() else thread

    def _run(self) -> None:
        try:
            frames = open_frames(self._source, fps=self._fps, loop=self._loop)
        except OSError as fault:
            self._report(str(fault))
            return
        try:
            for frame in frames:
                if self._stop.is_set():
                    return
                self._look(frame)
            self._report("")
        except CameraLost as fault:
            self._report(str(fault))
        finally:
            frames.close()

    def _look(self, frame: "Picture") -> None:
        if self._on_frame is not None:
            self._on_frame(frame)
        decoded = self._decoder.feed(frame, time.monotonic())
        if decoded is not None and not self._stop.is_set():
            self._on_code(decoded.as_scan(self._name))

    def _report(self, reason: str) -> None:
        if self._on_fault is not None and not self._stop.is_set():
            self._on_fault(reason)
