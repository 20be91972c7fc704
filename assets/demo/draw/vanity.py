"""Room: the demo's drawing tools. Creams, scent and colour."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.care import on_plinth
from assets.demo.draw.colour import dark, is_pale, light
from assets.demo.draw.outline import inside, oval, slab, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, cap, gleam, round_shade, turned, words
from assets.demo.draw.stage import stand


@draws("day-cream")
def day_cream(c: Canvas, _colour: str) -> None:
    on_plinth(c, "#D9CBB8")
    stand(c, 440, 700, 380)
    jar = turned(440, [(500, 186), (530, 190), (660, 190), (694, 176), (704, 160)], 0.14)
    c.path(jar, c.lin(250, 0, 630, 0, (0, "#F2EEE4"), (0.3, "#FFFFFF"), (1, "#CFC7B8")))
    words(c, "HALM", 400, 612, 54, "#5A6B58", bold=False, spacing=12)
    words(c, "calm day cream", 400, 654, 24, "#5A6B58", serif=True, bold=False, italic=True)
    round_shade(c, jar, 250, 630, 0.8, 0.7)
    c.ellipse(440, 500, 190, 34, "#E8E2D4")
    c.ellipse(440, 496, 172, 28, "#FFFDF6")
    c.path(
        smooth(
            [(290, 498), (350, 476), (420, 486), (470, 452), (520, 482), (590, 498), (440, 520)]
        ),
        c.lin(300, 450, 580, 520, (0, "#FFFFFF"), (1, "#EFE6D4")),
    )
    c.path("M380 492C420 470 470 496 512 476", stroke="#D9CDB6", width=5, opacity=0.8)
    with c.group("translate(690 612) rotate(24) scale(.9)"):
        c.ellipse(0, 0, 128, 120, "#9CAA8C")
        c.ellipse(
            -10,
            -8,
            126,
            118,
            c.lin(-120, -100, 110, 100, (0, "#D9E2CC"), (0.5, "#B7C4A4"), (1, "#8C9C7A")),
        )
        c.ring(-10, -8, 104, 97, "#F2F6EA", 3, 0.7)
        words(c, "H", -10, 20, 80, "#F8FBF2", bold=False)
    for k in range(12):
        with c.group(f"translate(268 708) rotate({k * 30}) scale(.9)"):
            c.ellipse(0, -30, 9, 24, ("#F3A52E", "#F7BE4A")[k % 2])
    c.ellipse(268, 708, 15, 14, "#A85A14")


@draws("face-serum")
def serum(c: Canvas, _colour: str) -> None:
    on_plinth(c, "#C9D2C4", 260)
    stand(c, 450, 700, 200)
    body = turned(450, [(440, 40), (452, 76), (480, 96), (670, 96), (696, 88), (704, 78)])
    c.path(
        body,
        c.lin(354, 0, 546, 0, (0, "#3A6B5C"), (0.25, "#6F9E8C"), (0.6, "#2F5A4E"), (1, "#16302A")),
    )
    c.path(
        inside("M340 540H560V720H340Z", body),
        c.lin(354, 0, 546, 0, (0, "#2E5648"), (0.5, "#24483E"), (1, "#10241E")),
        opacity=0.7,
    )
    c.path(slab(378, 520, 144, 130, 2), "#F6F3EA")
    words(c, "HALM", 450, 566, 34, "#3A4A40", bold=False, spacing=8)
    words(c, "hyaluron serum", 450, 596, 17, "#3A4A40", serif=True, bold=False, italic=True)
    words(c, "30 ml", 450, 630, 15, "#7C867C", bold=False)
    round_shade(c, body, 354, 546, 0.8, 0.6)
    gleam(c, 368, 480, 690, 14, 0.85)
    cap(c, 450, 396, 446, 44, "#C9A87A", ribs=True)
    c.path(
        "M426 396C418 330 420 250 436 226Q450 212 464 226C480 250 482 330 474 396Z",
        c.lin(420, 0, 480, 0, (0, "#4A4446"), (0.3, "#8A8486"), (0.6, "#3A3436"), (1, "#1E1A1C")),
    )
    c.soft(640, 700, 60, 16, "#3A2418", 0.3)
    c.ball(640, 676, 34, 30, (0, "#FFFFFF", 0.95), (0.5, "#DDEBE4", 0.7), (1, "#7FA898", 0.8))
    c.soft(630, 664, 12, 8, "#FFFFFF", 1)
    c.ball(690, 700, 16, 13, (0, "#FFFFFF", 0.95), (0.5, "#DDEBE4", 0.7), (1, "#7FA898", 0.8))


@draws("perfume")
def perfume(c: Canvas, _colour: str) -> None:
    on_plinth(c, "#D9B4A2", 290)
    stand(c, 450, 704, 330)
    c.rect(
        300,
        370,
        300,
        336,
        c.lin(300, 370, 600, 706, (0, "#FFFFFF"), (0.4, "#F3E4DA"), (1, "#CFA898")),
        34,
    )
    c.rect(
        322,
        392,
        256,
        288,
        c.lin(322, 392, 578, 680, (0, "#F9D9C2"), (0.5, "#EBA98C"), (1, "#C4745E")),
        22,
    )
    c.path("M322 470H578V414Q578 392 556 392H344Q322 392 322 414Z", "#FFF6F0", opacity=0.75)
    c.path("M330 640L400 392H440L346 700Z", "#FFFFFF", opacity=0.3)
    c.path("M556 404L576 440V640L540 690Z", "#8A3E34", opacity=0.14)
    c.rect(372, 510, 156, 104, "#FFFBF4", 3)
    words(c, "ONDINE", 450, 552, 25, "#5A3A34", bold=False, spacing=5, fit=140)
    words(c, "Salt & Fig", 450, 588, 25, "#5A3A34", serif=True, italic=True, bold=False)
    c.rect(306, 376, 288, 324, "none", 30)
    c.path("M318 392Q322 384 336 382H430", stroke="#FFFFFF", width=7, opacity=0.95)
    cap(c, 450, 338, 372, 48, "#D9B46A")
    cap(c, 450, 236, 338, 66, "#3A2E30")
    gleam(c, 404, 254, 336, 12, 0.5)
    with c.group("translate(668 680)"):
        c.soft(10, 32, 80, 18, "#3A2418", 0.5)
        c.path(
            smooth(
                [
                    (0, -74),
                    (22, -56),
                    (56, -10),
                    (52, 24),
                    (0, 42),
                    (-52, 24),
                    (-56, -10),
                    (-22, -56),
                ]
            ),
            c.rad(-20, -20, 110, (0, "#9A6A92"), (0.5, "#5E3460"), (1, "#2A1430")),
        )
        for k in (-30, -10, 12, 32):
            c.path(
                f"M{k * 0.2:.0f} -66Q{k * 1.5:.0f} -10 {k * 0.6:.0f} 36",
                stroke="#B48AB0",
                width=2.4,
                opacity=0.5,
            )
        c.path("M0 -70L6 -92", stroke="#5E7A3A", width=9)


@draws("nail-polish")
def nail_polish(c: Canvas, colour: str) -> None:
    on_plinth(c, light(colour, 0.45), 260)
    stand(c, 430, 702, 230)
    body = turned(430, [(470, 50), (490, 90), (530, 108), (660, 108), (692, 98), (704, 88)])
    c.path(
        body,
        c.lin(
            322,
            0,
            538,
            0,
            (0, light(colour, 0.5)),
            (0.12, colour),
            (0.7, colour),
            (1, dark(colour, 0.5)),
        ),
    )
    round_shade(c, body, 322, 538, 1, 0.7)
    words(
        c,
        "ondine",
        430,
        612,
        42,
        "#FFFFFF" if not is_pale(colour) else dark(colour, 0.6),
        serif=True,
        bold=False,
        spacing=2,
    )
    gleam(c, 342, 520, 690, 20, 0.95)
    gleam(c, 500, 540, 660, 7, 0.6)
    handle = turned(430, [(200, 32), (206, 38), (330, 44), (478, 54)])
    c.path(handle, "#2A2628")
    round_shade(c, handle, 376, 484, 0.9, 0.9)
    c.path(band(430, 53, 456, 474), "#D9B46A")
    d = smooth(
        [
            (560, 708),
            (585, 688),
            (630, 696),
            (670, 684),
            (694, 704),
            (660, 720),
            (610, 716),
            (575, 724),
        ]
    )
    c.path(
        d,
        c.lin(560, 680, 720, 745, (0, light(colour, 0.35)), (0.5, colour), (1, dark(colour, 0.3))),
    )
    c.path("M585 700Q630 704 670 694", stroke="#FFFFFF", width=7, opacity=0.7)


@draws("lipstick")
def lipstick(c: Canvas, colour: str) -> None:
    on_plinth(c, light(colour, 0.5), 280)
    stand(c, 390, 700, 150)
    c.path(
        "M344 470V330C344 280 380 226 428 210Q438 220 436 260V470Z",
        c.lin(
            344,
            0,
            436,
            0,
            (0, dark(colour, 0.12)),
            (0.28, light(colour, 0.3)),
            (0.6, colour),
            (1, dark(colour, 0.42)),
        ),
    )
    c.path(
        "M344 330C344 280 380 226 428 210Q438 220 436 258C400 262 366 290 344 330Z",
        light(colour, 0.3),
        opacity=0.85,
    )
    c.path("M360 316C370 282 392 252 420 232", stroke="#FFFFFF", width=7, opacity=0.5)
    cap(c, 390, 440, 540, 54, "#D9B46A")
    cap(c, 390, 530, 704, 66, "#2B2729")
    words(c, "ONDINE", 390, 640, 22, "#D9B46A", bold=False, spacing=4, fit=104)
    gleam(c, 342, 560, 700, 10, 0.5)
    stand(c, 570, 710, 150)
    cap(c, 570, 430, 712, 70, "#2B2729")
    c.path(band(570, 70, 690, 706, 0.16), "#D9B46A")
    gleam(c, 518, 460, 690, 12, 0.55)
    c.path(oval(570, 430, 40, 7), "#D9B46A")
