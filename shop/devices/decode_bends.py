"""Room: shop/devices. Matrix codes on cloth, cans and crooked shelves, read by bending them flat.

zxing says where it found a QR or Data Matrix code but could not correct its errors. Small bends and
tilts are tried on that place; the code's own error correction proves the one that fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shop.devices.decode_images import scaled
from shop.devices.decode_readers import zbar_qr, zxing
from shop.devices.decoded import Found

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

_SIDE = 420  # a code this large reads as well as a larger one
_STRENGTHS = (0.04, -0.04, 0.08, -0.08, 0.13, -0.13)
_KINDS = ("bow-y", "bow-x", "key-y", "key-x")


def read_bent(picture: Picture) -> list[Found]:
    for box in _suspects(picture):
        for bent in _bends(_crop(picture, box)):
            found = zxing(bent, formats="QRCode DataMatrix") or zbar_qr(bent)
            if found:
                return found
    return []


def _suspects(picture: Picture) -> list[tuple[int, int, int, int]]:
    """Left, top, right, bottom of codes whose errors were too many."""
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(
        [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix]
    )
    boxes = []
    for result in zxingcpp.read_barcodes(picture, formats=wanted, return_errors=True):
        if result.format.name not in ("QRCode", "QRCodeModel2", "DataMatrix"):
            continue
        place = result.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        xs, ys = [p.x for p in corners], [p.y for p in corners]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) >= 20:
            boxes.append(box)
    return boxes[:2]


def _crop(picture: Picture, box: tuple[int, int, int, int]) -> Picture:
    left, top, right, bottom = box
    margin = int(0.2 * max(right - left, bottom - top))
    height, width = picture.shape[:2]
    crop = picture[
        max(0, top - margin) : min(height, bottom + margin),
        max(0, left - margin) : min(width, right + margin),
    ]
    return scaled(crop, min(3.0, _SIDE / max(crop.shape[:2])))


def _bends(crop: Picture) -> Iterator[Picture]:
    """One bend at a time, then the pairs of weak ones."""
    for strength, kind in product(_STRENGTHS, _KINDS):
        yield _bent(crop, {kind: strength})
    for one, other in ((a, b) for a in range(len(_KINDS)) for b in range(a + 1, len(_KINDS))):
        for first, second in product((0.05, -0.05), repeat=2):
            yield _bent(crop, {_KINDS[one]: first, _KINDS[other]: second})


def _bent(crop: Picture, bends: dict[str, float]) -> Picture:
    """`bow`: straight lines become arcs; `key`: one side becomes longer than the other."""
    height, width = crop.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = x / (width / 2) - 1, y / (height / 2) - 1
    across = u * (1 + bends.get("key-x", 0.0) * v) + bends.get("bow-x", 0.0) * v * v
    down = v * (1 + bends.get("key-y", 0.0) * u) + bends.get("bow-y", 0.0) * u * u
    made = cv2.remap(
        crop,
        ((across + 1) * (width / 2)).astype(np.float32),
        ((down + 1) * (height / 2)).astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(made, np.uint8)
