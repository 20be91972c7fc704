"""Room: the demo's drawing tools. What stands on the table."""

from __future__ import annotations

import math
import random

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, smooth
from assets.demo.draw.produce import leaf, lemon, scatter
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import gleam, round_shade, turned
from assets.demo.draw.stage import stand


def _glaze(c: Canvas, body: str, x: float, y: float, rx: float, ry: float, colour: str) -> None:
    rnd = random.Random(7)
    c.dots([(x + a, y + b) for a, b in scatter(rnd, 60, rx, ry)], 4, dark(colour, 0.5), 0.4)


@draws("stoneware-mug")
def mug(c: Canvas, colour: str) -> None:
    stand(c, 430, 740, 390)
    c.path(
        "M600 420C720 400 770 470 750 550C734 620 660 650 590 632",
        stroke=dark(colour, 0.4),
        width=46,
    )
    c.path("M600 418C718 398 768 468 748 548C732 616 660 646 590 628", stroke=colour, width=36)
    c.path("M610 410C700 398 746 450 740 500", stroke=light(colour, 0.55), width=9, opacity=0.8)
    body = turned(430, [(330, 186), (520, 188), (670, 176), (722, 150), (738, 130)], 0.14)
    c.path(body, colour)
    c.path(
        inside("M200 640C300 610 360 670 440 640C520 614 580 650 680 630L680 800L200 800Z", body),
        "#D8BC98",
    )
    _glaze(c, body, 430, 490, 160, 130, colour)
    round_shade(c, body, 244, 618, 0.95, 1)
    gleam(c, 276, 400, 640, 20, 0.5)
    c.ellipse(430, 330, 188, 36, light(colour, 0.3))
    c.ellipse(430, 334, 172, 30, dark(colour, 0.35))
    c.ellipse(
        430,
        342,
        162,
        25,
        c.lin(270, 330, 590, 360, (0, "#6B3A1C"), (0.5, "#8A5228"), (1, "#3E1E0E")),
    )
    c.path(
        smooth([(330, 342), (400, 330), (470, 344), (530, 338), (480, 356), (390, 356)]),
        "#E9C9A0",
        opacity=0.8,
    )
    for x, s in ((380, 1), (450, -1)):
        c.path(
            f"M{x} 290C{x - 30 * s} 250 {x + 40 * s} 220 {x} 170C{x - 20 * s} "
            f"140 {x + 20 * s} 120 {x + 10 * s} 100",
            stroke="#FFFFFF",
            width=14,
            opacity=0.35,
        )


@draws("teapot")
def teapot(c: Canvas, _colour: str) -> None:
    colour = "#5E7F86"
    stand(c, 440, 742, 430)
    c.path("M250 470C120 440 90 600 250 650", stroke=dark(colour, 0.45), width=44)
    c.path("M250 466C126 438 96 596 250 646", stroke=colour, width=32)
    c.path("M230 462C150 452 124 520 150 580", stroke=light(colour, 0.5), width=8, opacity=0.7)
    spout = smooth(
        [
            (560, 600),
            (650, 570),
            (696, 490),
            (736, 410),
            (786, 388),
            (796, 402),
            (768, 440),
            (742, 540),
            (690, 660),
            (570, 716),
        ],
        tension=0.8,
    )
    c.path(
        spout,
        c.lin(600, 400, 760, 640, (0, light(colour, 0.4)), (0.5, colour), (1, dark(colour, 0.45))),
    )
    body = turned(
        440, [(390, 110), (430, 170), (510, 216), (600, 222), (690, 184), (738, 130)], 0.13
    )
    c.path(body, colour)
    c.path(
        inside("M200 640C300 600 380 670 460 634C540 600 600 640 680 620L680 800L200 800Z", body),
        "#C9A882",
    )
    _glaze(c, body, 440, 550, 180, 90, colour)
    round_shade(c, body, 218, 662, 0.95, 1)
    c.ellipse(440, 392, 122, 24, dark(colour, 0.5))
    lid = turned(440, [(340, 20), (352, 70), (376, 112), (392, 116)], 0.16)
    c.path(lid, colour)
    round_shade(c, lid, 324, 556, 1, 0.9)
    c.ball(440, 324, 30, 26, (0, "#F2DDBA"), (0.5, "#B98A56"), (1, "#6B4420"))
    gleam(c, 262, 480, 640, 22, 0.5)
    c.path("M804 370C830 330 790 300 820 250", stroke="#FFFFFF", width=12, opacity=0.4)


