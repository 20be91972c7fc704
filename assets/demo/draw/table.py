"""Room: the demo's drawing tools. What stands on table and stove."""

from __future__ import annotations

import math
import random

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, oval, slab, smooth
from assets.demo.draw.produce import leaf, lemon, scatter, tomato
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import gleam, round_shade, turned, words
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


@draws("chef-knife")
def knife(c: Canvas, _colour: str) -> None:
    with c.group("rotate(-32 450 450)"):
        c.soft(480, 520, 430, 74, "#3A2418", 0.4)
        blade = (
            "M310 400H790C850 404 872 410 880 416C800 500 620 536 470 536C400 536 340 530 322 522Z"
        )
        c.path(
            blade,
            c.lin(
                310,
                400,
                330,
                540,
                (0, "#8E9499"),
                (0.35, "#D9DEE1"),
                (0.6, "#F8FAFB"),
                (1, "#AEB5BA"),
            ),
        )
        c.path(
            "M322 522C400 536 620 536 880 416C790 520 620 548 470 546C400 546 340 536 324 530Z",
            "#FFFFFF",
        )
        for k in range(16):
            c.path(
                inside(
                    f"M{330 + k * 34} 470Q{346 + k * 34} 458 {364 + k * 34} 470"
                    f"L{362 + k * 34} 476Q{346 + k * 34} 466 {332 + k * 34} 476Z",
                    blade,
                ),
                "#7E868C",
                opacity=0.5,
            )
        words(c, "HOLLOW OAK", 420, 450, 20, "#5A6066", spacing=3, anchor=0)
        c.path(
            "M262 394H312L326 530Q290 526 276 494Z",
            c.lin(262, 394, 320, 530, (0, "#F2F4F5"), (0.5, "#A8AEB2"), (1, "#6B7176")),
        )
        handle = smooth(
            [
                (268, 398),
                (180, 396),
                (90, 392),
                (20, 404),
                (4, 440),
                (24, 480),
                (70, 478),
                (130, 464),
                (200, 466),
                (276, 490),
            ],
            tension=0.7,
        )
        c.path(handle, c.lin(0, 392, 0, 480, (0, "#B87E48"), (0.4, "#8A5428"), (1, "#4A2810")))
        for k in range(5):
            c.path(
                inside(
                    f"M10 {410 + k * 14}Q140 {400 + k * 14} 280 {414 + k * 14}L280 "
                    f"{416 + k * 14}Q140 {404 + k * 14} 10 {412 + k * 14}Z",
                    handle,
                ),
                "#3A1E0C",
                opacity=0.5,
            )
        for x in (70, 150, 232):
            c.ball(x, 430, 11, 11, (0, "#FFF6DA"), (0.5, "#D9B46A"), (1, "#7A5A1E"))
    tomato(c, 650, 720, 74)
    leaf(c, 560, 760, 80, 10, "#4F8A43")


