"""Room: the demo's drawing tools. What lies beside a computer: mouse, keys, power, light."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, is_pale, light
from assets.demo.draw.outline import oval, slab, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import gleam, round_shade, turned, words
from assets.demo.draw.stage import stand


@draws("mouse")
def mouse(c: Canvas, colour: str) -> None:
    with c.group("rotate(16 450 450)"):
        c.soft(500, 520, 240, 320, "#22303A", 0.45)
        d = smooth(
            [
                (450, 150),
                (560, 178),
                (626, 290),
                (640, 450),
                (612, 620),
                (540, 728),
                (450, 752),
                (360, 728),
                (288, 620),
                (260, 450),
                (274, 290),
                (340, 178),
            ]
        )
        c.path(
            d, c.rad(370, 290, 520, (0, light(colour, 0.55)), (0.4, colour), (1, dark(colour, 0.6)))
        )
        c.path("M450 152V420", stroke=dark(colour, 0.6), width=4)
        c.path(
            "M264 420C330 400 390 420 450 420S570 400 636 420".replace(
                "S570 400 636 420", "C510 420 570 400 636 420"
            ),
            stroke=dark(colour, 0.6),
            width=4,
            opacity=0.8,
        )
        c.rect(426, 226, 48, 120, dark(colour, 0.7), 24)
        c.rect(
            432,
            236,
            36,
            100,
            c.lin(432, 236, 468, 236, (0, "#6B6E76"), (0.4, "#B8BAC0"), (1, "#3A3C42")),
            18,
        )
        for k in range(7):
            c.path(f"M436 {250 + k * 12}h28", stroke="#22242A", width=3, opacity=0.5)
        words(
            c,
            "voltary",
            450,
            640,
            28,
            dark(colour, 0.5) if is_pale(colour) else light(colour, 0.45),
            bold=False,
            spacing=3,
        )
        c.path("M300 300C320 230 360 190 420 178", stroke="#FFFFFF", width=16, opacity=0.4)


@draws("keyboard")
def keyboard(c: Canvas, _colour: str) -> None:
    with c.group("rotate(-9 450 450)"):
        c.soft(480, 520, 470, 230, "#22303A", 0.42)
        c.rect(
            50,
            290,
            800,
            340,
            c.lin(50, 290, 850, 630, (0, "#E9EAEC"), (0.5, "#C4C8CC"), (1, "#8A9096")),
            34,
        )
        c.rect(72, 310, 756, 296, "#5A6066", 20)
        rows = (
            (1,) * 14,
            (1.5,) + (1,) * 12 + (1.0,),
            (1.75,) + (1,) * 11 + (1.75,),
            (2.25,) + (1,) * 10 + (1.75,),
            (1.25, 1.25, 1.25, 5.5, 1.25, 1.25, 1, 1),
        )
        for style, (a, b, e) in {
            "k0": ("#FBF8F0", "#E4DFD2", "#B4AE9E"),
            "k1": ("#8FA7B4", "#6E8896", "#4A606C"),
            "k2": ("#F08A68", "#D9653E", "#A0401E"),
        }.items():
            with c.stamp(style):
                c.rect(0, 0, 48, 52, e, 9)
                c.rect(1, 0, 46, 47, b, 8)
                c.rect(5, 3, 38, 36, a, 7)
        for r, row in enumerate(rows):
            x = 82.0
            for k, w in enumerate(row):
                wide = w * 52.6
                style = (
                    "k2"
                    if (r, k) in ((0, 0), (2, 12))
                    else "k1"
                    if (w != 1 and w < 5) or (r == 0 and k == 13)
                    else "k0"
                )
                with c.group(f"translate({x:.1f} {318 + r * 56}) scale({(wide - 4) / 48:.3f} 1)"):
                    c.press(style, 0, 0)
                x += wide
        c.path("M60 310Q60 296 84 296H500", stroke="#FFFFFF", width=5, opacity=0.9)


@draws("power-bank")
def power_bank(c: Canvas, colour: str) -> None:
    with c.group("rotate(-12 450 450)"):
        c.soft(500, 520, 250, 370, "#22303A", 0.42)
        c.rect(270, 130, 360, 640, dark(colour, 0.45), 86)
        body = slab(262, 122, 360, 640, 86)
        c.path(
            body,
            c.lin(
                262, 122, 622, 762, (0, light(colour, 0.42)), (0.4, colour), (1, dark(colour, 0.3))
            ),
        )
        for k in range(9):
            c.path(f"M{300 + k * 36} 560V700", stroke=dark(colour, 0.5), width=6, opacity=0.3)
        words(
            c,
            "VOLTARY",
            442,
            320,
            44,
            dark(colour, 0.55) if is_pale(colour) else "#F2EEE4",
            spacing=6,
            bold=False,
        )
        words(
            c,
            "10 000 mAh",
            442,
            362,
            23,
            dark(colour, 0.4) if is_pale(colour) else light(colour, 0.5),
            bold=False,
        )
        c.dots([(390 + k * 34, 210) for k in range(3)], 13, "#6FE0AE")
        c.dots([(492, 210)], 13, "#FFFFFF", 0.35)
        c.soft(424, 210, 70, 20, "#6FE0AE", 0.4)
        c.path("M280 220Q284 142 350 138H470", stroke="#FFFFFF", width=10, opacity=0.5)
        c.rect(404, 752, 76, 14, "#1C1E24", 7)
    c.path("M540 790C620 840 760 800 800 720C830 650 800 560 860 500", stroke="#E9E4D8", width=17)
    c.path(
        "M540 786C620 836 756 796 796 718C826 650 796 560 856 498",
        stroke="#FFFFFF",
        width=6,
        opacity=0.8,
    )


@draws("wall-charger")
def charger(c: Canvas, _colour: str) -> None:
    stand(c, 440, 730, 420)
    c.path(
        "M260 330L330 270H690L630 330Z", c.lin(260, 270, 690, 330, (0, "#FFFFFF"), (1, "#E2E2DE"))
    )
    c.path("M630 330L690 270V650L630 730Z", c.lin(630, 0, 690, 0, (0, "#C9C9C4"), (1, "#8E8E8A")))
    for y in (380, 470):
        c.path(
            f"M652 {y}L800 {y - 40}V{y - 16}L652 {y + 26}Z",
            c.lin(652, 0, 800, 0, (0, "#8A8C90"), (0.5, "#F4F4F4"), (1, "#A8AAAE")),
        )
        c.ellipse(800, y - 28, 8, 12, "#D9DADC")
    c.rect(
        250,
        328,
        382,
        402,
        c.lin(250, 328, 632, 730, (0, "#FFFFFF"), (0.5, "#F4F3EF"), (1, "#CFCEC8")),
        54,
    )
    for y in (440, 540):
        c.rect(360, y, 160, 54, "#B8B8B2", 27)
        c.rect(366, y + 6, 148, 42, "#3A3C40", 21)
        c.rect(396, y + 21, 88, 12, "#7C8086", 6)
    words(c, "45 W", 440, 668, 40, "#8A8A84", spacing=2, bold=False)
    words(c, "voltary", 440, 400, 28, "#A8A8A2", spacing=3, bold=False)
    gleam(c, 270, 380, 660, 16, 0.9)


@draws("usb-cable")
def cable(c: Canvas, _colour: str) -> None:
    path = (
        "M180 700C260 820 560 800 620 640C690 450 620 250 450 240C290 234 "
        "220 380 260 520C300 650 480 690 560 570C620 470 560 350 450 352"
        "C380 354 340 420 370 490"
    )
    c.path(path.replace("180 700", "206 730"), stroke="#22303A", width=30, opacity=0.16)
    c.path(path, stroke="#3A2A26", width=31)
    c.path(path, stroke="#C8552E", width=25)
    c.path(path, stroke="#E58A62", width=9, opacity=0.8)
    for x, y, a in ((180, 700, 236), (370, 490, 62)):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.soft(70, 18, 130, 40, "#22303A", 0.35)
            c.rect(
                -14,
                -24,
                130,
                48,
                c.lin(0, -24, 0, 24, (0, "#8A8C92"), (0.35, "#4A4C54"), (1, "#22242A")),
                16,
            )
            c.rect(
                112,
                -17,
                62,
                34,
                c.lin(0, -17, 0, 17, (0, "#FFFFFF"), (0.5, "#C4C8CC"), (1, "#7C8288")),
                15,
            )
            c.rect(128, -7, 46, 14, "#3A3C42", 7)
            for k in range(4):
                c.path(f"M{-8 + k * 9} -20V20", stroke="#1A1B20", width=3, opacity=0.6)
    c.rect(566, 560, 30, 60, "#22242A", 6)


@draws("smart-bulb")
def bulb(c: Canvas, _colour: str) -> None:
    c.soft(450, 380, 430, 420, "#FFE7A0", 0.9)
    stand(c, 450, 792, 150)
    glass = smooth(
        [
            (450, 140),
            (560, 166),
            (630, 254),
            (640, 360),
            (596, 460),
            (540, 530),
            (526, 600),
            (450, 612),
            (374, 600),
            (360, 530),
            (304, 460),
            (260, 360),
            (270, 254),
            (340, 166),
        ]
    )
    c.path(
        glass,
        c.rad(410, 310, 330, (0, "#FFFFFF"), (0.35, "#FFF3CC"), (0.75, "#FBD98A"), (1, "#E9B050")),
    )
    c.path(
        (
            "M404 560C400 470 370 420 396 380C420 350 430 420 450 420S480 350 "
            "504 380C530 420 500 470 496 560"
        ).replace("S480 350 504 380", "C470 420 480 350 504 380"),
        stroke="#E58A2E",
        width=7,
    )
    c.soft(450, 400, 120, 80, "#FFFFFF", 0.8)
    c.path("M300 380C284 290 330 214 400 184", stroke="#FFFFFF", width=18, opacity=0.9)
    neck = turned(450, [(586, 84), (640, 72), (664, 66)], 0.14)
    c.path(neck, "#F4F2EC")
    round_shade(c, neck, 366, 534)
    for k in range(4):
        y = 664 + k * 28
        c.rect(
            386 + k,
            y,
            128 - 2 * k,
            24,
            c.lin(
                386, 0, 514, 0, (0, "#7C8288"), (0.25, "#FFFFFF"), (0.6, "#B4B8BC"), (1, "#5A6066")
            ),
            11,
        )
    c.path(oval(450, 786, 36, 14), "#2A2C32")
