"""Room: the demo's drawing tools. The fruit and vegetable shelf."""

from __future__ import annotations

import math
import random

from assets.demo.draw import produce as p
from assets.demo.draw.berries import blueberry, strawberry
from assets.demo.draw.canvas import Canvas, num
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import words
from assets.demo.draw.stage import stand


@draws("apples")
def apples(c: Canvas, _colour: str) -> None:
    p.apple(c, 600, 400, 158, "#C93446", 12, 5)
    p.apple(c, 318, 470, 178, "#D94A50", -8, 2)
    p.apple(c, 548, 610, 172, "#CF3A4C", 5, 9)
    p.leaf(c, 345, 282, 120, -24)


@draws("bananas")
def bananas(c: Canvas, _colour: str) -> None:
    c.soft(470, 690, 390, 62, "#3A2418", 0.4)
    for k in (3, 2, 1, 0):
        a = -16 + k * 13
        with c.group(f"rotate({a} 300 250) translate({k * 14} {k * 4})"):
            d = smooth(
                [
                    (282, 236),
                    (300, 330),
                    (352, 470),
                    (450, 590),
                    (590, 655),
                    (700, 650),
                    (716, 634),
                    (704, 612),
                    (600, 590),
                    (498, 520),
                    (420, 410),
                    (366, 300),
                    (330, 232),
                ]
            )
            tone = dark("#F2C230", k * 0.05)
            c.path(
                d, c.lin(300, 420, 560, 470, (0, light(tone, 0.45)), (0.4, tone), (1, "#B98A14"))
            )
            c.path("M306 270C330 420 440 570 640 632", stroke="#FFF0AE", width=15, opacity=0.55)
            c.path("M352 300C400 420 480 540 690 612", stroke="#A87A12", width=5, opacity=0.55)
            c.path("M690 652Q722 652 722 634Q720 616 700 612Q712 632 690 652Z", "#5B4A1E")
            for i in range(4):
                c.ellipse(380 + i * 70 + k * 9, 470 + i * 40 + (i % 2) * 12, 5, 3, "#8C6212", 0.5)
    c.path(
        "M250 250C262 190 290 150 330 140L366 158C350 190 356 230 372 262Q310 240 250 250Z",
        c.lin(260, 150, 370, 250, (0, "#A9A03C"), (0.5, "#8C7A26"), (1, "#5C4A18")),
    )
    c.path("M318 142L352 126L372 150L350 166Z", "#4A3A18")


@draws("oranges")
def oranges(c: Canvas, _colour: str) -> None:
    p.orange(c, 585, 400, 168, 7)
    p.orange(c, 320, 480, 182, 3, "#EE8220")
    p.leaf(c, 330, 318, 128, -32, "#4F8A43")
    p.leaf(c, 330, 318, 96, 18, "#5E9446")
    p.citrus_half(c, 560, 620, 158)


@draws("lemons")
def lemons(c: Canvas, _colour: str) -> None:
    p.lemon(c, 360, 330, 150, -24)
    p.leaf(c, 505, 250, 125, -38, "#4F8A43")
    p.lemon(c, 600, 440, 150, 22)
    p.lemon(c, 305, 560, 158, 10)
    p.citrus_half(c, 570, 650, 122, "#F8E27A", "#F5CE2E")


@draws("avocados")
def avocados(c: Canvas, _colour: str) -> None:
    whole = [
        (0, -190),
        (48, -176),
        (78, -110),
        (112, -10),
        (138, 80),
        (124, 170),
        (60, 222),
        (0, 232),
        (-60, 222),
        (-124, 170),
        (-138, 80),
        (-112, -10),
        (-78, -110),
        (-48, -176),
    ]
    stand(c, 330, 672, 240)
    with c.group("translate(330 450) rotate(-10)"):
        c.path(
            smooth(whole), c.rad(-50, -10, 300, (0, "#7E9A4E"), (0.35, "#45632F"), (1, "#1C2A18"))
        )
        rnd = random.Random(8)
        rough = []
        for _ in range(150):
            y = rnd.uniform(-150, 210)
            half = 60 + (y + 190) * 0.19
            rough.append((rnd.uniform(-half, half), y))
        c.dots(rough, 6, "#93AD5E", 0.4)
        c.soft(-52, -30, 34, 90, "#F2F7CC", 0.42)
        c.ellipse(0, -186, 16, 9, "#6B4A26")
    stand(c, 585, 726, 230)
    with c.group("translate(585 510) rotate(12)"):
        c.path(smooth(whole), "#33491F")
        for q, colour in ((0.955, "#6F9A3A"), (0.91, "#B9CC62"), (0.85, "#E2E08E")):
            c.path(
                smooth([(x * q, y * q) for x, y in whole]),
                c.rad(-40, 0, 280, (0, light(colour, 0.35)), (1, colour)),
            )
        c.soft(0, 110, 100, 96, "#8C7A2E", 0.6)
        c.ball(0, 100, 84, 88, (0, "#D49A62"), (0.4, "#96592C"), (1, "#4A2612"))
        c.soft(-28, 66, 24, 20, "#FFF1DC", 0.7)


