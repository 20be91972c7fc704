"""Room: the demo's drawing tools. Things that make sound."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, is_pale, light
from assets.demo.draw.outline import inside, slab
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import gleam, round_shade, words
from assets.demo.draw.stage import stand


@draws("headphones")
def headphones(c: Canvas, colour: str) -> None:
    c.soft(480, 760, 330, 46, "#22303A", 0.45)
    metal = c.lin(200, 150, 700, 300, (0, "#F2F0EA"), (0.4, "#C9C4BA"), (1, "#7C776E"))
    c.path(
        "M222 520C196 300 290 130 450 130C610 130 704 300 678 520",
        stroke=dark(colour, 0.55),
        width=50,
    )
    c.path("M222 520C196 300 290 130 450 130C610 130 704 300 678 520", stroke=colour, width=40)
    c.path(
        "M240 340C262 220 340 148 450 148C560 148 638 220 660 340",
        stroke=dark(colour, 0.35),
        width=14,
        opacity=0.7,
    )
    c.path("M214 420C206 290 290 118 450 116", stroke=light(colour, 0.65), width=9, opacity=0.85)
    for x in (224, 676):
        c.rect(x - 13, 392, 26, 120, metal, 12)
    for x, s in ((250, 1), (686, -1)):
        c.path(slab(x - 66 + 34 * s, 430, 96, 300, 48), dark(colour, 0.62))
        for k in range(7):
            c.path(
                f"M{x - 30 + 34 * s} {470 + k * 38}h{30 * s}",
                stroke="#000000",
                width=3,
                opacity=0.2,
            )
        cup = slab(x - 78 - 4 * s, 418, 120, 324, 58)
        c.path(
            cup,
            c.lin(
                x - 78,
                418,
                x + 60,
                742,
                (0, light(colour, 0.4)),
                (0.45, colour),
                (1, dark(colour, 0.35)),
            ),
        )
        round_shade(c, cup, x - 82, x + 46, 0.8, 0.7)
        c.path(
            slab(x - 56 - 4 * s, 446, 76, 268, 38), stroke=light(colour, 0.5), width=3, opacity=0.6
        )
        c.dots([(x - 18 - 4 * s, 700), (x - 18 - 4 * s, 686)], 6, "#22303A", 0.6)
    with c.group("rotate(90 228 580)"):
        words(
            c,
            "TONEWELL",
            228,
            590,
            25,
            dark(colour, 0.6) if is_pale(colour) else "#F2EEE4",
            spacing=4,
            bold=False,
        )
    gleam(c, 186, 470, 680, 14, 0.6)


@draws("earbuds")
def earbuds(c: Canvas, _colour: str) -> None:
    shell = "#F4F2EC"
    stand(c, 450, 760, 480)
    lid = "M240 420C240 300 320 250 450 250C580 250 660 300 660 420L652 470H248Z"
    c.path(lid, c.lin(240, 250, 660, 470, (0, "#FFFFFF"), (0.6, "#E4E2DC"), (1, "#B4B2AC")))
    c.path(
        "M268 440C270 340 340 292 450 292C560 292 630 340 632 440L626 470H274Z",
        c.lin(270, 292, 630, 470, (0, "#8A8C90"), (1, "#4A4C52")),
    )
    case = slab(232, 500, 436, 254, 110)
    c.path(slab(262, 476, 376, 70, 24), "#3A3C42")
    for x, s in ((350, 1), (550, -1)):
        c.path(
            f"M{x - 22} 520V400C{x - 24} 350 {x + 24} 350 {x + 22} 400V520Z",
            c.lin(x - 22, 0, x + 22, 0, (0, "#FFFFFF"), (0.5, "#ECEAE4"), (1, "#A8A6A0")),
        )
        c.ball(x - 10 * s, 384, 58, 54, (0, "#FFFFFF"), (0.5, "#ECEAE4"), (1, "#97958F"))
        c.ball(x + 36 * s, 392, 28, 32, (0, "#8A8C92"), (0.6, "#4A4C52"), (1, "#22242A"))
        c.ellipse(x - 30 * s, 372, 8, 14, "#3A3C42")
        c.soft(x - 20, 364, 18, 14, "#FFFFFF", 1)
    c.path(case, c.lin(232, 500, 668, 754, (0, "#FFFFFF"), (0.5, shell), (1, "#B8B6B0")))
    c.path(
        case, c.lin(0, 500, 0, 754, (0, "#FFFFFF", 0.4), (0.5, "#FFFFFF", 0.0), (1, "#3A3428", 0.3))
    )
    c.path("M242 560Q450 590 658 560", stroke="#C9C7C1", width=3)
    words(c, "tonewell", 450, 672, 34, "#8A8882", spacing=2, bold=False)
    c.dots([(450, 612)], 12, "#4CC38A")
    c.soft(450, 612, 24, 24, "#4CC38A", 0.5)
    c.path("M270 560C262 600 262 660 296 706", stroke="#FFFFFF", width=14, opacity=0.9)


@draws("speaker")
def speaker(c: Canvas, colour: str) -> None:
    stand(c, 450, 762, 420)
    body = slab(260, 210, 380, 556, 130)
    c.path("M560 240C640 190 716 250 690 360", stroke=dark(colour, 0.4), width=18)
    c.path("M560 238C638 190 712 250 686 358", stroke="#D9B98A", width=11)
    c.path(
        body,
        c.lin(260, 210, 640, 766, (0, light(colour, 0.18)), (0.5, colour), (1, dark(colour, 0.4))),
    )
    weave = [
        (276 + col * 14 + (row % 2) * 7, 300 + row * 11) for row in range(34) for col in range(26)
    ]
    c.dots([s for s in weave if 290 < s[1] < 670], 6, dark(colour, 0.45), 0.5)
    c.path(slab(260, 210, 380, 96, 130), light(colour, 0.1), opacity=0.0)
    round_shade(c, body, 260, 640, 0.7, 0.9)
    c.ellipse(
        450, 262, 116, 30, c.lin(340, 240, 560, 290, (0, dark(colour, 0.5)), (1, dark(colour, 0.2)))
    )
    for k, d in enumerate(("M-9 0H9", "M-9 0H9M0 -6V6", "M-6 -7L8 0L-6 7Z")):
        with c.group(f"translate({390 + (0, 120, 60)[k]} 262)"):
            c.path(d, stroke="#FFF6E4", width=5)
    c.rect(392, 470, 116, 44, dark(colour, 0.5), 6)
    words(c, "TONEWELL", 450, 499, 17, "#FFF6E4", spacing=2)
    c.path(slab(300, 690, 300, 24, 12), dark(colour, 0.6), opacity=0.5)
    gleam(c, 290, 330, 650, 18, 0.35)


@draws("alarm-radio")
def radio(c: Canvas, _colour: str) -> None:
    stand(c, 450, 722, 600)
    wood = c.lin(150, 330, 750, 720, (0, "#E2B27C"), (0.4, "#BF8750"), (1, "#7A4A22"))
    for x in (230, 640):
        c.path(f"M{x} 700l-10 40h36l10 -40Z", "#5A3418")
    c.path("M220 300H680Q690 250 660 250H240Q210 250 220 300Z", "#8A5A2E", opacity=0.0)
    body = slab(140, 320, 620, 390, 56)
    c.path(body, wood)
    for k in range(7):
        c.path(
            inside(
                f"M130 {340 + k * 56}C300 {320 + k * 56} 560 {372 + k * 54} 770 "
                f"{336 + k * 56}L770 {340 + k * 56}C560 {376 + k * 54} 300 "
                f"{324 + k * 56} 130 {344 + k * 56}Z",
                body,
            ),
            "#6B3E18",
            opacity=0.28,
        )
    c.path(
        body,
        c.lin(0, 320, 0, 710, (0, "#FFFFFF", 0.4), (0.2, "#FFFFFF", 0.0), (1, "#2A1408", 0.35)),
    )
    c.path(slab(176, 356, 330, 318, 30), "#E9DFCB")
    c.dots(
        [(196 + (k % 17) * 18.4, 376 + (k // 17) * 19) for k in range(17 * 15)], 8, "#8A7A60", 0.75
    )
    c.path(slab(532, 366, 196, 128, 20), "#1E2226")
    words(c, "7:05", 630, 452, 64, "#FFC46B", bold=False)
    c.path(
        slab(532, 366, 196, 128, 20),
        c.lin(532, 366, 728, 494, (0, "#FFFFFF", 0.3), (0.4, "#FFFFFF", 0.02), (1, "#FFFFFF", 0.0)),
    )
    c.dots([(556, 478)], 7, "#4CC38A")
    for x, r in ((584, 50), (684, 34)):
        c.soft(x + 8, 600, r * 1.2, r * 1.1, "#2A1408", 0.5)
        c.ball(x, 590, r, r, (0, "#FFF6DA"), (0.5, "#D9B46A"), (1, "#7A5A1E"))
        c.ellipse(
            x,
            590,
            r * 0.72,
            r * 0.72,
            c.lin(x - r, 560, x + r, 620, (0, "#F3DCA2"), (1, "#B98F46")),
        )
        c.path(f"M{x} {590 - r * 0.6:.0f}v{r * 0.34:.0f}", stroke="#5A3A12", width=6)
    c.path(
        slab(300, 296, 300, 30, 14),
        c.lin(300, 0, 600, 0, (0, "#F3DCA2"), (0.5, "#D9B46A"), (1, "#8A6A2E")),
    )
