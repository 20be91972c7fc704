"""Room: the demo's drawing tools. What blooms or smells."""

from __future__ import annotations

import math
import random

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, poly, smooth
from assets.demo.draw.plants import pot
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, words


@draws("orchid")
def orchid(c: Canvas, _colour: str) -> None:
    for d in (
        "M440 610C420 460 380 300 470 190C530 120 620 130 690 190",
        "M460 610C470 480 540 380 500 300C470 250 380 220 280 250",
    ):
        c.path(d, stroke="#5E7A3E", width=9)
        c.path(d, stroke="#9AB46A", width=3, opacity=0.8)
    for x, y, a, ln in (
        (440, 606, -150, 230),
        (460, 606, -26, 240),
        (450, 606, -170, 170),
        (452, 606, -8, 180),
        (450, 600, -118, 150),
    ):
        leaf(c, x, y, ln, a, "#4F8A52")
    petal = "M0 0C-34 -14 -44 -54 0 -74C44 -54 34 -14 0 0Z"
    for x, y, s in (
        (470, 190, 0.78),
        (560, 150, 0.9),
        (650, 176, 1.0),
        (716, 244, 0.8),
        (300, 248, 0.9),
        (390, 238, 0.98),
        (480, 290, 0.92),
        (226, 284, 0.62),
    ):
        c.soft(x + 8, y + 12, 70 * s, 60 * s, "#3A2A40", 0.2)
        for a, wide, tone in (
            (0, 0.9, "#FBE6F2"),
            (122, 0.9, "#F2CBE2"),
            (-122, 0.9, "#F2CBE2"),
            (62, 1.3, "#FFF3FA"),
            (-62, 1.3, "#FFF3FA"),
        ):
            with c.group(f"translate({x} {y}) rotate({a}) scale({s * wide:.2f} {s})"):
                c.path(
                    petal, c.lin(0, -74, 0, 0, (0, tone), (0.5, light(tone, 0.3)), (1, "#D972A8"))
                )
                c.path(
                    "M0 -10V-62M-6 -12Q-18 -36 -14 -54M6 -12Q18 -36 14 -54",
                    stroke="#D98ABA",
                    width=1.6,
                    opacity=0.6,
                )
        with c.group(f"translate({x} {y}) scale({s})"):
            c.path(
                "M-14 4C-26 24 -8 42 0 48C8 42 26 24 14 4C8 -6 -8 -6 -14 4Z",
                c.lin(0, 0, 0, 48, (0, "#F7C04A"), (0.4, "#C8407A"), (1, "#8A1E56")),
            )
            c.ellipse(0, 0, 9, 8, "#FFF3D0")
    pot(c, 450, 616, 780, 120, "#F6F2EA", rim=False)


@draws("lavender")
def lavender(c: Canvas, _colour: str) -> None:
    rnd = random.Random(11)
    for name, tone in (("spike0", "#6B56A8"), ("spike1", "#5A4696")):
        with c.stamp(name):
            rows = [(i * 15, 4 + i * 1.1 if i < 6 else 8) for i in range(8)]
            c.dots([(s * w, y + 2.5 * s) for y, w in rows for s in (-1, 1)], 14, tone)
            c.dots([(0, y + 2) for y, _ in rows], 13, "#8A74C8")
            c.dots([(-w * 0.5, y - 3) for y, w in rows], 7, "#B8A6E6")
    for k in range(34):
        lean = (k - 16.5) * 15 + rnd.uniform(-12, 12)
        top = 180 + abs(lean) * 0.42 + rnd.uniform(0, 90)
        x0 = 450 + lean * 0.25
        tx = 450 + lean
        c.path(
            f"M{x0:.0f} 610Q{x0 + lean * 0.1:.0f} {top + 200:.0f} {tx:.0f} {top:.0f}",
            stroke=("#6F9468", "#8AAC7E", "#557A56")[k % 3],
            width=5,
        )
        c.press(f"spike{k % 2}", tx, top, lean * 0.06)
    for k in range(18):
        leaf(
            c,
            450 + (k - 8.5) * 11,
            606,
            110 + (k % 4) * 16,
            -90 + (k - 8.5) * 9,
            ("#7C9A78", "#93AE8C")[k % 2],
        )
    pot(c, 450, 612, 776, 140, "#C97A56")


