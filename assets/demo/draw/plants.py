"""Room: the demo's drawing tools. Plants with leaves to show, and the pot they stand in."""

from __future__ import annotations

import math
import random

from assets.demo.draw.canvas import Canvas, num
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import smooth
from assets.demo.draw.produce import scatter
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, round_shade, turned
from assets.demo.draw.stage import stand


def pot(
    c: Canvas, cx: float, top: float, bottom: float, half: float, colour: str, rim: bool = True
) -> None:
    stand(c, cx, bottom + 4, half * 2)
    body = turned(
        cx,
        [
            (top, half * 0.94),
            ((top + bottom) / 2, half * 0.86),
            (bottom - 10, half * 0.72),
            (bottom, half * 0.68),
        ],
        0.14,
    )
    c.path(body, colour)
    round_shade(c, body, cx - half, cx + half, 0.8, 1)
    if rim:
        edge = band(cx, half, top - 18, top + 34, 0.14)
        c.path(edge, light(colour, 0.06))
        round_shade(c, edge, cx - half, cx + half, 0.9, 0.9)
    y = top - 18 if rim else top
    c.ellipse(cx, y, half * (1 if rim else 0.94), half * 0.14, light(colour, 0.2))
    c.ellipse(cx, y + 3, half * 0.88, half * 0.115, "#3A2A20")


def _monstera_leaf(c: Canvas, x: float, y: float, size: float, turn: float, tone: str) -> None:
    with c.group(f"translate({num(x)} {num(y)}) rotate({num(turn)}) scale({size / 100:.3f})"):
        half = [
            (0, 4),
            (-30, -26),
            (-62, -20),
            (-86, 10),
            (-50, 26),
            (-98, 44),
            (-100, 76),
            (-56, 70),
            (-94, 104),
            (-82, 132),
            (-44, 112),
            (-66, 150),
            (-44, 166),
            (-22, 146),
            (0, 190),
        ]
        d = smooth(half + [(-px, py) for px, py in reversed(half[1:-1])], tension=0.72)
        c.path(
            d, c.lin(-90, -20, 80, 170, (0, light(tone, 0.38)), (0.5, tone), (1, dark(tone, 0.42)))
        )
        c.path("M0 6Q4 90 0 184", stroke=light(tone, 0.5), width=4, opacity=0.8)
        veins = "".join(
            f"M0 {14 + k * 30}Q{s * 40} {4 + k * 34} {s * 76} {10 + k * 36}"
            for k in range(4)
            for s in (-1, 1)
        )
        c.path(veins, stroke=light(tone, 0.45), width=2.4, opacity=0.55)


@draws("monstera")
def monstera(c: Canvas, _colour: str) -> None:
    stems = (
        (450, 620, 300, 330),
        (450, 620, 610, 300),
        (450, 620, 200, 480),
        (450, 620, 700, 470),
        (450, 620, 450, 268),
        (450, 620, 380, 470),
        (450, 620, 560, 480),
    )
    for x1, y1, x2, y2 in stems:
        c.path(f"M{x1} {y1}Q{(x1 + x2) / 2:.0f} {y2 + 90} {x2} {y2}", stroke="#4A7A3E", width=11)
    for (_, _, x, y), size, turn, tone in zip(
        stems,
        (104, 108, 92, 92, 112, 86, 84),
        (48, -40, 96, -88, 178, 30, -24),
        ("#3F7A4A", "#4A8A52", "#35693F", "#3A7346", "#569A5C", "#5EA060", "#4F9056"),
        strict=True,
    ):
        _monstera_leaf(c, x, y, size, turn if turn != 178 else 176, tone)
    pot(c, 450, 610, 780, 138, "#E9DFD0", rim=False)


