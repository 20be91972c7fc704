"""Room: kiosk. The camera's live picture while the scan sheet is open, and what went wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from shop.domain.codes import ScannedCode
from ui.bridge import Bridge
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
PREVIEW = QSize(960, 960)


class CameraPort(Protocol):
    def start(self) -> None: ...
    def stop(self, timeout: float = ...) -> None: ...


CameraMaker = Callable[
    [Callable[[ScannedCode], None], Callable[[Any], None], Callable[[str], None]], CameraPort
]
"""(on code, on frame, on fault) → a camera that is not started yet."""


@dataclass(frozen=True, slots=True)
class FrameArrived:
    """The provider holds a newer picture."""


@dataclass(frozen=True, slots=True)
class CameraScanned:
    code: ScannedCode


@dataclass(frozen=True, slots=True)
class CameraEnded:
    """`reason` is "" for the plain end of a video or folder."""

    reason: str


class CameraImages(QQuickImageProvider):
    """image://camera/N: the newest frame; written by the camera's thread, read by Qt's."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._lock = threading.Lock()
        self._newest = QImage()

    def put(self, frame: Any) -> None:
        """A BGR array of height × width × 3."""
        height, width = frame.shape[:2]
        image = QImage(frame.data, width, height, frame.strides[0], QImage.Format.Format_BGR888)
        small = image.scaled(
            PREVIEW, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
        )
        with self._lock:
            self._newest = small.copy()

    def clear(self) -> None:
        with self._lock:
            self._newest = QImage()

    def requestImage(
        self,
        id: str,
        size: QSize,
        requestedSize: QSize,  # noqa: N803
    ) -> QImage:
        with self._lock:
            return (
                QImage(1, 1, QImage.Format.Format_RGB32) if self._newest.isNull() else self._newest
            )


@QmlElement
@QmlUncreatable("made by app.py")
class ScanViewModel(QObject):
    """Signals: `changed` with each frame or fault; `scanned(ScannedCode)` when a code was read."""

    changed = Signal()
    scanned = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        images: CameraImages,
        camera: CameraMaker | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._images, self._make = bridge, images, camera
        self._camera: CameraPort | None = None
        self._frame, self._fault = 0, ""
        self._pending = threading.Event()
        bridge.on(FrameArrived, self._show_frame)
        bridge.on(CameraScanned, self._take)
        bridge.on(CameraEnded, self._end)

    @Property(bool, constant=True)
    def available(self) -> bool:
        """Whether this kiosk has a camera at all."""
        return self._make is not None

    @Property(bool, notify=changed)
    def running(self) -> bool:
        return self._camera is not None

    @Property(str, notify=changed)
    def frame(self) -> str:
        """The picture to show; a new address for each frame."""
        return f"image://camera/{self._frame}" if self._frame else ""

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    def start(self) -> None:
        if self._make is None or self._camera is not None:
            return
        self._fault, self._frame = "", 0
        self._camera = self._make(self._post_code, self._post_frame, self._post_end)
        self._camera.start()
        self.changed.emit()

    def stop(self) -> None:
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.stop()
        self._images.clear()
        self._frame = 0
        self.changed.emit()

    # --- on the camera's thread -----------------------------------------------------
    def _post_frame(self, frame: Any) -> None:
        if self._pending.is_set():
            return
        self._images.put(frame)
        self._pending.set()
        self._bridge.post(FrameArrived())

    def _post_code(self, code: ScannedCode) -> None:
        self._bridge.post(CameraScanned(code))

    def _post_end(self, reason: str) -> None:
        self._bridge.post(CameraEnded(reason))

    # --- on the GUI thread ----------------------------------------------------------
    def _show_frame(self, _: FrameArrived) -> None:
        self._pending.clear()
        if self._camera is not None:
            self._frame += 1
            self.changed.emit()

    def _take(self, message: CameraScanned) -> None:
        if self._camera is not None:
            self.scanned.emit(message.code)

    def _end(self, message: CameraEnded) -> None:
        if self._camera is None:
            return
        self.stop()
        if message.reason:
            self._fault = tr("The camera does not answer. The scanner and the search still work.")
        self.changed.emit()
