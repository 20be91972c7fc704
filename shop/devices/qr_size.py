"""How large a QR code must be printed to be read back by a phone. Devices room; pure."""

from __future__ import annotations

import math

LEAST_MM = 18
LEAST_DOTS = 3
MOST_DOTS = 16
# Letters of the alphanumeric mode that each version holds at level M (ISO/IEC 18004, table 7).
_CAPACITY = (
    *(20, 38, 61, 90, 122, 154, 178, 221, 262, 311),
    *(366, 419, 483, 528, 600, 656, 734, 816, 909, 970),
)


def modules(text: str) -> int:
    """Modules along one side for upper-case text such as a slip."""
    for version, capacity in enumerate(_CAPACITY, start=1):
        if len(text) <= capacity:
            return 17 + 4 * version
    return 17 + 4 * 40


def module_dots(text: str, dots: int, dot_mm: float) -> int:
    """Dots per module: at least 18 mm across, never wider than the paper."""
    across = modules(text)
    wanted = max(LEAST_DOTS, math.ceil(LEAST_MM / (across * dot_mm)))
    return max(1, min(wanted, dots // (across + 8), MOST_DOTS))