@draws("basil")
def basil(c: Canvas, _colour: str) -> None:
    for x in (360, 420, 480, 540):
        c.path(f"M450 620Q{x} 520 {x + (x - 450) * 0.8:.0f} 330", stroke="#6B9A4A", width=9)
    rnd = random.Random(9)
    spots = sorted(
        ((rnd.uniform(-210, 210), rnd.uniform(-190, 160)) for _ in range(46)), key=lambda s: s[1]
    )
    for tone in range(4):
        with c.stamp(f"b{tone}"):
            base = ("#3F7F35", "#55983F", "#6FB04C", "#8AC45E")[tone]
            d = smooth([(0, 0), (26, -30), (70, -36), (112, -2), (74, 32), (28, 28)])
            c.path(
                d,
                c.lin(10, -36, 60, 34, (0, light(base, 0.4)), (0.45, base), (1, dark(base, 0.35))),
            )
            c.path(
                "M4 0Q60 -8 106 -2M30 -4L44 -22M56 -6L74 -24M34 -2L52 18M62 -3L80 16",
                stroke=light(base, 0.4),
                width=2.4,
                opacity=0.7,
            )
            c.soft(48, -18, 26, 9, "#FFFFFF", 0.4)
    for k, (sx, sy) in enumerate(spots):
        if sx * sx / 48000 + (sy + 15) ** 2 / 34000 < 1:
            turn = math.degrees(math.atan2(sy + 60, sx)) + rnd.uniform(-50, 50)
            c.press(
                f"b{(k * 3 + int(sy < -60)) % 4}",
                450 + sx * 0.9,
                420 + sy,
                turn,
                rnd.uniform(0.95, 1.3),
            )
    pot(c, 450, 604, 776, 150, "#4A5560", rim=False)
    c.path(band(450, 128, 650, 724, 0.14), "#EFE6D2")
    words(c, "BASIL", 450, 706, 44, "#3F6A35", spacing=8)


@draws("tulips")
def tulips(c: Canvas, _colour: str) -> None:
    c.soft(500, 770, 260, 44, "#2A3A2A", 0.4)
    heads = (
        (250, 300, -26),
        (350, 220, -12),
        (460, 180, 2),
        (570, 220, 14),
        (660, 300, 27),
        (310, 390, -16),
        (420, 320, -4),
        (530, 330, 8),
        (610, 400, 18),
    )
    for x, y, _a in heads:
        c.path(f"M{x} {y + 60}Q{(x + 450) / 2:.0f} 520 450 690", stroke="#5E8F4A", width=12)
    for x, y, a, ln in (
        (400, 640, -128, 330),
        (500, 640, -50, 320),
        (440, 640, -102, 300),
        (470, 640, -76, 310),
    ):
        leaf(c, x, y, ln, a, "#5E9456")
    for k, (x, y, a) in enumerate(heads):
        tone = ("#E8604A", "#F0885E", "#D94A5A", "#F2A07A")[k % 4]
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.path(
                (
                    "M-58 10C-64 -50 -44 -96 -28 -112C-16 -96 -8 -84 0 -76C8 -84 16 -96 "
                    "28 -112C44 -96 64 -50 58 10C50 66 -50 66 -58 10Z"
                ),
                c.lin(-58, -60, 58, 60, (0, light(tone, 0.3)), (0.5, tone), (1, dark(tone, 0.4))),
            )
            c.path(
                "M0 -110C34 -80 44 -10 26 50C10 62 -10 62 -26 50C-44 -10 -34 -80 0 -110Z",
                c.lin(
                    -36,
                    -60,
                    36,
                    60,
                    (0, light(tone, 0.5)),
                    (0.5, light(tone, 0.1)),
                    (1, dark(tone, 0.2)),
                ),
            )
            c.path("M0 -96C4 -40 4 10 0 50", stroke=dark(tone, 0.2), width=3, opacity=0.4)
            c.soft(-26, -30, 12, 40, "#FFFFFF", 0.4)
    wrap = poly([(300, 500), (600, 500), (540, 790), (380, 790)])
    c.path(
        "M296 496L360 530L430 494L480 532L540 494L606 500L548 786Q460 806 372 786Z",
        c.lin(300, 494, 600, 790, (0, "#EBD9BC"), (0.5, "#D2B68C"), (1, "#9A7A50")),
    )
    c.path(inside("M296 496L470 800L372 790Z", wrap), "#FFFFFF", opacity=0.14)
    c.path("M430 494L410 790M540 494L500 796", stroke="#8A6A42", width=4, opacity=0.35)
    c.path("M350 664Q460 690 566 664L562 690Q460 716 354 690Z", "#C8552E")
    c.path(
        (
            "M460 690C400 640 370 680 380 700C400 720 440 700 460 692C480 702 "
            "530 720 546 698C552 676 510 640 460 690ZM456 694L420 764L444 756Z"
            "M466 694L500 766L474 758Z"
        ),
        c.lin(380, 650, 540, 760, (0, "#E58A5E"), (1, "#A8401E")),
    )