def punnet(c: Canvas, y: float, colour: str, name: str) -> None:
    """The front of a fruit tray made of card."""
    c.path(
        f"M150 {num(y)}H750L716 752Q712 766 698 766H202Q188 766 184 752Z",
        c.lin(150, y, 750, 766, (0, light(colour, 0.25)), (0.6, colour), (1, dark(colour, 0.25))),
    )
    c.path(f"M150 {num(y)}H750L747 {num(y + 14)}H153Z", light(colour, 0.5))
    c.path(f"M166 {num(y + 60)}H736", stroke=dark(colour, 0.2), width=2, opacity=0.3)
    words(c, "FENNELLY FARM", 450, y + 96, 38, "#FFF9EC", spacing=5)
    words(c, name, 450, y + 142, 27, "#FFF9EC", serif=True, bold=False, italic=True)


@draws("strawberries")
def strawberries(c: Canvas, _colour: str) -> None:
    stand(c, 450, 764, 560)
    c.path("M150 560L186 520H714L750 560Z", "#3E5A34")
    with c.stamp("berry"):
        strawberry(c, 0, 0, 100)
    for x, y, r, t in (
        (260, 505, 78, -30),
        (400, 480, 84, 12),
        (545, 486, 82, -14),
        (660, 516, 74, 30),
        (320, 405, 84, 24),
        (470, 372, 92, -6),
        (606, 410, 82, 28),
        (214, 566, 70, 20),
        (350, 556, 82, -22),
        (490, 552, 86, 8),
        (624, 560, 78, -18),
        (706, 582, 60, 26),
    ):
        c.press("berry", x, y, t, r / 100)
    punnet(c, 588, "#5B8A4A", "strawberries")


@draws("blueberries")
def blueberries(c: Canvas, _colour: str) -> None:
    stand(c, 450, 764, 560)
    c.path("M150 560L186 520H714L750 560Z", "#23284C")
    rnd = random.Random(12)
    for shade in (0, 1):
        with c.stamp(f"berry{shade}"):
            blueberry(c, 0, 0, 46, 0.1 * shade)
    for row, (y, n, half) in enumerate(
        ((430, 4, 130), (468, 7, 210), (510, 8, 245), (552, 9, 275), (590, 9, 285))
    ):
        for k in range(n):
            x = 450 - half + 2 * half * (k + 0.5) / n + rnd.uniform(-12, 12)
            c.press(
                f"berry{row % 2}",
                x,
                y + rnd.uniform(-12, 10),
                rnd.uniform(-30, 60),
                rnd.uniform(0.87, 1.06),
            )
    p.leaf(c, 470, 400, 110, -28)
    punnet(c, 588, "#6C76B0", "blueberries")


@draws("vine-tomatoes")
def vine_tomatoes(c: Canvas, _colour: str) -> None:
    spots = ((250, 400, 128), (455, 352, 122), (648, 400, 124), (330, 600, 136), (572, 606, 138))
    for x, y, r in spots:
        p.tomato(c, x, y, r)
    c.path("M170 250C260 270 350 215 450 232S640 250 742 190", stroke="#4A7530", width=19)
    c.path(
        "M170 246C260 266 350 211 450 228S640 246 742 186", stroke="#8DB85A", width=6, opacity=0.8
    )
    for x, y, r in spots:
        c.path(
            f"M{x} {num(y - r * 0.74)}Q{num((x + 450) / 2)} {num(y - r * 1.1)} "
            f"{num(450 + (x - 450) * 0.62)} {232}",
            stroke="#55812F",
            width=11,
        )
    p.leaf(c, 730, 196, 90, 28, "#5E9446")


