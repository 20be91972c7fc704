"""Room: ui. Draws QR codes for QML from text, by zxing-cpp's writer; touches nothing else."""

from __future__ import annotations

import base64
from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

QUIET_ZONE = 4


@lru_cache(maxsize=32)
def qr_matrix(text: str) -> tuple[str, ...]:
    """Rows of '1' and '0', without quiet zone."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    height, width = image.shape[0], image.shape[1]
    pixels = memoryview(image)  # type: ignore[arg-type]  # its stub hides the buffer
    return tuple("".join("0" if pixels[y, x] else "1" for x in range(width)) for y in range(height))


def qr_image(text: str, side: int) -> QImage:
    """Whole pixels per module, so that a phone's camera sees straight edges."""
    rows = qr_matrix(text)
    modules = len(rows) + 2 * QUIET_ZONE
    scale = max(1, side // modules)
    image = QImage(modules * scale, modules * scale, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, bit in enumerate(row):
            if bit == "1":
                at_x, at_y = (x + QUIET_ZONE) * scale, (y + QUIET_ZONE) * scale
                painter.fillRect(at_x, at_y, scale, scale, QColor("black"))
    painter.end()
    return image


class QrProvider(QQuickImageProvider):
    """image://qr/BASE64URL: the text travels encoded, because image ids are URLs."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize, /) -> QImage:
        text = base64.urlsafe_b64decode(id + "=" * (-len(id) % 4)).decode()
        return qr_image(text, max(requested.width(), 64))
