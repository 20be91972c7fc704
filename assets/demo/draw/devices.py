"""Room: the demo's drawing tools. Watches, tablets, readers, cameras."""

from __future__ import annotations

import math

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, slab, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import cap, gleam, round_shade, words
from assets.demo.draw.stage import stand


@draws("smartwatch")
def watch(c: Canvas, colour: str) -> None:
    c.soft(500, 500, 220, 380, "#22303A", 0.36)
    for y0, y1, s in ((60, 310, -1), (600, 850, 1)):
        strap = smooth(
            [
                (356, y1 if s < 0 else y0),
                (362, (y0 + y1) / 2),
                (378, y0 + 20 if s < 0 else y1 - 20),
                (400, y0 if s < 0 else y1),
                (500, y0 if s < 0 else y1),
                (522, y0 + 20 if s < 0 else y1 - 20),
                (538, (y0 + y1) / 2),
                (544, y1 if s < 0 else y0),
            ],
            tension=0.7,
        )
        c.path(strap, colour)
        round_shade(c, strap, 356, 544, 0.6, 0.9)
        if s > 0:
            c.dots([(450, 690 + k * 30) for k in range(5)], 13, dark(colour, 0.55))
    c.rect(
        634,
        410,
        26,
        80,
        c.lin(634, 410, 634, 490, (0, "#F2F0EC"), (0.5, "#A8A6A2"), (1, "#5A5856")),
        10,
    )
    c.rect(
        262,
        262,
        376,
        386,
        c.lin(262, 262, 638, 648, (0, "#F6F4F0"), (0.4, "#B8B6B2"), (1, "#5E5C5A")),
        104,
    )
    c.rect(274, 274, 352, 362, "#0E1014", 94)
    for r, tone, end in ((132, "#FF7A59", 290), (108, "#5BD1A0", 230), (84, "#6FB7FF", 310)):
        c.ring(450, 455, r, r, tone, 15, 0.18)
        pts = [
            (450 + r * math.sin(math.radians(a)), 455 - r * math.cos(math.radians(a)))
            for a in range(0, end, 12)
        ]
        c.path(smooth(pts, closed=False), stroke=tone, width=15)
    words(c, "10:24", 450, 470, 46, "#FFFFFF", bold=False)
    words(c, "SAT 21", 450, 500, 17, "#B0B7C3", spacing=2)
    c.path(
        "M274 368Q274 274 368 274H520L340 636Q274 620 274 542Z",
        c.lin(274, 274, 460, 500, (0, "#FFFFFF", 0.26), (1, "#FFFFFF", 0.0)),
    )


def _slate(c: Canvas, x: float, y: float, w: float, h: float, frame: str, radius: float) -> None:
    c.soft(x + w / 2 + 30, y + h / 2 + 40, w * 0.62, h * 0.6, "#22303A", 0.4)
    c.rect(
        x,
        y,
        w,
        h,
        c.lin(x, y, x + w, y + h, (0, light(frame, 0.5)), (0.4, frame), (1, dark(frame, 0.4))),
        radius,
    )


@draws("tablet")
def tablet(c: Canvas, _colour: str) -> None:
    with c.group("rotate(-7 450 450)"):
        _slate(c, 110, 190, 680, 480, "#8A929A", 40)
        c.rect(118, 198, 664, 464, "#14171C", 34)
        screen = slab(142, 222, 616, 416, 14)
        c.path(
            screen,
            c.lin(
                142,
                222,
                758,
                638,
                (0, "#FFD9A0"),
                (0.4, "#F29A7A"),
                (0.75, "#A8668C"),
                (1, "#4A4478"),
            ),
        )
        c.ellipse(580, 350, 66, 66, "#FFF3CC", 0.9)
        for k, (tone, y) in enumerate(
            (("#B4668A", 440), ("#84507E", 490), ("#533B6B", 545), ("#2E274C", 590))
        ):
            c.path(
                inside(
                    (
                        f"M130 {y}C240 {y - 70 + k * 16} 320 {y + 40} 430 {y - 20}C540 "
                        f"{y - 80 + k * 20} 640 {y + 30} 780 {y - 30}L780 700L130 700Z"
                    ),
                    screen,
                ),
                tone,
            )
        words(c, "9:41", 176, 300, 60, "#FFFFFF", bold=False, anchor=0)
        c.path(
            "M142 222H520L330 638H142Z",
            c.lin(142, 222, 440, 560, (0, "#FFFFFF", 0.24), (1, "#FFFFFF", 0.03)),
        )
    with c.group("rotate(-38 640 740)"):
        c.soft(650, 772, 250, 18, "#22303A", 0.4)
        c.rect(
            430,
            744,
            400,
            24,
            c.lin(0, 744, 0, 768, (0, "#FFFFFF"), (0.5, "#E4E6E8"), (1, "#A0A6AC")),
            12,
        )
        c.path("M430 744L392 756L430 768Z", "#C9CDD2")


