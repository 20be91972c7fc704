"""Room: the demo's drawing tools. Soaps and shampoos."""

from __future__ import annotations

import random

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, slab
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import cap, gleam, round_shade, turned, words
from assets.demo.draw.stage import plinth, stand

FLOOR = 690


def on_plinth(c: Canvas, colour: str, rx: float = 300) -> None:
    plinth(c, 450, FLOOR, rx, 70, colour)


@draws("hand-soap")
def hand_soap(c: Canvas, _colour: str) -> None:
    on_plinth(c, "#C7CDB4")
    stand(c, 430, 700, 250)
    body = turned(430, [(330, 70), (352, 104), (390, 122), (650, 122), (690, 118), (702, 104)])
    c.path(
        body,
        c.lin(308, 0, 552, 0, (0, "#C9782E"), (0.3, "#E09A48"), (0.7, "#A65A1C"), (1, "#6B3410")),
    )
    c.soft(490, 640, 46, 70, "#FFC272", 0.6)
    c.path(slab(338, 440, 184, 190, 4), "#FBF6EA")
    words(c, "Petal & Pine", 430, 498, 30, "#3A4A38", serif=True, italic=True, fit=166)
    c.path("M360 514H500", stroke="#A65A1C", width=2)
    words(c, "BERGAMOT", 430, 552, 22, "#3A4A38", spacing=3, fit=150)
    words(c, "hand wash", 430, 582, 20, "#3A4A38", bold=False)
    words(c, "350 ml", 430, 612, 16, "#8A8A78", bold=False)
    round_shade(c, body, 308, 552, 0.7, 0.7)
    gleam(c, 326, 400, 680, 18, 0.7)
    cap(c, 430, 290, 334, 46, "#2E2B2C")
    c.rect(
        421, 220, 18, 74, c.lin(421, 0, 439, 0, (0, "#5A5658"), (0.5, "#2E2B2C"), (1, "#161415"))
    )
    c.path(
        "M396 200Q396 184 412 184H560Q600 184 602 224L586 228Q580 212 560 212H470V232H396Z",
        c.lin(396, 184, 520, 236, (0, "#6B6668"), (0.4, "#38353A"), (1, "#1A181A")),
    )
    leaf(c, 600, 700, 120, -30, "#7C9A6A")
    leaf(c, 604, 704, 96, 6, "#8FAA7A")


def _flask(c: Canvas, colour: str, name: str, sub: str, flip: bool) -> None:
    on_plinth(c, "#BFD2CC")
    stand(c, 450, 702, 270)
    wide = 128
    profile = [(240, 92), (262, 112), (300, 122), (480, wide), (640, 120), (690, 108), (704, 98)]
    if flip:
        profile = [(300, 96), (340, 110), (480, 122), (620, 130), (690, 130), (704, 120)]
    body = turned(450, profile)
    c.path(
        body,
        c.lin(320, 200, 580, 700, (0, light(colour, 0.25)), (0.5, colour), (1, dark(colour, 0.2))),
    )
    for k in range(3):
        c.path(
            inside(
                f"M300 {610 + k * 26}C360 {580 + k * 26} 400 {640 + k * 26} 450 "
                f"{610 + k * 26}S540 {580} 620 {610 + k * 26}L620 760L300 760Z".replace(
                    f"S540 {580} 620", f"C500 {580 + k * 26} 560 {640 + k * 26} 620"
                ),
                body,
            ),
            light(colour, 0.5),
            opacity=0.22,
        )
    words(c, "ondine", 450, 440, 60, "#FBF6EA", serif=True, bold=False, spacing=3, fit=172)
    words(c, name, 450, 490, 22, "#FBF6EA", spacing=5, fit=166)
    words(c, sub, 450, 526, 20, "#FBF6EA", serif=True, bold=False, italic=True)
    words(c, "300 ml", 450, 580, 16, "#FBF6EA", bold=False)
    round_shade(c, body, 320, 580, 0.8, 0.9)
    gleam(c, 346, 320, 660, 16, 0.65)
    if flip:
        cap(c, 450, 232, 306, 60, "#E9C9A0")
    else:
        cap(c, 450, 650, 706, 106, "#E9C9A0")