@draws("cutting-board")
def board(c: Canvas, _colour: str) -> None:
    with c.group("rotate(-8 450 450)"):
        c.soft(486, 500, 390, 300, "#3A2418", 0.42)
        c.path(slab(120, 216, 650, 480, 44), "#7A4E22")
        top = slab(114, 200, 650, 480, 44)
        c.path(top, "#D2A268")
        for row in range(8):
            for k in range(9):
                x, y = 114 + k * 74 - (row % 2) * 37, 200 + row * 60
                tone = ("#D9AC72", "#C48E52", "#E2BC86", "#B9834A", "#CE9C60")[
                    (k * 3 + row * 7) % 5
                ]
                c.path(inside(slab(x, y, 73, 59), top), tone)
        for row in range(8):
            c.path(
                inside(f"M114 {220 + row * 60}H764V{222 + row * 60}H114Z", top),
                "#8A5A2A",
                opacity=0.2,
            )
        c.path(
            top,
            c.lin(
                114, 200, 764, 680, (0, "#FFFFFF", 0.3), (0.5, "#FFFFFF", 0.0), (1, "#3A1E0C", 0.25)
            ),
        )
        c.path("M150 236H728V644H150Z", stroke="#8A5A2A", width=9, opacity=0.5)
        c.path("M152 240H726", stroke="#FFF0D2", width=4, opacity=0.6)
        words(c, "HOLLOW OAK", 660, 620, 21, "#6B4018", spacing=3, see=0.8)
    for x, y, r in ((330, 470, 78), (470, 520, 70)):
        c.soft(x + 10, y + 14, r * 1.05, r * 0.95, "#3A2418", 0.4)
        c.ellipse(x, y, r, r * 0.92, "#C8321E")
        c.ellipse(x, y, r * 0.9, r * 0.82, "#EE6A50")
        for k in range(6):
            a = k * math.pi / 3 + 0.3
            c.ellipse(
                x + r * 0.5 * math.cos(a), y + r * 0.46 * math.sin(a), r * 0.22, r * 0.2, "#D9412C"
            )
            c.dots(
                [
                    (x + r * 0.5 * math.cos(a) + d, y + r * 0.46 * math.sin(a) + d * 0.6)
                    for d in (-6, 5)
                ],
                7,
                "#FBE3A0",
            )
        c.ellipse(x, y, r * 0.2, r * 0.18, "#F6A68C")
        c.soft(x - r * 0.3, y - r * 0.4, r * 0.4, r * 0.2, "#FFFFFF", 0.5)
    tomato(c, 610, 420, 74)
    for x, y, a in ((560, 560, -20), (580, 580, 30), (350, 590, 200)):
        leaf(c, x, y, 86, a, "#4F8A43")


@draws("casserole")
def casserole(c: Canvas, colour: str) -> None:
    stand(c, 450, 740, 560)
    for x, s in ((176, -1), (724, 1)):
        c.path(
            f"M{x} 500C{x + 70 * s} 490 {x + 70 * s} 570 {x} 566",
            stroke=dark(colour, 0.5),
            width=38,
        )
        c.path(f"M{x} 498C{x + 68 * s} 488 {x + 68 * s} 564 {x} 560", stroke=colour, width=26)
        c.path(
            f"M{x} 492C{x + 50 * s} 486 {x + 56 * s} 510 {x + 54 * s} 524",
            stroke=light(colour, 0.5),
            width=6,
            opacity=0.7,
        )
    pot = turned(450, [(470, 276), (600, 272), (690, 250), (736, 200)], 0.1)
    c.path(
        pot,
        c.lin(174, 470, 726, 740, (0, light(colour, 0.15)), (0.5, colour), (1, dark(colour, 0.25))),
    )
    round_shade(c, pot, 174, 726, 0.9, 1)
    gleam(c, 214, 530, 680, 24, 0.5)
    words(c, "Hollow Oak", 450, 630, 34, light(colour, 0.6), serif=True, italic=True, see=0.9)
    c.path("M168 448C168 496 732 496 732 448L730 474C720 520 180 520 170 474Z", dark(colour, 0.25))
    lid = "M168 452C180 380 300 330 450 330C600 330 720 380 732 452C720 500 180 500 168 452Z"
    c.path(lid, colour)
    c.path(
        lid,
        c.rad(
            330,
            360,
            480,
            (0, "#FFFFFF", 0.6),
            (0.25, "#FFFFFF", 0.14),
            (0.6, "#1F0F14", 0.04),
            (1, "#1F0F14", 0.45),
        ),
    )
    c.ring(450, 400, 170, 32, light(colour, 0.35), 4, 0.5)
    c.path("M250 400C300 362 370 346 430 344", stroke="#FFFFFF", width=12, opacity=0.6)
    knob = turned(450, [(286, 44), (304, 48), (322, 28), (344, 26)], 0.2)
    c.path(knob, "#D9B46A")
    round_shade(c, knob, 402, 498)
    c.ellipse(450, 286, 44, 11, "#F3DCA2")
    c.path(oval(450, 286, 26, 6), "#D9B46A")
