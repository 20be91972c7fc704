"""Room: the demo's drawing tools. Bags, bars and cartons of the pantry."""

from __future__ import annotations

import random

from assets.demo.draw.berries import bean
from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, oval, slab
from assets.demo.draw.produce import leaf, scatter
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import pouch, words
from assets.demo.draw.stage import stand


def _bag(c: Canvas, x: float, y: float, w: float, h: float, colour: str) -> str:
    stand(c, x + w / 2, y + h, w)
    d = pouch(x, y, w, h)
    c.path(
        d,
        c.lin(
            x,
            y,
            x + w,
            y + h * 0.4,
            (0, light(colour, 0.22)),
            (0.5, colour),
            (1, dark(colour, 0.3)),
        ),
    )
    return d


def _bag_light(c: Canvas, d: str, x: float, y: float, w: float, h: float) -> None:
    c.path(
        d,
        c.lin(
            x,
            0,
            x + w,
            0,
            (0, "#160A08", 0.4),
            (0.09, "#FFFFFF", 0.16),
            (0.2, "#FFFFFF", 0.02),
            (0.8, "#160A08", 0.02),
            (0.93, "#160A08", 0.26),
            (1, "#160A08", 0.46),
        ),
    )
    c.rect(x + w * 0.065, y, w * 0.87, h * 0.05, "#FFFFFF", opacity=0.16)
    for k in range(2):
        c.path(
            f"M{x + w * 0.07:.0f} {y + h * (0.055 + k * 0.02):.0f}H{x + w * 0.935:.0f}",
            stroke="#160A08",
            width=2,
            opacity=0.25,
        )
    c.path(
        f"M{x + w * 0.16:.0f} {y + h * 0.12:.0f}Q{x + w * 0.1:.0f} "
        f"{y + h * 0.4:.0f} {x + w * 0.13:.0f} {y + h * 0.86:.0f}",
        stroke="#FFFFFF",
        width=9,
        opacity=0.3,
    )
    c.path(
        f"M{x + w * 0.86:.0f} {y + h * 0.14:.0f}Q{x + w * 0.92:.0f} "
        f"{y + h * 0.5:.0f} {x + w * 0.84:.0f} {y + h * 0.93:.0f}",
        stroke="#160A08",
        width=12,
        opacity=0.15,
    )
    c.path(
        f"M{x + w * 0.08:.0f} {y + h * 0.93:.0f}Q{x + w * 0.5:.0f} "
        f"{y + h * 0.87:.0f} {x + w * 0.92:.0f} {y + h * 0.93:.0f}",
        stroke="#160A08",
        width=5,
        opacity=0.2,
    )


@draws("coffee-beans")
def coffee(c: Canvas, _colour: str) -> None:
    x, y, w, h = 240, 150, 360, 600
    d = _bag(c, x, y, w, h, "#2B2E38")
    c.path(inside("M200 520L640 400L640 800L200 800Z", d), "#C8552E")
    c.path(inside("M200 545L640 425L640 440L200 560Z", d), "#F1D9A8")
    words(c, "KOPPA", 420, 330, 92, "#F7EBD2", spacing=5, fit=290)
    words(c, "ESPRESSO BLEND", 420, 376, 24, "#D9A55E", spacing=4, fit=280)
    words(c, "chocolate, almond,", 420, 610, 28, "#FFF3DC", serif=True, bold=False, italic=True)
    words(c, "a long sweet finish", 420, 648, 28, "#FFF3DC", serif=True, bold=False, italic=True)
    c.ellipse(420, 250, 14, 14, "#1B1D24")
    c.dots([(416, 250), (424, 250)], 4, "#3E424E")
    _bag_light(c, d, x, y, w, h)
    for bx, by, a in (
        (620, 742, 20),
        (676, 756, -30),
        (650, 716, 70),
        (728, 744, 10),
        (706, 720, 130),
        (766, 764, -14),
        (600, 776, 44),
    ):
        bean(c, bx, by, 29, a)


