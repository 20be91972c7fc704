"""Room: the demo's drawing tools. Light and decoration for the home."""

from __future__ import annotations

import math

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import smooth
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, gleam, round_shade, turned, words
from assets.demo.draw.stage import stand


@draws("table-lamp")
def table_lamp(c: Canvas, colour: str) -> None:
    c.soft(450, 560, 420, 330, "#FFE9B0", 0.85)
    stand(c, 450, 768, 260)
    c.soft(450, 770, 330, 50, "#FFF0C4", 0.8)
    stem = turned(450, [(440, 20), (560, 20), (640, 30), (700, 60), (740, 116), (766, 122)], 0.14)
    c.path(stem, colour)
    round_shade(c, stem, 328, 572, 0.9, 0.9)
    c.ellipse(450, 470, 236, 42, "#FFE7A6")
    c.ellipse(450, 466, 200, 32, "#FFFBEA")
    dome = (
        "M206 462C206 270 320 170 450 170C580 170 694 270 694 462C640 496 "
        "560 506 450 506C340 506 260 496 206 462Z"
    )
    top = (
        "M206 462C206 270 320 170 450 170C580 170 694 270 694 462C640 430 "
        "560 424 450 424C340 424 260 430 206 462Z"
    )
    c.path(dome, dark(colour, 0.3), opacity=0.0)
    c.path(top, colour)
    c.path(
        top,
        c.rad(
            350,
            250,
            420,
            (0, "#FFFFFF", 0.55),
            (0.3, "#FFFFFF", 0.12),
            (0.6, "#1F0F14", 0.05),
            (1, "#1F0F14", 0.5),
        ),
    )
    c.path(
        (
            "M206 462C260 430 340 424 450 424S640 430 694 462L690 474C640 442 "
            "560 436 450 436S260 442 210 474Z"
        )
        .replace("S640 430 694 462", "C560 424 640 430 694 462")
        .replace("S260 442 210 474", "C340 436 260 442 210 474"),
        light(colour, 0.35),
    )
    c.ellipse(450, 172, 22, 9, "#D9B46A")
    c.ellipse(450, 164, 14, 10, "#E9CB8A")
    c.path("M250 400C264 310 310 246 370 218", stroke="#FFFFFF", width=14, opacity=0.55)


@draws("desk-lamp")
def desk_lamp(c: Canvas, colour: str) -> None:
    c.path(
        "M300 420L60 800H560L470 330Z",
        c.lin(380, 380, 300, 800, (0, "#FFF2C2", 0.85), (1, "#FFF2C2", 0.0)),
    )
    stand(c, 600, 770, 280)
    base = turned(600, [(728, 120), (744, 132), (766, 132)], 0.2)
    c.path(base, colour)
    round_shade(c, base, 468, 732)
    c.ellipse(600, 728, 120, 22, light(colour, 0.45))
    for x1, y1, x2, y2 in ((606, 726, 716, 470), (716, 470, 480, 262)):
        c.path(f"M{x1} {y1}L{x2} {y2}", stroke=dark(colour, 0.35), width=24)
        c.path(f"M{x1 - 3} {y1}L{x2 - 3} {y2 - 2}", stroke=colour, width=17)
        c.path(f"M{x1 - 7} {y1}L{x2 - 7} {y2 - 4}", stroke=light(colour, 0.6), width=4)
    for x, y in ((716, 470), (606, 724)):
        c.ball(x, y, 26, 26, (0, "#FFF3D0"), (0.5, "#C9A24E"), (1, "#6B4A16"))
    with c.group("translate(430 300) rotate(42)"):
        c.ellipse(-4, 128, 136, 40, "#FFF6D6")
        shade = smooth(
            [
                (-46, -70),
                (0, -84),
                (46, -70),
                (64, -10),
                (120, 70),
                (140, 128),
                (0, 146),
                (-140, 128),
                (-120, 70),
                (-64, -10),
            ],
            tension=0.8,
        )
        c.path(shade, colour)
        round_shade(c, shade, -140, 140, 1.1, 1)
        c.ellipse(0, 132, 138, 34, "#FFF3C4")
        c.ellipse(0, 136, 100, 22, "#FFFFFF")
    c.path("M700 748C780 760 820 720 900 740", stroke="#4A4448", width=7)


