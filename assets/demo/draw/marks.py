"""Room: the demo's drawing tools. The marks: Tansy's three buttons, Endcap's end of a shelf."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.outline import smooth
from assets.demo.draw.solids import words

GOLD, LEAF, INK, ACCENT = "#E3A72F", "#3F6650", "#2A2A24", "#C23B16"


def tansy_mark(c: Canvas, x: float, y: float, size: float) -> None:
    """Three flat flower buttons over a feathered leaf, in a square of `size`."""
    with c.group(f"translate({x:g} {y:g}) scale({size / 100:g})"):
        c.path("M50 96C50 74 50 64 50 46", stroke=LEAF, width=6)
        for side in (-1, 1):
            leaf = [
                (50, 90),
                (50 + side * 14, 84),
                (50 + side * 26, 70),
                (50 + side * 30, 60),
                (50 + side * 18, 64),
                (50 + side * 6, 76),
            ]
            c.path(smooth(leaf), LEAF)
        c.path("M50 64C40 58 32 52 28 44M50 64C60 58 68 52 72 44", stroke=LEAF, width=5)
        for cx, cy, r in ((27, 34, 17), (73, 34, 17), (50, 22, 20)):
            c.ellipse(cx, cy, r, r, GOLD)
            spots = [(cx + dx * r, cy + dy * r) for dx, dy in _SEEDS]
            c.dots(spots, 3.6, "#B97A12", 0.75)


_SEEDS = (
    (0, 0),
    (0.42, 0.1),
    (-0.4, 0.16),
    (0.16, -0.44),
    (-0.2, -0.36),
    (0.1, 0.46),
    (0.46, -0.32),
)


def tansy_mark_only(c: Canvas) -> None:
    tansy_mark(c, 10, 10, 180)


def tansy(c: Canvas) -> None:
    """The wordmark: 640 × 200."""
    tansy_mark(c, 14, 14, 172)
    words(c, "tansy", 200, 122, 128, INK, serif=True, anchor=0)
    words(c, "MARKET", 206, 174, 34, LEAF, spacing=19, anchor=0)


def endcap_mark(c: Canvas, x: float, y: float, size: float) -> None:
    """The end of an aisle: an upright with three shelves, the middle one carrying a parcel."""
    with c.group(f"translate({x:g} {y:g}) scale({size / 100:g})"):
        c.rect(4, 4, 92, 92, ACCENT, 22)
        c.path("M32 24V76", stroke="#FFFFFF", width=9)
        c.path("M32 24H70M32 76H70M32 50H52", stroke="#FFFFFF", width=9)
        c.rect(57, 41, 18, 18, "#FFD9A0", 4)


def endcap_mark_only(c: Canvas) -> None:
    endcap_mark(c, 0, 0, 200)


def endcap(c: Canvas) -> None:
    endcap_mark(c, 20, 30, 140)
    words(c, "endcap", 186, 134, 118, "#17181C", anchor=0, spacing=-2)


MARKS = {
    "tansy": (640, 200, tansy),
    "tansy-mark": (200, 200, tansy_mark_only),
    "endcap": (640, 200, endcap),
    "endcap-mark": (200, 200, endcap_mark_only),
}
