"""Room: the demo's drawing tools. Notebooks, pencils, games in boxes."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, slab
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import box, words
from assets.demo.draw.stage import stand

COVER = slab(240, 130, 400, 620, 6)


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