@draws("candle")
def candle(c: Canvas, colour: str) -> None:
    c.soft(420, 300, 300, 260, "#FFE2A0", 0.75)
    stand(c, 420, 742, 380)
    glass = turned(420, [(360, 176), (700, 170), (738, 156)], 0.13)
    c.path(
        glass,
        c.lin(
            244,
            0,
            596,
            0,
            (0, light(colour, 0.5)),
            (0.3, light(colour, 0.7)),
            (0.7, light(colour, 0.2)),
            (1, dark(colour, 0.25)),
        ),
    )
    wax = turned(420, [(420, 166), (696, 160), (722, 148)], 0.13)
    c.path(
        wax,
        c.lin(
            250,
            420,
            560,
            720,
            (0, light(colour, 0.6)),
            (0.5, light(colour, 0.3)),
            (1, dark(colour, 0.12)),
        ),
    )
    c.ellipse(420, 420, 166, 29, "#FFF3D2")
    c.soft(420, 420, 120, 20, "#FFD37A", 0.9)
    c.path("M418 424Q414 396 424 380", stroke="#3A2A20", width=6)
    flame = smooth([(424, 392), (400, 366), (404, 326), (428, 274), (448, 328), (450, 366)])
    c.path(flame, c.lin(424, 274, 424, 392, (0, "#FFE08A"), (0.5, "#FFB53A"), (1, "#F27A1E")))
    c.path(
        smooth([(425, 388), (412, 368), (416, 346), (427, 320), (438, 346), (438, 368)]), "#FFF9DC"
    )
    c.path("M320 500H520V660H320Z", "#FFFBF2")
    c.path("M330 510H510V650H330Z", stroke=dark(colour, 0.35), width=2)
    words(c, "Petal & Pine", 420, 560, 28, "#4A4438", serif=True, italic=True, fit=160)
    words(c, "FIG LEAF & CEDAR", 420, 596, 15, "#7A7264", spacing=2, fit=160)
    words(c, "40 h", 420, 630, 18, "#7A7264", bold=False)
    round_shade(c, glass, 246, 594, 0.7, 0.5)
    c.ring(420, 360, 175, 30, "#FFFFFF", 5, 0.75)
    gleam(c, 268, 400, 700, 20, 0.8)
    leaf(c, 640, 730, 130, -34, "#7C9A6A")
    leaf(c, 650, 738, 110, 0, "#94AE7E")


@draws("vase")
def vase(c: Canvas, colour: str) -> None:
    for x, y, a in ((430, 240, -104), (470, 220, -76), (450, 250, -92)):
        ex, ey = x + 230 * math.cos(math.radians(a)), y + 230 * math.sin(math.radians(a)) * 0.7
        c.path(f"M450 400Q{x} {y + 30} {ex:.0f} {ey:.0f}", stroke="#6F8A5A", width=8)
        for k in range(6):
            t = 0.3 + k * 0.13
            leaf(
                c,
                450 + (ex - 450) * t,
                400 + (ey - 400) * t,
                82 - k * 6,
                a + (50 if k % 2 else -50),
                ("#8CA878", "#73936A")[k % 2],
            )
    stand(c, 450, 770, 330)
    profile = [
        (330, 78),
        (352, 64),
        (400, 62),
        (450, 96),
        (540, 160),
        (630, 172),
        (710, 144),
        (764, 104),
    ]
    body = turned(450, profile)
    c.path(body, colour)
    for k in range(-5, 6):
        c.path(
            (
                f"M{450 + k * 12} 346C{450 + k * 11} 440 {450 + k * 30} 540 "
                f"{450 + k * 30} 620C{450 + k * 30} 690 {450 + k * 22} 750 "
                f"{450 + k * 19} 772"
            ),
            stroke=dark(colour, 0.35),
            width=7,
            opacity=0.3,
        )
    round_shade(c, body, 278, 622, 0.9, 1)
    c.ellipse(450, 330, 78, 14, dark(colour, 0.55))
    c.ring(450, 330, 77, 13, light(colour, 0.4), 5)


