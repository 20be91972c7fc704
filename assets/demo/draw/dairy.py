"""Room: the demo's drawing tools. Milk, eggs, cheese, yoghurt."""

from __future__ import annotations

import random

from assets.demo.draw.berries import blueberry
from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, poly
from assets.demo.draw.produce import leaf, plate
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, cap, gleam, round_shade, turned, words
from assets.demo.draw.stage import stand


@draws("whole-milk")
def milk(c: Canvas, _colour: str) -> None:
    stand(c, 430, 745, 300)
    body = turned(
        430,
        [
            (200, 62),
            (250, 64),
            (320, 92),
            (380, 138),
            (450, 148),
            (600, 148),
            (715, 146),
            (742, 130),
        ],
    )
    c.path(body, "#FDFBF4")
    round_shade(c, body, 280, 580, 0.7, 0.55)
    label = band(430, 148, 440, 640)
    c.path(label, "#3F7FAE")
    c.path(band(430, 148, 620, 640), "#F2C14E")
    words(c, "Milkwell", 430, 545, 70, "#FFFFFF", serif=True, italic=True, fit=262)
    words(c, "WHOLE MILK", 430, 602, 28, "#FFFFFF", spacing=4)
    round_shade(c, label, 282, 578, 0.8, 0.9)
    cap(c, 430, 168, 212, 70, "#3F7FAE", ribs=True)
    gleam(c, 318, 400, 700, 22, 0.5)
    stand(c, 660, 750, 130)
    glass = turned(660, [(520, 78), (640, 72), (745, 64)])
    c.path(glass, "#FFFFFF", opacity=0.5)
    c.path(
        turned(660, [(570, 72), (640, 68), (738, 60)]),
        c.lin(590, 0, 730, 0, (0, "#E9E4D8"), (0.3, "#FFFFFF"), (1, "#D5CEC2")),
    )
    c.ellipse(660, 570, 72, 13, "#FFFEFA")
    c.ring(660, 520, 78, 13, "#FFFFFF", 4, 0.9)
    gleam(c, 602, 540, 730, 12, 0.9)


@draws("eggs")
def eggs(c: Canvas, _colour: str) -> None:
    c.soft(480, 680, 400, 70, "#2A170F", 0.45)
    tray = "#C9BFAE"
    c.path(
        "M120 380L230 250H690L780 380Z",
        c.lin(120, 250, 780, 380, (0, light(tray, 0.3)), (1, dark(tray, 0.2))),
    )
    c.path(
        "M150 300L236 130Q240 118 256 118H664Q680 118 686 130L752 300Z",
        c.lin(150, 118, 700, 300, (0, light(tray, 0.35)), (1, dark(tray, 0.06))),
    )
    c.path("M200 282L260 156H660L706 282Z", "#5E8A62", opacity=0.95)
    words(c, "MILKWELL", 455, 222, 46, "#FFFDF5", spacing=7)
    words(c, "free-range eggs", 455, 262, 29, "#FFFDF5", serif=True, bold=False, italic=True)
    c.path(
        "M118 372H782L790 570H112Z",
        c.lin(0, 372, 0, 560, (0, dark(tray, 0.22)), (1, dark(tray, 0.5))),
    )
    for row, (y, r, xs) in enumerate(((382, 84, (250, 452, 654)), (500, 96, (226, 452, 678)))):
        for k, x in enumerate(xs):
            tone = ("#E4B48A", "#D79C6E", "#EBC7A2")[(k + row) % 3]
            c.soft(x, y + r * 0.8, r * 1.2, r * 0.35, "#2A170F", 0.5)
            c.path(
                f"M{x} {y - r * 1.22:.0f}C{x + r * 0.66:.0f} {y - r * 1.22:.0f} "
                f"{x + r} {y - r * 0.2:.0f} {x + r} {y + r * 0.3:.0f}C{x + r} "
                f"{y + r:.0f} {x - r} {y + r:.0f} {x - r} {y + r * 0.3:.0f}C{x - r} "
                f"{y - r * 0.2:.0f} {x - r * 0.66:.0f} {y - r * 1.22:.0f} {x} "
                f"{y - r * 1.22:.0f}Z",
                c.rad(
                    x - r * 0.34,
                    y - r * 0.4,
                    r * 2,
                    (0, light(tone, 0.7)),
                    (0.35, tone),
                    (0.8, dark(tone, 0.3)),
                    (1, dark(tone, 0.5)),
                ),
            )
            rnd = random.Random(x + y)
            c.dots(
                [
                    (x + rnd.uniform(-0.7, 0.7) * r, y + rnd.uniform(-0.8, 0.6) * r)
                    for _ in range(14)
                ],
                3,
                "#9A6238",
                0.4,
            )
    c.path(
        "M104 560Q130 500 186 540Q226 610 268 610Q316 606 338 548Q380 510 "
        "452 512Q524 510 566 548Q588 606 636 610Q690 606 718 540Q774 500 "
        "800 560L770 690Q764 706 744 706H160Q140 706 134 690Z",
        c.lin(104, 520, 760, 706, (0, light(tray, 0.35)), (0.6, tray), (1, dark(tray, 0.3))),
    )
    c.path("M150 650H752", stroke=dark(tray, 0.35), width=3, opacity=0.4)


