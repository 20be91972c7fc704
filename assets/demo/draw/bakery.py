"""Room: the demo's drawing tools. Bread and pastry."""

from __future__ import annotations

import math
import random

from assets.demo.draw.canvas import Canvas, num
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, smooth
from assets.demo.draw.produce import plate, scatter
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import box, words

CRUST = "#B8742F"


@draws("rye-sourdough")
def sourdough(c: Canvas, _colour: str) -> None:
    plate(c, 450, 640, 370, "#C08A55", 0.28)
    d = smooth(
        [
            (150, 560),
            (165, 420),
            (270, 300),
            (450, 262),
            (630, 300),
            (735, 420),
            (750, 560),
            (700, 640),
            (560, 672),
            (450, 676),
            (340, 672),
            (200, 640),
        ]
    )
    c.soft(470, 655, 330, 50, "#2A170F", 0.6)
    c.path(
        d, c.rad(330, 360, 470, (0, "#E2B070"), (0.3, "#B5763A"), (0.7, "#7A4520"), (1, "#3E2010"))
    )
    for k in range(7):
        r = 70 + k * 42
        c.path(
            inside(
                f"M{450 - r * 1.02:.0f} 560C{450 - r * 1.02:.0f} {520 - r:.0f} "
                f"{450 + r * 1.02:.0f} {520 - r:.0f} {450 + r * 1.02:.0f} 560"
                f"L{450 + r * 0.93:.0f} 560C{450 + r * 0.93:.0f} {536 - r:.0f} "
                f"{450 - r * 0.93:.0f} {536 - r:.0f} {450 - r * 0.93:.0f} 560Z",
                d,
            ),
            "#FFF3DC",
            opacity=0.38,
        )
    for x, y, a in ((450, 420, 0), (340, 470, -24), (560, 470, 24)):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.path(
                "M-16 -120Q34 -20 10 120Q-34 20 -16 -120Z",
                c.lin(-20, 0, 24, 0, (0, "#5A2E14"), (0.35, "#E8C48C"), (1, "#FBE7C2")),
            )
            c.path("M-16 -120Q-32 20 10 120", stroke="#3E2010", width=5, opacity=0.6)
    rnd = random.Random(3)
    c.dots([(450 + x, 450 + y) for x, y in scatter(rnd, 90, 250, 150)], 4, "#FFF6E4", 0.6)
    c.soft(300, 370, 90, 60, "#FFF1D0", 0.4)


@draws("baguette")
def baguette(c: Canvas, _colour: str) -> None:
    for shift, tone in ((0, 0.06), (1, 0.0)):
        with c.group(
            f"translate({450 - 70 + shift * 140} {420 + shift * 80}) rotate({-34 + shift * 5})"
        ):
            c.soft(30, 78, 400, 48, "#2A170F", 0.42)
            d = smooth(
                [
                    (-390, 10),
                    (-350, -44),
                    (-200, -74),
                    (0, -82),
                    (200, -74),
                    (350, -44),
                    (390, 10),
                    (340, 54),
                    (180, 74),
                    (0, 80),
                    (-180, 74),
                    (-340, 54),
                ]
            )
            c.path(
                d,
                c.lin(
                    0,
                    -84,
                    0,
                    84,
                    (0, light("#D99A4E", 0.25)),
                    (0.4, dark("#CC8A40", tone)),
                    (0.8, "#8A4E20"),
                    (1, "#5A2E14"),
                ),
            )
            for k in range(5):
                x = -280 + k * 140
                cut = f"M{x - 74} 34Q{x - 40} -40 {x + 74} -58Q{x + 50} 22 {x - 74} 34Z"
                c.path(
                    cut,
                    c.lin(
                        x - 60, -50, x + 30, 30, (0, "#FFF0CC"), (0.6, "#EFC888"), (1, "#B9772F")
                    ),
                )
                c.path(f"M{x - 74} 34Q{x - 40} -40 {x + 74} -58", stroke="#6B3A17", width=6)
            rnd = random.Random(shift)
            c.dots(scatter(rnd, 60, 330, 60), 4, "#FFF8E8", 0.5)
            c.path("M-330 -30Q-100 -70 240 -58", stroke="#FFF3D8", width=10, opacity=0.3)


def _croissant(c: Canvas, x: float, y: float, turn: float, scale: float) -> None:
    with c.group(f"translate({num(x)} {num(y)}) rotate({num(turn)}) scale({scale})"):
        c.soft(18, 96, 300, 62, "#2A170F", 0.5)
        segments = (
            (-232, 70, 54, -52),
            (-168, 8, 82, -34),
            (-90, -34, 106, -16),
            (0, -50, 122, 0),
            (90, -34, 106, 16),
            (168, 8, 82, 34),
            (232, 70, 54, 52),
        )
        for index in (0, 6, 1, 5, 2, 4, 3):
            sx, sy, r, a = segments[index]
            with c.group(f"translate({sx} {sy}) rotate({a})"):
                w = 62 if index not in (0, 6) else 50
                d = smooth(
                    [
                        (-w, -r * 0.5),
                        (0, -r * 0.96),
                        (w, -r * 0.5),
                        (w * 1.08, r * 0.3),
                        (w * 0.5, r * 0.94),
                        (-w * 0.5, r * 0.94),
                        (-w * 1.08, r * 0.3),
                    ]
                )
                c.path(
                    d,
                    c.rad(
                        -w * 0.3,
                        -r * 0.4,
                        r * 1.75,
                        (0, "#FFE0A0"),
                        (0.28, "#E9A84C"),
                        (0.62, "#B9702A"),
                        (1, "#6B3412"),
                    ),
                )
                for t in (-0.5, -0.1, 0.3, 0.62):
                    c.path(
                        f"M{num(w * t)} {num(-r * 0.8)}Q{num(w * (t + 0.16))} 0 {num(w * t)} "
                        f"{num(r * 0.8)}",
                        stroke="#7A3E14",
                        width=3,
                        opacity=0.35,
                    )
                c.soft(-w * 0.3, -r * 0.45, w * 0.4, r * 0.22, "#FFFFFF", 0.5)