@draws("wall-clock")
def wall_clock(c: Canvas, _colour: str) -> None:
    c.soft(486, 480, 345, 345, "#3A2418", 0.42)
    c.ellipse(
        450,
        440,
        310,
        310,
        c.lin(200, 180, 700, 700, (0, "#E9C48C"), (0.5, "#B9854A"), (1, "#7A4E22")),
    )
    for k in range(4):
        c.ring(450, 440, 296 - k * 7, 296 - k * 7, "#7A4E22", 2, 0.25)
    c.ellipse(450, 440, 268, 268, "#8A5E30")
    c.ellipse(
        452,
        444,
        262,
        262,
        c.lin(250, 250, 650, 650, (0, "#E6DCCB"), (0.4, "#FBF6EC"), (1, "#FFFFFF")),
    )
    for k in range(12):
        with c.group(f"rotate({k * 30} 450 440)"):
            c.rect(
                446 if k % 3 else 443, 200, 8 if k % 3 else 14, 26 if k % 3 else 44, "#3A2E28", 4
            )
    for angle, length, width in ((304, 130, 16), (60, 196, 11)):
        with c.group(f"rotate({angle} 450 440)"):
            c.rect(
                450 - width / 2 + 6,
                440 - length + 8,
                width,
                length + 30,
                "#3A2418",
                width / 2,
                0.16,
            )
            c.rect(450 - width / 2, 440 - length, width, length + 30, "#2E2624", width / 2)
    with c.group("rotate(190 450 440)"):
        c.rect(448, 236, 4, 250, "#C8552E", 2)
    c.ball(450, 440, 15, 15, (0, "#E9C48C"), (1, "#7A4E22"))
    c.path(
        "M250 330A230 230 0 0 1 400 216L330 520Z".replace(
            "A230 230 0 0 1 400 216", "Q300 240 400 216"
        ),
        "#FFFFFF",
        opacity=0.3,
    )


@draws("storage-basket")
def basket(c: Canvas, _colour: str) -> None:
    stand(c, 450, 760, 470)
    throw = smooth(
        [
            (270, 420),
            (330, 300),
            (430, 330),
            (520, 270),
            (610, 330),
            (640, 420),
            (560, 470),
            (340, 470),
        ]
    )
    c.path(throw, c.lin(280, 280, 620, 460, (0, "#E9A892"), (0.5, "#C97A62"), (1, "#8A4634")))
    c.path(
        "M340 330Q400 390 380 450M500 300Q470 370 510 450M590 340Q560 390 580 440",
        stroke="#8A4634",
        width=6,
        opacity=0.5,
    )
    body = turned(450, [(430, 212), (560, 226), (680, 210), (750, 180)], 0.14)
    c.path(body, "#C9A468")
    for tone, shift in (("#E2C48A", 0), ("#B98E50", 1), ("#D4B070", 2)):
        knots = []
        for row in range(11):
            half = (196, 204, 208, 209, 208, 206, 203, 199, 193, 186, 178)[row]
            for k in range(15):
                if (k + row * 2) % 3 == shift:
                    knots.append(
                        (450 + (k - 7 + (row % 2) * 0.5 - 0.25) * half / 7.4, 462 + row * 29)
                    )
        weave = "".join(f"M{x - 5:.0f} {y:.0f}h10" for x, y in knots)
        c.path(weave, stroke=tone, width=18)
    round_shade(c, body, 224, 676, 0.7, 1.1)
    rim = band(450, 214, 414, 446, 0.14)
    c.path(rim, "#A87C42")
    for k in range(22):
        c.path(
            f"M{240 + k * 19.4:.0f} {420 + 26 * math.sin(k / 21 * math.pi):.0f}l14 26",
            stroke="#E2C48A",
            width=7,
        )
    for x in (212, 688):
        c.path(
            (
                f"M{x} 520C{x + (-60 if x < 450 else 60)} 500 "
                f"{x + (-60 if x < 450 else 60)} 620 {x + (6 if x < 450 else -6)} "
                "610"
            ),
            stroke="#8A6230",
            width=20,
        )
        c.path(
            (
                f"M{x} 518C{x + (-56 if x < 450 else 56)} 500 "
                f"{x + (-56 if x < 450 else 56)} 616 {x + (6 if x < 450 else -6)} "
                "608"
            ),
            stroke="#D4B070",
            width=8,
        )
