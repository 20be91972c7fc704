"""Room: the demo's drawing tools. Attract pictures: products of the shop on one warm stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assets.demo.draw.canvas import Canvas, num
from assets.demo.draw.colour import dark, light
from assets.demo.draw.registry import ARTISTS


@dataclass(frozen=True, slots=True)
class Spot:
    """A product's 900-unit square placed with its top left at (x, y)."""

    product: str
    x: float
    y: float
    scale: float
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """`wall` and `floor` colours, the sun behind, and who stands where (back to front)."""

    wall: str
    floor: str
    sun: str
    tall: Sequence[Spot]
    wide: Sequence[Spot]


def _stage(c: Canvas, scene: Scene, horizon: float) -> None:
    w, h = c.width, c.height
    glow = c.rad(
        w * 0.3,
        h * 0.25,
        max(w, h) * 0.9,
        (0, light(scene.wall, 0.65)),
        (0.5, scene.wall),
        (1, dark(scene.wall, 0.22)),
    )
    c.rect(0, 0, w, h, glow)
    r = min(w, h) * 0.42
    c.ellipse(
        w * 0.5,
        horizon - r * 0.62,
        r,
        r,
        c.lin(0, horizon - r * 2, 0, horizon, (0, light(scene.sun, 0.45)), (1, scene.sun)),
    )
    c.path(
        (
            f"M0 0H{num(w * 0.42)}L0 {num(h * 0.7)}ZM{num(w * 0.55)} 0"
            f"H{num(w * 0.68)}L0 {num(h * 0.98)}V{num(h * 0.86)}Z"
        ),
        "#FFFDF4",
        opacity=0.13,
    )
    c.rect(
        0,
        horizon,
        w,
        h - horizon,
        c.lin(
            0,
            horizon,
            0,
            h,
            (0, light(scene.floor, 0.25)),
            (0.35, scene.floor),
            (1, dark(scene.floor, 0.3)),
        ),
    )
    c.rect(0, horizon, w, 5, light(scene.floor, 0.6), opacity=0.7)
    c.soft(w * 0.5, horizon + (h - horizon) * 0.35, w * 0.6, (h - horizon) * 0.45, "#FFF3D6", 0.4)


def draw(c: Canvas, scene: Scene, tall: bool) -> None:
    _stage(c, scene, 1330 if tall else 760)
    for spot in scene.tall if tall else scene.wide:
        with c.group(f"translate({num(spot.x)} {num(spot.y)}) scale({spot.scale:g})"):
            ARTISTS[spot.product](c, spot.colour)


SCENES = {
    "breakfast": Scene(
        "#F6DDB4",
        "#C98F5A",
        "#F7B871",
        (
            Spot("whole-milk", 560, 640, 0.86),
            Spot("heather-honey", -40, 620, 0.96),
            Spot("coffee-beans", 300, 560, 0.98),
            Spot("croissants", -60, 1010, 0.94),
            Spot("stoneware-mug", 560, 1010, 0.72, "#8DB4CF"),
            Spot("strawberries", 300, 1170, 0.76),
        ),
        (
            Spot("coffee-beans", 300, 90, 0.92),
            Spot("whole-milk", 940, 110, 0.9),
            Spot("heather-honey", 620, 150, 0.86),
            Spot("croissants", 60, 380, 0.72),
            Spot("stoneware-mug", 1240, 330, 0.7, "#8DB4CF"),
            Spot("strawberries", 690, 420, 0.66),
        ),
    ),
    "evening": Scene(
        "#E3C9C0",
        "#8A6A5E",
        "#F0A98A",
        (
            Spot("monstera", -110, 560, 0.98),
            Spot("table-lamp", 350, 500, 1.04, "#C4674A"),
            Spot("headphones", -20, 1060, 0.7, "#DCCDB4"),
            Spot("casserole", 470, 1010, 0.78, "#3F6650"),
            Spot("candle", 300, 1190, 0.62, "#DCCDB4"),
        ),
        (
            Spot("monstera", 120, 70, 0.96),
            Spot("table-lamp", 760, 40, 1.0, "#C4674A"),
            Spot("casserole", 1220, 300, 0.78, "#3F6650"),
            Spot("headphones", 480, 400, 0.64, "#DCCDB4"),
            Spot("candle", 1010, 450, 0.58, "#DCCDB4"),
        ),
    ),
    "play": Scene(
        "#BFDDE0",
        "#E3B45A",
        "#FBE3A0",
        (
            Spot("backpack", 460, 520, 0.96, "#3F6650"),
            Spot("teddy", -40, 560, 1.0, "#DCCDB4"),
            Spot("ball", 600, 1100, 0.56),
            Spot("sneakers", -30, 1110, 0.76, "#C4674A"),
            Spot("wooden-train", 240, 1250, 0.8),
        ),
        (
            Spot("backpack", 1120, 30, 0.94, "#3F6650"),
            Spot("teddy", 250, 50, 0.98, "#DCCDB4"),
            Spot("stacking-rings", 720, 130, 0.84),
            Spot("ball", 1340, 440, 0.52),
            Spot("wooden-train", 480, 430, 0.74),
            Spot("sneakers", 60, 420, 0.68, "#C4674A"),
        ),
    ),
}