@draws("carrots")
def carrots(c: Canvas, _colour: str) -> None:
    c.soft(490, 640, 330, 110, "#3A2418", 0.4)
    rnd = random.Random(5)
    for k in range(30):
        a = -150 + rnd.uniform(-34, 34)
        length = rnd.uniform(150, 270)
        x2, y2 = 330 + length * math.cos(math.radians(a)), 300 + length * math.sin(math.radians(a))
        green = ("#6FA04A", "#4E8438", "#86B45C")[k % 3]
        c.path(
            f"M{330 + k % 5 * 9} 310"
            f"Q{num((330 + x2) / 2 + rnd.uniform(-30, 30))} "
            f"{num((300 + y2) / 2)} {num(x2)} {num(y2)}",
            stroke=green,
            width=6,
        )
        c.dots([(x2, y2), (x2 + 12, y2 - 6)], 34, green, 0.85)
        c.dots([(x2 + 18, y2 + 18)], 25, light(green, 0.15), 0.85)
    for x, y, a, s in (
        (300, 330, 62, 0.94),
        (450, 286, 32, 0.95),
        (350, 300, 48, 1.08),
        (400, 330, 40, 1.0),
        (318, 372, 56, 1.0),
    ):
        with c.group(f"translate({x} {y}) rotate({a}) scale({s})"):
            d = smooth(
                [
                    (0, -46),
                    (40, -50),
                    (160, -40),
                    (330, -20),
                    (450, -3),
                    (480, 2),
                    (450, 6),
                    (330, 24),
                    (160, 42),
                    (40, 50),
                    (0, 44),
                    (-12, 0),
                ]
            )
            c.path(d, c.lin(0, -50, 0, 50, (0, "#FFC078"), (0.35, "#F0832A"), (1, "#A8480E")))
            for i in range(9):
                t = 40 + i * 44
                c.path(
                    f"M{t} {-30 + i * 2.6:.0f}q10 {14 - i} 2 {28 - i * 2}",
                    stroke="#B5540F",
                    width=3,
                    opacity=0.5,
                )
            c.path("M30 -30Q200 -30 380 -10", stroke="#FFE6C0", width=7, opacity=0.6)
            c.ellipse(2, 0, 12, 30, "#7C9440")
    c.path("M262 392Q330 350 408 296L426 322Q350 372 284 420Z", "#3D6FA8")
    c.path("M268 396Q334 356 410 302", stroke="#8FB6DC", width=6, opacity=0.8)


@draws("aubergine")
def aubergine(c: Canvas, _colour: str) -> None:
    c.soft(500, 720, 330, 90, "#3A2418", 0.45)
    with c.group("rotate(38 450 470)"):
        d = smooth(
            [
                (400, 200),
                (450, 190),
                (500, 200),
                (530, 290),
                (566, 420),
                (600, 570),
                (580, 690),
                (510, 752),
                (450, 760),
                (390, 752),
                (320, 690),
                (300, 570),
                (334, 420),
                (370, 290),
            ]
        )
        c.path(
            d,
            c.lin(
                290,
                420,
                610,
                480,
                (0, "#6B4A86"),
                (0.22, "#5A3A78"),
                (0.5, "#3A2250"),
                (0.82, "#1C1028"),
                (1, "#3A2650"),
            ),
        )
        c.path("M386 300C350 430 330 560 352 660C340 560 372 420 412 300Z", "#F4E8FF", opacity=0.5)
        c.soft(370, 600, 30, 100, "#FFFFFF", 0.45)
        c.soft(560, 640, 24, 90, "#B08AD0", 0.45)
        c.path(
            smooth(
                [
                    (450, 150),
                    (500, 172),
                    (540, 250),
                    (548, 310),
                    (516, 270),
                    (498, 330),
                    (470, 268),
                    (446, 340),
                    (428, 268),
                    (392, 318),
                    (386, 262),
                    (350, 300),
                    (366, 236),
                    (402, 172),
                ],
                tension=0.8,
            ),
            c.lin(380, 160, 540, 300, (0, "#A3BF6C"), (0.5, "#6B8F42"), (1, "#3E5A28")),
        )
        c.path(
            "M424 176C428 130 436 100 452 76L490 92C474 116 472 146 478 178Z",
            c.lin(424, 0, 490, 0, (0, "#A3BF6C"), (1, "#4A6A2E")),
        )
