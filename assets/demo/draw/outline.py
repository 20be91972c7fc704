"""Room: the demo's drawing. Outlines: smooth curves, clipping in geometry, lettering as paths.

Qt does the geometry (QPainterPath); what leaves here are plain path strings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QFont, QPainterPath, QTransform

from assets.demo.draw.canvas import num

Point = tuple[float, float]
_TOKEN = re.compile(r"[MLCQZHV]|-?\d+(?:\.\d+)?")
_ARITY = {"M": 2, "L": 2, "C": 6, "Q": 4, "H": 1, "V": 1}


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> str:
    """A soft curve through all points (Catmull-Rom)."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    parts = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for i in range(count if closed else count - 1):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        k = tension / 6
        values = (
            b[0] + (c[0] - a[0]) * k,
            b[1] + (c[1] - a[1]) * k,
            c[0] - (d[0] - b[0]) * k,
            c[1] - (d[1] - b[1]) * k,
            *c,
        )
        parts.append("C" + " ".join(num(v) for v in values))
    return "".join(parts) + ("Z" if closed else "")


def poly(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"


def oval(cx: float, cy: float, rx: float, ry: float) -> str:
    k = 0.5523
    return (
        f"M{num(cx - rx)} {num(cy)}"
        f"C{num(cx - rx)} {num(cy - ry * k)} {num(cx - rx * k)} "
        f"{num(cy - ry)} {num(cx)} {num(cy - ry)}"
        f"C{num(cx + rx * k)} {num(cy - ry)} {num(cx + rx)} "
        f"{num(cy - ry * k)} {num(cx + rx)} {num(cy)}"
        f"C{num(cx + rx)} {num(cy + ry * k)} {num(cx + rx * k)} "
        f"{num(cy + ry)} {num(cx)} {num(cy + ry)}"
        f"C{num(cx - rx * k)} {num(cy + ry)} {num(cx - rx)} "
        f"{num(cy + ry * k)} {num(cx - rx)} {num(cy)}Z"
    )


def slab(x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    """A rectangle with rounded corners, as a path."""
    r = min(radius, width / 2, height / 2)
    if not r:
        return poly([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    right, bottom = x + width, y + height
    return (
        f"M{num(x + r)} {num(y)}L{num(right - r)} {num(y)}Q{num(right)} "
        f"{num(y)} {num(right)} {num(y + r)}"
        f"L{num(right)} {num(bottom - r)}Q{num(right)} {num(bottom)} {num(right - r)} {num(bottom)}"
        f"L{num(x + r)} {num(bottom)}Q{num(x)} {num(bottom)} {num(x)} {num(bottom - r)}"
        f"L{num(x)} {num(y + r)}Q{num(x)} {num(y)} {num(x + r)} {num(y)}Z"
    )


def _parsed(d: str) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(path.fillRule().WindingFill)
    tokens = _TOKEN.findall(d)
    at, command = 0, "M"
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
            if command == "Z":
                path.closeSubpath()
                continue
        v = [float(t) for t in tokens[at : at + _ARITY[command]]]
        at += _ARITY[command]
        here = path.currentPosition()
        match command:
            case "M":
                path.moveTo(v[0], v[1])
                command = "L"
            case "L":
                path.lineTo(v[0], v[1])
            case "H":
                path.lineTo(v[0], here.y())
            case "V":
                path.lineTo(here.x(), v[0])
            case "C":
                path.cubicTo(*v)
            case _:
                path.quadTo(*v)
    return path


def _written(path: QPainterPath) -> str:
    parts: list[str] = []
    i, count = 0, path.elementCount()
    while i < count:
        e = path.elementAt(i)
        if e.isMoveTo():
            if parts:
                parts.append("Z")
            parts.append(f"M{num(e.x)} {num(e.y)}")
            i += 1
        elif e.isLineTo():
            parts.append(f"L{num(e.x)} {num(e.y)}")
            i += 1
        else:
            three = [path.elementAt(i + k) for k in range(3)]
            parts.append("C" + " ".join(f"{num(p.x)} {num(p.y)}" for p in three))
            i += 3
    return "".join(parts) + ("Z" if parts else "")


def inside(pattern: str, shape: str) -> str:
    """The part of `pattern` which lies within `shape`."""
    return _written(_parsed(pattern).intersected(_parsed(shape)))


def outside(pattern: str, shape: str) -> str:
    return _written(_parsed(pattern).subtracted(_parsed(shape)))


@lru_cache(maxsize=512)
def lettering(
    text: str,
    x: float,
    y: float,
    size: float,
    serif: bool = False,
    bold: bool = True,
    italic: bool = False,
    spacing: float = 0,
    anchor: float = 0.5,
    fit: float = 0,
) -> str:
    """`text` as an outline; `y` the baseline, `anchor` 0 left .. 1 right, `fit` its widest."""
    font = QFont("Noto Serif" if serif else "Noto Sans")
    font.setPixelSize(200)
    font.setBold(bold)
    font.setItalic(italic)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * 200 / size)
    path = QPainterPath()
    path.addText(0, 0, font, text)
    box = path.boundingRect()
    scale = size / 200
    if fit and box.width() * scale > fit:
        scale = fit / box.width()
    move = QTransform.fromTranslate(x - (box.left() + box.width() * anchor) * scale, y)
    return _written(move.scale(scale, scale).map(path))
