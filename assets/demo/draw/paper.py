"""Room: the demo's drawing tools. Books, notebooks, games and pencils."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, slab, smooth
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import box, words
from assets.demo.draw.stage import stand

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


@draws("notebook")
def notebook(c: Canvas, colour: str) -> None:
    with c.group("rotate(-9 450 450)"):
        c.soft(500, 500, 290, 370, "#4A2E10", 0.4)
        c.rect(252, 126, 430, 640, "#F7F0E0", 18)
        for k in range(5):
            c.path(f"M{664 + k * 4} 136V756", stroke="#CFC2A6", width=1.6)
        cover = slab(240, 116, 424, 640, 20)
        c.path(
            cover,
            c.lin(
                240, 116, 664, 756, (0, light(colour, 0.25)), (0.5, colour), (1, dark(colour, 0.25))
            ),
        )
        warp = "".join(f"M{x} 124V748" for x in range(252, 660, 9))
        weft = "".join(f"M246 {y}H658" for y in range(128, 750, 9))
        c.path(warp, stroke=dark(colour, 0.4), width=1.6, opacity=0.25)
        c.path(weft, stroke=light(colour, 0.5), width=1.6, opacity=0.2)
        c.path(
            "M240 136Q240 116 260 116H300V756H260Q240 756 240 736Z", dark(colour, 0.2), opacity=0.6
        )
        c.rect(610, 112, 18, 648, dark(colour, 0.55))
        c.path("M613 112V760", stroke=light(colour, 0.3), width=3, opacity=0.5)
        c.rect(360, 260, 190, 116, "#F7F0E0", 6)
        words(c, "quillfox", 455, 322, 36, dark(colour, 0.4), serif=True, italic=True)
        c.path("M386 344H524", stroke=dark(colour, 0.3), width=2)
        c.path(
            "M430 750C426 790 446 810 436 850L448 838L462 848C466 806 452 790 452 750Z", "#C8552E"
        )
    with c.group("rotate(34 720 560)"):
        c.soft(742, 600, 26, 250, "#4A2E10", 0.3)
        c.rect(
            708,
            340,
            26,
            420,
            c.lin(708, 0, 734, 0, (0, "#F7D98A"), (0.5, "#E3A72F"), (1, "#9A6A12")),
            4,
        )
        c.path("M708 760L721 806L734 760Z", "#F3DCB4")
        c.path("M717 790L721 806L725 790Z", "#2A2226")
        c.rect(708, 322, 26, 26, "#C9CCD0", 3)
        c.rect(708, 296, 26, 30, "#E58A82", 8)


@draws("pencils")
def pencils(c: Canvas, _colour: str) -> None:
    hues = (
        "#C8302E",
        "#E5603A",
        "#F0903A",
        "#F4C03A",
        "#E9DC5A",
        "#A8C04A",
        "#6B9E4A",
        "#3F8060",
        "#3A9C9A",
        "#4A9CC8",
        "#3A6AB0",
        "#4A4A9A",
        "#7A4A9A",
        "#B0509A",
        "#E58AA8",
        "#F2C0A0",
        "#A8703E",
        "#6B4426",
    )
    c.soft(480, 640, 400, 150, "#4A2E10", 0.4)
    for k, tone in enumerate(hues[:14]):
        x = 176 + k * 41
        y = 190 + abs(k - 6.5) * 9
        c.rect(
            x,
            y + 74,
            38,
            360,
            c.lin(
                x,
                0,
                x + 38,
                0,
                (0, dark(tone, 0.2)),
                (0.3, light(tone, 0.4)),
                (0.34, tone),
                (0.68, tone),
                (0.7, dark(tone, 0.2)),
                (1, dark(tone, 0.4)),
            ),
        )
        c.path(
            (
                f"M{x} {y + 76}L{x + 19} {y}L{x + 38} {y + 76}Q{x + 32} {y + 64} "
                f"{x + 25} {y + 76}Q{x + 19} {y + 64} {x + 12} {y + 76}Q{x + 6} "
                f"{y + 64} {x} {y + 76}Z"
            ),
            c.lin(x, 0, x + 38, 0, (0, "#FBE6C2"), (0.5, "#EBC896"), (1, "#B98A52")),
        )
        c.path(
            (
                f"M{x + 12} {y + 28}L{x + 19} {y}L{x + 26} {y + 28}Q{x + 19} "
                f"{y + 34} {x + 12} {y + 28}Z"
            ),
            tone,
        )
    tin = slab(130, 500, 640, 240, 26)
    c.path(tin, c.lin(130, 500, 770, 740, (0, "#4A8A96"), (0.5, "#2F6E7E"), (1, "#173E4A")))
    for k, tone in enumerate(hues[::2]):
        c.path(
            inside(
                (
                    f"M{150 + k * 70} 740C{180 + k * 70} {650 - (k % 3) * 22} "
                    f"{230 + k * 70} {650 + (k % 2) * 20} {260 + k * 70} 740Z"
                ),
                tin,
            ),
            tone,
            opacity=0.9,
        )
    c.path("M146 508Q136 508 136 522V540H764V522Q764 508 754 508Z", "#FFFFFF", opacity=0.22)
    words(c, "quillfox", 450, 610, 70, "#FFF6E4", serif=True, italic=True)
    words(c, "24 COLOURING PENCILS", 450, 652, 24, "#FFF6E4", spacing=4)


@draws("puzzle")
def puzzle(c: Canvas, _colour: str) -> None:
    stand(c, 450, 690, 640)
    box(c, 130, 240, 560, 420, 80, "#2E4A66")
    art = slab(146, 256, 528, 388)
    c.path(
        art,
        c.lin(0, 256, 0, 644, (0, "#5A4A7A"), (0.35, "#D9786A"), (0.6, "#F7C07A"), (1, "#F7C07A")),
    )
    c.ellipse(430, 440, 50, 50, "#FFF0C8")
    c.path(
        inside("M140 452H690V660H140Z", art),
        c.lin(0, 452, 0, 644, (0, "#D98A6A"), (0.3, "#6B6488"), (1, "#2A3A5A")),
    )
    for x, y, s in ((230, 500, 1.0), (400, 540, 1.4), (560, 492, 0.9), (610, 560, 1.2)):
        c.path(
            (
                f"M{x - 42 * s:.0f} {y}H{x + 42 * s:.0f}L{x + 28 * s:.0f} "
                f"{y + 22 * s:.0f}H{x - 28 * s:.0f}Z"
            ),
            "#2A2036",
        )
        c.path(f"M{x} {y - 4}V{y - 90 * s:.0f}L{x + 34 * s:.0f} {y - 10}Z", "#FBEBD2")
        c.path(f"M{x - 4} {y - 6}V{y - 76 * s:.0f}L{x - 28 * s:.0f} {y - 12}Z", "#C8402E")
    for k in range(7):
        h = (70, 110, 84, 130, 96, 76, 104)[k]
        x = 146 + k * 40
        c.rect(x, 452 - h, 38, h, ("#7A4A5A", "#94566A", "#5E4468")[k % 3])
        c.dots(
            [(x + 12, 452 - h + 24), (x + 26, 452 - h + 24), (x + 12, 452 - h + 46)], 8, "#FFD98A"
        )
    c.path("M600 452V330L616 310L632 330V452Z", "#F3E6D2")
    c.ball(616, 318, 14, 12, (0, "#FFFDE6"), (1, "#F2B03A"))
    c.rect(146, 588, 528, 56, "#1E2E44", opacity=0.85)
    words(c, "quillfox", 166, 626, 34, "#FFF6E4", serif=True, italic=True, anchor=0)
    words(c, "1000", 654, 628, 36, "#F7C07A", anchor=1, spacing=2)
    for x, y, a, tone in (
        (250, 726, 12, "#D9786A"),
        (380, 746, -20, "#F7C07A"),
        (520, 730, 30, "#5A6A94"),
        (670, 742, 6, "#8A5A7A"),
    ):
        with c.group(f"translate({x} {y}) rotate({a}) scale(1 .78)"):
            c.soft(5, 14, 56, 46, "#3A2410", 0.4)
            d = (
                "M-36 -36H-12C-20 -58 20 -58 12 -36H36V-12C58 -20 58 20 36 12V36H12"
                "C20 16 -20 16 -12 36H-36V12C-16 20 -16 -20 -36 -12Z"
            )
            with c.group("translate(3 6)"):
                c.path(d, "#C9B89A")
            c.path(d, c.lin(-36, -40, 36, 40, (0, light(tone, 0.3)), (1, tone)))


@draws("board-game")
def board_game(c: Canvas, _colour: str) -> None:
    stand(c, 440, 720, 600)
    box(c, 150, 170, 500, 520, 90, "#1F4A5A")
    art = slab(164, 184, 472, 492)
    c.path(art, c.lin(0, 184, 0, 676, (0, "#16303E"), (0.5, "#2F6A74"), (1, "#123040")))
    c.soft(400, 430, 230, 200, "#FFD98A", 0.55)
    for k in range(4):
        y = 560 + k * 32
        c.path(
            inside(
                (
                    f"M150 {y}C230 {y - 24} 300 {y + 22} 380 {y}C460 {y - 22} 540 "
                    f"{y + 22} 660 {y - 8}V700H150Z"
                ),
                art,
            ),
            ("#245663", "#1D4854", "#173B47", "#112E3A")[k],
        )
    c.path(
        "M372 600L384 370H420L432 600Z",
        c.lin(372, 0, 432, 0, (0, "#FFFDF2"), (0.5, "#F0E2CA"), (1, "#A8906E")),
    )
    for y in (430, 510):
        c.path(
            (
                f"M{380 - (y - 430) * 0.05:.0f} {y}H{424 + (y - 430) * 0.05:.0f}"
                f"V{y + 34}H{378 - (y - 430) * 0.05:.0f}Z"
            ),
            "#C8402E",
        )
    c.rect(380, 330, 44, 40, "#FFE08A", 4)
    c.path("M374 332L402 296L430 332Z", "#C8402E")
    c.path(
        inside("M380 344L150 260V420L380 360ZM424 344L660 270V430L424 360Z", art),
        "#FFE9A8",
        opacity=0.4,
    )
    for x, y, s in ((240, 590, 1), (540, 606, 1.2), (300, 640, 0.8)):
        c.path(
            (
                f"M{x - 30 * s:.0f} {y}H{x + 30 * s:.0f}L{x + 18 * s:.0f} "
                f"{y + 16 * s:.0f}H{x - 18 * s:.0f}Z"
            ),
            "#3A1E18",
        )
        c.ball(x, y - 20 * s, 13 * s, 15 * s, (0, "#FFFDE0"), (0.5, "#FFC85A"), (1, "#D9782A"))
        c.soft(x, y - 20 * s, 40 * s, 40 * s, "#FFD06A", 0.6)
    words(c, "LANTERN", 400, 252, 64, "#FFE9B8", serif=True, spacing=5, fit=430)
    words(c, "BAY", 400, 300, 44, "#FFC85A", serif=True, spacing=16)
    words(c, "2–5 players · 40 min · 8+", 400, 656, 20, "#CFE6E2", bold=False)
    for k, (x, y) in enumerate(((680, 742), (744, 726), (610, 756))):
        tone = ("#C8402E", "#E3A72F", "#3F8C8C")[k]
        c.soft(x + 8, y + 22, 40, 12, "#3A2410", 0.5)
        c.path(
            (
                f"M{x - 26} {y + 20}C{x - 14} {y} {x - 12} {y - 20} {x - 12} {y - 30}"
                f"H{x + 12}C{x + 12} {y - 20} {x + 14} {y} {x + 26} {y + 20}Q{x} "
                f"{y + 32} {x - 26} {y + 20}Z"
            ),
            c.lin(
                x - 26,
                0,
                x + 26,
                0,
                (0, dark(tone, 0.2)),
                (0.3, light(tone, 0.5)),
                (1, dark(tone, 0.45)),
            ),
        )
        c.ball(x, y - 40, 20, 20, (0, light(tone, 0.6)), (0.5, tone), (1, dark(tone, 0.45)))
