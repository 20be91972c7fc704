"""Room: the demo's drawing tools. Toys."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, oval, slab, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, round_shade, words
from assets.demo.draw.stage import stand

BEECH = "#E6BE86"


def _wheel(c: Canvas, x: float, y: float, r: float, colour: str) -> None:
    c.ellipse(x + r * 0.1, y, r, r, dark(colour, 0.5))
    c.ball(x, y, r, r, (0, light(colour, 0.45)), (0.5, colour), (1, dark(colour, 0.3)))
    c.ellipse(x, y, r * 0.62, r * 0.62, light(colour, 0.15))
    c.ball(x, y, r * 0.28, r * 0.28, (0, "#FFF3DC"), (0.6, BEECH), (1, "#9A6A34"))


def _block(
    c: Canvas, x: float, y: float, w: float, h: float, colour: str, depth: float = 36
) -> None:
    up = depth * 0.6
    c.path(f"M{x} {y}L{x + depth} {y - up}H{x + w + depth}L{x + w} {y}Z", light(colour, 0.45))
    c.path(
        f"M{x + w} {y}L{x + w + depth} {y - up}V{y + h - up}L{x + w} {y + h}Z", dark(colour, 0.32)
    )
    c.rect(
        x, y, w, h, c.lin(x, y, x + w, y + h, (0, light(colour, 0.25)), (1, dark(colour, 0.08))), 3
    )


@draws("wooden-train")
def train(c: Canvas, _colour: str) -> None:
    c.soft(470, 660, 430, 46, "#4A2E10", 0.45)
    for x, tone, load in ((60, "#3F7F8C", 0), (260, "#E3A72F", 1)):
        _block(c, x, 560, 150, 60, tone, 26)
        if load:
            for k in range(3):
                c.ball(
                    x + 44 + k * 42,
                    528 - (k % 2) * 16,
                    30,
                    30,
                    (0, light("#D9654A", 0.5)),
                    (0.5, ("#D9654A", "#7FA06A", "#5E8CA8")[k]),
                    (1, "#3A1E18"),
                )
        else:
            for k in range(3):
                c.rect(
                    x + 12,
                    474 + k * 28,
                    134,
                    26,
                    c.lin(0, 474, 0, 560, (0, light(BEECH, 0.4)), (1, "#B0834A")),
                    13,
                )
        for wx in (x + 38, x + 120):
            _wheel(c, wx, 634, 34, "#C8552E")
        c.ellipse(x + 192, 600, 16, 11, "#5A5048")
    x = 470
    _block(c, x, 540, 340, 80, "#C8552E", 34)
    _block(c, x, 360, 140, 180, BEECH, 34)
    c.rect(x + 26, 392, 88, 84, "#7A4A26", 12)
    c.rect(
        x + 30, 396, 80, 78, c.lin(x + 30, 396, x + 110, 476, (0, "#BFE0EA"), (1, "#6B98A8")), 10
    )
    _block(c, x - 18, 324, 176, 36, "#3F7F8C", 40)
    boiler = slab(x + 150, 410, 200, 134, 64)
    c.path(
        boiler,
        c.lin(
            0, 410, 0, 544, (0, light("#7FA06A", 0.5)), (0.4, "#7FA06A"), (1, dark("#7FA06A", 0.45))
        ),
    )
    c.ellipse(
        x + 344,
        477,
        34,
        64,
        c.lin(x + 310, 410, x + 380, 540, (0, light(BEECH, 0.4)), (1, "#A87840")),
    )
    c.ball(x + 350, 480, 16, 20, (0, "#FFE9B0"), (0.6, "#E3A72F"), (1, "#8A5A12"))
    c.path(band(x + 274, 34, 320, 424, 0.2), "#C8552E")
    round_shade(c, band(x + 274, 34, 320, 424, 0.2), x + 240, x + 308)
    c.ellipse(x + 274, 320, 34, 9, "#4A2418")
    for wx, r in ((x + 66, 58), (x + 190, 40), (x + 296, 40)):
        _wheel(c, wx, 662 - r, r, "#E3A72F" if r > 50 else "#3F7F8C")
    for k, (px, py, r) in enumerate(((760, 270, 26), (800, 220, 36), (850, 150, 46))):
        c.soft(px, py, r * 1.3, r * 1.2, "#FFFFFF", 0.8 - k * 0.15)


@draws("blocks")
def blocks(c: Canvas, _colour: str) -> None:
    c.soft(470, 750, 380, 46, "#4A2E10", 0.45)
    _block(c, 190, 610, 130, 130, "#D9654A")
    _block(c, 560, 610, 130, 130, "#3F7F8C")
    _block(c, 340, 650, 200, 90, "#E6BE86")
    c.path("M170 520L206 498H756L720 520V600L756 578V498Z", dark("#E3A72F", 0.32))
    c.path("M170 520L206 498H756L720 520Z", light("#E3A72F", 0.45))
    c.path(
        "M170 520H720V606H170Z",
        c.lin(170, 520, 720, 606, (0, light("#E3A72F", 0.25)), (1, dark("#E3A72F", 0.08))),
    )
    _block(c, 220, 390, 120, 120, "#7FA06A")
    _block(c, 540, 390, 120, 120, "#C97A9A")
    c.path(band(440, 56, 400, 512, 0.2), BEECH)
    round_shade(c, band(440, 56, 400, 512, 0.2), 384, 496)
    c.ellipse(440, 400, 56, 11, light(BEECH, 0.5))
    _block(c, 200, 340, 480, 46, "#5E8CA8")
    c.path(
        "M300 336L440 190L580 336Z",
        c.lin(300, 190, 580, 340, (0, light("#D9654A", 0.35)), (1, dark("#D9654A", 0.1))),
    )
    c.path("M440 190L476 172L616 316L580 336Z", dark("#D9654A", 0.34))
    for x, y, letter, tone in (
        (255, 700, "A", "#FFF3DC"),
        (625, 700, "B", "#FFF3DC"),
        (280, 470, "7", "#FFF3DC"),
        (600, 470, "&", "#FFF3DC"),
    ):
        words(c, letter, x, y, 76, tone, serif=True)
    c.ball(770, 712, 40, 40, (0, "#FFE3A6"), (0.5, "#E3A72F"), (1, "#8A5A12"))


@draws("teddy")
def teddy(c: Canvas, colour: str) -> None:
    stand(c, 450, 780, 480)
    fur = (0, light(colour, 0.4)), (0.55, colour), (1, dark(colour, 0.4))
    inner = light(colour, 0.5)
    for s in (-1, 1):
        c.ball(450 + s * 130, 200, 70, 70, *fur)
        c.ellipse(450 + s * 132, 208, 42, 42, dark(inner, 0.12))
    for s in (-1, 1):
        with c.group(f"translate({450 + s * 176} 530) rotate({-s * 28})"):
            c.ball(0, 40, 58, 120, *fur)
    c.ball(450, 590, 180, 190, *fur)
    c.ball(450, 610, 112, 124, (0, light(inner, 0.4)), (0.6, inner), (1, dark(inner, 0.2)))
    for s in (-1, 1):
        c.ball(450 + s * 150, 710, 92, 84, *fur)
        c.ball(
            450 + s * 162, 716, 58, 56, (0, light(inner, 0.4)), (0.6, inner), (1, dark(inner, 0.22))
        )
        for dx, dy in ((-26, -34), (0, -44), (26, -34)):
            c.ellipse(450 + s * 162 + dx, 716 + dy * 0.62, 9, 9, dark(colour, 0.2))
    c.ball(450, 310, 186, 172, *fur)
    c.ball(450, 372, 88, 72, (0, light(inner, 0.6)), (0.6, inner), (1, dark(inner, 0.2)))
    for r in range(11):
        x = 290 + r * 32
        c.path(
            inside(f"M{x} 130H{x + 5}V500H{x}Z", oval(450, 310, 180, 166)),
            dark(colour, 0.4),
            opacity=0.13,
        )
        c.path(
            inside(f"M{x} 400H{x + 5}V790H{x}Z", oval(450, 590, 174, 184)),
            dark(colour, 0.4),
            opacity=0.13,
        )
    c.path(
        smooth([(414, 344), (450, 332), (486, 344), (474, 372), (450, 384), (426, 372)]), "#3A2620"
    )
    c.soft(440, 346, 14, 8, "#FFFFFF", 0.7)
    c.path(
        "M450 384V404M450 404Q424 430 400 412M450 404Q476 430 500 412", stroke="#3A2620", width=6
    )
    for x in (374, 526):
        c.ball(x, 296, 20, 21, (0, "#6B5A54"), (0.4, "#241A18"), (1, "#000000"))
        c.dots([(x - 6, 288)], 9, "#FFFFFF")
        c.soft(x + (-34 if x < 450 else 34), 360, 34, 24, "#E8735A", 0.35)
    c.path(
        "M450 466C400 420 320 420 330 480C336 520 400 500 450 480C500 500 "
        "564 520 570 480C580 420 500 420 450 466Z",
        c.lin(330, 430, 570, 510, (0, "#5E9AA6"), (1, "#2C5E6A")),
    )
    c.ball(450, 474, 26, 24, (0, "#8AC0CA"), (0.6, "#3F7F8C"), (1, "#1E4650"))


@draws("stacking-rings")
def rings(c: Canvas, _colour: str) -> None:
    stand(c, 450, 768, 460)
    c.ball(450, 742, 190, 42, (0, light(BEECH, 0.5)), (0.5, BEECH), (1, "#8A5E2E"))
    tones = ("#8A5A9A", "#4A6EA8", "#3F8C8C", "#7FA85A", "#E9C03A", "#E8903A", "#D9543E")
    for k, tone in enumerate(tones):
        y, w = 700 - k * 72, 196 - k * 19
        h = 78
        c.path(
            slab(450 - w, y - h / 2, 2 * w, h, 39),
            c.lin(
                450 - w,
                0,
                450 + w,
                0,
                (0, dark(tone, 0.25)),
                (0.22, light(tone, 0.5)),
                (0.5, tone),
                (1, dark(tone, 0.5)),
            ),
        )
        c.path(
            slab(450 - w, y - h / 2, 2 * w, h, 39),
            c.lin(
                0,
                y - h / 2,
                0,
                y + h / 2,
                (0, "#FFFFFF", 0.35),
                (0.4, "#FFFFFF", 0.0),
                (1, "#1F0F14", 0.35),
            ),
        )
        c.soft(450 - w * 0.55, y - 14, w * 0.24, 10, "#FFFFFF", 0.6)
    c.ball(450, 178, 58, 58, (0, light(BEECH, 0.6)), (0.5, BEECH), (1, "#8A5E2E"))
    c.soft(430, 158, 16, 14, "#FFFFFF", 0.8)


@draws("toy-car")
def car(c: Canvas, colour: str) -> None:
    c.soft(470, 690, 400, 50, "#4A2E10", 0.45)
    body = smooth(
        [
            (120, 560),
            (130, 480),
            (230, 440),
            (290, 330),
            (400, 290),
            (520, 296),
            (610, 350),
            (670, 440),
            (770, 480),
            (790, 560),
            (780, 620),
            (450, 630),
            (130, 620),
        ],
        tension=0.85,
    )
    c.path(
        body,
        c.lin(120, 290, 700, 640, (0, light(colour, 0.5)), (0.4, colour), (1, dark(colour, 0.4))),
    )
    window = smooth(
        [(310, 440), (340, 358), (410, 334), (510, 338), (576, 376), (610, 440), (460, 446)],
        tension=0.75,
    )
    c.path(window, "#7A4A26")
    c.path(
        smooth(
            [(322, 432), (350, 366), (414, 344), (506, 348), (566, 382), (596, 432), (460, 437)],
            tension=0.75,
        ),
        c.lin(320, 340, 600, 440, (0, "#F3E6CC"), (1, BEECH)),
    )
    c.path("M458 344L466 436", stroke="#7A4A26", width=14)
    c.ball(400, 404, 36, 38, (0, "#FFF0D2"), (0.6, "#EBC693"), (1, "#A8744A"))
    c.path(
        "M364 396A36 36 0 0 1 436 396Z".replace("A36 36 0 0 1 436 396", "C364 350 436 350 436 396"),
        "#3F7F8C",
    )
    c.path("M126 540H786V580H124Z", light(colour, 0.6), opacity=0.8)
    c.ball(766, 510, 22, 26, (0, "#FFF6D0"), (0.6, "#F2C14E"), (1, "#A8742A"))
    for x in (270, 640):
        c.ellipse(x, 620, 98, 60, dark(colour, 0.6))
        _wheel(c, x, 634, 84, "#4A5058")
        c.ball(x, 634, 46, 46, (0, "#FFF3DC"), (0.6, BEECH), (1, "#9A6A34"))
    c.path("M240 452C270 400 300 340 380 312", stroke="#FFFFFF", width=14, opacity=0.5)


@draws("kite")
def kite(c: Canvas, _colour: str) -> None:
    for x, y, r in ((180, 250, 90), (720, 640, 110), (640, 160, 60)):
        c.soft(x, y, r * 1.6, r * 0.6, "#FFFFFF", 0.75)
        c.soft(x + r * 0.5, y - r * 0.2, r, r * 0.5, "#FFFFFF", 0.7)
    c.path("M470 520C520 620 380 660 430 740C470 800 330 820 250 880", stroke="#7A5A3A", width=4)
    for x, y, a, tone in (
        (494, 594, 20, "#D9654A"),
        (416, 680, -30, "#3F7F8C"),
        (436, 762, 40, "#E3A72F"),
        (330, 832, 10, "#7FA06A"),
    ):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.path(
                "M0 0L-36 -22V22ZM0 0L36 -22V22Z",
                c.lin(-36, -20, 36, 20, (0, light(tone, 0.3)), (1, dark(tone, 0.2))),
            )
            c.ellipse(0, 0, 7, 7, dark(tone, 0.3))
    with c.group("rotate(18 450 320)"):
        c.soft(500, 400, 240, 280, "#8A5A12", 0.2)
        for pts, tone in (
            ("M450 70L220 270L450 270Z", "#E8735A"),
            ("M450 70L680 270H450Z", "#F2C14E"),
            ("M220 270L450 570V270Z", "#3F7F8C"),
            ("M680 270L450 570V270Z", "#7FA06A"),
        ):
            c.path(
                pts,
                c.lin(220, 70, 680, 570, (0, light(tone, 0.3)), (0.5, tone), (1, dark(tone, 0.25))),
            )
        c.path("M450 70V570M220 270Q450 250 680 270", stroke="#7A4A22", width=8)
        c.path("M450 70L680 270L450 570L220 270Z", stroke="#FFFDF4", width=5, opacity=0.8)
        c.ellipse(450, 268, 50, 50, "#FFF6E4")
        c.path("M424 276Q450 306 476 276M432 256v6M468 256v6", stroke="#3A2620", width=7)
        c.path("M300 240C340 190 380 150 430 104", stroke="#FFFFFF", width=10, opacity=0.5)


@draws("ball")
def ball(c: Canvas, _colour: str) -> None:
    stand(c, 450, 742, 500)
    circle = oval(450, 450, 290, 290)
    c.path(circle, "#FBF4E4")
    tones = ("#D9543E", "#E9B03A", "#3F8C8C", "#4A6EA8")
    for k, tone in enumerate(tones):
        x = -290 + k * 150
        c.path(
            inside(
                f"M{380 + x * 0.2:.0f} 150C{360 + x * 1.5:.0f} 300 "
                f"{370 + x * 1.6:.0f} 620 {470 + x * 0.4:.0f} 780"
                f"L{500 + x * 0.5:.0f} 780C{470 + x * 1.6:.0f} 620 "
                f"{460 + x * 1.5:.0f} 300 {400 + x * 0.2:.0f} 150Z",
                circle,
            ),
            tone,
        )
    c.path(
        circle,
        c.rad(
            340,
            320,
            520,
            (0, "#FFFFFF", 0.6),
            (0.25, "#FFFFFF", 0.1),
            (0.55, "#2A1408", 0.04),
            (0.85, "#2A1408", 0.4),
            (1, "#2A1408", 0.6),
        ),
    )
    c.soft(350, 310, 90, 64, "#FFFFFF", 0.9)
    c.soft(600, 650, 100, 60, "#FFE3A6", 0.4)
    c.ellipse(430, 172, 26, 9, "#E9DFCB", 0.9)
