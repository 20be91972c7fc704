"""Room: the demo's drawing. Solids: things turned on a wheel, boxes, pouches, and their light."""

from __future__ import annotations

from collections.abc import Sequence

from assets.demo.draw.canvas import Canvas, num
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import Point, lettering, smooth

Profile = Sequence[tuple[float, float]]


def turned(cx: float, profile: Profile, sag: float = 0.1, sharp: bool = False) -> str:
    """The outline of a turned body; `profile` is (y, half width) from top to bottom."""
    left = [(cx - w, y) for y, w in profile]
    right = [(cx + w, y) for y, w in reversed(profile)]
    if sharp:
        down = "L".join(f"{num(x)} {num(y)}" for x, y in left)
        up = "L".join(f"{num(x)} {num(y)}" for x, y in right)
        down = "M" + down
    else:
        down = smooth(left, closed=False)
        up = smooth(right, closed=False)
    (ty, tw), (by, bw) = profile[0], profile[-1]
    floor = (
        f"C{num(cx - bw)} {num(by + bw * sag * 1.33)} {num(cx + bw)} "
        f"{num(by + bw * sag * 1.33)} {num(cx + bw)} {num(by)}"
    )
    rest = up[up.index("L" if sharp else "C") :]
    top = (
        f"C{num(cx + tw)} {num(ty - tw * sag)} {num(cx - tw)} "
        f"{num(ty - tw * sag)} {num(cx - tw)} {num(ty)}Z"
    )
    return down + floor + rest + top


def round_shade(
    c: Canvas, d: str, x0: float, x1: float, gloss: float = 1, depth: float = 1
) -> None:
    """Light from the left over a round body: shade at both rims, deeper on the right."""
    c.path(
        d,
        c.lin(
            x0,
            0,
            x1,
            0,
            (0, "#1F0F14", 0.3 * depth),
            (0.1, "#1F0F14", 0.07 * depth),
            (0.22, "#FFFFFF", 0.3 * gloss),
            (0.36, "#FFFFFF", 0.05 * gloss),
            (0.52, "#1F0F14", 0.0),
            (0.84, "#1F0F14", 0.26 * depth),
            (0.95, "#1F0F14", 0.38 * depth),
            (1, "#1F0F14", 0.28 * depth),
        ),
    )


def gleam(c: Canvas, x: float, y0: float, y1: float, width: float, see: float = 0.7) -> None:
    """A window's reflection: a soft upright bar."""
    d = (
        f"M{num(x)} {num(y0 + width)}Q{num(x)} {num(y0)} {num(x + width)} "
        f"{num(y0)}V{num(y1)}Q{num(x)} {num(y1)} {num(x)} {num(y1 - width)}Z"
    )
    c.path(
        d,
        c.lin(0, y0, 0, y1, (0, "#FFFFFF", see), (0.7, "#FFFFFF", see * 0.55), (1, "#FFFFFF", 0.0)),
    )


def band(cx: float, half: float, y0: float, y1: float, sag: float = 0.1) -> str:
    """A label around a round body."""
    s = half * sag * 1.33
    return (
        f"M{num(cx - half)} {num(y0)}C{num(cx - half)} {num(y0 + s)} "
        f"{num(cx + half)} {num(y0 + s)} "
        f"{num(cx + half)} {num(y0)}L{num(cx + half)} {num(y1)}C{num(cx + half)} {num(y1 + s)} "
        f"{num(cx - half)} {num(y1 + s)} {num(cx - half)} {num(y1)}Z"
    )


def cap(
    c: Canvas, cx: float, y0: float, y1: float, half: float, colour: str, ribs: bool = False
) -> None:
    """A round lid standing between y0 and y1."""
    ry = half * 0.16
    body = band(cx, half, y0, y1, 0.16)
    c.path(body, colour)
    if ribs:
        for i in range(1, 16):
            x = cx - half + 2 * half * i / 16
            c.path(
                f"M{num(x)} {num(y0 + ry)}V{num(y1 + ry * 0.6)}",
                stroke=dark(colour, 0.4),
                width=2,
                opacity=0.35,
            )
    round_shade(c, body, cx - half, cx + half)
    c.ellipse(
        cx, y0, half, ry, c.lin(cx - half, y0, cx + half, y0, (0, light(colour, 0.5)), (1, colour))
    )


def words(
    c: Canvas,
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    fit: float = 0,
    serif: bool = False,
    bold: bool = True,
    spacing: float = 0,
    anchor: float = 0.5,
    italic: bool = False,
    see: float = 1,
) -> None:
    c.path(
        lettering(text, x, y, size, serif, bold, italic, spacing, anchor, fit), colour, opacity=see
    )


def box(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    depth: float,
    colour: str,
    rise: float = 0.35,
    side: str = "",
) -> None:
    """A carton seen a little from the right and above: front, right side, top."""
    up = depth * rise
    c.path(
        (
            f"M{num(x)} {num(y)}L{num(x + depth)} {num(y - up)}"
            f"H{num(x + width + depth)}L{num(x + width)} {num(y)}Z"
        ),
        c.lin(x, y - up, x + width, y, (0, light(colour, 0.6)), (1, light(colour, 0.25))),
    )
    right = side or colour
    c.path(
        (
            f"M{num(x + width)} {num(y)}L{num(x + width + depth)} {num(y - up)}"
            f"V{num(y + height - up)}L{num(x + width)} {num(y + height)}Z"
        ),
        c.lin(x + width, 0, x + width + depth, 0, (0, dark(right, 0.3)), (1, dark(right, 0.5))),
    )
    c.rect(
        x,
        y,
        width,
        height,
        c.lin(x, y, x + width, y + height, (0, light(colour, 0.18)), (1, dark(colour, 0.08))),
    )


def pouch(x: float, y: float, width: float, height: float) -> str:
    """A soft bag that stands: straight seal on top, full belly, round feet."""
    w, h = width, height
    points: list[Point] = [
        (x + w * 0.06, y),
        (x + w * 0.5, y),
        (x + w * 0.94, y),
        (x + w * 0.965, y + h * 0.12),
        (x + w * 0.99, y + h * 0.4),
        (x + w, y + h * 0.75),
        (x + w * 0.975, y + h * 0.975),
        (x + w * 0.75, y + h),
        (x + w * 0.5, y + h * 1.008),
        (x + w * 0.25, y + h),
        (x + w * 0.025, y + h * 0.975),
        (x, y + h * 0.75),
        (x + w * 0.01, y + h * 0.4),
        (x + w * 0.035, y + h * 0.12),
    ]
    return smooth(points, tension=0.7)
