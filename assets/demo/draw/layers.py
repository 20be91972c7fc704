"""Room: the demo's drawing tools. Hoodie, jacket and jeans."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, outside, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import words
from assets.demo.draw.stage import lies
from assets.demo.draw.tops import BODY, cuff, edge, folds, laid


def _hood(c: Canvas, colour: str, inner: str) -> None:
    d = smooth(
        [
            (316, 236),
            (308, 150),
            (350, 90),
            (450, 66),
            (550, 90),
            (592, 150),
            (584, 236),
            (520, 300),
            (450, 318),
            (380, 300),
        ]
    )
    c.path(
        d, c.lin(310, 70, 590, 310, (0, light(colour, 0.3)), (0.5, colour), (1, dark(colour, 0.25)))
    )
    edge(c, d, colour)
    c.path(
        smooth(
            [
                (356, 220),
                (352, 160),
                (390, 116),
                (450, 102),
                (510, 116),
                (548, 160),
                (544, 220),
                (500, 272),
                (450, 300),
                (400, 272),
            ]
        ),
        c.rad(450, 160, 170, (0, dark(inner, 0.25)), (1, dark(inner, 0.6))),
    )
    c.path(
        (
            "M356 220C372 270 420 290 450 318C480 290 528 270 544 220L570 240"
            "C540 300 480 320 450 344C420 320 360 300 330 240Z"
        ),
        c.lin(330, 220, 570, 340, (0, light(colour, 0.25)), (1, dark(colour, 0.1))),
    )


@draws("hoodie")
def hoodie(c: Canvas, colour: str) -> None:
    laid(c, colour, 0.84)
    folds(c, colour)
    for s in (-1, 1):
        c.path(cuff(s), dark(colour, 0.2))
    c.path("M262 724C330 746 570 746 638 724L640 762C580 782 320 782 260 762Z", dark(colour, 0.18))
    for k in range(28):
        c.path(f"M{272 + k * 13} 734v36", stroke=dark(colour, 0.5), width=3, opacity=0.35)
    pocket = "M350 540H550L600 690C560 704 340 704 300 690Z"
    c.path(pocket, c.lin(300, 540, 600, 700, (0, light(colour, 0.16)), (1, dark(colour, 0.12))))
    c.path(pocket, stroke=dark(colour, 0.45), width=3, opacity=0.6)
    c.path("M350 540L300 690M550 540L600 690", stroke=dark(colour, 0.6), width=6, opacity=0.4)
    _hood(c, colour, light(colour, 0.1))
    for s in (-1, 1):
        c.path(
            f"M{450 + s * 44} 316C{450 + s * 52} 370 {450 + s * 40} 410 {450 + s * 48} 452",
            stroke="#2A2226",
            width=11,
            opacity=0.2,
        )
        c.path(
            f"M{450 + s * 44} 310C{450 + s * 52} 364 {450 + s * 40} 404 {450 + s * 48} 446",
            stroke="#F4EEE2",
            width=9,
        )
        c.path(f"M{450 + s * 48} 430v26", stroke="#B98F46", width=11)
        c.ellipse(450 + s * 44, 312, 9, 9, "#D9B46A")
    words(c, "saltmarsh", 450, 500, 30, light(colour, 0.55), bold=False, spacing=2)


@draws("rain-jacket")
def rain_jacket(c: Canvas, colour: str) -> None:
    arms = laid(c, colour, 0.88)
    for arm, s in zip(arms, (-1, 1), strict=True):
        c.path(
            outside(arm, BODY),
            c.lin(
                450 + s * 180,
                0,
                450 + s * 315,
                0,
                (0, "#1F1420", 0.2),
                (0.45, "#FFFFFF", 0.16),
                (0.7, "#FFFFFF", 0.0),
                (1, "#1F1420", 0.16),
            ),
        )
        c.path(
            f"M{450 + s * 220} 690L{450 + s * 314} 674",
            stroke=dark(colour, 0.5),
            width=4,
            opacity=0.6,
        )
    folds(c, colour)
    c.path(inside("M420 280H480V800H420Z", BODY), light(colour, 0.12))
    c.path("M420 300V772M480 300V772", stroke=dark(colour, 0.45), width=3, opacity=0.55)
    for k in range(6):
        y = 350 + k * 74
        c.soft(453, y + 3, 14, 14, "#2A2226", 0.4)
        c.ball(450, y, 11, 11, (0, "#FFFFFF"), (0.5, "#C9CCD0"), (1, "#6B6F76"))
    for x in (296, 500):
        c.path(f"M{x} 560h104v28h-104Z", light(colour, 0.2))
        c.path(f"M{x} 588h104v96q-52 16 -104 0Z", dark(colour, 0.06))
        c.path(
            f"M{x} 560h104v28h-104ZM{x} 588v96q52 16 104 0v-96",
            stroke=dark(colour, 0.45),
            width=3,
            opacity=0.6,
        )
    _hood(c, colour, "#E9E2D2")
    c.path("M352 140C390 84 510 84 548 140C520 118 380 118 352 140Z", dark(colour, 0.2))
    for k in range(30):
        x, y = 280 + (k * 83) % 340, 310 + (k * 61) % 420
        c.soft(x + 2, y + 4, 6, 7, dark(colour, 0.6), 0.5)
        c.soft(x, y, 5, 6, "#FFFFFF", 0.85)


@draws("jeans")
def jeans(c: Canvas, _colour: str) -> None:
    colour = "#3F5F8C"
    lies(c, 450, 470, 240, 370)
    legs = (
        "M290 110H610C626 300 646 560 652 800C600 816 530 814 492 800C482 "
        "640 466 480 452 390C438 480 420 640 408 800C370 814 300 816 248 800"
        "C254 560 274 300 290 110Z"
    )
    c.path(
        legs,
        c.lin(250, 110, 650, 800, (0, light(colour, 0.2)), (0.5, colour), (1, dark(colour, 0.35))),
    )
    for x in (330, 570):
        c.soft(x, 440, 52, 230, "#C9DAEE", 0.42)
    c.path(
        "M452 390C438 480 420 640 408 800M452 390C466 480 482 640 492 800M450 210V392",
        stroke=dark(colour, 0.5),
        width=5,
        opacity=0.6,
    )
    for d in (
        "M296 260C290 400 268 620 262 790",
        "M604 260C612 400 632 620 638 790",
        "M462 216C470 300 470 340 456 384",
    ):
        c.path(d, stroke="#D98F3E", width=2.5, opacity=0.85)
    for s in (-1, 1):
        x = 450 + s * 150
        c.path(
            f"M{x} 176C{450 + s * 96} 190 {450 + s * 76} 220 {450 + s * 66} 172",
            stroke=dark(colour, 0.5),
            width=5,
        )
        c.path(
            f"M{x} 186C{450 + s * 90} 204 {450 + s * 66} 230 {450 + s * 56} 174",
            stroke="#D98F3E",
            width=2.5,
        )
        for k in range(4):
            c.path(
                (
                    f"M{450 + s * (40 + k * 14)} {400 + k * 16}Q{450 + s * 90} "
                    f"{390 + k * 20} {450 + s * 150} {410 + k * 22}"
                ),
                stroke="#DDE8F6",
                width=3,
                opacity=0.25,
            )
    c.rect(
        288,
        104,
        324,
        62,
        c.lin(288, 104, 612, 166, (0, light(colour, 0.25)), (1, dark(colour, 0.2))),
        8,
    )
    c.path("M290 112H610M290 158H610", stroke="#D98F3E", width=2.5)
    for x in (330, 400, 500, 560):
        c.rect(x, 98, 18, 76, dark(colour, 0.08), 4)
        c.path(f"M{x + 4} 100V172M{x + 14} 100V172", stroke="#D98F3E", width=1.6)
    c.ball(450, 135, 13, 13, (0, "#FFF3D0"), (0.5, "#C98F46"), (1, "#6B4416"))
    c.rect(518, 112, 34, 44, "#A8683A", 3)
    c.path("M250 776Q330 792 408 778M492 778Q570 792 650 776", stroke="#D98F3E", width=2.5)
