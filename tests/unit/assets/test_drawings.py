"""Icons, pictures, scenes and sounds: they load, they are small, they are what they say."""

from __future__ import annotations

import wave
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
import zxingcpp
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.unit.assets.demo_shop import ASSETS, DEMO, products, skus

ICONS = sorted((ASSETS / "icons").glob("*.svg"))
PICTURES = sorted((DEMO / "pictures").glob("*.svg"))
SCENES = sorted((DEMO / "scenes").glob("*.svg"))
LOGOS = sorted((DEMO / "logo").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
TINY = {"svg", "defs", "g", "use", "path", "rect", "circle", "ellipse", "stop"} | {
    "linearGradient",
    "radialGradient",
}


@pytest.fixture
def qt_said(qapp: QGuiApplication) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_kind: QtMsgType, _where: QMessageLogContext, message: str | None) -> None:
        said.append(message or "")

    before = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(before)


def _elements(file: Path) -> set[str]:
    return {node.tag.removeprefix(SVG) for node in ET.parse(file).iter()}  # noqa: S314


def test_only_what_the_screen_can_draw() -> None:
    for file in [*ICONS, *PICTURES, *SCENES, *LOGOS]:
        assert _elements(file) <= TINY, file.name


def test_qt_takes_every_drawing_without_a_word(qt_said: list[str]) -> None:
    for file in [*ICONS, *PICTURES, *SCENES, *LOGOS]:
        assert QSvgRenderer(str(file)).isValid(), file.name
        assert qt_said == [], file.name


def test_drawings_stay_small() -> None:
    assert [f.name for f in PICTURES if f.stat().st_size > 30_000] == []
    assert sum(f.stat().st_size for f in PICTURES) / len(PICTURES) < 16_000
    assert [f.name for f in ICONS if f.stat().st_size > 1_500] == []
    assert [f.name for f in SCENES if f.stat().st_size > 110_000] == []


def test_no_picture_is_left_over() -> None:
    named = {p["image"] for p in products()} | {s["image"] for s in skus().values()}
    assert {f"pictures/{f.name}" for f in PICTURES} == named


def test_icons_take_the_theme_s_colour() -> None:
    assert len(ICONS) >= 70
    for file in ICONS:
        root = ET.parse(file).getroot()  # noqa: S314
        assert root.get("viewBox") == "0 0 24 24", file.name
        assert root.get("stroke") == "currentColor", file.name
        assert "#" not in file.read_text(), file.name


def test_pictures_fill_their_square_and_differ(qapp: QGuiApplication) -> None:
    seen: dict[bytes, str] = {}
    for file in PICTURES:
        image = QImage(48, 48, QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        QSvgRenderer(str(file)).render(painter)
        painter.end()
        corners = [image.pixelColor(x, y).alpha() for x in (1, 46) for y in (1, 46)]
        assert corners == [255] * 4, file.name
        pixels = bytes(image.constBits())
        assert pixels not in seen, f"{file.name} looks like {seen.get(pixels)}"
        seen[pixels] = file.name


def test_scenes_come_both_ways_round() -> None:
    tall = {f.stem for f in SCENES if not f.stem.endswith("-wide")}
    assert len(tall) >= 3
    assert {f.stem.removesuffix("-wide") for f in SCENES if f.stem.endswith("-wide")} == tall


def test_shelf_photographs_read_as_their_names() -> None:
    ours = {gtin for sku in skus().values() for gtin in sku["gtins"]}
    photographs = sorted((DEMO / "shelf").glob("*.png"))
    assert len(photographs) >= 6
    for file in photographs:
        pixels = cv2.imread(str(file))
        assert pixels is not None
        assert [code.text for code in zxingcpp.read_barcodes(pixels)] == [file.stem]
        assert file.stem in ours


@pytest.mark.parametrize("name", ["new-order", "scan", "error", "done"])
def test_sounds_are_short_and_not_clipped(name: str) -> None:
    with wave.open(str(ASSETS / "sounds" / f"{name}.wav")) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
        assert sound.getnframes() / sound.getframerate() < 1.6
    assert 8_000 < max(abs(s) for s in samples) < 32_000
    assert abs(samples[-1]) < 600
