"""Room: the demo's drawing tools. Fruit, leaves and dishes, alone or as company for a jar."""

from __future__ import annotations

import math
import random

from assets.demo.draw.canvas import Canvas, num
from assets.demo.draw.colour import dark, light, mix
from assets.demo.draw.outline import inside, oval, smooth
from assets.demo.draw.stage import stand


def scatter(rnd: random.Random, count: int, rx: float, ry: float) -> list[tuple[float, float]]:
    """Random spots in an ellipse around (0, 0)."""
    found = []
    for _ in range(count):
        angle, reach = rnd.uniform(0, math.tau), math.sqrt(rnd.random())
        found.append((rx * reach * math.cos(angle), ry * reach * math.sin(angle)))
    return found


def leaf(
    c: Canvas, x: float, y: float, length: float, angle: float, colour: str = "#5E9446"
) -> None:
    w = length * 0.3
    with c.group(f"translate({num(x)} {num(y)}) rotate({num(angle)})"):
        d = smooth(
            [
                (0, 0),
                (length * 0.3, -w),
                (length * 0.72, -w * 0.72),
                (length, 0),
                (length * 0.7, w * 0.6),
                (length * 0.3, w * 0.75),
            ]
        )
        c.path(
            d,
            c.lin(
                0,
                -w,
                length * 0.4,
                w,
                (0, light(colour, 0.35)),
                (0.5, colour),
                (1, dark(colour, 0.35)),
            ),
        )
        c.path(
            f"M{num(length * 0.04)} 0Q{num(length * 0.5)} {num(-w * 0.3)} {num(length * 0.95)} 0",
            stroke=light(colour, 0.45),
            width=max(1.2, length * 0.018),
            opacity=0.7,
        )
        for t in (0.3, 0.5, 0.7):
            c.path(
                f"M{num(length * t)} {num(-w * 0.12)}l{num(length * 0.12)} "
                f"{num(-w * 0.5)}M{num(length * t)} {num(-w * 0.12)}"
                f"l{num(length * 0.13)} {num(w * 0.42)}",
                stroke=light(colour, 0.4),
                width=max(1, length * 0.01),
                opacity=0.45,
            )


def apple(
    c: Canvas, cx: float, cy: float, r: float, red: str = "#D23B4B", tilt: float = 0, seed: int = 1
) -> None:
    stand(c, cx, cy + r * 0.9, r * 1.5)
    with c.group(f"translate({num(cx)} {num(cy)}) rotate({num(tilt)}) scale({r / 100:.3f})"):
        d = smooth(
            [
                (0, -74),
                (34, -88),
                (78, -72),
                (100, -22),
                (92, 34),
                (62, 80),
                (28, 95),
                (0, 89),
                (-28, 95),
                (-62, 80),
                (-92, 34),
                (-100, -22),
                (-78, -72),
                (-34, -88),
            ]
        )
        c.path(
            d,
            c.rad(
                -34,
                -36,
                165,
                (0, "#FFD9A8"),
                (0.18, mix(red, "#FFC58A", 0.55)),
                (0.5, red),
                (0.85, dark(red, 0.35)),
                (1, dark(red, 0.5)),
            ),
        )
        rnd = random.Random(seed)
        c.dots(scatter(rnd, 26, 84, 78), 3.2, "#FFE9C4", 0.55)
        for k in range(9):
            x = -64 + k * 16
            c.path(
                f"M{x * 0.5:.0f} -62Q{x} -20 {x * 0.92:.0f} {28 + (k % 3) * 14}",
                stroke="#F6C46B" if k < 5 else dark(red, 0.3),
                width=3.4,
                opacity=0.2,
            )
        c.ellipse(
            0,
            -72,
            34,
            12,
            c.rad(0, -72, 34, (0, "#5B3A14", 0.85), (0.5, "#8C8A2E", 0.55), (1, red, 0.0)),
        )
        c.path(
            "M-3 -70C-2 -96 6 -112 20 -122L27 -115C14 -106 7 -94 6 -70Z",
            c.lin(0, -120, 20, -70, (0, "#8A5B33"), (1, "#4C2E18")),
        )
        c.soft(-46, -38, 26, 36, "#FFFFFF", 0.75)
        c.soft(62, 50, 22, 34, "#FF9B86", 0.35)


def orange(c: Canvas, cx: float, cy: float, r: float, seed: int = 3, base: str = "#F08A24") -> None:
    stand(c, cx, cy + r * 0.96, r * 1.4)
    c.ellipse(
        cx,
        cy,
        r,
        r * 0.97,
        c.rad(
            cx - r * 0.35,
            cy - r * 0.38,
            r * 1.65,
            (0, light(base, 0.55)),
            (0.3, base),
            (0.75, dark(base, 0.22)),
            (1, dark(base, 0.5)),
        ),
    )
    rnd = random.Random(seed)
    spots = [(cx + x, cy + y) for x, y in scatter(rnd, 60, r * 0.93, r * 0.9)]
    c.dots(spots, r * 0.025, "#A44E08", 0.4)
    c.soft(cx - r * 0.38, cy - r * 0.42, r * 0.34, r * 0.28, "#FFF6DC", 0.7)


