"""Frames of a code before a camera, drawn from a seed: motion, blur, low light, any angle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shop.domain.gtin import with_check_digit

Frame = NDArray[np.uint8]
WIDTH, HEIGHT, FPS = 1280, 720, 30
KINDS = ("still", "turned", "blur", "low-light", "motion", "small")


@dataclass(frozen=True, slots=True)
class Clip:
    """One product held before the camera for `frames` frames; None for a clip without a code."""

    kind: str
    digits: str | None
    seed: int
    frames: int = 36


def clips(each: int, seed: int = 1) -> list[Clip]:
    """`each` clips of every kind, and as many without a code."""
    random = np.random.default_rng(seed)
    made = []
    for kind in (*KINDS, "empty"):
        for _ in range(each):
            body = "".join(str(d) for d in random.integers(0, 10, 11))
            digits = None if kind == "empty" else with_check_digit("4" + body)
            made.append(Clip(kind, digits, int(random.integers(1 << 31))))
    return made


def frames(clip: Clip) -> Iterator[Frame]:
    random = np.random.default_rng(clip.seed)
    scene = _clutter(random)
    label = _label(clip.digits) if clip.digits is not None else None
    angle = random.uniform(0, 360) if clip.kind == "turned" else random.uniform(-6, 6)
    scale = random.uniform(0.75, 0.9) if clip.kind == "small" else random.uniform(1.2, 1.8)
    place = np.array([random.uniform(400, 880), random.uniform(260, 460)])
    speed = random.uniform(-1.5, 1.5, 2) * (8 if clip.kind == "motion" else 1)
    for number in range(clip.frames):
        wobble = random.normal(0, 0.6, 2)
        frame = scene.copy()
        if label is not None:
            _paste(frame, label, place + speed * number + wobble, angle + 0.2 * number, scale)
        yield _camera(frame, clip.kind, float(np.hypot(*speed)), number, random)


def _label(digits: str) -> Frame:
    import zxingcpp

    code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.EAN13)
    bars = np.array(code.to_image(scale=2, add_quiet_zones=True), np.uint8)
    if bars.shape[0] < 100:
        bars = np.repeat(bars[:1], 130, axis=0)
    return np.asarray(cv2.copyMakeBorder(bars, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=(250,)))


def _clutter(random: np.random.Generator) -> Frame:
    """A shelf: boxes of grey, lines of text, stripes."""
    scene = np.full((HEIGHT, WIDTH), int(random.integers(60, 150)), np.uint8)
    for _ in range(40):
        x, y = int(random.integers(0, WIDTH)), int(random.integers(0, HEIGHT))
        w, h = int(random.integers(30, 300)), int(random.integers(20, 200))
        cv2.rectangle(scene, (x, y), (x + w, y + h), (int(random.integers(20, 235)),), -1)
    for _ in range(30):
        x, y = int(random.integers(0, WIDTH - 200)), int(random.integers(20, HEIGHT))
        text = "".join(chr(int(c)) for c in random.integers(65, 91, 12))
        size, ink = float(random.uniform(0.4, 1.4)), int(random.integers(0, 255))
        cv2.putText(scene, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, size, (ink,), 2)
    return scene


def _paste(
    frame: Frame, label: Frame, place: NDArray[np.floating], angle: float, scale: float
) -> None:
    height, width = label.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    matrix[:, 2] += place - np.array([width / 2, height / 2])
    size = (WIDTH, HEIGHT)
    inside = cv2.warpAffine(np.full_like(label, 255), matrix, size, flags=cv2.INTER_LINEAR)
    drawn = cv2.warpAffine(label, matrix, size, flags=cv2.INTER_AREA)
    np.copyto(frame, np.asarray(drawn, np.uint8), where=np.asarray(inside) > 127)


def _camera(
    frame: Frame, kind: str, speed: float, number: int, random: np.random.Generator
) -> Frame:
    """What the lens and the sensor make of it; the focus of "blur" comes slowly."""
    radius = max(1.0, 2.6 - 0.03 * number) if kind == "blur" else 0.7
    soft = cv2.GaussianBlur(frame, (0, 0), radius)
    if kind == "motion":
        soft = cv2.blur(soft, (max(3, int(speed * 0.35)), 1))
    light, noise = (0.16, 5.0) if kind == "low-light" else (1.0, 3.0)
    seen = soft * light + random.normal(0, noise, frame.shape)
    return np.clip(seen, 0, 255).astype(np.uint8)
