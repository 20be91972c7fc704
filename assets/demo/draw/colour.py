"""Room: the demo's drawing tools. Colour arithmetic on "#RRGGBB" strings; no Qt."""

from __future__ import annotations


def _rgb(colour: str) -> tuple[int, int, int]:
    text = colour.lstrip("#")
    if len(text) == 3:
        text = "".join(letter * 2 for letter in text)
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0..1) of `second`."""
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def light(colour: str, share: float) -> str:
    """Towards a warm white: sunlight, not grey paint."""
    return mix(colour, "#FFFAF0", share)


def dark(colour: str, share: float) -> str:
    """Towards a cool brown-violet, the way shade looks in a warm room."""
    return mix(colour, "#22141F", share)


def is_pale(colour: str) -> bool:
    red, green, blue = _rgb(colour)
    return red * 299 + green * 587 + blue * 114 > 165_000
