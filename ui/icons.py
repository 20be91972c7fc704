"""Room: ui. Image providers: tinted icons, corner masks, soft shadows; reads assets/icons."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "icons"
DEFAULT_SIZE = 48
LARGE = 72  # from here on a 2-unit stroke looks like a road sign
log = logging.getLogger("endcap.ui")


def icon_names() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("*.svg"))


def blank(width: int, height: int) -> QImage:
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


@lru_cache(maxsize=512)
def tinted_icon(name: str, colour: str, side: int, mirrored: bool) -> QImage:
    path = FOLDER / f"{name}.svg"
    if not path.is_file():
        log.warning("no icon named %s", name)
        return _missing_icon(colour, side)
    drawing = path.read_bytes().replace(b"currentColor", colour.encode())
    if side >= LARGE:
        drawing = drawing.replace(b'stroke-width="2"', b'stroke-width="1.4"')
    image = blank(side, side)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image.flipped(Qt.Orientation.Horizontal) if mirrored else image


def _missing_icon(colour: str, side: int) -> QImage:
    image = blank(side, side)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), max(1.0, side / 12)))
    painter.drawEllipse(QRectF(side * 0.2, side * 0.2, side * 0.6, side * 0.6))
    painter.end()
    return image


class IconProvider(QQuickImageProvider):
    """image://icon/NAME/RRGGBB[/mirror]: one of our stroke drawings in one colour."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize, /) -> QImage:
        name, _, rest = id.partition("/")
        colour, _, flag = rest.partition("/")
        side = max(requested.width(), requested.height())
        side = side if side > 0 else DEFAULT_SIZE
        return tinted_icon(name, f"#{colour or '000000'}", side, flag == "mirror")


class FrameProvider(QQuickImageProvider):
    """Nine-patch sources for BorderImage: the software renderer neither clips round nor blurs.

    image://frame/corner/RADIUS/RRGGBB: colour outside a rounded hole.
    image://frame/shadow/RADIUS/BLUR/AARRGGBB: a soft shadow around nothing.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize, /) -> QImage:
        kind, *values = id.split("/")
        if kind == "corner":
            return corner_frame(int(values[0]), values[1])
        return shadow_frame(int(values[0]), int(values[1]), values[2])


@lru_cache(maxsize=64)
def corner_frame(radius: int, colour: str) -> QImage:
    side = 2 * radius + 2
    image = blank(side, side)
    outside = QPainterPath()
    outside.addRect(QRectF(0, 0, side, side))
    hole = QPainterPath()
    hole.addRoundedRect(QRectF(0, 0, side, side), radius, radius)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outside.subtracted(hole), QColor(f"#{colour}"))
    painter.end()
    return image


@lru_cache(maxsize=32)
def shadow_frame(radius: int, blur: int, colour: str) -> QImage:
    """Concentric rounded rectangles, fainter outwards; nine-patch border = radius + blur."""
    side = 2 * (radius + blur) + 2
    image = blank(side, side)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    tint = QColor(f"#{colour}")
    full = tint.alphaF()
    for step in range(blur):
        tint.setAlphaF(full * 2 * (step + 1) / (blur * (blur + 1)))
        painter.setBrush(tint)
        inset = step + 0.5
        corner = radius + blur - inset
        painter.drawRoundedRect(
            QRectF(inset, inset, side - 2 * inset, side - 2 * inset), corner, corner
        )
    painter.end()
    return image
