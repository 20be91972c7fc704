"""Room: the demo's drawing tools. Pots, tools and what else a garden needs."""

from __future__ import annotations

import random

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, slab, smooth
from assets.demo.draw.plants import pot
from assets.demo.draw.produce import leaf, scatter
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, pouch, round_shade, turned, words
from assets.demo.draw.stage import stand


@draws("sunflower-seeds")
def seeds(c: Canvas, _colour: str) -> None:
    with c.group("rotate(-6 450 450)"):
        c.soft(490, 500, 240, 370, "#2A3A2A", 0.4)
        sachet = slab(250, 110, 400, 640, 8)
        c.path(sachet, c.lin(0, 110, 0, 750, (0, "#A8D4E2"), (0.6, "#E6F0DC"), (1, "#F7ECD0")))
        c.path("M440 656C438 600 450 540 446 470L462 470C468 540 460 600 468 656Z", "#5E8F42")
        leaf(c, 452, 630, 120, -156, "#6B9E4A")
        leaf(c, 456, 610, 120, -22, "#5A8F42")
        for ring, n, r in ((0, 20, 150), (1, 20, 132)):
            for k in range(n):
                with c.group(f"translate(452 400) rotate({k * 18 + ring * 9})"):
                    c.path(
                        f"M0 -60C-22 -90 -18 -{r - 20} 0 -{r}C18 -{r - 20} 22 -90 0 -60Z",
                        c.lin(0, -r, 0, -60, (0, ("#F7C63A", "#FBD968")[ring]), (1, "#D9861A")),
                    )
        c.ball(452, 400, 82, 82, (0, "#8A5A2E"), (0.6, "#5A3418"), (1, "#2E180A"))
        rnd = random.Random(2)
        c.dots([(452 + x, 400 + y) for x, y in scatter(rnd, 70, 70, 70)], 7, "#B9843E", 0.8)
        c.rect(250, 150, 400, 84, "#2F6E4A")
        words(c, "ROOTBOUND", 450, 206, 42, "#FFF6E0", spacing=5, fit=350)
        words(c, "Giant Sunflower", 450, 702, 46, "#2F6E4A", serif=True, italic=True, fit=350)
        words(c, "12 seeds · up to 3 m", 450, 734, 21, "#5A6A4A", bold=False)
        c.path(
            "M250 110H650V132L640 126L630 132L620 126L610 132L600 126L590 132"
            "L580 126L570 132L560 126L550 132L540 126L530 132L520 126L510 132"
            "L500 126L490 132L480 126L470 132L460 126L450 132L440 126L430 132"
            "L420 126L410 132L400 126L390 132L380 126L370 132L360 126L350 132"
            "L340 126L330 132L320 126L310 132L300 126L290 132L280 126L270 132"
            "L260 126L250 132Z",
            "#FFFFFF",
            opacity=0.5,
        )
        c.path(
            sachet,
            c.lin(
                250,
                0,
                650,
                0,
                (0, "#1F2A20", 0.2),
                (0.06, "#FFFFFF", 0.3),
                (0.2, "#FFFFFF", 0.0),
                (0.9, "#1F2A20", 0.0),
                (1, "#1F2A20", 0.26),
            ),
        )
    for x, y, a in ((690, 740, 20), (740, 700, -40), (700, 680, 70), (770, 760, 10)):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.soft(4, 12, 26, 9, "#2A3A2A", 0.5)
            c.path("M-26 0C-14 -16 12 -14 28 0C12 14 -14 16 -26 0Z", "#2E2A2A")
            c.path("M-22 0H22M-16 -6Q4 -9 18 -4M-16 6Q4 9 18 4", stroke="#D9D2C4", width=2.2)


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


