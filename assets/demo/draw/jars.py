"""Room: the demo's drawing tools. Jars of the pantry."""

from __future__ import annotations

from assets.demo.draw.berries import raspberry
from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, smooth
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, cap, gleam, round_shade, turned, words
from assets.demo.draw.stage import stand


def _jar(c: Canvas, cx: float, filling: str, glow: str, wide: float = 165) -> None:
    """A glass jar between y 300 and 740, full of something."""
    stand(c, cx, 742, wide * 2.1)
    glass = turned(
        cx,
        [
            (300, wide * 0.74),
            (330, wide * 0.78),
            (380, wide * 0.97),
            (440, wide),
            (690, wide),
            (730, wide * 0.9),
            (744, wide * 0.8),
        ],
    )
    c.path(
        glass,
        c.lin(
            cx - wide,
            0,
            cx + wide,
            0,
            (0, light(filling, 0.5)),
            (0.2, light(filling, 0.3)),
            (1, dark(filling, 0.4)),
        ),
    )
    inner = turned(
        cx,
        [
            (345, wide * 0.78),
            (400, wide * 0.9),
            (450, wide * 0.93),
            (684, wide * 0.93),
            (716, wide * 0.84),
            (728, wide * 0.74),
        ],
    )
    c.path(
        inner,
        c.lin(
            cx - wide,
            340,
            cx + wide,
            740,
            (0, light(glow, 0.15)),
            (0.4, filling),
            (1, dark(filling, 0.35)),
        ),
    )
    c.soft(cx + wide * 0.5, 640, wide * 0.34, 90, glow, 0.75)


def _jar_light(c: Canvas, cx: float, wide: float = 165) -> None:
    gleam(c, cx - wide * 0.86, 400, 700, wide * 0.13, 0.85)
    gleam(c, cx + wide * 0.78, 420, 640, wide * 0.06, 0.5)


@draws("heather-honey")
def honey(c: Canvas, _colour: str) -> None:
    _jar(c, 420, "#D98A16", "#FFC94A")
    c.path(
        smooth(
            [
                (290, 480),
                (420, 462),
                (552, 480),
                (566, 570),
                (552, 664),
                (420, 684),
                (290, 664),
                (274, 570),
            ],
            tension=0.5,
        ),
        "#FFF8E6",
    )
    c.path(
        smooth(
            [
                (300, 490),
                (420, 474),
                (542, 490),
                (554, 570),
                (542, 654),
                (420, 672),
                (300, 654),
                (286, 570),
            ],
            tension=0.5,
        ),
        stroke="#C9973A",
        width=3,
    )
    words(c, "Bog & Bee", 420, 562, 54, "#3E2A18", serif=True, italic=True, fit=236)
    words(c, "HEATHER HONEY", 420, 606, 23, "#8A5A1A", spacing=3, fit=230)
    with c.group("translate(420 642) scale(.9)"):
        c.ellipse(0, 0, 13, 9, "#3E2A18")
        c.path("M-4 -8V8M4 -8V8", stroke="#F2B84A", width=3.4)
        c.path(
            "M-2 -7Q-14 -26 -20 -10Q-16 -2 -4 -5ZM2 -7Q14 -26 20 -10Q16 -2 4 -5Z",
            "#C9A66A",
            opacity=0.8,
        )
    _jar_light(c, 420)
    cap(c, 420, 262, 318, 136, "#3E2A22", ribs=True)
    c.soft(676, 726, 130, 26, "#2A170F", 0.5)
    with c.group("translate(690 600) rotate(24)"):
        c.rect(
            -10,
            -330,
            20,
            330,
            c.lin(-10, 0, 10, 0, (0, "#D9A868"), (0.5, "#B87E3C"), (1, "#7A4A1C")),
            10,
        )
        for k, w in enumerate((34, 48, 56, 58, 54, 44, 30)):
            c.rect(
                -w,
                -12 + k * 21,
                2 * w,
                17,
                c.lin(-w, 0, w, 0, (0, "#E2B272"), (0.4, "#C98F48"), (1, "#7A4A1C")),
                8,
            )
        c.path(
            "M-46 40Q-20 150 10 160Q54 120 50 40Q10 60 -46 40Z",
            c.lin(-46, 40, 50, 160, (0, "#FFD35E", 0.95), (1, "#D98A16", 0.85)),
        )
    c.path(
        "M600 742C620 716 700 712 744 726C790 742 760 770 690 768C620 768 588 760 600 742Z",
        c.lin(600, 716, 760, 770, (0, "#FFD566"), (1, "#C97A10")),
    )
    c.soft(660, 736, 36, 8, "#FFFFFF", 0.8)


