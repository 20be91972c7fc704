"""Room: the demo's drawing tools. Berries and beans, alone or as company for a jar."""

from __future__ import annotations

import math

from assets.demo.draw.canvas import Canvas, num
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import smooth
from assets.demo.draw.stage import stand


def strawberry(
    c: Canvas, cx: float, cy: float, r: float, tilt: float = 0, base: str = "#DD2E3F"
) -> None:
    with c.group(f"translate({num(cx)} {num(cy)}) rotate({num(tilt)}) scale({r / 100:.3f})"):
        d = smooth(
            [
                (0, -78),
                (52, -80),
                (88, -46),
                (84, 6),
                (52, 66),
                (14, 104),
                (-14, 104),
                (-52, 66),
                (-84, 6),
                (-88, -46),
                (-52, -80),
            ]
        )
        c.path(
            d,
            c.rad(
                -30,
                -40,
                165,
                (0, light(base, 0.4)),
                (0.3, base),
                (0.8, dark(base, 0.3)),
                (1, dark(base, 0.5)),
            ),
        )
        for row, y in enumerate((-50, -26, -2, 22, 46, 70)):
            half = (70, 74, 68, 54, 38, 20)[row]
            n = (5, 6, 5, 4, 3, 2)[row]
            for k in range(n):
                x = -half + (2 * half) * (k + 0.5) / n
                c.ellipse(x + 1.5, y + 2, 5, 7, dark(base, 0.45), 0.6)
                c.ellipse(x, y, 3.4, 5.4, "#F8D98A")
        c.soft(-36, -40, 26, 30, "#FFFFFF", 0.7)
        for k, a in enumerate((-165, -130, -90, -50, -15, 155, 25)):
            with c.group(f"translate(0 -78) rotate({a})"):
                c.path(
                    smooth([(0, -6), (24, -15), (58 - k % 2 * 8, 0), (24, 13)]),
                    c.lin(0, -14, 30, 14, (0, "#8CBF55"), (1, "#3F7A2E")),
                )
        c.path("M-3 -80Q-2 -104 10 -116", stroke="#6C9A3E", width=7)


def blueberry(c: Canvas, cx: float, cy: float, r: float, shade: float = 0) -> None:
    base = dark("#4C5C9C", shade)
    c.ellipse(
        cx,
        cy,
        r,
        r * 0.97,
        c.rad(cx - r * 0.3, cy - r * 0.35, r * 1.5, (0, "#9FB0DC"), (0.4, base), (1, "#1D2148")),
    )
    c.ellipse(cx + r * 0.1, cy - r * 0.2, r * 0.3, r * 0.22, "#232A58")
    for k in range(5):
        a = k * 1.2566
        c.ellipse(
            cx + r * 0.1 + r * 0.25 * math.cos(a),
            cy - r * 0.2 + r * 0.18 * math.sin(a),
            r * 0.09,
            r * 0.06,
            "#7C8CC4",
        )
    c.soft(cx - r * 0.4, cy - r * 0.4, r * 0.3, r * 0.24, "#FFFFFF", 0.5)


def raspberry(c: Canvas, cx: float, cy: float, r: float, base: str = "#C8274F") -> None:
    stand(c, cx, cy + r * 0.85, r * 1.2, 0.8)
    c.ellipse(cx, cy, r * 0.8, r * 0.9, dark(base, 0.35))
    for row in range(5):
        n = (4, 5, 5, 4, 3)[row]
        for k in range(n):
            w = (0.5, 0.68, 0.7, 0.58, 0.34)[row]
            x = cx + r * w * (-1 + 2 * (k + 0.5) / n) * 1.2
            y = cy + r * (-0.62 + row * 0.32)
            q = r * 0.2
            c.ball(x, y, q, q, (0, light(base, 0.6)), (0.45, base), (1, dark(base, 0.45)))


def bean(c: Canvas, cx: float, cy: float, r: float, tilt: float, base: str = "#5A3420") -> None:
    c.soft(cx + r * 0.2, cy + r * 0.5, r * 1.25, r * 0.55, "#2A170F", 0.5)
    with c.group(f"translate({num(cx)} {num(cy)}) rotate({num(tilt)})"):
        c.ball(0, 0, r, r * 0.66, (0, light(base, 0.4)), (0.4, base), (1, dark(base, 0.55)))
        c.path(
            f"M{num(-r * 0.9)} {num(r * 0.05)}C{num(-r * 0.3)} {num(-r * 0.24)} "
            f"{num(r * 0.3)} {num(r * 0.26)} {num(r * 0.9)} {num(-r * 0.05)}",
            stroke=dark(base, 0.6),
            width=r * 0.14,
        )
