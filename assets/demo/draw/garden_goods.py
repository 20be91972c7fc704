"""Room: the demo's drawing tools. Seeds, soil and a house for birds."""

from __future__ import annotations

import random

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, slab, smooth
from assets.demo.draw.produce import leaf, scatter
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import pouch, words
from assets.demo.draw.stage import stand


@draws("sunflower-seeds")
def seeds(c: Canvas, _colour: str) -> None:
    with c.group("rotate(-6 450 450)"):
        c.soft(490, 500, 240, 370, "#2A3A2A", 0.4)
        sachet = slab(250, 110, 400, 640, 8)
        c.path(sachet, c.lin(0, 110, 0, 750, (0, "#A8D4E2"), (0.6, "#E6F0DC"), (1, "#F7ECD0")))
        c.path("M440 656C438 600 450 540 446 470L462 470C468 540 460 600 468 656Z", "#5E8F42")
        leaf(c, 452, 630, 120, -156, "#6B9E4A")
        leaf(c, 456, 610, 120, -22, "#5A8F42")
        for ring, n, r in ((0, 20, 150), (1, 20, 132)):
            for k in range(n):
                with c.group(f"translate(452 400) rotate({k * 18 + ring * 9})"):
                    c.path(
                        f"M0 -60C-22 -90 -18 -{r - 20} 0 -{r}C18 -{r - 20} 22 -90 0 -60Z",
                        c.lin(0, -r, 0, -60, (0, ("#F7C63A", "#FBD968")[ring]), (1, "#D9861A")),
                    )
        c.ball(452, 400, 82, 82, (0, "#8A5A2E"), (0.6, "#5A3418"), (1, "#2E180A"))
        rnd = random.Random(2)
        c.dots([(452 + x, 400 + y) for x, y in scatter(rnd, 70, 70, 70)], 7, "#B9843E", 0.8)
        c.rect(250, 150, 400, 84, "#2F6E4A")
        words(c, "ROOTBOUND", 450, 206, 42, "#FFF6E0", spacing=5, fit=350)
        words(c, "Giant Sunflower", 450, 702, 46, "#2F6E4A", serif=True, italic=True, fit=350)
        words(c, "12 seeds · up to 3 m", 450, 734, 21, "#5A6A4A", bold=False)
        c.path(
            "M250 110H650V132L640 126L630 132L620 126L610 132L600 126L590 132"
            "L580 126L570 132L560 126L550 132L540 126L530 132L520 126L510 132"
            "L500 126L490 132L480 126L470 132L460 126L450 132L440 126L430 132"
            "L420 126L410 132L400 126L390 132L380 126L370 132L360 126L350 132"
            "L340 126L330 132L320 126L310 132L300 126L290 132L280 126L270 132"
            "L260 126L250 132Z",
            "#FFFFFF",
            opacity=0.5,
        )
        c.path(
            sachet,
            c.lin(
                250,
                0,
                650,
                0,
                (0, "#1F2A20", 0.2),
                (0.06, "#FFFFFF", 0.3),
                (0.2, "#FFFFFF", 0.0),
                (0.9, "#1F2A20", 0.0),
                (1, "#1F2A20", 0.26),
            ),
        )
    for x, y, a in ((690, 740, 20), (740, 700, -40), (700, 680, 70), (770, 760, 10)):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.soft(4, 12, 26, 9, "#2A3A2A", 0.5)
            c.path("M-26 0C-14 -16 12 -14 28 0C12 14 -14 16 -26 0Z", "#2E2A2A")
            c.path("M-22 0H22M-16 -6Q4 -9 18 -4M-16 6Q4 9 18 4", stroke="#D9D2C4", width=2.2)


