"""Room: the demo's drawing tools. "Photographs" of a product with its printed code, for the camera.

Each is named by its GTIN: what a scanner must read from it.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy
import zxingcpp
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QRadialGradient
from PySide6.QtSvg import QSvgRenderer

from assets.demo.draw.shelves import products

WIDTH, HEIGHT = 900, 700
POSES = (
    ("heather-honey", -4.0, 0.95),
    ("coffee-beans", 7.0, 0.9),
    ("headphones", -11.0, 0.85),
    ("sneakers", 3.0, 1.0),
    ("board-game", 14.0, 0.88),
    ("hand-soap", -8.0, 0.8),
)
"""(product, degrees the picture is turned, light 0..1)"""


def _bars(gtin: str) -> QImage:
    code = zxingcpp.create_barcode(gtin, zxingcpp.BarcodeFormat.EAN13)
    drawn = zxingcpp.write_barcode_to_image(code, scale=3, add_hrt=True, add_quiet_zones=True)
    pixels = numpy.asarray(drawn)
    height, width = pixels.shape[:2]
    grey = QImage(pixels.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    return grey.copy()


def _label(painter: QPainter, gtin: str, name: str) -> None:
    """A shelf label of paper: name on top, the code under it."""
    bars = _bars(gtin)
    paper = QRectF(-190, -122, 380, 250)
    painter.fillRect(paper.translated(7, 9), QColor(40, 20, 10, 70))
    painter.fillRect(paper, QColor("#FDFBF5"))
    font = QFont("Noto Sans")
    font.setPixelSize(24)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#22242A"))
    painter.drawText(paper.adjusted(20, 10, -20, 0), Qt.AlignmentFlag.AlignTop, name)
    wide = 320.0
    tall = wide * bars.height() / bars.width()
    painter.drawImage(QRectF(-wide / 2, -70, wide, min(tall, 184.0)), bars)


def _air(image: QImage, light: float, seed: int) -> None:
    """Uneven light and a little sensor noise."""
    painter = QPainter(image)
    fall = QLinearGradient(QPointF(0, 0), QPointF(WIDTH, HEIGHT))
    fall.setColorAt(0, QColor(255, 244, 214, 46))
    fall.setColorAt(0.5, QColor(0, 0, 0, 0))
    fall.setColorAt(1, QColor(10, 6, 20, round(150 * (1.15 - light))))
    painter.fillRect(0, 0, WIDTH, HEIGHT, fall)
    lens = QRadialGradient(QPointF(WIDTH / 2, HEIGHT / 2), WIDTH * 0.7)
    lens.setColorAt(0.6, QColor(0, 0, 0, 0))
    lens.setColorAt(1, QColor(0, 0, 0, 90))
    painter.fillRect(0, 0, WIDTH, HEIGHT, lens)
    rnd = random.Random(seed)
    for _ in range(9000):
        shade = rnd.choice((0, 255))
        painter.setPen(QColor(shade, shade, shade, rnd.randrange(6, 22)))
        painter.drawPoint(rnd.randrange(WIDTH), rnd.randrange(HEIGHT))
    painter.end()


def photograph(demo: Path) -> None:
    (demo / "shelf").mkdir(exist_ok=True)
    known = {product["product"]: product for product in products(demo)}
    for seed, (name, turn, light) in enumerate(POSES):
        product = known[name]
        gtin = product["skus"][0]["gtins"][0]
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(QColor("#CDBFA9"))
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.translate(WIDTH / 2, HEIGHT / 2)
        painter.rotate(turn)
        picture = QSvgRenderer(str(demo / product["image"]))
        picture.render(painter, QRectF(-620, -620, 1240, 1240))
        painter.translate(130, 150)
        painter.rotate(-turn * 0.3)
        _label(painter, gtin, product["titles"]["en"][:24])
        painter.end()
        _air(image, light, seed)
        image.save(str(demo / "shelf" / f"{gtin}.png"))