def citrus_half(
    c: Canvas,
    cx: float,
    cy: float,
    r: float,
    flesh: str = "#F7B23B",
    rind: str = "#F08A24",
    squash: float = 0.94,
) -> None:
    stand(c, cx, cy + r * 0.98, r * 1.3, 0.8)
    c.ellipse(cx, cy, r, r * squash, dark(rind, 0.08))
    c.ellipse(cx - r * 0.02, cy - r * 0.02, r * 0.965, r * 0.965 * squash, rind)
    c.ellipse(cx, cy, r * 0.92, r * 0.92 * squash, "#FFF3D6")
    for k in range(10):
        a = k * math.tau / 10 + 0.1
        pts = [
            (cx + r * q * math.cos(a + o), cy + r * q * math.sin(a + o) * squash)
            for q, o in (
                (0.1, 0),
                (0.55, -0.24),
                (0.83, -0.24),
                (0.86, 0),
                (0.83, 0.24),
                (0.55, 0.24),
            )
        ]
        c.path(
            smooth(pts, tension=0.75),
            c.rad(cx - r * 0.2, cy - r * 0.2, r * 1.1, (0, light(flesh, 0.4)), (1, flesh)),
        )
    c.ellipse(cx, cy, r * 0.075, r * 0.075, "#FFF3D6")
    c.soft(cx - r * 0.35, cy - r * 0.4, r * 0.4, r * 0.22, "#FFFFFF", 0.45)


def lemon(
    c: Canvas, cx: float, cy: float, r: float, tilt: float = 0, base: str = "#F5CE2E"
) -> None:
    stand(c, cx, cy + r * 0.72, r * 1.7)
    with c.group(f"translate({num(cx)} {num(cy)}) rotate({num(tilt)}) scale({r / 100:.3f})"):
        d = smooth(
            [
                (-128, 2),
                (-112, -14),
                (-84, -52),
                (-20, -80),
                (46, -70),
                (92, -36),
                (112, -12),
                (128, 0),
                (112, 14),
                (90, 42),
                (40, 74),
                (-24, 78),
                (-86, 48),
                (-112, 16),
            ]
        )
        c.path(
            d,
            c.rad(
                -30,
                -40,
                175,
                (0, light(base, 0.65)),
                (0.3, base),
                (0.75, mix(base, "#B88A08", 0.5)),
                (1, "#8A6A10"),
            ),
        )
        rnd = random.Random(int(cx))
        c.dots(scatter(rnd, 46, 82, 60), 3.2, "#A07A08", 0.4)
        c.soft(-34, -40, 40, 20, "#FFFFFF", 0.75)


def tomato(
    c: Canvas, cx: float, cy: float, r: float, base: str = "#DB3A2A", shadow: bool = True
) -> None:
    if shadow:
        stand(c, cx, cy + r * 0.88, r * 1.4)
    d = smooth(
        [
            (cx + r * x, cy + r * y)
            for x, y in (
                (0, -0.82),
                (0.45, -0.86),
                (0.88, -0.5),
                (1, 0.05),
                (0.84, 0.6),
                (0.4, 0.9),
                (0, 0.93),
                (-0.4, 0.9),
                (-0.84, 0.6),
                (-1, 0.05),
                (-0.88, -0.5),
                (-0.45, -0.86),
            )
        ]
    )
    c.path(
        d,
        c.rad(
            cx - r * 0.32,
            cy - r * 0.36,
            r * 1.6,
            (0, light(base, 0.42)),
            (0.28, base),
            (0.72, dark(base, 0.26)),
            (1, dark(base, 0.55)),
        ),
    )
    c.soft(cx - r * 0.4, cy - r * 0.4, r * 0.26, r * 0.2, "#FFFFFF", 0.9)
    c.soft(cx + r * 0.5, cy + r * 0.55, r * 0.3, r * 0.2, "#FF9A72", 0.5)
    for k in range(5):
        a = -90 + k * 72
        with c.group(f"translate({num(cx)} {num(cy - r * 0.72)}) scale(1 0.6) rotate({a})"):
            c.path(
                smooth([(0, 0), (r * 0.2, -r * 0.09), (r * 0.52, 0), (r * 0.2, r * 0.08)]),
                c.lin(0, -r * 0.1, 0, r * 0.1, (0, "#83B04E"), (1, "#41702B")),
            )


def slice_of(c: Canvas, shape: str, pattern: str, fill: str, see: float = 1) -> None:
    """`pattern` painted within `shape`."""
    c.path(inside(pattern, shape), fill, opacity=see)


def plate(
    c: Canvas, cx: float, cy: float, rx: float, colour: str = "#F6F1E7", squash: float = 0.3
) -> None:
    """A dish or board under things, seen from the front."""
    ry = rx * squash
    c.soft(cx + rx * 0.14, cy + ry * 0.5, rx * 1.14, ry * 1.18, "#3A2418", 0.36)
    c.ellipse(cx, cy + rx * 0.05, rx, ry, dark(colour, 0.3))
    c.ellipse(
        cx,
        cy,
        rx,
        ry,
        c.lin(cx - rx, cy - ry, cx + rx, cy + ry, (0, light(colour, 0.5)), (1, dark(colour, 0.12))),
    )
    c.path(
        oval(cx, cy, rx * 0.8, ry * 0.78),
        c.lin(cx - rx, cy - ry, cx + rx, cy + ry, (0, dark(colour, 0.1)), (1, light(colour, 0.3))),
    )