@draws("cheddar")
def cheddar(c: Canvas, _colour: str) -> None:
    plate(c, 455, 640, 380, "#9C6B3E", 0.28)
    c.soft(480, 660, 290, 34, "#2A170F", 0.6)
    c.path(poly([(190, 470), (520, 330), (720, 460), (720, 620), (190, 656)]), "#E8B04A")
    c.path(
        poly([(190, 470), (520, 330), (720, 460)]),
        c.lin(250, 340, 640, 480, (0, "#FFE7A6"), (1, "#F4C766")),
    )
    c.path(
        poly([(190, 470), (720, 460), (720, 622), (190, 656)]),
        c.lin(190, 470, 720, 640, (0, "#F7CB6E"), (0.6, "#E9AE46"), (1, "#BC7A22")),
    )
    c.path(
        "M720 460L742 452V606L720 622ZM520 330L544 326L742 452L720 460Z",
        c.lin(540, 330, 742, 600, (0, "#6B5A4A"), (1, "#3A2E26")),
    )
    rnd = random.Random(4)
    c.dots([(rnd.uniform(200, 700), rnd.uniform(486, 610)) for _ in range(60)], 4, "#FFF3CC", 0.6)
    for _ in range(12):
        x, y = rnd.uniform(210, 680), rnd.uniform(490, 600)
        c.path(
            f"M{x:.0f} {y:.0f}q{rnd.uniform(8, 26):.0f} {rnd.uniform(-8, 8):.0f} "
            f"{rnd.uniform(26, 46):.0f} {rnd.uniform(-6, 10):.0f}",
            stroke="#A8661A",
            width=2.4,
            opacity=0.5,
        )
    for x, y, s in ((250, 700, 1.0), (330, 716, 0.7), (210, 690, 0.6)):
        c.soft(x + 6, y + 16 * s, 42 * s, 12, "#2A170F", 0.5)
        c.path(
            poly(
                [
                    (x - 34 * s, y + 10 * s),
                    (x - 10 * s, y - 24 * s),
                    (x + 26 * s, y - 14 * s),
                    (x + 36 * s, y + 14 * s),
                    (x, y + 20 * s),
                ]
            ),
            c.lin(x - 30, y - 20, x + 30, y + 20, (0, "#FFE1A0"), (1, "#D9982E")),
        )
    c.rect(330, 500, 210, 96, "#FFF8EA", 6, 0.95)
    words(c, "MILKWELL", 435, 540, 30, "#4A3A2E", spacing=3)
    words(c, "cave-aged cheddar", 435, 574, 21, "#4A3A2E", serif=True, bold=False, italic=True)
    leaf(c, 660, 690, 100, -14, "#6F9A4A")
    leaf(c, 650, 700, 80, 20, "#5E8A42")


@draws("yoghurt")
def yoghurt(c: Canvas, _colour: str) -> None:
    stand(c, 450, 740, 400)
    body = turned(450, [(330, 196), (520, 178), (700, 158), (735, 148)], 0.12)
    c.path(body, "#FBFAF6")
    c.path(inside(band(450, 220, 430, 640, 0.12), body), "#2F6E8E")
    c.path(
        inside("M230 640C330 590 380 670 450 636C520 600 570 590 670 636L670 800L230 800Z", body),
        "#F6F2E8",
    )
    words(c, "Milkwell", 450, 540, 84, "#FFFFFF", serif=True, italic=True, fit=300)
    words(c, "STRAINED YOGHURT", 450, 594, 26, "#DCEBF2", spacing=3, fit=290)
    round_shade(c, body, 254, 646, 0.9, 0.9)
    c.ellipse(450, 330, 200, 34, "#E6E2D8")
    c.ellipse(450, 326, 190, 31, "#FFFFFF")
    c.path(
        "M300 322C330 250 400 280 440 236C470 268 560 250 600 322C560 350 340 350 300 322Z",
        c.lin(300, 240, 600, 350, (0, "#FFFFFF"), (0.6, "#F7F3EA"), (1, "#D9D2C4")),
    )
    c.path(
        "M440 236C436 262 400 290 372 300M520 300C560 296 570 310 580 322",
        stroke="#D8D0C0",
        width=5,
        opacity=0.8,
    )
    with c.stamp("berry"):
        blueberry(c, 0, 0, 30)
    for x, y, a in ((398, 284, 0), (452, 262, 40), (505, 284, -20), (690, 730, 10), (742, 745, 60)):
        c.press("berry", x, y, a)
    leaf(c, 468, 250, 66, -40, "#6FA04A")
