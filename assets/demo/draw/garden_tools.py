"""Room: the demo's drawing tools. Pots, cans, trowels, gloves."""

from __future__ import annotations

import random

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import smooth
from assets.demo.draw.plants import pot
from assets.demo.draw.produce import leaf, scatter
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, round_shade, turned, words
from assets.demo.draw.stage import stand


@draws("terracotta-pot")
def terracotta(c: Canvas, _colour: str) -> None:
    clay = "#C8734A"
    c.soft(500, 750, 360, 56, "#2A3A2A", 0.45)
    dish = turned(430, [(700, 236), (728, 226), (752, 190)], 0.14)
    c.path(dish, clay)
    round_shade(c, dish, 194, 666, 0.8, 1)
    c.ellipse(430, 700, 236, 34, light(clay, 0.25))
    c.ellipse(430, 704, 214, 26, dark(clay, 0.4))
    body = turned(430, [(330, 214), (480, 192), (640, 164), (716, 150)], 0.14)
    c.path(body, clay)
    rnd = random.Random(4)
    c.dots([(430 + x, 520 + y) for x, y in scatter(rnd, 80, 150, 170)], 5, "#F0C8A8", 0.4)
    round_shade(c, body, 216, 644, 0.8, 1.05)
    rim = band(430, 244, 270, 350, 0.14)
    c.path(rim, light(clay, 0.05))
    round_shade(c, rim, 186, 674, 0.9, 1)
    c.path("M188 362C260 400 600 400 672 362", stroke=dark(clay, 0.5), width=7, opacity=0.4)
    c.ellipse(430, 270, 244, 35, light(clay, 0.3))
    c.ellipse(
        430, 274, 218, 28, c.lin(212, 270, 648, 290, (0, dark(clay, 0.65)), (1, dark(clay, 0.3)))
    )
    c.path("M240 430C270 470 240 540 262 600", stroke="#F3E2D0", width=20, opacity=0.25)
    pot(c, 730, 650, 756, 74, "#D98A5E")
    leaf(c, 726, 632, 90, -120, "#5E9456")
    leaf(c, 732, 632, 96, -64, "#6FA85E")
    leaf(c, 730, 632, 80, -92, "#86B870")