@draws("shampoo")
def shampoo(c: Canvas, _colour: str) -> None:
    _flask(c, "#2F6E70", "SHAMPOO", "wild seaweed", True)
    c.path(
        "M640 700C600 640 680 600 650 540C700 590 720 640 690 700Z",
        c.lin(600, 540, 720, 700, (0, "#6F9A6A"), (1, "#2E5238")),
    )
    c.path("M690 700C720 650 690 620 740 570C760 630 750 670 730 704Z", "#4A7A50")


@draws("conditioner")
def conditioner(c: Canvas, _colour: str) -> None:
    _flask(c, "#C98A7A", "CONDITIONER", "wild seaweed", False)
    for x, y, r in ((652, 690, 30), (700, 704, 20), (690, 662, 14)):
        c.ball(x, y, r, r, (0, "#FFFFFF", 0.95), (0.5, "#FFE9E2", 0.5), (1, "#C98A7A", 0.55))
        c.soft(x - r * 0.3, y - r * 0.4, r * 0.3, r * 0.24, "#FFFFFF", 1)


@draws("soap-bar")
def soap(c: Canvas, colour: str) -> None:
    c.soft(480, 690, 360, 70, "#2A170F", 0.4)
    c.path(
        "M150 640L260 590H690L770 640L690 712H230Z",
        c.lin(150, 590, 770, 712, (0, "#D9B48A"), (1, "#9A6E42")),
    )
    for k in range(6):
        c.path(f"M{250 + k * 84} 592L{214 + k * 100} 708", stroke="#7A5230", width=9, opacity=0.5)
    for y, shift in ((470, 0), (350, 40)):
        x = 230 + shift
        c.path(
            f"M{x} {y}L{x + 70} {y - 74}H{x + 440}L{x + 380} {y}Z",
            c.lin(x, y - 70, x + 400, y, (0, light(colour, 0.6)), (1, light(colour, 0.25))),
        )
        c.path(
            f"M{x + 380} {y}L{x + 440} {y - 74}V{y + 62}L{x + 380} {y + 150}Z",
            c.lin(x + 380, 0, x + 440, 0, (0, dark(colour, 0.25)), (1, dark(colour, 0.42))),
        )
        front = slab(x, y, 380, 150, 12)
        c.path(
            front, c.lin(x, y, x + 380, y + 150, (0, light(colour, 0.28)), (1, dark(colour, 0.1)))
        )
        for k in range(3):
            c.path(
                inside(
                    f"M{x - 10} {y + 40 + k * 38}C{x + 100} {y + k * 38} {x + 200} "
                    f"{y + 90 + k * 30} {x + 400} {y + 30 + k * 40}L{x + 400} "
                    f"{y + 48 + k * 40}C{x + 200} {y + 104 + k * 30} {x + 100} "
                    f"{y + 20 + k * 38} {x - 10} {y + 52 + k * 38}Z",
                    front,
                ),
                light(colour, 0.55),
                opacity=0.6,
            )
        rnd = random.Random(y)
        c.dots(
            [(x + 14 + rnd.random() * 350, y + 12 + rnd.random() * 126) for _ in range(34)],
            5,
            dark(colour, 0.4),
            0.4,
        )
    c.path(slab(330, 352, 150, 150), "#FFF9EE")
    c.path("M330 352L400 278H550L480 352Z", "#F3E9D8")
    words(c, "Petal", 405, 410, 36, "#4A5A46", serif=True, italic=True)
    words(c, "& Pine", 405, 450, 36, "#4A5A46", serif=True, italic=True)
    words(c, "SOAP", 405, 484, 17, "#8A8A70", spacing=4)
    leaf(c, 690, 690, 120, -36, "#7C9A6A")
    leaf(c, 700, 696, 90, 4, "#8FAA7A")
