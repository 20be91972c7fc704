"""Room: the demo's drawing tools. Tubes, sticks and brushes of the beauty shelf."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, oval, slab, smooth
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, cap, gleam, round_shade, turned, words
from assets.demo.draw.stage import plinth, stand


def _tube(c: Canvas, cx: float, colour: str, lid: str, wide: float = 120) -> str:
    """A tube standing on its cap: flat seal on top."""
    plinth(c, 450, 700, 280, 60, light(lid, 0.2))
    stand(c, cx, 704, wide * 1.9)
    w = wide
    d = smooth(
        [
            (cx - w * 1.04, 170),
            (cx, 166),
            (cx + w * 1.04, 170),
            (cx + w * 1.02, 220),
            (cx + w * 0.98, 400),
            (cx + w * 0.86, 560),
            (cx + w * 0.72, 624),
            (cx, 636),
            (cx - w * 0.72, 624),
            (cx - w * 0.86, 560),
            (cx - w * 0.98, 400),
            (cx - w * 1.02, 220),
        ],
        tension=0.6,
    )
    c.path(
        d,
        c.lin(
            cx - w,
            160,
            cx + w,
            640,
            (0, light(colour, 0.25)),
            (0.5, colour),
            (1, dark(colour, 0.12)),
        ),
    )
    return d


def _tube_light(c: Canvas, d: str, cx: float, lid: str, wide: float = 120) -> None:
    round_shade(c, d, cx - wide, cx + wide, 0.9, 0.75)
    c.rect(cx - wide * 1.03, 168, wide * 2.06, 26, "#FFFFFF", opacity=0.25)
    for k in range(16):
        x = cx - wide + k * wide / 7.7
        c.path(f"M{x:.1f} 172V190", stroke="#000000", width=2, opacity=0.12)
    gleam(c, cx - wide * 0.72, 240, 600, wide * 0.12, 0.6)
    cap(c, cx, 620, 706, wide * 0.72, lid, ribs=True)


@draws("hand-cream")
def hand_cream(c: Canvas, _colour: str) -> None:
    d = _tube(c, 440, "#E9CBB4", "#6B7F62")
    c.path(
        inside(
            "M280 330C360 290 400 360 470 330C520 306 560 330 600 318L600 480"
            "C540 510 500 460 430 490C370 516 320 480 280 500Z",
            d,
        ),
        "#6B7F62",
    )
    words(c, "Petal & Pine", 440, 418, 40, "#FBF3E6", serif=True, italic=True, fit=206)
    words(c, "ALMOND", 440, 284, 34, "#6B4A38", spacing=6)
    words(c, "hand cream", 440, 546, 25, "#6B4A38", serif=True, bold=False, italic=True)
    _tube_light(c, d, 440, "#6B7F62")
    for x, y, a in ((640, 700, -14), (700, 716, 24), (662, 664, 40)):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.soft(6, 20, 44, 12, "#2A170F", 0.4)
            c.path(
                smooth([(-46, 4), (-16, -24), (24, -18), (46, 0), (22, 20), (-16, 24)]),
                c.lin(-20, -24, 10, 24, (0, "#E2AE76"), (0.5, "#B4753A"), (1, "#6B3E1A")),
            )
            c.path("M-36 2Q0 -12 36 -2M-32 10Q0 4 34 6", stroke="#7A4820", width=2.4, opacity=0.7)


@draws("sun-lotion")
def sun_lotion(c: Canvas, _colour: str) -> None:
    d = _tube(c, 450, "#F7B84A", "#FFF6E4", 132)
    c.path(inside(oval(450, 440, 90, 90), d), "#FFF6E4")
    for k in range(16):
        with c.group(f"rotate({k * 22.5} 450 440)"):
            c.path("M441 340L450 312L459 340Z", "#FFF6E4")
    words(c, "HALM", 450, 270, 50, "#8A4A14", spacing=9)
    words(c, "SPF", 450, 424, 36, "#E5742A", spacing=5)
    words(c, "30", 450, 492, 74, "#E5742A")
    words(c, "mineral sun lotion", 450, 588, 21, "#8A4A14", serif=True, bold=False, italic=True)
    _tube_light(c, d, 450, "#FFF6E4", 132)
    with c.group("translate(676 690)"):
        c.soft(8, 24, 70, 16, "#2A170F", 0.4)
        c.path(
            "M0 20C-60 16 -70 -30 -58 -50C-40 -46 -36 -66 -18 -66C-8 -78 8 -78 "
            "18 -66C36 -66 40 -46 58 -50C70 -30 60 16 0 20Z",
            c.lin(-60, -70, 50, 20, (0, "#FFF3E4"), (0.6, "#F2CBB0"), (1, "#C98F76")),
        )
        for k in (-40, -20, 0, 20, 40):
            c.path(f"M{k * 0.3:.0f} 14L{k} -52", stroke="#C98F76", width=3, opacity=0.6)


@draws("toothpaste")
def toothpaste(c: Canvas, _colour: str) -> None:
    d = _tube(c, 440, "#F7FAF8", "#3A9A8A", 112)
    c.path(
        inside("M280 400C360 340 400 430 480 380C530 350 560 370 600 350L600 700L280 700Z", d),
        "#3A9A8A",
    )
    c.path(
        inside(
            "M280 380C360 320 400 410 480 360C530 330 560 350 600 330L600 356"
            "C560 376 530 356 480 386C400 436 360 346 280 406Z",
            d,
        ),
        "#A8DCCB",
    )
    words(c, "HALM", 440, 318, 54, "#2F7A6E", spacing=8)
    words(c, "MINT", 440, 500, 52, "#FFFFFF", spacing=8)
    words(c, "fluoride · 75 ml", 440, 546, 22, "#FFFFFF", bold=False)
    _tube_light(c, d, 440, "#E9F4EF", 112)
    leaf(c, 620, 706, 110, -52, "#5FA86A")
    leaf(c, 626, 710, 120, -16, "#4F9A5E")
    leaf(c, 622, 714, 80, 20, "#74B87C")


@draws("lip-balm")
def lip_balm(c: Canvas, _colour: str) -> None:
    plinth(c, 450, 700, 250, 60, "#E9CF96")
    stand(c, 400, 704, 130)
    c.path(
        turned(400, [(300, 44), (320, 50), (400, 50)]),
        c.lin(350, 0, 450, 0, (0, "#F2E2A8"), (0.4, "#FFF9DC"), (1, "#D9B96A")),
    )
    c.path(
        "M356 302Q400 262 444 288L448 330H352Z",
        c.lin(350, 262, 448, 330, (0, "#FFFBE6"), (1, "#E2CB84")),
    )
    cap(c, 400, 380, 420, 54, "#FFF6DC")
    body = band(400, 62, 420, 704, 0.14)
    c.path(body, "#E9A93A")
    for row in range(6):
        for k in range(3):
            x, y = 352 + k * 48 + (row % 2) * 24, 470 + row * 42
            c.path(
                inside(
                    f"M{x} {y - 24}L{x + 21} {y - 12}V{y + 12}L{x} {y + 24}L{x - 21} "
                    f"{y + 12}V{y - 12}Z",
                    body,
                ),
                "#F6CB6A",
                opacity=0.75,
            )
    c.path(band(400, 62, 530, 640, 0.14), "#FFF9EA")
    words(c, "Bog & Bee", 400, 590, 26, "#4A2E16", serif=True, italic=True, fit=108)
    words(c, "LIP BALM", 400, 622, 15, "#A86A14", spacing=2)
    round_shade(c, body, 338, 462, 1, 0.9)
    gleam(c, 350, 440, 690, 10, 0.6)
    stand(c, 560, 712, 130)
    cap(c, 560, 500, 712, 62, "#E9A93A", ribs=False)
    gleam(c, 512, 520, 696, 10, 0.6)


@draws("deodorant")
def deodorant(c: Canvas, _colour: str) -> None:
    plinth(c, 450, 700, 270, 60, "#B8C4AC")
    stand(c, 430, 704, 260)
    c.path(slab(300, 420, 270, 286, 60), "#F4F1E6")
    c.path("M300 520H570V646Q570 706 510 706H360Q300 706 300 646Z", "#5F7A5E")
    for k in range(5):
        c.path(
            inside(
                f"M{330 + k * 56} 720Q{310 + k * 56} 600 {350 + k * 56} 540"
                f"Q{356 + k * 56} 620 {344 + k * 56} 720Z",
                slab(300, 420, 270, 286, 60),
            ),
            "#8AA384",
            opacity=0.7,
        )
    words(c, "Petal & Pine", 435, 486, 36, "#4A5E48", serif=True, italic=True, fit=220)
    words(c, "VETIVER", 435, 600, 36, "#FBF8EC", spacing=6)
    words(c, "deodorant", 435, 640, 24, "#FBF8EC", serif=True, bold=False, italic=True)
    c.path(
        slab(300, 420, 270, 286, 60),
        c.lin(
            300,
            0,
            570,
            0,
            (0, "#1F0F14", 0.3),
            (0.16, "#FFFFFF", 0.3),
            (0.35, "#FFFFFF", 0.0),
            (0.8, "#1F0F14", 0.14),
            (1, "#1F0F14", 0.4),
        ),
    )
    c.path(
        "M306 426V330Q306 230 435 230T564 330V426Q435 450 306 426Z".replace(
            "T564 330", "Q564 230 564 330"
        ),
        c.lin(306, 0, 564, 0, (0, "#D8D6CC"), (0.25, "#FFFFFF"), (0.7, "#ECE9DE"), (1, "#B4B0A4")),
    )
    c.path("M306 420Q435 444 564 420", stroke="#A8A498", width=3)
    gleam(c, 330, 290, 410, 20, 0.9)
    leaf(c, 620, 704, 120, -62, "#7C9A6A")
    leaf(c, 630, 706, 130, -34, "#94AE7E")


@draws("toothbrush")
def toothbrush(c: Canvas, colour: str) -> None:
    for k, (x, a, tone) in enumerate(((360, -7, colour), (540, 9, "#F4EFE2"))):
        with c.group(f"rotate({a} {x} 480)"):
            c.soft(x + 30, 500, 60, 360, "#2A170F", 0.26)
            d = smooth(
                [
                    (x - 26, 160),
                    (x, 146),
                    (x + 26, 160),
                    (x + 27, 270),
                    (x + 14, 340),
                    (x + 17, 420),
                    (x + 28, 600),
                    (x + 24, 770),
                    (x, 786),
                    (x - 24, 770),
                    (x - 28, 600),
                    (x - 17, 420),
                    (x - 14, 340),
                    (x - 27, 270),
                ],
                tension=0.8,
            )
            c.path(
                d,
                c.lin(
                    x - 28,
                    0,
                    x + 28,
                    0,
                    (0, "#F2DCAE"),
                    (0.3, "#E2C189"),
                    (0.7, "#C69C5C"),
                    (1, "#8F6730"),
                ),
            )
            for i in range(4):
                c.path(
                    f"M{x - 12 + i * 7} 400Q{x - 16 + i * 9} 560 {x - 12 + i * 8} 740",
                    stroke="#A87C42",
                    width=2,
                    opacity=0.5,
                )
            c.rect(x - 24, 156, 48, 118, dark(tone, 0.25), 10)
            for row in range(6):
                for col in range(3):
                    c.ellipse(
                        x - 14 + col * 14,
                        170 + row * 18,
                        6.4,
                        8,
                        light(tone, 0.15 + 0.2 * ((row + col + k) % 2)),
                    )
            c.rect(x - 28, 690, 56, 26, tone)
            words(c, "HALM", x, 620, 17, "#8F6730", spacing=2)
    leaf(c, 700, 740, 120, -40, "#7C9A6A")
    leaf(c, 706, 744, 100, 0, "#94AE7E")


@draws("hairbrush")
def hairbrush(c: Canvas, _colour: str) -> None:
    with c.group("rotate(24 450 450)"):
        c.soft(490, 500, 190, 390, "#2A170F", 0.3)
        d = smooth(
            [
                (450, 70),
                (540, 92),
                (590, 190),
                (592, 320),
                (556, 430),
                (496, 490),
                (484, 560),
                (496, 700),
                (490, 800),
                (450, 826),
                (410, 800),
                (404, 700),
                (416, 560),
                (404, 490),
                (344, 430),
                (308, 320),
                (310, 190),
                (360, 92),
            ]
        )
        c.path(d, c.lin(310, 100, 590, 700, (0, "#F2D3A2"), (0.45, "#D9A768"), (1, "#9A6A34")))
        for k in range(7):
            c.path(
                inside(
                    f"M{330 + k * 40} 60C{300 + k * 44} 300 {350 + k * 30} 500 "
                    f"{400 + k * 16} 830L{404 + k * 16} 830C{356 + k * 30} 500 "
                    f"{306 + k * 44} 300 {336 + k * 40} 60Z",
                    d,
                ),
                "#8A5A28",
                opacity=0.3,
            )
        c.path(oval(450, 270, 106, 158), c.rad(420, 220, 220, (0, "#F6EDE0"), (1, "#C9B6A0")))
        with c.stamp("pin"):
            c.ellipse(3, 5, 8, 8, "#7A5A3A", 0.4)
            c.ball(0, 0, 8, 8, (0, "#FFF3DC"), (0.5, "#D9A768"), (1, "#7A4E20"))
        for row in range(9):
            n = (3, 5, 6, 7, 7, 7, 6, 5, 3)[row]
            for k in range(n):
                c.press("pin", 450 + (k - (n - 1) / 2) * 27, 146 + row * 31)
        words(c, "Petal & Pine", 450, 466, 22, "#7A4E20", serif=True, italic=True, fit=104)
        c.ellipse(450, 790, 13, 13, "#6B4420")
        c.path("M360 130C330 200 330 330 366 410", stroke="#FFF3DC", width=10, opacity=0.5)
