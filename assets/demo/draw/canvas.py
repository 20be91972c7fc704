"""Room: the demo's drawing tools. A canvas of gradients, paths and groups; no filters, masks.

QtSvg draws what comes out, so clipping is done here, in geometry (`outline.inside`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assets.demo.draw.compact import compact

Stop = tuple[float, str] | tuple[float, str, float]


def num(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def _stops(stops: tuple[Stop, ...]) -> str:
    parts = []
    for stop in stops:
        opacity = f' stop-opacity="{stop[2]:.2g}"' if len(stop) == 3 else ""
        parts.append(f'<stop offset="{stop[0]:.3g}" stop-color="{stop[1]}"{opacity}/>')
    return "".join(parts)


class Canvas:
    """Collects shapes back to front; coordinates are those of the view box."""

    def __init__(self, width: int = 900, height: int = 900) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []
        self._defs: list[str] = []
        self._known: dict[str, str] = {}

    def svg(self) -> str:
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            'version="1.2" baseProfile="tiny" '
            f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}">'
            f"<defs>{''.join(self._defs)}</defs>{''.join(self._parts)}</svg>\n"
        )

    def _gradient(self, kind: str, where: str, stops: tuple[Stop, ...]) -> str:
        body = _stops(stops)
        key = kind + where + body
        if key not in self._known:
            name = f"g{len(self._known)}"
            self._known[key] = name
            self._defs.append(f'<{kind} id="{name}" {where}>{body}</{kind}>')
        return f"url(#{self._known[key]})"

    def lin(self, x1: float, y1: float, x2: float, y2: float, *stops: Stop) -> str:
        where = (
            f'gradientUnits="userSpaceOnUse" x1="{num(x1)}" y1="{num(y1)}" '
            f'x2="{num(x2)}" y2="{num(y2)}"'
        )
        return self._gradient("linearGradient", where, stops)

    def rad(self, cx: float, cy: float, radius: float, *stops: Stop) -> str:
        where = f'gradientUnits="userSpaceOnUse" cx="{num(cx)}" cy="{num(cy)}" r="{num(radius)}"'
        return self._gradient("radialGradient", where, stops)

    def path(
        self,
        d: str,
        fill: str = "none",
        stroke: str = "",
        width: float = 0,
        opacity: float = 1,
        butt: bool = False,
    ) -> None:
        if not d:  # what was clipped away altogether
            return
        line = ""
        if stroke:
            line = f' stroke="{stroke}" stroke-width="{num(width)}"'
            if not butt:
                line += ' stroke-linecap="round" stroke-linejoin="round"'
        see = f' opacity="{opacity:.2g}"' if opacity < 1 else ""
        self._parts.append(f'<path d="{compact(d)}" fill="{fill}"{line}{see}/>')

    def ellipse(
        self, cx: float, cy: float, rx: float, ry: float, fill: str, opacity: float = 1
    ) -> None:
        see = f' opacity="{opacity:.2g}"' if opacity < 1 else ""
        self._parts.append(
            f'<ellipse cx="{num(cx)}" cy="{num(cy)}" rx="{num(rx)}" ry="{num(ry)}" '
            f'fill="{fill}"{see}/>'
        )

    def ring(
        self, cx: float, cy: float, rx: float, ry: float, stroke: str, width: float, see: float = 1
    ) -> None:
        shown = f' opacity="{see:.2g}"' if see < 1 else ""
        self._parts.append(
            f'<ellipse cx="{num(cx)}" cy="{num(cy)}" rx="{num(rx)}" ry="{num(ry)}" fill="none" '
            f'stroke="{stroke}" stroke-width="{num(width)}"{shown}/>'
        )

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        radius: float = 0,
        opacity: float = 1,
    ) -> None:
        see = f' opacity="{opacity:.2g}"' if opacity < 1 else ""
        round_ = f' rx="{num(radius)}"' if radius else ""
        self._parts.append(
            f'<rect x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"{round_} '
            f'fill="{fill}"{see}/>'
        )

    @contextmanager
    def group(self, transform: str) -> Iterator[None]:
        self._parts.append(f'<g transform="{transform}">')
        yield
        self._parts.append("</g>")

    def dots(
        self, spots: Sequence[tuple[float, float]], size: float, colour: str, see: float = 1
    ) -> None:
        d = "".join(f"M{num(x)} {num(y)}h.1" for x, y in spots)
        self.path(d, stroke=colour, width=size, opacity=see)

    @contextmanager
    def stamp(self, name: str) -> Iterator[None]:
        """What is drawn inside is kept under `name`, to be pressed many times by `press`."""
        kept, self._parts = self._parts, []
        yield
        body, self._parts = "".join(self._parts), kept
        self._defs.append(f'<g id="{name}">{body}</g>')

    def press(self, name: str, x: float, y: float, turn: float = 0, scale: float = 1) -> None:
        rotate = f" rotate({num(turn)})" if turn else ""
        grow = f" scale({scale:.3f})" if scale != 1 else ""
        self._parts.append(
            f'<use xlink:href="#{name}" transform="translate({num(x)} {num(y)}){rotate}{grow}"/>'
        )

    def soft(self, cx: float, cy: float, rx: float, ry: float, colour: str, see: float) -> None:
        """A patch with a soft edge: shadows, glows, highlights."""
        fill = self._gradient(
            "radialGradient",
            'cx="0.5" cy="0.5" r="0.5"',
            (
                (0, colour, see),
                (0.35, colour, see * 0.78),
                (0.65, colour, see * 0.3),
                (1, colour, 0.0),
            ),
        )
        self.ellipse(cx, cy, rx, ry, fill)

    def ball(self, cx: float, cy: float, rx: float, ry: float, *stops: Stop) -> None:
        """An ellipse lit from the top left."""
        fill = self._gradient(
            "radialGradient", 'cx="0.36" cy="0.3" r="0.75" fx="0.34" fy="0.26"', stops
        )
        self.ellipse(cx, cy, rx, ry, fill)