@draws("basmati")
def rice(c: Canvas, _colour: str) -> None:
    x, y, w, h = 250, 170, 350, 580
    d = _bag(c, x, y, w, h, "#E9DDC2")
    c.path(inside("M200 170H700V300H200Z", d), "#7A2F4C")
    c.path(inside("M200 300H700V316H200Z", d), "#D9A640")
    words(c, "SEVEN HILLS", 425, 256, 42, "#F7E6BE", spacing=2, fit=280)
    words(c, "Basmati", 425, 400, 76, "#7A2F4C", serif=True, italic=True, fit=290)
    window = slab(318, 450, 214, 210, 100)
    c.path(window, "#F7F2E6")
    rnd = random.Random(2)
    for sx, sy in scatter(rnd, 90, 92, 90):
        c.path(
            f"M{425 + sx:.0f} {555 + sy:.0f}l{rnd.uniform(-14, 14):.0f} {rnd.uniform(6, 16):.0f}",
            stroke=("#FFFFFF", "#EADFC6", "#D8C9A8")[int(sx) % 3],
            width=6,
        )
    c.path(window, stroke="#D9A640", width=6)
    _bag_light(c, d, x, y, w, h)
    for k in range(26):
        gx, gy = 610 + (k * 47) % 160, 740 + (k * 31) % 40
        c.path(
            f"M{gx} {gy}l{14 - k % 9} {4 + k % 5}",
            stroke=("#FFFFFF", "#EADFC6", "#CDBB94")[k % 3],
            width=6,
        )


@draws("granola")
def granola(c: Canvas, _colour: str) -> None:
    x, y, w, h = 235, 150, 370, 600
    d = _bag(c, x, y, w, h, "#D9B98A")
    c.path(
        inside("M200 420C300 360 380 470 470 420C540 380 600 420 640 400L640 800L200 800Z", d),
        "#8A4A2A",
    )
    words(c, "LARDER & LANE", 420, 262, 29, "#5A2E18", spacing=3, fit=280)
    words(c, "Granola", 420, 350, 80, "#5A2E18", serif=True, italic=True, fit=300)
    words(c, "MAPLE & PECAN", 420, 500, 28, "#FBE6C2", spacing=4)
    c.path(oval(420, 610, 104, 84), "#F4E2C0")
    rnd = random.Random(6)
    for sx, sy in scatter(rnd, 34, 84, 64):
        r = rnd.uniform(11, 19)
        c.ball(
            420 + sx,
            610 + sy,
            r,
            r * 0.7,
            (0, "#F3CE8C"),
            (0.5, ("#C98F48", "#A86C2E", "#DDB06A")[int(r) % 3]),
            (1, "#6B3E18"),
        )
    _bag_light(c, d, x, y, w, h)
    for k in range(16):
        gx, gy = 616 + (k * 61) % 160, 724 + (k * 37) % 48
        c.soft(gx + 4, gy + 12, 26, 8, "#2A170F", 0.4)
        c.ball(
            gx,
            gy,
            21,
            15,
            (0, "#F6D698"),
            (0.5, ("#C98F48", "#A86C2E", "#DDB06A")[k % 3]),
            (1, "#6B3E18"),
        )


@draws("spaghetti")
def spaghetti(c: Canvas, _colour: str) -> None:
    with c.group("rotate(14 450 450)"):
        c.soft(490, 480, 220, 380, "#3A2418", 0.34)
        c.rect(
            320,
            90,
            260,
            720,
            c.lin(320, 0, 580, 0, (0, "#2C4A66"), (0.5, "#3A6488"), (1, "#1C3048")),
            12,
        )
        c.rect(350, 250, 200, 420, "#F3CE72")
        for k in range(25):
            c.path(
                f"M{354 + k * 8} 250V670",
                stroke=("#E2B24A", "#FBE3A0", "#CC962E")[k % 3],
                width=5,
                butt=True,
            )
        c.path(
            "M350 250H550V276Q450 300 350 276ZM350 670H550V640Q450 616 350 640Z",
            "#1C3048",
            opacity=0.35,
        )
        c.path("M320 400H580V560H320Z", "#F8F1DF")
        c.path("M320 408H580M320 552H580", stroke="#B9973F", width=4, butt=True)
        words(c, "ORO PIANO", 450, 470, 40, "#2C4A66", serif=True, spacing=4, fit=230)
        words(c, "spaghetti", 450, 522, 42, "#B8442A", serif=True, italic=True)
        words(c, "al bronzo", 450, 180, 34, "#F3E3B4", serif=True, bold=False, italic=True)
        words(c, "500 g", 450, 750, 30, "#F3E3B4", spacing=2)
        c.rect(320, 90, 260, 26, "#FFFFFF", opacity=0.2)
        c.rect(320, 784, 260, 26, "#FFFFFF", opacity=0.14)
        c.path("M338 120V780", stroke="#FFFFFF", width=12, opacity=0.25)
        c.path("M362 256V664", stroke="#FFFFFF", width=16, opacity=0.4)
        c.path("M565 130V770", stroke="#000000", width=16, opacity=0.14)
    leaf(c, 690, 700, 130, -60, "#4F8A43")
    leaf(c, 690, 706, 110, -14, "#5E9446")
    leaf(c, 680, 712, 90, 40, "#6FA04A")


