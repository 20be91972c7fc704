"""Room: the demo's drawing tools. Rewrites absolute path strings as short relative ones."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
_ARITY = {"M": 2, "L": 2, "C": 6, "Q": 4, "H": 1, "V": 1}


def _text(tenths: int) -> str:
    sign = "-" if tenths < 0 else ""
    whole, rest = divmod(abs(tenths), 10)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"


def _joined(numbers: list[int]) -> str:
    out = ""
    for number in numbers:
        text = _text(number)
        if out and not text.startswith("-"):
            out += " "
        out += text
    return out


def _as_quad(x: int, y: int, v: list[int]) -> list[int] | None:
    """The one control point when a cubic is a raised quadratic (lettering is made of those)."""
    qx, qy = (3 * v[0] - x) / 2, (3 * v[1] - y) / 2
    rx, ry = (3 * v[2] - v[4]) / 2, (3 * v[3] - v[5]) / 2
    if abs(qx - rx) < 4 and abs(qy - ry) < 4:
        return [round((qx + rx) / 2), round((qy + ry) / 2), v[4], v[5]]
    return None


def compact(d: str) -> str:
    """The same outline to a tenth of a unit; strings with relative or S commands pass unchanged."""
    if "S" in d or any(letter.islower() for letter in d):
        return d
    tokens = _TOKEN.findall(d)
    out: list[str] = []
    x = y = sx = sy = at = 0
    command = last = ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
            if command == "Z":
                out.append("z")
                last, x, y = "z", sx, sy
                continue
        v = [round(float(t) * 10) for t in tokens[at : at + _ARITY[command]]]
        at += _ARITY[command]
        name = command
        quad = _as_quad(x, y, v) if name == "C" else None
        if quad:
            name, v = "Q", quad
        if name == "H":
            delta, x = [v[0] - x], v[0]
        elif name == "V":
            delta, y = [v[0] - y], v[0]
        else:
            delta = [n - (y if i % 2 else x) for i, n in enumerate(v)]
            x, y = v[-2], v[-1]
        if name == "M":
            sx, sy, command = x, y, "L"
        if name == "L" and delta[1] == 0 and last != "m":
            name, delta = "H", delta[:1]
        body = _joined(delta)
        letter = name.lower()
        if letter == last and letter != "m":
            out.append(body if body.startswith("-") else " " + body)
        else:
            out.append(letter + body)
        last = letter
    return "".join(out)