@draws("dinner-plate")
def dinner_plate(c: Canvas, _colour: str) -> None:
    c.soft(482, 480, 345, 330, "#3A2418", 0.42)
    c.ellipse(450, 440, 320, 306, "#B9A88E")
    c.ellipse(
        447,
        434,
        320,
        304,
        c.lin(200, 200, 700, 700, (0, "#FFFDF6"), (0.5, "#F1E9D9"), (1, "#D3C6AE")),
    )
    c.ring(447, 434, 311, 295, "#A8744A", 5, 0.8)
    c.ellipse(
        447,
        436,
        226,
        214,
        c.lin(280, 260, 620, 620, (0, "#DCD0B9"), (0.35, "#F3ECDD"), (1, "#FFFDF8")),
    )
    c.ring(447, 436, 226, 214, "#C9BCA2", 3, 0.7)
    rnd = random.Random(5)
    c.dots([(447 + x, 434 + y) for x, y in scatter(rnd, 150, 300, 286)], 4, "#8A6A46", 0.5)
    c.path("M190 330C230 230 320 160 420 146", stroke="#FFFFFF", width=16, opacity=0.8)
    leaf(c, 420, 450, 120, -34, "#7C9A6A")
    leaf(c, 424, 458, 100, 8, "#94AE7E")
    leaf(c, 416, 456, 76, -86, "#6B8A5A")
    with c.group("translate(812 450)"):
        c.soft(14, 20, 30, 330, "#3A2418", 0.3)
        c.rect(
            -9,
            -20,
            18,
            330,
            c.lin(-9, 0, 9, 0, (0, "#FFFFFF"), (0.5, "#C9C6C2"), (1, "#8A8682")),
            9,
        )
        for k in range(4):
            c.rect(
                -27 + k * 15, -290, 8, 180, c.lin(-27, 0, 27, 0, (0, "#F6F4F0"), (1, "#9C9894")), 4
            )
        c.path(
            "M-27 -130H26Q26 -50 6 -16H-6Q-26 -50 -27 -130Z",
            c.lin(-27, 0, 27, 0, (0, "#FFFFFF"), (0.5, "#D0CDC8"), (1, "#8A8682")),
        )


@draws("carafe")
def carafe(c: Canvas, _colour: str) -> None:
    stand(c, 400, 770, 310)
    body = turned(
        400,
        [
            (190, 84),
            (240, 62),
            (330, 54),
            (420, 74),
            (520, 130),
            (640, 162),
            (730, 158),
            (766, 134),
        ],
    )
    c.path(
        body,
        c.lin(238, 0, 562, 0, (0, "#B8D0D2"), (0.2, "#F2FAFA"), (0.6, "#DCECEC"), (1, "#8CACB2")),
        opacity=0.75,
    )
    fill = turned(400, [(440, 80), (520, 122), (640, 152), (726, 148), (756, 126)])
    c.path(
        fill,
        c.lin(248, 440, 560, 760, (0, "#EAF6F4"), (0.5, "#CDE6E6"), (1, "#8FBCC4")),
        opacity=0.9,
    )
    c.ellipse(400, 440, 80, 13, "#F6FCFC")
    for x, y, r in ((360, 600, 46), (450, 660, 50), (390, 700, 36)):
        c.ellipse(x, y, r, r * 0.86, "#F5D33A", 0.85)
        c.ellipse(x, y, r * 0.84, r * 0.7, "#FFF6CC", 0.9)
        for k in range(8):
            a = k * math.pi / 4
            c.path(
                f"M{x} {y}L{x + r * 0.74 * math.cos(a):.0f} {y + r * 0.62 * math.sin(a):.0f}",
                stroke="#F5D33A",
                width=3,
            )
    leaf(c, 330, 520, 80, 20, "#6FA04A")
    leaf(c, 470, 560, 70, 150, "#5E8A42")
    round_shade(c, body, 238, 562, 0.9, 0.35)
    gleam(c, 262, 540, 730, 22, 0.95)
    gleam(c, 356, 240, 420, 10, 0.9)
    c.ring(400, 190, 84, 15, "#FFFFFF", 6, 0.95)
    c.ring(400, 190, 84, 15, "#9CBCC2", 2, 0.8)
    stand(c, 650, 766, 150)
    glass = turned(650, [(560, 86), (700, 78), (760, 70)])
    c.path(glass, "#EAF4F4", opacity=0.65)
    c.path(turned(650, [(630, 80), (700, 76), (748, 66)]), "#BFDDE0", opacity=0.9)
    c.ring(650, 560, 86, 14, "#FFFFFF", 5, 0.95)
    gleam(c, 582, 580, 740, 12, 0.95)
    lemon(c, 740, 752, 48, -14)
