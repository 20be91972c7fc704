"""Room: the demo's drawing tools. Tins of the pantry."""

from __future__ import annotations

from assets.demo.draw.berries import bean
from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import oval, smooth
from assets.demo.draw.produce import leaf
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import band, gleam, round_shade, words
from assets.demo.draw.stage import stand


def _tin(
    c: Canvas, cx: float, top: float, bottom: float, half: float, colour: str, lid: str
) -> None:
    stand(c, cx, bottom + 4, half * 2.1)
    body = band(cx, half, top, bottom, 0.15)
    c.path(body, colour)
    c.path(band(cx, half + 4, bottom - 12, bottom, 0.15), lid)
    c.path(band(cx, half + 4, top - 2, top + 12, 0.15), lid)
    c.ellipse(cx, top, half + 4, half * 0.16, light(lid, 0.3))
    c.ellipse(
        cx,
        top + 3,
        half - 12,
        half * 0.13,
        c.lin(
            cx - half,
            top,
            cx + half,
            top,
            (0, dark(lid, 0.25)),
            (0.5, light(lid, 0.5)),
            (1, dark(lid, 0.1)),
        ),
    )


def _tin_light(c: Canvas, cx: float, top: float, bottom: float, half: float) -> None:
    round_shade(c, band(cx, half + 4, top, bottom, 0.15), cx - half, cx + half, 1, 1)
    gleam(c, cx - half * 0.74, top + 40, bottom - 10, half * 0.1, 0.5)


@draws("filter-coffee")
def coffee_tin(c: Canvas, _colour: str) -> None:
    _tin(c, 420, 270, 730, 190, "#B64A2C", "#D8CFC0")
    c.path(band(420, 190, 360, 400, 0.15), "#F1E3C6")
    for k, y in enumerate((640, 668, 696)):
        c.path(band(420, 190, y - 70, y - 58, 0.15), ("#E9B04A", "#F1E3C6", "#6B2A1C")[k])
    words(c, "KOPPA", 420, 510, 98, "#FFF3DC", spacing=4, fit=276)
    words(
        c,
        "filter coffee · bright & clean",
        420,
        552,
        25,
        "#F6D9B4",
        serif=True,
        bold=False,
        italic=True,
        fit=276,
    )
    _tin_light(c, 420, 270, 730, 190)
    for x, y, a in (
        (660, 730, 20),
        (716, 752, -30),
        (690, 700, 70),
        (756, 722, 10),
        (630, 766, -10),
    ):
        bean(c, x, y, 28, a)


@draws("green-tea")
def tea_tin(c: Canvas, _colour: str) -> None:
    _tin(c, 440, 250, 730, 165, "#2F5A48", "#C9A24E")
    c.path(oval(440, 500, 118, 130), "#F3EBD6")
    c.ring(440, 500, 108, 120, "#C9A24E", 3)
    words(c, "SEVEN HILLS", 440, 566, 26, "#2F5A48", spacing=2, fit=180)
    words(c, "green tea", 440, 600, 26, "#2F5A48", serif=True, bold=False, italic=True)
    for k in range(4):
        c.path(
            f"M{356 + k * 14} {520 - k * 6}Q{400 + k * 14} {440 - k * 16} "
            f"{446 + k * 20} {520 - k * 10}Z",
            ("#8FB48C", "#6F9C78", "#4F8464", "#3A6C52")[k],
        )
    c.ellipse(478, 428, 18, 18, "#D9772E")
    _tin_light(c, 440, 250, 730, 165)
    c.path(
        "M596 742C620 716 700 712 770 734C800 752 760 774 690 772C620 770 580 764 596 742Z",
        "#3F5A34",
    )
    for k in range(16):
        leaf(
            c,
            606 + (k * 41) % 150,
            736 + (k * 17) % 30,
            40,
            k * 47,
            ("#54783E", "#3F6032", "#6B8C4A")[k % 3],
        )


@draws("chickpeas")
def chickpeas(c: Canvas, _colour: str) -> None:
    _tin(c, 430, 300, 728, 172, "#F0C35C", "#C7C9CC")
    c.path(band(430, 172, 560, 728, 0.15), "#3C6E66")
    words(c, "LARDER & LANE", 430, 420, 30, "#3A2E1A", spacing=2, fit=250)
    words(c, "Chick-", 430, 490, 66, "#3A2E1A", serif=True, fit=250)
    words(c, "peas", 430, 548, 66, "#3A2E1A", serif=True, fit=250)
    for k in range(11):
        x = 300 + (k * 53) % 262
        c.ball(x, 650 + (k * 37) % 60, 25, 23, (0, "#FBE3AE"), (0.5, "#DDB266"), (1, "#9A6E2A"))
    _tin_light(c, 430, 300, 728, 172)
    for x, y in ((650, 742), (694, 752), (672, 716), (738, 746), (716, 722), (624, 760)):
        c.soft(x + 6, y + 18, 30, 9, "#2A170F", 0.5)
        c.ball(x, y, 24, 22, (0, "#FFEFC6"), (0.5, "#DDB266"), (1, "#8A5E22"))


@draws("sea-salt")
def salt(c: Canvas, _colour: str) -> None:
    _tin(c, 400, 330, 728, 180, "#DDE7EA", "#2C4A66")
    c.path(
        "M220 600C270 560 310 630 360 596C410 560 450 630 500 596C540 572 "
        "560 590 580 600L580 728C520 766 280 766 220 728Z",
        "#2C4A66",
    )
    c.path(
        "M220 650C270 610 310 680 360 646C410 610 450 680 500 646C540 622 "
        "560 640 580 650L580 728C520 766 280 766 220 728Z",
        "#5E8CA8",
    )
    words(c, "Sea Salt", 400, 490, 76, "#2C4A66", serif=True, italic=True, fit=276)
    words(c, "LARDER & LANE · FLAKES", 400, 540, 22, "#2C4A66", spacing=2, fit=256)
    _tin_light(c, 400, 330, 728, 180)
    c.path(
        smooth([(590, 752), (640, 716), (690, 690), (740, 720), (790, 752), (690, 772)]),
        c.lin(600, 690, 780, 770, (0, "#FFFFFF"), (1, "#C2CCD4")),
    )
    for k in range(26):
        x, y = 600 + (k * 73) % 184, 704 + (k * 29) % 60
        c.path(
            f"M{x} {y}l{9 + k % 5} -{5 + k % 4}l{7 + k % 3} {8 + k % 4}l-{10 + k % 3} {6}Z",
            ("#FFFFFF", "#E4EBF0", "#B8C6D2")[k % 3],
            opacity=0.95,
        )
