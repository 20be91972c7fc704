"""Room: the demo's drawing tools. Shoes, boots and socks."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, oval, slab, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import words


def _sneaker(c: Canvas, colour: str) -> None:
    """One shoe, toe to the right, within 0..640 × 0..330."""
    c.soft(340, 322, 350, 34, "#241C30", 0.55)
    upper = (
        "M40 60C70 40 110 44 140 70C180 104 210 96 236 60L258 40C330 100 "
        "420 150 520 176C590 190 616 226 612 270H36C20 210 24 120 40 60Z"
    )
    c.path(
        "M60 62C100 30 200 30 250 44C226 92 170 110 130 86C104 70 84 60 60 62Z", dark(colour, 0.55)
    )
    c.path("M236 56C262 14 300 20 316 44C350 96 390 120 430 140L360 190Z", dark(colour, 0.18))
    c.path(
        upper,
        c.lin(40, 40, 300, 280, (0, light(colour, 0.35)), (0.5, colour), (1, dark(colour, 0.25))),
    )
    c.path("M40 60C30 110 26 200 36 270H170C150 200 130 130 70 50Q54 50 40 60Z", dark(colour, 0.14))
    c.path("M34 110H70V220H32Z", light(colour, 0.3), opacity=0.8)
    words(c, "R&D", 52, 176, 20, dark(colour, 0.5), fit=32)
    c.path(
        "M500 172C590 186 620 226 614 272H470C470 230 480 196 500 172Z",
        c.lin(480, 170, 600, 270, (0, "#FFFFFF"), (0.6, "#F1ECE0"), (1, "#C9C2B2")),
    )
    for k in range(6):
        x, y = 268 + k * 36, 72 + k * 19
        c.path(
            f"M{x - 30} {y + 62 - k * 3}Q{x - 6} {y + 22} {x + 26} {y + 8}",
            stroke="#2A2430",
            width=10,
            opacity=0.18,
        )
        c.path(
            f"M{x - 32} {y + 58 - k * 3}Q{x - 8} {y + 18} {x + 24} {y + 4}",
            stroke="#FFFDF6",
            width=10,
        )
        c.ellipse(x - 32, y + 60 - k * 3, 6, 6, "#C9A24E")
    c.path(
        (
            "M262 64C230 20 190 30 200 62C214 90 250 76 262 66C280 30 330 10 "
            "330 44C326 70 280 74 262 66"
        ),
        stroke="#FFFDF6",
        width=8,
    )
    c.path("M150 120C170 190 230 236 330 250", stroke=dark(colour, 0.4), width=2.5, opacity=0.5)
    c.path("M70 130C80 190 84 230 80 268", stroke=dark(colour, 0.4), width=2.5, opacity=0.5)
    sole = "M24 258C200 268 440 268 622 254C634 280 630 310 612 322H44C24 312 16 284 24 258Z"
    c.path(sole, c.lin(0, 256, 0, 322, (0, "#FFFFFF"), (0.55, "#F3EEE2"), (1, "#C2BAA8")))
    c.path("M24 282C200 292 440 292 628 278", stroke=colour, width=7, opacity=0.9)
    c.path("M44 322H612L604 330H52Z", "#B98A56")
    for k in range(14):
        c.path(f"M{500 + k * 9} {258 + (k % 2)}v16", stroke="#B8B0A0", width=2, opacity=0.6)
    c.path("M90 70C130 86 160 100 200 104", stroke="#FFFFFF", width=7, opacity=0.35)


@draws("sneakers")
def sneakers(c: Canvas, colour: str) -> None:
    with c.group("translate(190 190) scale(.98) rotate(-14 300 200)"):
        _sneaker(c, dark(colour, 0.06))
    with c.group("translate(90 440) scale(1.08)"):
        _sneaker(c, colour)


def _boot(c: Canvas) -> None:
    leather = "#8A5230"
    c.soft(330, 474, 340, 36, "#241C30", 0.55)
    shaft = (
        "M60 40C120 20 240 20 290 40C296 120 290 190 320 236C380 280 520 "
        "290 580 350C604 380 604 410 600 430H50C40 300 70 160 60 40Z"
    )
    c.path(
        shaft,
        c.lin(
            40, 40, 420, 440, (0, light(leather, 0.35)), (0.45, leather), (1, dark(leather, 0.45))
        ),
    )
    c.path("M70 44C120 64 240 64 286 44C280 20 70 20 70 44Z", "#3A2014")
    goring = "M150 60C150 140 160 220 200 262C240 230 250 140 244 60Z"
    c.path(goring, "#2E2426")
    for k in range(11):
        c.path(
            inside(f"M{152 + k * 9} 50H{156 + k * 9}V280H{152 + k * 9}Z", goring),
            "#5A4C4E",
            opacity=0.7,
        )
    c.path(
        "M320 240C300 300 200 340 60 330M420 272C400 330 420 400 420 428",
        stroke=dark(leather, 0.5),
        width=3,
        opacity=0.6,
    )
    c.path("M326 246C306 306 206 348 60 338", stroke="#E9C08A", width=2, opacity=0.7)
    c.soft(500, 350, 80, 34, "#FFE6C6", 0.6)
    c.soft(110, 200, 26, 110, "#FFE6C6", 0.4)
    c.path("M50 30C40 -6 90 -10 86 30V70H58Z", leather)
    c.path("M42 420C200 432 440 432 608 420L614 446H40Z", "#4A2C18")
    c.path("M46 426H606", stroke="#E9C08A", width=2.5)
    c.path(
        "M40 444H614C616 462 606 474 590 474H260L250 462H210L200 484H46Z",
        c.lin(0, 444, 0, 480, (0, "#3A3032"), (1, "#161214")),
    )


@draws("boots")
def boots(c: Canvas, _colour: str) -> None:
    with c.group("translate(250 130) scale(.92)"):
        _boot(c)
    with c.group("translate(90 280) scale(1.02)"):
        _boot(c)


@draws("wool-socks")
def socks(c: Canvas, colour: str) -> None:
    for x, y, a in ((330, 60, 10), (120, 90, -4)):
        with c.group(f"translate({x} {y}) rotate({a} 200 300)"):
            c.soft(240, 420, 210, 330, "#241C30", 0.3)
            d = smooth(
                [
                    (120, 40),
                    (200, 34),
                    (280, 40),
                    (288, 200),
                    (296, 400),
                    (330, 500),
                    (400, 590),
                    (440, 650),
                    (420, 710),
                    (350, 728),
                    (270, 690),
                    (180, 600),
                    (118, 520),
                    (104, 420),
                    (112, 200),
                ],
                tension=0.8,
            )
            c.path(
                d,
                c.lin(
                    100,
                    40,
                    400,
                    700,
                    (0, light(colour, 0.3)),
                    (0.5, colour),
                    (1, dark(colour, 0.3)),
                ),
            )
            c.path(inside("M90 400C160 410 200 470 190 620L60 620L60 400Z", d), "#C8552E")
            c.path(inside("M300 760L450 560L500 760Z", d), "#C8552E")
            ribs = "".join(f"M{122 + k * 13} 44l-2 128" for k in range(13))
            c.path(ribs, stroke=dark(colour, 0.4), width=4, opacity=0.35)
            for k, tone in enumerate(("#C8552E", "#F4EEE2", "#C8552E")):
                c.path(inside(slab(90, 190 + k * 26, 220, 14), d), tone)
            knit = "".join(f"M114 {y}q90 8 176 0" for y in range(290, 500, 26))
            c.path(knit, stroke=dark(colour, 0.4), width=2, opacity=0.25)
            c.path("M132 60C124 200 120 360 130 470", stroke="#FFFFFF", width=12, opacity=0.25)
            c.path(d, stroke=dark(colour, 0.35), width=2.5, opacity=0.5)
    c.rect(330, 170, 150, 190, "#EFE3CC", 8)
    c.rect(
        330, 170, 150, 190, c.lin(330, 170, 480, 360, (0, "#FFFFFF", 0.5), (1, "#8A7A5A", 0.2)), 8
    )
    words(c, "FIELDHAND", 405, 232, 21, "#3A3A34", spacing=2, fit=126)
    words(c, "merino", 405, 274, 30, "#C8552E", serif=True, italic=True)
    words(c, "walking", 405, 310, 20, "#3A3A34", bold=False)
    c.path(oval(405, 186, 8, 8), "#B8A88A")
