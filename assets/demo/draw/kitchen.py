"""Room: the demo's drawing tools. What cooks need."""

from __future__ import annotations

import math

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, oval, slab, smooth
from assets.demo.draw.produce import leaf, tomato
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import gleam, round_shade, turned, words
from assets.demo.draw.stage import stand


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