@draws("potting-soil")
def soil(c: Canvas, _colour: str) -> None:
    x, y, w, h = 210, 140, 430, 620
    stand(c, x + w / 2, y + h, w)
    d = pouch(x, y, w, h)
    c.path(d, "#3F6650")
    c.path(
        inside("M180 520C260 470 330 550 420 510C500 474 560 520 680 490V800H180Z", d),
        c.lin(0, 480, 0, 780, (0, "#6B4A30"), (1, "#2E1C10")),
    )
    rnd = random.Random(8)
    crumbs = [(425 + a, 650 + b) for a, b in scatter(rnd, 120, 190, 90)]
    c.dots(crumbs[::2], 11, "#8A6446", 0.6)
    c.dots(crumbs[1::2], 8, "#1E1008", 0.5)
    c.path("M425 520V420", stroke="#8AC06A", width=10)
    leaf(c, 425, 440, 110, -150, "#8AC06A")
    leaf(c, 425, 430, 120, -34, "#A8D482")
    words(c, "ROOTBOUND", 425, 256, 46, "#F3EBD2", spacing=4, fit=350)
    words(c, "potting soil", 425, 312, 42, "#C9DFA8", serif=True, italic=True)
    words(c, "PEAT-FREE · 20 L", 425, 352, 24, "#F3EBD2", spacing=3)
    c.path(
        d,
        c.lin(
            x,
            0,
            x + w,
            0,
            (0, "#0A140C", 0.45),
            (0.09, "#FFFFFF", 0.16),
            (0.22, "#FFFFFF", 0.0),
            (0.8, "#0A140C", 0.0),
            (0.94, "#0A140C", 0.28),
            (1, "#0A140C", 0.5),
        ),
    )
    c.rect(x + 28, y, w - 56, 28, "#FFFFFF", opacity=0.14)
    c.path(
        f"M{x + 60} {y + 80}Q{x + 40} {y + 300} {x + 56} {y + 540}",
        stroke="#FFFFFF",
        width=10,
        opacity=0.22,
    )
    c.path(
        smooth([(620, 764), (670, 716), (730, 706), (790, 744), (820, 770), (720, 784)]),
        c.lin(620, 700, 800, 780, (0, "#7A563A"), (1, "#2E1C10")),
    )
    c.dots([(720 + a, 746 + b) for a, b in scatter(rnd, 36, 80, 24)], 9, "#9A7450", 0.7)


@draws("bird-house")
def bird_house(c: Canvas, _colour: str) -> None:
    cedar = "#B9784A"
    c.soft(500, 770, 260, 40, "#2A3A2A", 0.45)
    c.rect(
        430, 690, 44, 130, c.lin(430, 0, 474, 0, (0, "#C99A6A"), (0.4, "#9A6A3E"), (1, "#5A3A1E"))
    )
    c.path(
        "M610 350L690 320V660L610 710Z",
        c.lin(610, 0, 690, 0, (0, dark(cedar, 0.35)), (1, dark(cedar, 0.5))),
    )
    front = "M290 340L450 200L610 340V710H290Z"
    c.path(
        front,
        c.lin(290, 200, 610, 710, (0, light(cedar, 0.4)), (0.5, cedar), (1, dark(cedar, 0.2))),
    )
    for k in range(5):
        c.path(
            inside(f"M280 {400 + k * 64}H620V{403 + k * 64}H280Z", front),
            dark(cedar, 0.5),
            opacity=0.5,
        )
        c.path(
            inside(
                f"M280 {430 + k * 64}C400 {420 + k * 64} 500 {440 + k * 64} 620 "
                f"{428 + k * 64}V{430 + k * 64}C500 {443 + k * 64} 400 "
                f"{423 + k * 64} 280 {433 + k * 64}Z",
                front,
            ),
            dark(cedar, 0.4),
            opacity=0.3,
        )
    c.ellipse(450, 440, 72, 72, dark(cedar, 0.35))
    c.ellipse(452, 444, 64, 64, c.lin(400, 390, 500, 500, (0, "#140C08"), (1, "#4A2E1C")))
    c.rect(436, 560, 28, 18, dark(cedar, 0.5), 8)
    c.path("M450 566L520 596", stroke="#8A5A32", width=18)
    c.path("M450 562L520 592", stroke="#D9A876", width=6)
    c.path(
        "M450 150L712 318L690 352L450 204Z",
        c.lin(450, 150, 712, 340, (0, "#5E8A7E"), (1, "#2E5048")),
    )
    c.path(
        "M450 150L230 340L252 366L450 204Z",
        c.lin(230, 150, 450, 366, (0, "#A8CCC0"), (0.6, "#6B9A8C"), (1, "#4A7468")),
    )
    c.path(
        "M450 150L530 118L790 286L712 318Z",
        c.lin(450, 118, 790, 318, (0, "#7FB0A2"), (1, "#3F6A60")),
    )
    with c.group("translate(556 560)"):
        c.path(
            "M-40 20C-60 -30 -20 -66 20 -60C50 -56 62 -30 54 -6C48 20 20 40 -6 36L-52 56Z",
            c.lin(-40, -60, 40, 40, (0, "#8AB8D8"), (0.6, "#4A82B0"), (1, "#2A5278")),
        )
        c.path("M-10 30C10 20 30 0 50 -10C50 16 24 40 -6 36Z", "#F7D68A")
        c.path("M54 -30L80 -24L54 -16Z", "#E3952F")
        c.ellipse(34, -36, 6, 6, "#16181C")
        c.dots([(36, -38)], 3, "#FFFFFF")
        c.path("M-20 6C-4 -20 20 -16 16 4C4 20 -14 18 -20 6Z", "#2F6494")
    leaf(c, 700, 200, 120, 20, "#6FA85E")
    leaf(c, 760, 180, 110, 50, "#5E9456")


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
