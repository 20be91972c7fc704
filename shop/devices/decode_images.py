"""Room: shop/devices. Pictures made easier to read: scaled, sharpened, evened, turned. cv2 only.

All take and return 8-bit grey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from cv2.typing import MatLike

if TYPE_CHECKING:
    from shop.devices.decoded import Picture


def grey(picture: Picture) -> Picture:
    if picture.ndim == 2:
        return picture
    return _bytes(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))


def limited(picture: Picture, side: int) -> Picture:
    """At most `side` pixels long: beyond that more pixels only cost time."""
    longest = max(picture.shape[:2])
    return scaled(picture, side / longest) if longest > side else picture


def scaled(picture: Picture, factor: float) -> Picture:
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return _bytes(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=way))


def sharpened(picture: Picture, radius: float, amount: float) -> Picture:
    soft = cv2.GaussianBlur(picture, (0, 0), radius)
    return _bytes(cv2.addWeighted(picture, 1 + amount, soft, -amount, 0))


def evened(picture: Picture) -> Picture:
    """Local contrast: for glare, shadow and low light."""
    return _bytes(cv2.createCLAHE(3.0, (8, 8)).apply(picture))


def softened(picture: Picture, radius: float = 1.2) -> Picture:
    return _bytes(cv2.GaussianBlur(picture, (0, 0), radius))


def smoothed_down(picture: Picture) -> Picture:
    """Averaged along upright bars: noise, wrinkles and specks go, bars stay."""
    return _bytes(cv2.blur(picture, (1, max(3, picture.shape[0] // 8))))


def framed(picture: Picture, border: int = 24) -> Picture:
    """A quiet zone for codes that fill the picture."""
    return _bytes(
        cv2.copyMakeBorder(
            picture, border, border, border, border, cv2.BORDER_CONSTANT, value=(255,)
        )
    )


def turned(picture: Picture, degrees: float) -> Picture:
    """Turned counter-clockwise on a canvas that holds all of it."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width, new_height = int(height * sin + width * cos), int(height * cos + width * sin)
    matrix[0, 2] += new_width / 2 - width / 2
    matrix[1, 2] += new_height / 2 - height / 2
    return _bytes(
        cv2.warpAffine(
            picture,
            matrix,
            (new_width, new_height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
    )


def _bytes(picture: MatLike) -> Picture:
    return np.asarray(picture, np.uint8)