@draws("e-reader")
def ereader(c: Canvas, _colour: str) -> None:
    with c.group("rotate(6 450 450)"):
        _slate(c, 250, 110, 420, 640, "#3A4048", 40)
        c.rect(258, 118, 404, 624, "#2A2F36", 34)
        c.rect(290, 152, 340, 500, c.lin(290, 152, 630, 652, (0, "#FBF7EC"), (1, "#E6DFCE")), 4)
        words(c, "The Salt Roads North", 460, 206, 22, "#3A362E", serif=True, italic=True)
        words(c, "T", 330, 292, 70, "#3A362E", serif=True)
        widths = (212, 220, 206, 284, 276, 284, 262, 284, 280, 240, 284, 270, 284, 256, 150)
        for k, w in enumerate(widths):
            x = 372 if k < 3 else 318
            c.rect(x, 246 + k * 25, w * (0.98 if k >= 3 else 1), 7, "#5A564C", 3, 0.75)
        c.rect(318, 634, 284, 4, "#C9C2B0", 2)
        c.rect(318, 634, 104, 4, "#8A7A4E", 2)
        words(c, "PIXMERE", 460, 704, 18, "#8A929C", spacing=5, bold=False)
        c.path(
            "M258 152Q258 118 292 118H500L300 742Q258 740 258 708Z",
            c.lin(258, 118, 480, 420, (0, "#FFFFFF", 0.2), (1, "#FFFFFF", 0.0)),
        )


@draws("instant-camera")
def camera(c: Canvas, colour: str) -> None:
    stand(c, 440, 742, 560)
    c.rect(344, 190, 210, 210, "#FFFDF8", 4)
    c.rect(
        364,
        206,
        170,
        150,
        c.lin(364, 206, 534, 356, (0, "#BFE0EA"), (0.6, "#F6D9A8"), (1, "#8AB08A")),
    )
    c.path(
        "M364 356V310Q410 270 450 310T534 300V356Z".replace("T534 300", "Q500 340 534 300"),
        "#6B9A76",
    )
    body = slab(170, 330, 540, 402, 84)
    c.path(
        body,
        c.lin(170, 330, 710, 732, (0, light(colour, 0.4)), (0.5, colour), (1, dark(colour, 0.3))),
    )
    c.path(slab(170, 600, 540, 132, 70), light(colour, 0.55), opacity=0.8)
    c.path(
        body,
        c.lin(0, 330, 0, 732, (0, "#FFFFFF", 0.4), (0.25, "#FFFFFF", 0.0), (1, "#1F0F14", 0.3)),
    )
    c.rect(330, 336, 240, 20, dark(colour, 0.6), 10)
    c.soft(460, 560, 170, 160, "#1F1A24", 0.5)
    for r, tone in (
        (146, "#F6F2EA"),
        (124, "#3A3A44"),
        (100, "#1C1D24"),
        (72, "#30344A"),
        (46, "#11131C"),
    ):
        c.ball(440, 546, r, r, (0, light(tone, 0.35)), (0.5, tone), (1, dark(tone, 0.4)))
    c.soft(410, 512, 34, 26, "#BFD4FF", 0.8)
    c.soft(464, 574, 20, 18, "#FF9A8A", 0.5)
    c.rect(580, 370, 92, 66, "#FFFFFF", 18)
    c.rect(
        586,
        376,
        80,
        54,
        c.lin(586, 376, 666, 430, (0, "#FFF6D6"), (0.5, "#E9E4D6"), (1, "#B8B4AA")),
        14,
    )
    c.rect(214, 372, 74, 56, "#22242E", 14)
    c.rect(222, 380, 58, 40, c.lin(222, 380, 280, 420, (0, "#8AA4C4"), (1, "#2A3044")), 10)
    cap(c, 640, 316, 338, 34, "#E8735A")
    words(c, "pixmere", 620, 694, 32, dark(colour, 0.55), fit=140)
    gleam(c, 192, 430, 660, 18, 0.6)