@draws("potting-soil")
def soil(c: Canvas, _colour: str) -> None:
    x, y, w, h = 210, 140, 430, 620
    stand(c, x + w / 2, y + h, w)
    d = pouch(x, y, w, h)
    c.path(d, "#3F6650")
    c.path(
        inside("M180 520C260 470 330 550 420 510C500 474 560 520 680 490V800H180Z", d),
        c.lin(0, 480, 0, 780, (0, "#6B4A30"), (1, "#2E1C10")),
    )
    rnd = random.Random(8)
    crumbs = [(425 + a, 650 + b) for a, b in scatter(rnd, 120, 190, 90)]
    c.dots(crumbs[::2], 11, "#8A6446", 0.6)
    c.dots(crumbs[1::2], 8, "#1E1008", 0.5)
    c.path("M425 520V420", stroke="#8AC06A", width=10)
    leaf(c, 425, 440, 110, -150, "#8AC06A")
    leaf(c, 425, 430, 120, -34, "#A8D482")
    words(c, "ROOTBOUND", 425, 256, 46, "#F3EBD2", spacing=4, fit=350)
    words(c, "potting soil", 425, 312, 42, "#C9DFA8", serif=True, italic=True)
    words(c, "PEAT-FREE · 20 L", 425, 352, 24, "#F3EBD2", spacing=3)
    c.path(
        d,
        c.lin(
            x,
            0,
            x + w,
            0,
            (0, "#0A140C", 0.45),
            (0.09, "#FFFFFF", 0.16),
            (0.22, "#FFFFFF", 0.0),
            (0.8, "#0A140C", 0.0),
            (0.94, "#0A140C", 0.28),
            (1, "#0A140C", 0.5),
        ),
    )
    c.rect(x + 28, y, w - 56, 28, "#FFFFFF", opacity=0.14)
    c.path(
        f"M{x + 60} {y + 80}Q{x + 40} {y + 300} {x + 56} {y + 540}",
        stroke="#FFFFFF",
        width=10,
        opacity=0.22,
    )
    c.path(
        smooth([(620, 764), (670, 716), (730, 706), (790, 744), (820, 770), (720, 784)]),
        c.lin(620, 700, 800, 780, (0, "#7A563A"), (1, "#2E1C10")),
    )
    c.dots([(720 + a, 746 + b) for a, b in scatter(rnd, 36, 80, 24)], 9, "#9A7450", 0.7)


@draws("bird-house")
def bird_house(c: Canvas, _colour: str) -> None:
    cedar = "#B9784A"
    c.soft(500, 770, 260, 40, "#2A3A2A", 0.45)
    c.rect(
        430, 690, 44, 130, c.lin(430, 0, 474, 0, (0, "#C99A6A"), (0.4, "#9A6A3E"), (1, "#5A3A1E"))
    )
    c.path(
        "M610 350L690 320V660L610 710Z",
        c.lin(610, 0, 690, 0, (0, dark(cedar, 0.35)), (1, dark(cedar, 0.5))),
    )
    front = "M290 340L450 200L610 340V710H290Z"
    c.path(
        front,
        c.lin(290, 200, 610, 710, (0, light(cedar, 0.4)), (0.5, cedar), (1, dark(cedar, 0.2))),
    )
    for k in range(5):
        c.path(
            inside(f"M280 {400 + k * 64}H620V{403 + k * 64}H280Z", front),
            dark(cedar, 0.5),
            opacity=0.5,
        )
        c.path(
            inside(
                f"M280 {430 + k * 64}C400 {420 + k * 64} 500 {440 + k * 64} 620 "
                f"{428 + k * 64}V{430 + k * 64}C500 {443 + k * 64} 400 "
                f"{423 + k * 64} 280 {433 + k * 64}Z",
                front,
            ),
            dark(cedar, 0.4),
            opacity=0.3,
        )
    c.ellipse(450, 440, 72, 72, dark(cedar, 0.35))
    c.ellipse(452, 444, 64, 64, c.lin(400, 390, 500, 500, (0, "#140C08"), (1, "#4A2E1C")))
    c.rect(436, 560, 28, 18, dark(cedar, 0.5), 8)
    c.path("M450 566L520 596", stroke="#8A5A32", width=18)
    c.path("M450 562L520 592", stroke="#D9A876", width=6)
    c.path(
        "M450 150L712 318L690 352L450 204Z",
        c.lin(450, 150, 712, 340, (0, "#5E8A7E"), (1, "#2E5048")),
    )
    c.path(
        "M450 150L230 340L252 366L450 204Z",
        c.lin(230, 150, 450, 366, (0, "#A8CCC0"), (0.6, "#6B9A8C"), (1, "#4A7468")),
    )
    c.path(
        "M450 150L530 118L790 286L712 318Z",
        c.lin(450, 118, 790, 318, (0, "#7FB0A2"), (1, "#3F6A60")),
    )
    with c.group("translate(556 560)"):
        c.path(
            "M-40 20C-60 -30 -20 -66 20 -60C50 -56 62 -30 54 -6C48 20 20 40 -6 36L-52 56Z",
            c.lin(-40, -60, 40, 40, (0, "#8AB8D8"), (0.6, "#4A82B0"), (1, "#2A5278")),
        )
        c.path("M-10 30C10 20 30 0 50 -10C50 16 24 40 -6 36Z", "#F7D68A")
        c.path("M54 -30L80 -24L54 -16Z", "#E3952F")
        c.ellipse(34, -36, 6, 6, "#16181C")
        c.dots([(36, -38)], 3, "#FFFFFF")
        c.path("M-20 6C-4 -20 20 -16 16 4C4 20 -14 18 -20 6Z", "#2F6494")
    leaf(c, 700, 200, 120, 20, "#6FA85E")
    leaf(c, 760, 180, 110, 50, "#5E9456")
