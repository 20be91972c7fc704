"""Room: the demo's drawing. The studio: a department's backdrop and the shadows on its floor."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light, mix

TINTS = {
    "fresh": "#E3ECD0",
    "pantry": "#F5DFBF",
    "beauty": "#F2D6D1",
    "home": "#E6DCCF",
    "tech": "#D3E0E8",
    "clothing": "#DCD9EC",
    "play": "#FADF9F",
    "garden": "#D3E7D8",
}


CLOSER = {"pantry": 1.12, "beauty": 1.12}
"""How much nearer a department's goods are photographed: small packs want to be seen."""

AS_DRAWN = frozenset({"dark-chocolate", "spaghetti", "hairbrush", "toothbrush"})
"""Goods which fill their picture already."""


def framing(department: str, product: str) -> str:
    """The transform that brings a product closer, around the middle of the floor line."""
    scale = 1.0 if product in AS_DRAWN else CLOSER.get(department, 1.0)
    return f"translate({450 * (1 - scale):g} {520 * (1 - scale):g}) scale({scale:g})"


def backdrop(c: Canvas, department: str) -> None:
    tint = TINTS[department]
    c.rect(
        0,
        0,
        900,
        900,
        c.rad(320, 260, 920, (0, light(tint, 0.6)), (0.45, tint), (1, dark(tint, 0.16))),
    )
    match department:
        case "pantry" | "play":
            c.ellipse(
                450, 430, 345, 345, c.lin(150, 100, 700, 800, (0, light(tint, 0.5)), (1, tint))
            )
        case "beauty" | "garden":
            c.path(
                "M175 694V420C175 240 300 130 450 130C600 130 725 240 725 420V694Z",
                c.lin(175, 130, 725, 900, (0, light(tint, 0.62)), (1, mix(tint, "#FFFFFF", 0.1))),
            )
        case "home":
            c.path("M-40 620L330 0H560L-40 900Z", "#FFFDF6", opacity=0.22)
            c.path("M250 900L720 0H790L420 900Z", "#FFFDF6", opacity=0.16)
        case "tech":
            c.ring(450, 440, 330, 330, light(tint, 0.55), 46, 0.55)
        case _:
            pass
    if department not in ("clothing",):
        c.rect(
            0,
            690,
            900,
            210,
            c.lin(0, 690, 0, 900, (0, dark(tint, 0.2), 0.0), (1, dark(tint, 0.35), 0.3)),
        )


def stand(c: Canvas, cx: float, y: float, width: float, see: float = 1) -> None:
    """Where something stands: tight contact and a long soft shadow to the lower right."""
    c.soft(cx + width * 0.26, y + 4, width * 0.86, width * 0.15, "#3A2418", 0.3 * see)
    c.soft(cx + width * 0.06, y + 2, width * 0.62, width * 0.075, "#2A170F", 0.55 * see)


def lies(c: Canvas, cx: float, cy: float, rx: float, ry: float, see: float = 1) -> None:
    """Where something lies flat, seen from above."""
    c.soft(cx + 22, cy + 32, rx * 1.14, ry * 1.14, "#2A1A20", 0.34 * see)


def plinth(c: Canvas, cx: float, y: float, rx: float, height: float, colour: str) -> None:
    """A round pedestal whose top is an ellipse around (cx, y)."""
    ry = rx * 0.17
    c.soft(cx + rx * 0.25, y + height + ry * 0.6, rx * 1.35, ry * 1.7, "#3A2418", 0.32)
    side = (
        f"M{cx - rx} {y}V{y + height}C{cx - rx} {y + height + ry * 1.33} {cx + rx} "
        f"{y + height + ry * 1.33} {cx + rx} {y + height}V{y}Z"
    )
    c.path(
        side,
        c.lin(
            cx - rx,
            0,
            cx + rx,
            0,
            (0, dark(colour, 0.12)),
            (0.25, light(colour, 0.25)),
            (0.6, colour),
            (1, dark(colour, 0.3)),
        ),
    )
    c.ellipse(
        cx,
        y,
        rx,
        ry,
        c.lin(cx - rx, y, cx + rx, y, (0, light(colour, 0.6)), (1, light(colour, 0.15))),
    )
