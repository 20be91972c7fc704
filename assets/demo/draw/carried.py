"""Room: the demo's drawing tools. Bags and umbrellas."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import slab, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import round_shade, words


@draws("tote-bag")
def tote(c: Canvas, _colour: str) -> None:
    c.soft(480, 780, 300, 40, "#241C30", 0.5)
    cloth = "#EDE3CE"
    for s, tone in ((8, dark(cloth, 0.25)), (0, cloth)):
        c.path(
            f"M330 330C320 {120 + s} 380 {80 + s} 450 {80 + s}C520 {80 + s} 580 {120 + s} 570 330",
            stroke=dark(tone, 0.25),
            width=32,
        )
        c.path(
            f"M330 330C320 {120 + s} 380 {80 + s} 450 {80 + s}C520 {80 + s} 580 {120 + s} 570 330",
            stroke=tone,
            width=26,
        )
    body = smooth(
        [
            (218, 318),
            (330, 322),
            (450, 320),
            (570, 322),
            (682, 318),
            (690, 500),
            (704, 700),
            (690, 776),
            (560, 786),
            (450, 788),
            (340, 786),
            (210, 776),
            (196, 700),
            (210, 500),
        ],
        tension=0.6,
    )
    c.path(
        body,
        c.lin(200, 318, 700, 786, (0, light(cloth, 0.5)), (0.5, cloth), (1, dark(cloth, 0.28))),
    )
    for k in range(22):
        c.path(
            f"M{214 - k * 0.4:.0f} {336 + k * 20}H{686 + k * 0.5:.0f}",
            stroke=dark(cloth, 0.4),
            width=1,
            opacity=0.13,
        )
    c.path("M220 350H680", stroke=dark(cloth, 0.4), width=2.5, opacity=0.5)
    for x in (330, 570):
        c.path(f"M{x - 15} 322h30v64h-30Z", dark(cloth, 0.08))
        c.path(
            f"M{x - 12} 340l24 40M{x + 12} 340l-24 40M{x - 13} 338h26v44h-26Z",
            stroke="#A8683A",
            width=2,
        )
    c.ellipse(450, 530, 96, 96, "#E3A72F")
    for k in range(4):
        y = 560 + k * 30
        c.path(
            f"M320 {y}C370 {y - 28} 410 {y + 24} 450 {y}S530 {y - 28} 580 {y}".replace(
                f"S530 {y - 28} 580 {y}", f"C490 {y - 24} 530 {y + 28} 580 {y}"
            ),
            stroke=("#2C6A6E", "#3A8288", "#2C6A6E", "#1E5256")[k],
            width=17,
        )
    words(c, "SALTMARSH", 450, 728, 34, "#1E5256", spacing=7)
    c.path(
        "M300 420C280 540 320 660 290 770M610 430C640 560 600 640 626 770",
        stroke=dark(cloth, 0.5),
        width=16,
        opacity=0.08,
    )


@draws("backpack")
def backpack(c: Canvas, colour: str) -> None:
    c.soft(480, 800, 290, 40, "#241C30", 0.5)
    for s in (-1, 1):
        c.path(
            f"M{450 + s * 170} 330C{450 + s * 280} 420 {450 + s * 270} 640 {450 + s * 190} 740",
            stroke=dark(colour, 0.5),
            width=40,
        )
        c.path(
            f"M{450 + s * 170} 330C{450 + s * 276} 420 {450 + s * 264} 640 {450 + s * 186} 736",
            stroke=dark(colour, 0.25),
            width=26,
        )
    body = smooth(
        [
            (266, 300),
            (300, 240),
            (450, 226),
            (600, 240),
            (634, 300),
            (650, 520),
            (640, 740),
            (600, 796),
            (450, 806),
            (300, 796),
            (260, 740),
            (250, 520),
        ],
        tension=0.85,
    )
    c.path(body, colour)
    roll = smooth(
        [
            (262, 180),
            (300, 136),
            (450, 124),
            (600, 136),
            (638, 180),
            (634, 250),
            (590, 284),
            (450, 292),
            (310, 284),
            (266, 250),
        ],
        tension=0.85,
    )
    round_shade(c, body, 250, 650, 0.6, 1)
    c.path(
        roll, c.lin(0, 124, 0, 292, (0, light(colour, 0.4)), (0.4, colour), (1, dark(colour, 0.42)))
    )
    c.path(
        "M276 196C380 214 520 214 624 196M286 240C390 262 510 262 614 240",
        stroke=dark(colour, 0.55),
        width=4,
        opacity=0.45,
    )
    pocket = slab(312, 520, 276, 230, 40)
    c.path(
        pocket,
        c.lin(312, 520, 588, 750, (0, light(colour, 0.22)), (0.6, colour), (1, dark(colour, 0.25))),
    )
    c.path(pocket, stroke=dark(colour, 0.5), width=3, opacity=0.6)
    c.path("M330 566H570", stroke="#1E1C20", width=9)
    c.path("M330 566H570", stroke="#C9A24E", width=3)
    c.path("M560 566v36", stroke="#C8552E", width=10)
    for x in (350, 550):
        c.path(
            f"M{x - 13} 160V520H{x + 13}V160Z",
            c.lin(x - 13, 0, x + 13, 0, (0, "#C98A52"), (0.4, "#A8683A"), (1, "#6B3E1C")),
        )
        c.path(f"M{x - 8} 164V516M{x + 8} 164V516", stroke="#F0C48E", width=1.6, opacity=0.8)
        c.rect(
            x - 22,
            390,
            44,
            40,
            c.lin(x - 22, 390, x + 22, 430, (0, "#FFF3D0"), (0.5, "#C9A24E"), (1, "#7A5A1E")),
            6,
        )
        c.rect(x - 13, 398, 26, 24, "#8A5230", 3)
    c.path("M400 128C400 84 500 84 500 128", stroke=dark(colour, 0.4), width=20)
    c.rect(398, 640, 104, 54, "#A8683A", 5)
    words(c, "ROAMER", 450, 666, 18, "#F6DDB4", spacing=2)
    words(c, "& daughters", 450, 685, 13, "#F6DDB4", serif=True, bold=False, italic=True)


@draws("umbrella")
def umbrella(c: Canvas, colour: str) -> None:
    c.soft(500, 770, 240, 36, "#241C30", 0.45)
    with c.group("rotate(12 450 450)"):
        c.rect(
            443,
            380,
            14,
            340,
            c.lin(443, 0, 457, 0, (0, "#F2F2F2"), (0.5, "#9A9CA0"), (1, "#4A4C50")),
        )
        c.path("M450 700V760C450 812 372 812 372 760", stroke="#5A3418", width=28)
        c.path("M446 700V758C446 804 376 804 376 760", stroke="#B87E48", width=12)
        c.rect(436, 690, 28, 20, "#D9B46A", 4)
        top = (450, 120)
        edges = [(110, 440), (216, 408), (334, 420), (450, 424), (566, 420), (684, 408), (790, 440)]
        under = (
            "M110 440Q166 396 216 408Q276 392 334 420Q392 402 450 424Q508 402 "
            "566 420Q624 392 684 408Q734 396 790 440Q640 470 450 474Q260 470 "
            "110 440Z"
        )
        c.path(under, dark(colour, 0.6))
        for k in range(6):
            (x1, y1), (x2, y2) = edges[k], edges[k + 1]
            bow = 0.9
            cx1, cx2 = 450 + (x1 - 450) * bow, 450 + (x2 - 450) * bow
            mid = ((x1 + x2) / 2, (y1 + y2) / 2 - 24)
            d = (
                f"M{top[0]} {top[1]}C{450 + (cx1 - 450) * 0.6:.0f} 130 {cx1:.0f} 240 "
                f"{x1} {y1}Q{mid[0]:.0f} {mid[1]:.0f} {x2} {y2}C{cx2:.0f} 240 "
                f"{450 + (cx2 - 450) * 0.6:.0f} 130 {top[0]} {top[1]}Z"
            )
            shade = (0.28, 0.45, 0.2, 0.0, 0.0, 0.0)[k]
            deep = (0.0, 0.0, 0.0, 0.08, 0.22, 0.38)[k]
            tone = light(colour, shade) if shade else dark(colour, deep)
            c.path(
                d,
                c.lin(x1, 120, x2, 440, (0, light(tone, 0.15)), (0.6, tone), (1, dark(tone, 0.18))),
            )
            c.path(d, stroke=dark(colour, 0.5), width=2, opacity=0.4)
        c.path("M200 360C230 250 310 170 400 140", stroke="#FFFFFF", width=13, opacity=0.4)
        c.rect(444, 84, 12, 44, "#3A3236", 6)
        for x, y in edges:
            c.ellipse(x, y, 6, 6, "#D9B46A")
