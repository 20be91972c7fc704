"""Room: the demo's drawing tools. Bottles, cans and cartons to drink or cook from."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.outline import inside, oval
from assets.demo.draw.produce import citrus_half, leaf, lemon, orange, tomato
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, box, cap, gleam, round_shade, turned, words
from assets.demo.draw.stage import stand


@draws("olive-oil")
def olive_oil(c: Canvas, _colour: str) -> None:
    stand(c, 430, 770, 260)
    body = turned(
        430,
        [
            (150, 36),
            (260, 38),
            (320, 52),
            (390, 112),
            (440, 122),
            (700, 122),
            (752, 116),
            (770, 100),
        ],
    )
    c.path(
        body,
        c.lin(308, 0, 552, 0, (0, "#7A8A2E"), (0.25, "#A8B444"), (0.6, "#5E6E22"), (1, "#2E3A12")),
    )
    c.soft(500, 700, 50, 60, "#E6DF6A", 0.7)
    c.path(band(430, 122, 470, 690), "#FBF6E6")
    c.path(band(430, 122, 478, 484), "#B9973F")
    c.path(band(430, 122, 672, 678), "#B9973F")
    words(c, "ORO", 430, 546, 58, "#3E4A1C", serif=True, spacing=10)
    words(c, "PIANO", 430, 590, 36, "#3E4A1C", serif=True, spacing=9, fit=172)
    words(
        c,
        "olio extra vergine di oliva",
        430,
        628,
        19,
        "#7A6A2E",
        serif=True,
        bold=False,
        italic=True,
        fit=200,
    )
    round_shade(c, body, 308, 552, 0.7, 0.8)
    gleam(c, 326, 420, 730, 20, 0.75)
    cap(c, 430, 130, 236, 42, "#C9A24E")
    c.path("M620 752C660 610 700 540 770 470", stroke="#7A6A3A", width=8)
    for x, y, a in (
        (640, 690, -10),
        (656, 640, -150),
        (682, 596, -4),
        (704, 560, -140),
        (738, 506, -16),
        (648, 716, 200),
    ):
        leaf(c, x, y, 86, a, "#7C9256")
    for x, y in ((620, 748), (690, 742), (740, 690)):
        stand(c, x, y + 26, 46, 0.8)
        c.ball(x, y, 27, 33, (0, "#C9CF7A"), (0.4, "#7E8C34"), (1, "#3A4616"))


@draws("passata")
def passata(c: Canvas, _colour: str) -> None:
    stand(c, 410, 770, 260)
    body = turned(
        410,
        [
            (230, 58),
            (290, 60),
            (350, 88),
            (410, 124),
            (470, 130),
            (710, 130),
            (752, 124),
            (770, 108),
        ],
    )
    c.path(body, c.lin(280, 0, 540, 0, (0, "#E8583A"), (0.3, "#CF3A22"), (1, "#7A140C")))
    c.path(band(410, 130, 480, 690), "#FFF6E4")
    c.path(band(410, 130, 640, 690), "#3F6A3A")
    words(c, "ORO PIANO", 410, 540, 29, "#8A1C12", serif=True, spacing=4, fit=196)
    words(c, "Passata", 410, 604, 62, "#C8321E", serif=True, italic=True, fit=206)
    words(c, "solo pomodoro", 410, 678, 23, "#FFF6E4", serif=True, bold=False, italic=True)
    round_shade(c, body, 280, 540, 0.8, 0.8)
    gleam(c, 298, 430, 730, 18, 0.7)
    cap(c, 410, 196, 256, 70, "#F4EFE4", ribs=True)
    tomato(c, 660, 640, 88)
    tomato(c, 720, 722, 76, "#E0452E")
    tomato(c, 590, 738, 66)
    leaf(c, 600, 690, 70, -60, "#4F8A43")


@draws("lemonade")
def lemonade(c: Canvas, _colour: str) -> None:
    citrus_half(c, 640, 640, 112, "#F8E27A", "#F5CE2E")
    stand(c, 420, 756, 250)
    body = turned(420, [(250, 92), (290, 122), (330, 130), (690, 130), (732, 118), (752, 96)], 0.16)
    c.path(body, "#F7D84A")
    c.path(
        inside("M280 520C340 470 380 570 440 520C500 470 530 540 570 500L570 780L280 780Z", body),
        "#FFF7DA",
    )
    for x, y, r in (
        (330, 640, 15),
        (372, 690, 10),
        (470, 610, 18),
        (510, 690, 12),
        (430, 660, 8),
        (340, 710, 8),
        (498, 650, 7),
    ):
        c.ring(x, y, r, r, "#E2AE1C", 4)
    words(c, "fizz", 416, 430, 108, "#2F5A48", italic=True, fit=200)
    words(c, "wick", 426, 500, 92, "#2F5A48", italic=True, fit=200)
    words(c, "CLOUDY LEMONADE", 420, 590, 21, "#8A6A10", spacing=2, fit=196)
    round_shade(c, body, 290, 550, 1, 0.95)
    gleam(c, 318, 320, 720, 20, 0.75)
    c.ellipse(420, 250, 92, 17, "#E3E5E8")
    c.ellipse(
        420,
        250,
        80,
        13,
        c.lin(340, 250, 500, 250, (0, "#9CA2AA"), (0.5, "#F2F4F6"), (1, "#A9AEB6")),
    )
    c.ellipse(432, 250, 26, 6, "#7C828C")
    c.dots([(310 + (k * 67) % 220, 330 + (k * 97) % 380) for k in range(46)], 7, "#FFFFFF", 0.5)
    lemon(c, 726, 728, 66, -12)
    leaf(c, 690, 560, 84, -36, "#4F8A43")


@draws("orange-juice")
def juice(c: Canvas, _colour: str) -> None:
    orange(c, 640, 660, 102, 4)
    stand(c, 410, 768, 250)
    body = turned(
        410,
        [
            (200, 56),
            (260, 58),
            (340, 104),
            (400, 128),
            (560, 118),
            (640, 128),
            (740, 128),
            (768, 112),
        ],
    )
    c.path(body, c.lin(282, 0, 538, 0, (0, "#FFC05A"), (0.3, "#F9A028"), (1, "#C4640A")))
    c.path(turned(410, [(262, 56), (330, 98), (352, 108)]), "#FFF6E6", opacity=0.5)
    label = inside(band(410, 140, 430, 650), body)
    c.path(label, "#FFFDF4")
    c.path(oval(410, 520, 66, 66), "#F28C1E")
    c.path("M410 454V586M344 520H476M364 474L456 566M456 474L364 566", stroke="#FFFDF4", width=5)
    words(c, "fizzwick", 410, 630, 42, "#2F5A48", italic=True, fit=172)
    words(c, "PRESSED ORANGE", 410, 660, 17, "#C4640A", spacing=2)
    round_shade(c, body, 282, 538, 0.9, 0.7)
    gleam(c, 300, 400, 720, 18, 0.8)
    cap(c, 410, 160, 212, 62, "#2F5A48", ribs=True)
    citrus_half(c, 730, 722, 72)
    leaf(c, 650, 566, 84, -34, "#4F8A43")


@draws("oat-drink")
def oat(c: Canvas, _colour: str) -> None:
    stand(c, 450, 770, 330)
    box(c, 280, 270, 260, 500, 96, "#EADFC8", side="#D9CBAE")
    c.path(
        "M280 270L330 180H586L540 270Z", c.lin(280, 180, 540, 270, (0, "#FFF9EA"), (1, "#E2D5BA"))
    )
    c.path("M540 270L586 180L636 236V236Z", "#B9AA8A")
    c.path("M326 150H590V184H326Z", c.lin(326, 0, 590, 0, (0, "#F3E9D2"), (1, "#CFC1A2")))
    c.ellipse(430, 216, 40, 17, "#2B6E8A")
    cap(c, 430, 192, 214, 38, "#3F86A6", ribs=True)
    c.path("M280 560C340 520 380 600 440 560C490 528 520 560 540 548V770H280Z", "#3F7FAE")
    words(c, "Milkwell", 410, 380, 58, "#2C5470", serif=True, italic=True, fit=196)
    words(c, "OAT", 410, 492, 100, "#2C5470", spacing=4)
    words(c, "barista drink", 410, 640, 30, "#FFFFFF", serif=True, bold=False, italic=True)
    words(c, "1 L", 410, 720, 30, "#FFFFFF", spacing=2)
    c.path("M540 560L636 520V738L540 770Z", "#1C3A50", opacity=0.55)
    c.path("M676 770C700 660 720 560 752 470", stroke="#B98F3E", width=5)
    for k in range(9):
        y = 480 + k * 28
        x = 750 - k * 8
        leaf(c, x, y, 58, -60 + (k % 2) * 170, "#D9AE52")


@draws("spring-water")
def water(c: Canvas, _colour: str) -> None:
    stand(c, 450, 780, 240)
    body = turned(
        450,
        [
            (180, 48),
            (220, 50),
            (290, 96),
            (350, 118),
            (460, 112),
            (560, 120),
            (660, 112),
            (730, 120),
            (768, 112),
            (780, 96),
        ],
    )
    c.path(
        body,
        c.lin(330, 0, 570, 0, (0, "#9CCBDD"), (0.2, "#E6F6FA"), (0.55, "#B4DCE8"), (1, "#5A9AB4")),
    )
    c.soft(510, 700, 40, 90, "#FFFFFF", 0.6)
    for y in (300, 330, 690, 716, 742):
        c.path(band(450, 114, y, y + 5), "#FFFFFF", opacity=0.35)
    label = inside(band(450, 130, 400, 640), body)
    c.path(label, "#F5FAFB")
    c.path(
        inside("M320 560L400 470L450 530L500 450L590 570L590 680L320 680Z", label),
        c.lin(320, 450, 590, 640, (0, "#7FB4C4"), (1, "#2F6E8A")),
    )
    c.path("M400 470L418 492L402 500L386 488ZM500 450L520 480L500 490L480 478Z", "#FFFFFF")
    words(c, "fizzwick", 450, 448, 40, "#22566E", italic=True, fit=172)
    words(c, "SPRING WATER", 450, 620, 21, "#FFFFFF", spacing=3, fit=172)
    round_shade(c, body, 330, 570, 0.8, 0.4)
    gleam(c, 348, 320, 740, 18, 0.9)
    cap(c, 450, 142, 192, 54, "#2F7E9E", ribs=True)
    c.dots([(350 + (k * 59) % 196, 660 + (k * 41) % 100) for k in range(18)], 6, "#FFFFFF", 0.6)