@draws("croissants")
def croissants(c: Canvas, _colour: str) -> None:
    plate(c, 450, 610, 400, "#FBF5EA", 0.36)
    _croissant(c, 330, 420, -14, 0.74)
    _croissant(c, 610, 450, 16, 0.72)
    _croissant(c, 450, 600, -3, 0.92)


def _bun(c: Canvas, cx: float, cy: float, r: float) -> None:
    c.soft(cx + r * 0.12, cy + r * 0.62, r * 1.2, r * 0.42, "#2A170F", 0.5)
    c.ellipse(cx, cy + r * 0.1, r * 1.02, r * 0.82, "#8A4E1E")
    c.ellipse(
        cx,
        cy,
        r,
        r * 0.78,
        c.rad(
            cx - r * 0.3, cy - r * 0.3, r * 1.5, (0, "#F6CE8E"), (0.5, "#D3944A"), (1, "#8F5220")
        ),
    )
    swirl = []
    for i in range(64):
        a = i * 0.31
        q = r * (0.06 + 0.88 * i / 64)
        swirl.append((cx + q * math.cos(a), cy + q * math.sin(a) * 0.78))
    d = smooth(swirl, closed=False)
    c.path(d, stroke="#5E2E12", width=r * 0.11)
    c.path(d, stroke="#9A5A26", width=r * 0.035, opacity=0.8)
    ice = smooth(
        [
            (cx - r * 0.8, cy - r * 0.1),
            (cx - r * 0.5, cy - r * 0.56),
            (cx + r * 0.1, cy - r * 0.62),
            (cx + r * 0.66, cy - r * 0.36),
            (cx + r * 0.78, cy + r * 0.06),
            (cx + r * 0.56, cy + r * 0.2),
            (cx + r * 0.44, cy + r * 0.52),
            (cx + r * 0.3, cy + r * 0.22),
            (cx, cy + r * 0.34),
            (cx - r * 0.2, cy + r * 0.66),
            (cx - r * 0.36, cy + r * 0.3),
        ]
    )
    c.path(ice, c.lin(cx - r, cy - r, cx + r, cy + r, (0, "#FFFFFF", 0.9), (1, "#FFF3DE", 0.62)))
    c.soft(cx - r * 0.36, cy - r * 0.34, r * 0.3, r * 0.14, "#FFFFFF", 0.9)


@draws("cinnamon-buns")
def cinnamon_buns(c: Canvas, _colour: str) -> None:
    plate(c, 450, 600, 400, "#8FA7A0", 0.36)
    _bun(c, 560, 440, 188)
    _bun(c, 340, 540, 205)
    for k, (x, y, a) in enumerate(((640, 664, -16), (690, 640, -10))):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.rect(
                -110,
                -16,
                220,
                32,
                c.lin(0, -16, 0, 16, (0, "#C98A52"), (0.5, "#9A5A2C"), (1, "#5A2E14")),
                14,
            )
            c.ellipse(108, 0, 10, 16, "#6B3A1C")
            c.path(f"M-100 {-2 + k}H98", stroke="#5A2E14", width=4, opacity=0.6)


@draws("shortbread")
def shortbread(c: Canvas, _colour: str) -> None:
    c.soft(480, 640, 340, 60, "#2A170F", 0.42)
    box(c, 200, 250, 380, 380, 90, "#A8352F")
    c.rect(224, 274, 332, 332, "none")
    for k in range(1, 6):
        c.path(
            f"M{200 + k * 63} 253V627M203 {250 + k * 63}H577",
            stroke="#E8C05A" if k % 2 else "#3E5A46",
            width=5 if k % 2 else 11,
            opacity=0.42,
            butt=True,
        )
    c.rect(250, 350, 280, 180, "#FFF5E0", 10)
    c.path("M262 362H518V518H262Z", stroke="#A8352F", width=2.5)
    words(c, "OAK & EMBER", 390, 404, 31, "#7A2420", spacing=3, fit=236)
    words(c, "all-butter", 390, 452, 36, "#7A2420", serif=True, bold=False, italic=True)
    words(c, "SHORTBREAD", 390, 496, 27, "#3E5A46", spacing=4)
    for x, y, a in ((600, 690, -8), (470, 716, 4), (668, 734, 10)):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.soft(10, 30, 105, 28, "#2A170F", 0.45)
            c.rect(-88, -22, 176, 56, "#B9803C", 9)
            c.rect(-88, -32, 176, 54, c.lin(0, -32, 0, 24, (0, "#FBE2AE"), (1, "#E5B86C")), 9)
            c.dots([(i * 24 - 60, j * 22 - 16) for i in range(6) for j in range(2)], 7, "#A8702E")
            c.dots([(i * 13 - 76, (i * 7) % 40 - 24) for i in range(12)], 3, "#FFFFFF", 0.8)