@draws("watering-can")
def watering_can(c: Canvas, colour: str) -> None:
    stand(c, 430, 752, 440)
    c.path(
        "M520 690L640 520L742 306L786 326L700 560L540 742Z",
        c.lin(540, 0, 760, 0, (0, colour), (0.4, light(colour, 0.4)), (1, dark(colour, 0.4))),
    )
    with c.group("translate(776 296) rotate(26)"):
        c.path(
            "M-40 36L-66 -12H66L40 36Z",
            c.lin(-66, 0, 66, 0, (0, "#F3DCA2"), (0.4, "#D9B46A"), (1, "#7A5A1E")),
        )
        c.ellipse(0, -12, 66, 20, "#E9CB8A")
        c.dots([(-44 + (k % 8) * 12.6, -20 + (k // 8) * 8) for k in range(24)], 5, "#5A4216")
    c.path("M300 380C120 300 60 560 260 640", stroke=dark(colour, 0.5), width=38)
    c.path("M300 380C126 306 70 556 260 634", stroke=colour, width=26)
    c.path("M250 372C150 350 110 480 160 560", stroke=light(colour, 0.5), width=7, opacity=0.7)
    body = turned(420, [(380, 150), (560, 178), (720, 186), (748, 178)], 0.13)
    c.path(body, colour)
    round_shade(c, body, 234, 606, 0.9, 1)
    for y in (430, 690):
        c.path(
            band(420, 156 if y < 500 else 185, y, y + 10, 0.13), light(colour, 0.35), opacity=0.6
        )
    c.path("M290 380C300 240 540 240 550 380", stroke=dark(colour, 0.45), width=34)
    c.path("M290 376C302 244 538 244 550 376", stroke=colour, width=22)
    c.path("M300 340C330 270 430 256 480 276", stroke=light(colour, 0.6), width=6, opacity=0.8)
    c.ellipse(420, 380, 150, 24, light(colour, 0.25))
    c.path(
        "M282 384C300 408 540 408 558 384C540 366 470 358 420 358S300 366 282 384Z".replace(
            "S300 366 282 384", "C370 358 300 366 282 384"
        ),
        dark(colour, 0.6),
    )
    words(c, "ROOTBOUND", 420, 580, 30, light(colour, 0.65), spacing=5, fit=280)
    for x, y in ((800, 380), (826, 430), (790, 450), (838, 500), (806, 530)):
        c.path(
            f"M{x} {y - 16}C{x + 12} {y} {x + 8} {y + 14} {x} {y + 14}C{x - 8} "
            f"{y + 14} {x - 12} {y} {x} {y - 16}Z",
            c.lin(x, y - 16, x, y + 14, (0, "#FFFFFF"), (1, "#7FB8CC")),
        )


@draws("trowel")
def trowel(c: Canvas, _colour: str) -> None:
    with c.group("rotate(38 450 450)"):
        c.soft(490, 480, 130, 420, "#2A3A2A", 0.36)
        blade = smooth(
            [
                (450, 60),
                (512, 130),
                (548, 240),
                (546, 340),
                (510, 400),
                (450, 416),
                (390, 400),
                (354, 340),
                (352, 240),
                (388, 130),
            ],
            tension=0.9,
        )
        c.path(
            blade,
            c.lin(
                350,
                100,
                550,
                380,
                (0, "#F8FAFA"),
                (0.35, "#C9D0D2"),
                (0.55, "#7E878C"),
                (0.75, "#C4CACC"),
                (1, "#6B7478"),
            ),
        )
        c.path("M450 80C438 200 440 320 450 410C460 320 462 200 450 80Z", "#5A6468", opacity=0.45)
        marks = "".join(f"M{470} {150 + k * 40}h{26 if k % 2 else 40}" for k in range(6))
        c.path(marks, stroke="#4A5458", width=4, opacity=0.7)
        c.path(
            "M436 400H464L470 520H430Z",
            c.lin(430, 0, 470, 0, (0, "#F2F4F4"), (0.5, "#8A9296"), (1, "#4A5256")),
        )
        c.rect(
            424,
            506,
            52,
            40,
            c.lin(424, 0, 476, 0, (0, "#F3DCA2"), (0.4, "#D9B46A"), (1, "#7A5A1E")),
            6,
        )
        handle = smooth(
            [
                (424, 540),
                (476, 540),
                (486, 620),
                (482, 720),
                (492, 800),
                (476, 846),
                (450, 854),
                (424, 846),
                (408, 800),
                (418, 720),
                (414, 620),
            ],
            tension=0.85,
        )
        c.path(
            handle,
            c.lin(
                408, 0, 492, 0, (0, "#F3D8AC"), (0.3, "#E0B67C"), (0.7, "#B98848"), (1, "#7A5224")
            ),
        )
        for k in range(5):
            c.path(
                f"M{424 + k * 12} 560C{420 + k * 13} 660 {428 + k * 11} 740 {420 + k * 14} 830",
                stroke="#8A5E2A",
                width=2,
                opacity=0.5,
            )
        c.ellipse(450, 826, 9, 9, "#5A3A16")
    c.path(
        smooth([(120, 800), (190, 730), (270, 740), (330, 780), (380, 810), (240, 830)]),
        c.lin(120, 730, 330, 830, (0, "#8A6446"), (1, "#3A2416")),
    )
    rnd = random.Random(6)
    c.dots([(240 + x, 780 + y) for x, y in scatter(rnd, 40, 110, 30)], 8, "#A87E5A", 0.7)
    leaf(c, 250, 740, 80, -110, "#5E9456")
    leaf(c, 252, 740, 80, -60, "#7AB068")


@draws("garden-gloves")
def gloves(c: Canvas, _colour: str) -> None:
    for x, y, a, flip in ((500, 120, 14, -1), (120, 150, -8, 1)):
        with c.group(
            f"translate({x + (280 if flip < 0 else 0)} {y}) scale({flip} 1) "
            f"rotate({a * flip} 140 300)"
        ):
            c.soft(170, 360, 190, 320, "#2A3A2A", 0.34)
            hand = smooth(
                [
                    (64, 360),
                    (56, 250),
                    (44, 130),
                    (62, 94),
                    (88, 126),
                    (104, 220),
                    (104, 96),
                    (124, 50),
                    (150, 92),
                    (156, 214),
                    (168, 90),
                    (192, 56),
                    (212, 98),
                    (206, 224),
                    (226, 140),
                    (252, 116),
                    (264, 152),
                    (252, 260),
                    (256, 330),
                    (296, 290),
                    (332, 296),
                    (320, 340),
                    (276, 410),
                    (240, 450),
                    (232, 480),
                    (76, 480),
                ],
                tension=0.9,
            )
            c.path(hand, c.lin(50, 60, 300, 480, (0, "#F7E3BC"), (0.5, "#E3C490"), (1, "#A8824E")))
            for d in (
                "M104 226C106 260 104 280 100 300",
                "M156 220C156 256 156 280 154 300",
                "M206 230C204 256 204 280 204 300",
                "M70 380C120 400 180 400 236 376",
                "M252 336C244 360 240 380 238 400",
            ):
                c.path(d, stroke="#8A6A3A", width=4, opacity=0.55)
            c.path(hand, stroke="#A8824E", width=3, opacity=0.7)
            for fx, fy in ((64, 120), (126, 80), (192, 84), (250, 142)):
                c.soft(fx - 6, fy + 20, 16, 34, "#FFFFFF", 0.5)
            cuff = smooth(
                [
                    (70, 470),
                    (154, 480),
                    (238, 470),
                    (256, 560),
                    (266, 630),
                    (154, 646),
                    (42, 630),
                    (54, 560),
                ],
                tension=0.7,
            )
            c.path(cuff, c.lin(40, 470, 270, 640, (0, "#5E8A76"), (0.5, "#3F6650"), (1, "#234036")))
            for k in range(3):
                c.path(
                    f"M{58 - k * 4} {510 + k * 40}Q154 {526 + k * 40} {250 + k * 4} {510 + k * 40}",
                    stroke="#8AB8A0",
                    width=3,
                    opacity=0.5,
                )
            c.rect(110, 546, 88, 44, "#F3EBD2", 5)
            with c.group(f"translate(154 0) scale({flip} 1)"):
                words(c, "ROOTBOUND", 0, 575, 13, "#3F6650", fit=74)
