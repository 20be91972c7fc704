"""Room: the demo's drawing tools. Hats and scarves."""

from __future__ import annotations

import math

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import round_shade, words


@draws("beanie")
def beanie(c: Canvas, colour: str) -> None:
    c.soft(480, 700, 320, 60, "#241C30", 0.45)
    dome = smooth(
        [
            (210, 560),
            (214, 420),
            (270, 280),
            (370, 200),
            (450, 186),
            (530, 200),
            (630, 280),
            (686, 420),
            (690, 560),
            (450, 590),
        ]
    )
    c.path(
        dome, c.rad(360, 320, 460, (0, light(colour, 0.35)), (0.5, colour), (1, dark(colour, 0.4)))
    )
    for k in range(-11, 12):
        x = 450 + k * 21.5
        bend = 450 + k * 2.4
        c.path(
            f"M{x:.0f} 570C{x:.0f} 430 {450 + k * 14} 270 {bend:.0f} 196",
            stroke=dark(colour, 0.45),
            width=4,
            opacity=0.4,
        )
        c.path(
            f"M{x + 8:.0f} 570C{x + 8:.0f} 430 {456 + k * 14} 270 {bend + 3:.0f} 198",
            stroke=light(colour, 0.4),
            width=4,
            opacity=0.35,
        )
    cuff = smooth(
        [
            (190, 520),
            (320, 548),
            (450, 556),
            (580, 548),
            (710, 520),
            (716, 600),
            (706, 680),
            (580, 712),
            (450, 720),
            (320, 712),
            (194, 680),
            (184, 600),
        ],
        tension=0.8,
    )
    c.path(cuff, colour)
    for k in range(26):
        x = 204 + k * 20
        sag = math.sin(k / 25 * math.pi) * 36
        c.path(f"M{x} {528 + sag:.0f}v{148}", stroke=dark(colour, 0.45), width=5, opacity=0.38)
        c.path(f"M{x + 8} {530 + sag:.0f}v{144}", stroke=light(colour, 0.45), width=5, opacity=0.35)
    round_shade(c, cuff, 184, 716, 0.6, 0.9)
    c.rect(560, 610, 92, 54, "#F2E9D8", 4)
    words(c, "FIELDHAND", 606, 643, 14, "#3A3A34", spacing=1, fit=78)


@draws("scarf")
def scarf(c: Canvas, _colour: str) -> None:
    base, red, blue = "#E9DCC4", "#A8443A", "#3A5A6E"
    for x, y, a, h in ((424, 200, 8, 560), (250, 150, -5, 620)):
        with c.group(f"rotate({a} {x + 90} 450)"):
            c.soft(x + 124, y + h / 2 + 30, 150, h * 0.58, "#241C30", 0.32)
            c.rect(
                x,
                y,
                190,
                h,
                c.lin(
                    x,
                    0,
                    x + 190,
                    0,
                    (0, dark(base, 0.12)),
                    (0.25, light(base, 0.4)),
                    (0.7, base),
                    (1, dark(base, 0.3)),
                ),
                8,
            )
            for k in range(int((h - 82) / 96) + 1):
                yy = y + 16 + k * 96
                c.rect(x, yy, 190, 40, red, opacity=0.75)
                c.rect(x, yy + 56, 190, 10, blue, opacity=0.75)
            for k, tone in enumerate((red, blue, red)):
                c.rect(x + 22 + k * 58, y, 30 if tone == red else 14, h, tone, opacity=0.45)
            c.rect(
                x,
                y,
                190,
                h,
                c.lin(
                    x,
                    0,
                    x + 190,
                    0,
                    (0, "#1F1420", 0.25),
                    (0.25, "#FFFFFF", 0.22),
                    (0.6, "#FFFFFF", 0.0),
                    (1, "#1F1420", 0.34),
                ),
                8,
            )
            for k in range(15):
                c.path(
                    (
                        f"M{x + 8 + k * 12.4:.0f} {y + h - 2}q{(-4, 5, 1)[k % 3]} 26 "
                        f"{(2, -4, 4)[k % 3]} {48 + (k * 5) % 12}"
                    ),
                    stroke=(base, red, blue)[k % 3],
                    width=7,
                )
    knot = smooth(
        [
            (212, 130),
            (330, 96),
            (470, 92),
            (610, 130),
            (622, 220),
            (500, 270),
            (340, 276),
            (216, 226),
        ]
    )
    c.path(knot, c.lin(212, 92, 600, 270, (0, light(base, 0.4)), (0.5, base), (1, dark(base, 0.4))))
    for k in range(4):
        c.path(
            inside(
                (
                    f"M{240 + k * 104} 70C{210 + k * 104} 140 {260 + k * 104} 220 "
                    f"{230 + k * 104} 300L{270 + k * 104} 300C{300 + k * 104} 220 "
                    f"{250 + k * 104} 140 {280 + k * 104} 70Z"
                ),
                knot,
            ),
            red,
            opacity=0.6,
        )
    for y in (140, 214):
        c.path(
            inside(
                (
                    f"M190 {y}C330 {y - 36} 500 {y - 36} 640 {y}V{y + 26}C500 {y - 10} "
                    f"330 {y - 10} 190 {y + 26}Z"
                ),
                knot,
            ),
            blue,
            opacity=0.5,
        )
    c.path(
        "M300 110C330 170 320 220 300 262M500 104C480 170 500 220 520 258",
        stroke="#1F1420",
        width=12,
        opacity=0.14,
    )


@draws("cap")
def cap_hat(c: Canvas, colour: str) -> None:
    c.soft(470, 690, 390, 60, "#241C30", 0.45)
    dome = smooth(
        [
            (210, 560),
            (216, 420),
            (280, 290),
            (400, 226),
            (500, 226),
            (620, 290),
            (680, 420),
            (690, 556),
            (560, 580),
            (330, 590),
        ]
    )
    c.path(
        dome, c.rad(360, 330, 460, (0, light(colour, 0.4)), (0.5, colour), (1, dark(colour, 0.4)))
    )
    for d in (
        "M450 222C420 300 404 420 410 580",
        "M450 222C560 270 610 400 620 570",
        "M450 222C330 270 290 400 286 580",
    ):
        c.path(d, stroke=dark(colour, 0.45), width=4, opacity=0.6)
        c.path(d, stroke=light(colour, 0.5), width=1.6, opacity=0.8)
    for x, y in ((350, 330), (540, 330)):
        c.ellipse(x, y, 9, 9, dark(colour, 0.5))
    c.ball(450, 222, 20, 13, (0, light(colour, 0.5)), (0.6, colour), (1, dark(colour, 0.4)))
    brim = (
        "M190 556C270 520 420 516 520 556C610 586 700 612 758 650C796 678 784 712 744 716"
        "C640 726 540 716 430 690C320 664 220 640 178 606C170 586 176 566 190 556Z"
    )
    c.path(
        brim,
        c.lin(200, 530, 700, 720, (0, light(colour, 0.3)), (0.5, colour), (1, dark(colour, 0.42))),
    )
    for k in range(5):
        c.path(
            (
                f"M{200 + k * 8} {580 + k * 14}C{320 + k * 10} {560 + k * 18} "
                f"{480 + k * 10} {590 + k * 18} {716 - k * 10} {672 + k * 6}"
            ),
            stroke=light(colour, 0.45),
            width=1.8,
            opacity=0.5,
        )
    c.path("M190 556C270 520 420 516 520 556", stroke=dark(colour, 0.5), width=5, opacity=0.6)
    c.rect(372, 400, 88, 66, "#F2E9D8", 6)
    words(c, "SM", 416, 448, 38, "#3A4A44", serif=True)