@draws("raspberry-jam")
def jam(c: Canvas, _colour: str) -> None:
    _jar(c, 430, "#A01238", "#E8375E")
    c.path(band(430, 164, 470, 660), "#FFF6EC")
    c.path(band(430, 164, 480, 490), "#C22A50")
    c.path(band(430, 164, 640, 650), "#C22A50")
    words(c, "LARDER & LANE", 430, 550, 31, "#5A1028", spacing=2, fit=240)
    words(c, "Raspberry", 430, 606, 50, "#C22A50", serif=True, italic=True)
    round_shade(c, band(430, 165, 468, 662), 266, 595, 0.4, 0.8)
    _jar_light(c, 430)
    cloth = smooth(
        [
            (282, 336),
            (300, 268),
            (360, 240),
            (430, 234),
            (500, 240),
            (560, 268),
            (580, 338),
            (556, 368),
            (530, 346),
            (500, 374),
            (466, 350),
            (430, 378),
            (394, 350),
            (360, 374),
            (330, 346),
            (304, 368),
        ]
    )
    c.path(cloth, c.lin(290, 240, 580, 370, (0, "#FFFDF6"), (1, "#EADFD2")))
    for k in range(9):
        c.path(
            inside(f"M{290 + k * 34} 220H{302 + k * 34}V390H{290 + k * 34}Z", cloth),
            "#C22A50",
            opacity=0.5,
        )
        c.path(
            inside(f"M270 {236 + k * 30}H600V{246 + k * 30}H270Z", cloth), "#C22A50", opacity=0.4
        )
    c.path("M290 316C370 344 490 344 572 316", stroke="#8C6A3E", width=9)
    c.soft(350, 270, 70, 22, "#FFFFFF", 0.7)
    for x, y, r in ((660, 690, 58), (736, 724, 50), (626, 744, 46)):
        raspberry(c, x, y, r)
    leaf(c, 690, 650, 92, -38)


@draws("hazelnut-spread")
def spread(c: Canvas, _colour: str) -> None:
    _jar(c, 420, "#5A3018", "#8A5430", 180)
    c.path(band(420, 179, 450, 670), "#E9DCC3")
    c.path(
        "M241 560C330 520 380 610 470 560C540 522 570 560 599 548L599 670C540 696 300 696 241 670Z",
        "#6B3A1E",
    )
    words(c, "nutwood", 420, 540, 70, "#5A3018", fit=258)
    words(c, "HAZELNUT & COCOA", 420, 644, 24, "#F6E9D2", spacing=2, fit=240)
    round_shade(c, band(420, 180, 448, 672), 240, 600, 0.5, 0.9)
    _jar_light(c, 420, 180)
    cap(c, 420, 258, 322, 150, "#F4EFE4", ribs=True)
    for x, y, r in ((672, 690, 54), (744, 716, 48), (650, 748, 44)):
        c.soft(x + 10, y + r * 0.8, r * 1.1, r * 0.3, "#2A170F", 0.5)
        c.path(
            smooth(
                [
                    (x, y - r * 1.1),
                    (x + r * 0.8, y - r * 0.4),
                    (x + r * 0.86, y + r * 0.5),
                    (x, y + r * 0.9),
                    (x - r * 0.86, y + r * 0.5),
                    (x - r * 0.8, y - r * 0.4),
                ]
            ),
            c.rad(
                x - r * 0.3, y - r * 0.3, r * 1.7, (0, "#E9B878"), (0.4, "#B0703A"), (1, "#5A3016")
            ),
        )
        c.path(
            f"M{x - r * 0.78:.0f} {y + r * 0.3:.0f}Q{x} {y + r * 0.62:.0f} "
            f"{x + r * 0.8:.0f} {y + r * 0.28:.0f}Q{x + r * 0.5:.0f} "
            f"{y + r * 0.92:.0f} {x} {y + r * 0.9:.0f}Q{x - r * 0.5:.0f} "
            f"{y + r * 0.9:.0f} {x - r * 0.78:.0f} {y + r * 0.3:.0f}Z",
            "#D9B282",
            opacity=0.8,
        )
    leaf(c, 700, 660, 90, -44, "#6F9A4A")