@draws("snake-plant")
def snake_plant(c: Canvas, _colour: str) -> None:
    blades = (
        (-104, 250, -22),
        (104, 230, 21),
        (-60, 190, -14),
        (70, 170, 13),
        (0, 110, 2),
    )
    for dx, top, lean in blades:
        x0 = 450 + dx * 0.5
        tx = x0 + lean * 2.2
        d = smooth(
            [
                (x0 - 24, 600),
                (x0 - 34 + lean * 0.7, 470),
                (tx - 28, top + 120),
                (tx, top),
                (tx + 28, top + 120),
                (x0 + 34 + lean * 0.7, 470),
                (x0 + 24, 600),
            ],
            tension=0.85,
        )
        c.path(d, "#D9CE7A")
        q = 0.66
        mid = smooth(
            [
                (x0 - 24 * q, 600),
                (x0 - 34 * q + lean * 0.7, 470),
                (tx - 28 * q, top + 126),
                (tx, top + 34),
                (tx + 28 * q, top + 126),
                (x0 + 34 * q + lean * 0.7, 470),
                (x0 + 24 * q, 600),
            ],
            tension=0.85,
        )
        c.path(mid, c.lin(x0 - 40, 0, x0 + 40, 0, (0, "#7FA86A"), (0.5, "#4A8056"), (1, "#24503A")))
        stripes = ""
        y = top + 90
        while y < 590:
            t = (y - top) / (600 - top)
            mx = tx + (x0 - tx) * t
            half = 5 + 13 * min(1.0, t * 1.6)
            stripes += f"M{mx - half:.0f} {y:.0f}q{half / 2:.0f} -8 {half:.0f} 2t{half:.0f} -4"
            y += 26
        c.path(stripes, stroke="#2A5A40", width=6, opacity=0.55)
        c.path(
            d,
            c.lin(
                x0 - 40,
                0,
                x0 + 40,
                0,
                (0, "#FFFFFF", 0.2),
                (0.5, "#FFFFFF", 0.0),
                (1, "#0A2016", 0.4),
            ),
        )
    pot(c, 450, 610, 780, 140, "#8A9AA0", rim=False)


@draws("cactus")
def cactus(c: Canvas, _colour: str) -> None:
    pot(c, 450, 600, 770, 150, "#C97A56")
    body = smooth(
        [
            (450, 190),
            (540, 220),
            (592, 330),
            (590, 470),
            (556, 570),
            (450, 594),
            (344, 570),
            (310, 470),
            (308, 330),
            (360, 220),
        ]
    )
    c.path(body, c.rad(380, 300, 360, (0, "#A8CC8A"), (0.5, "#5E9460"), (1, "#254A38")))
    for k in range(-4, 5):
        c.path(
            f"M{450 + k * 8} 200C{450 + k * 36} 300 {450 + k * 36} 500 {450 + k * 22} 586",
            stroke="#2E5A40",
            width=5,
            opacity=0.45,
        )
        spines = ""
        for i in range(8):
            t = i / 7
            bulge = math.sin(math.pi * (0.16 + 0.74 * t)) * 33
            x, y = 450 + k * bulge, 220 + t * 344
            spines += (
                f"M{x:.0f} {y:.0f}l-9 -9M{x:.0f} {y:.0f}l9 -9M{x:.0f} {y:.0f}l0 -13"
                f"M{x:.0f} {y:.0f}l-11 3M{x:.0f} {y:.0f}l11 3"
            )
        c.path(spines, stroke="#FFF6DC", width=2, opacity=0.9)
    for fx, fy, s in ((450, 190, 1.0), (520, 214, 0.7), (386, 216, 0.62)):
        for k in range(11):
            with c.group(f"translate({fx} {fy}) rotate({-100 + k * 20}) scale({s})"):
                c.path(
                    "M0 0C-16 -26 -10 -56 0 -70C10 -56 16 -26 0 0Z",
                    ("#F06A8A", "#F79AB0", "#E0507A")[k % 3],
                )
        c.ellipse(fx, fy - 6, 14 * s, 10 * s, "#F7D36A")
    rnd = random.Random(3)
    c.dots([(450 + x, 586 + y) for x, y in scatter(rnd, 60, 124, 12)], 9, "#E6D6BC")