@draws("dark-chocolate")
def chocolate(c: Canvas, _colour: str) -> None:
    with c.group("rotate(-12 450 450)"):
        c.soft(480, 500, 270, 380, "#3A2418", 0.36)
        c.path(
            "M270 140L300 128L330 142L366 126L400 144L440 128L478 142L520 126"
            "L560 142L598 130L632 142V330H270Z",
            c.lin(
                270,
                130,
                632,
                330,
                (0, "#F2E3BE"),
                (0.3, "#D9B86A"),
                (0.5, "#F7EBCB"),
                (0.75, "#C79F4C"),
                (1, "#EAD6A2"),
            ),
        )
        for row in range(2):
            for k in range(4):
                x, y = 286 + k * 84, 40 + row * 74
                if row == 0 and k == 3:
                    continue
                c.rect(x, y, 82, 72, "#3E1F12", 5)
                c.path(f"M{x} {y}h82l-12 12h-58Z", "#8A5434")
                c.path(f"M{x} {y}v72l12 -12v-48Z", "#6B3C22")
                c.path(f"M{x + 82} {y}v72l-12 -12v-48Z", "#2A130A")
                c.path(f"M{x} {y + 72}h82l-12 -12h-58Z", "#1E0C06")
                c.rect(
                    x + 12,
                    y + 12,
                    58,
                    48,
                    c.lin(x, y, x + 80, y + 70, (0, "#6B3C22"), (1, "#4A2616")),
                )
        c.path(
            "M266 190L300 178L340 192L380 176L420 192L460 178L500 192L540 178"
            "L580 192L636 180V210L266 214Z",
            "#D9B86A",
            opacity=0.9,
        )
        c.rect(
            262,
            250,
            380,
            560,
            c.lin(262, 250, 642, 810, (0, "#3F6A5C"), (0.5, "#2F5246"), (1, "#1C332C")),
            6,
        )
        for k in range(7):
            c.path(
                inside(
                    f"M{262 + k * 60} 810Q{300 + k * 60} {560 - k % 2 * 40} {342 + k * 60} 810Z",
                    slab(262, 250, 380, 560),
                ),
                ("#D9B86A", "#C8552E", "#8FB48C")[k % 3],
                opacity=0.85,
            )
        words(c, "nutwood", 452, 400, 70, "#F7EBCB", fit=300)
        words(c, "DARK CHOCOLATE", 452, 456, 25, "#D9B86A", spacing=4, fit=300)
        words(c, "stone-ground", 452, 506, 30, "#F7EBCB", serif=True, bold=False, italic=True)
        c.path("M278 262V800", stroke="#FFFFFF", width=8, opacity=0.18)
        c.path("M628 262V800", stroke="#000000", width=12, opacity=0.2)
    for x, y, s in ((716, 716, 1), (760, 760, 0.7)):
        c.soft(x + 8, y + 28 * s, 60 * s, 16, "#2A170F", 0.5)
        c.path(
            f"M{x - 50 * s:.0f} {y + 20 * s:.0f}L{x - 20 * s:.0f} "
            f"{y - 36 * s:.0f}L{x + 40 * s:.0f} {y - 20 * s:.0f}"
            f"L{x + 54 * s:.0f} {y + 26 * s:.0f}Z",
            c.lin(x - 50, y - 36, x + 50, y + 30, (0, "#8A5434"), (0.5, "#52291A"), (1, "#2A130A")),
        )
