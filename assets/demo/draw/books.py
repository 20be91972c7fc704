"""Room: the demo's drawing tools. Books and what is on their covers."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark
from assets.demo.draw.outline import inside, slab, smooth
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import words

COVER = slab(240, 130, 400, 620, 6)


def _book(c: Canvas, colour: str, pages: float = 44) -> None:
    """A standing book seen from the front right; draw the art on COVER afterwards."""
    c.soft(520, 756, 330, 44, "#4A2E10", 0.5)
    c.path(
        f"M640 136L{640 + pages} 118V736L640 748Z",
        c.lin(640, 0, 640 + pages, 0, (0, "#D9CDB6"), (0.4, "#FFFDF4"), (1, "#E2D8C2")),
    )
    for k in range(7):
        x = 644 + k * pages / 7.6
        c.path(f"M{x:.1f} {134 - k * 2}V{746 - k * 2}", stroke="#B8AA8E", width=1.4, opacity=0.7)
    c.path(f"M240 130L{240 + pages + 4} 110H{644 + pages}L640 130Z", dark(colour, 0.2))
    c.path(COVER, colour)


def _finish(c: Canvas) -> None:
    c.path(
        COVER,
        c.lin(
            240,
            0,
            640,
            0,
            (0, "#1F0F14", 0.38),
            (0.03, "#FFFFFF", 0.24),
            (0.06, "#1F0F14", 0.2),
            (0.1, "#FFFFFF", 0.1),
            (0.5, "#FFFFFF", 0.0),
            (1, "#1F0F14", 0.18),
        ),
    )
    c.path(
        "M262 132H470L300 748H262Z",
        c.lin(262, 132, 420, 500, (0, "#FFFFFF", 0.2), (1, "#FFFFFF", 0.0)),
    )


@draws("fox-moon")
def fox_moon(c: Canvas, _colour: str) -> None:
    _book(c, "#23395C", 26)
    c.path(COVER, c.lin(0, 130, 0, 750, (0, "#182A4A"), (0.6, "#2F5A80"), (1, "#4A7E92")))
    c.soft(440, 430, 210, 210, "#FFF3C4", 0.6)
    c.ball(440, 430, 128, 128, (0, "#FFFDF0"), (0.6, "#FBE9AE"), (1, "#E2BE6A"))
    for x, y, r in ((400, 400, 20), (478, 460, 28), (430, 500, 14)):
        c.ellipse(x, y, r, r, "#E9CF8A", 0.5)
    c.dots([(270 + (k * 83) % 350, 240 + (k * 61) % 300) for k in range(26)], 5, "#FFF6DC", 0.9)
    c.path(
        inside("M230 640C320 580 420 650 520 610C580 590 620 600 660 590V760H230Z", COVER),
        "#1E3A44",
    )
    with c.group("translate(440 560)"):
        c.path("M70 90C150 80 180 10 120 -30C150 20 110 50 60 50Z", "#D9703A")
        c.path("M136 -24C150 10 130 34 116 42C140 20 138 0 120 -30Z", "#FFF3E0")
        c.path(
            "M-60 100C-70 20 -40 -20 0 -26C50 -16 80 30 76 100Z",
            c.lin(-60, 0, 60, 100, (0, "#F08A4A"), (1, "#B4502A")),
        )
        c.path(
            (
                "M-62 -100L-54 -156L-16 -122H22L58 -160L64 -100C56 -50 22 -30 2 -14"
                "C-22 -30 -56 -56 -62 -100Z"
            ),
            c.lin(-60, -150, 60, -20, (0, "#F59A5A"), (1, "#C85E2E")),
        )
        c.path(
            (
                "M-60 -92C-40 -70 -14 -60 2 -16C18 -60 46 -70 62 -92C50 -50 22 -30 "
                "2 -14C-22 -30 -50 -56 -60 -92Z"
            ),
            "#FFF3E0",
        )
        c.path("M-44 -84Q-34 -94 -22 -84M26 -84Q38 -94 48 -84", stroke="#2A1A16", width=6)
        c.ellipse(2, -24, 10, 8, "#2A1A16")
    words(c, "The Fox", 440, 206, 54, "#FFF6DC", serif=True, fit=340)
    words(c, "Who Kept the Moon", 440, 258, 36, "#FBE3A0", serif=True, italic=True, fit=350)
    words(c, "MAEVE TOLAN", 440, 726, 22, "#FFF6DC", spacing=4)
    _finish(c)


@draws("salt-roads")
def salt_roads(c: Canvas, _colour: str) -> None:
    _book(c, "#E9DDC8", 62)
    c.path(COVER, c.lin(0, 130, 0, 750, (0, "#F3E6CE"), (0.5, "#E6BE96"), (1, "#B4664A")))
    c.ellipse(520, 360, 58, 58, "#F7F0DC")
    for k, (tone, y) in enumerate(
        (("#C9AE9A", 430), ("#9C8A8E", 490), ("#6B6A7C", 550), ("#3E465A", 620))
    ):
        c.path(
            inside(
                (
                    f"M230 {y}L300 {y - 70 + k * 10}L360 {y - 16}L430 {y - 84 + k * 14}"
                    f"L520 {y - 10}L590 {y - 60}L660 {y - 20}V760H230Z"
                ),
                COVER,
            ),
            tone,
        )
    c.path(
        inside(
            (
                "M400 760C380 690 500 660 470 610C450 580 500 560 490 530L498 530"
                "C516 566 480 580 500 612C540 664 450 690 520 760Z"
            ),
            COVER,
        ),
        "#F7F0E0",
    )
    with c.group("translate(446 628) scale(.8)"):
        c.path("M-40 0H40L34 -26H-34Z", "#2A1A16")
        c.ellipse(-22, 6, 13, 13, "#2A1A16")
        c.ellipse(24, 6, 13, 13, "#2A1A16")
        c.path(
            "M40 -10L66 -20M70 -26C66 -50 84 -50 82 -24V6M100 -22C96 -46 114 -46 112 -20V6",
            stroke="#2A1A16",
            width=7,
        )
    words(c, "THE SALT ROADS", 440, 214, 40, "#3A2A2E", serif=True, spacing=2, fit=344)
    words(c, "NORTH", 440, 282, 66, "#8A2E24", serif=True, spacing=12, fit=330)
    words(c, "a novel", 440, 322, 24, "#3A2A2E", serif=True, bold=False, italic=True)
    c.path(inside("M230 686H660V760H230Z", COVER), "#2A3040")
    words(c, "INGRID HALLORAN", 440, 726, 25, "#F7F0E0", spacing=4, fit=330)
    _finish(c)


@draws("one-pot")
def one_pot(c: Canvas, _colour: str) -> None:
    _book(c, "#C8552E", 52)
    c.path(COVER, "#F5EBD8")
    c.path(inside("M230 430H660V760H230Z", COVER), "#C8552E")
    c.soft(446, 640, 150, 30, "#3A1408", 0.5)
    c.path(
        "M300 460H580V580C580 640 540 660 440 660C340 660 300 640 300 580Z",
        c.lin(300, 0, 580, 0, (0, "#5E8A86"), (0.25, "#8FBAB4"), (0.6, "#3F6A68"), (1, "#1E3C3C")),
    )
    for x in (286, 594):
        c.path(
            (
                f"M{x} 500C{x + (-34 if x < 400 else 34)} 500 "
                f"{x + (-34 if x < 400 else 34)} 550 {x} 550"
            ),
            stroke="#3F6A68",
            width=18,
        )
    c.ellipse(440, 460, 146, 32, "#2E5250")
    c.ellipse(440, 458, 132, 25, "#D9733A")
    for k in range(12):
        x, y = 330 + (k * 71) % 220, 448 + (k * 31) % 22
        c.ball(
            x,
            y,
            15,
            9,
            (0, "#FFE3A0"),
            (0.6, ("#E9A83A", "#7FA05A", "#C8402E")[k % 3]),
            (1, "#5A2A12"),
        )
    leaf(c, 430, 452, 50, -30, "#5E9446")
    for x in (390, 440, 490):
        c.path(
            f"M{x} 420C{x - 24} 390 {x + 24} 370 {x} 336", stroke="#D9B8A0", width=9, opacity=0.7
        )
    words(c, "One Pot", 440, 220, 76, "#C8552E", serif=True, fit=330)
    words(c, "HOME", 440, 296, 60, "#2E5250", spacing=16, fit=300)
    words(c, "ninety dinners", 440, 700, 28, "#FBEBD2", serif=True, bold=False, italic=True)
    words(c, "SELIM ARAS", 440, 734, 20, "#FBEBD2", spacing=4)
    _finish(c)


@draws("island-atlas")
def island_atlas(c: Canvas, _colour: str) -> None:
    _book(c, "#2F6E7E", 44)
    c.path(COVER, c.lin(0, 130, 0, 750, (0, "#3F8694"), (1, "#1E5060")))
    lines = "".join(f"M248 {y}H632" for y in range(170, 740, 58)) + "".join(
        f"M{x} 138V742" for x in range(276, 640, 58)
    )
    c.path(lines, stroke="#BFE0DC", width=1.4, opacity=0.35)
    for x, y, s, a in (
        (350, 430, 1.0, 0),
        (520, 480, 0.72, 40),
        (420, 580, 0.84, 200),
        (560, 620, 0.42, 90),
        (318, 640, 0.36, 20),
        (540, 390, 0.3, 0),
    ):
        with c.group(f"translate({x} {y}) rotate({a}) scale({s})"):
            for q, tone in (
                (1.5, "#5EA6AC"),
                (1.22, "#8CC4BE"),
                (1.0, "#F0DDB0"),
                (0.72, "#A8BE7A"),
                (0.4, "#7A9A5A"),
            ):
                c.path(
                    smooth(
                        [
                            (q * px, q * py)
                            for px, py in (
                                (-60, -10),
                                (-30, -46),
                                (10, -30),
                                (44, -44),
                                (66, 4),
                                (30, 26),
                                (16, 52),
                                (-22, 34),
                                (-50, 40),
                            )
                        ]
                    ),
                    tone,
                    opacity=0.9,
                )
    c.path(slab(280, 176, 320, 150), "#F7EED8")
    c.path("M290 186H590V316H290Z", stroke="#2F6E7E", width=2.5)
    words(c, "A SMALL ATLAS OF", 440, 226, 22, "#2F6E7E", spacing=3, fit=280)
    words(c, "Quiet Islands", 440, 280, 44, "#1E5060", serif=True, italic=True, fit=280)
    words(c, "ORLA DEMPSEY", 440, 722, 23, "#F7EED8", spacing=4)
    _finish(c)
