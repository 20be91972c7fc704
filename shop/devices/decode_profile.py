"""Room: shop/devices. A cut-out of bars → a levelled profile across them → a fitted number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from shop.devices.decode_fit import fit_ean13
from shop.devices.decode_fit_model import Floats
from shop.devices.decode_locate import MARGIN
from shop.devices.decode_readers import retail
from shop.devices.decoded import Found

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

BANDS = 5
_EDGE = 0.12  # of the height: the ends of the bars and the digits below are left out


def fit_band(cut: Picture, band: int) -> list[Found]:
    """`cut`: bars upright, as `cut_out` makes it. `band`: which fifth of the height."""
    height, width = cut.shape[:2]
    part = (1 - 2 * _EDGE) / BANDS
    top = int(height * (_EDGE + part * band))
    rows = cut[top : max(top + 1, int(height * (_EDGE + part * (band + 1))))]
    left = width * MARGIN / (1 + 2 * MARGIN)
    right = width - left
    fit = fit_ean13(_levelled(rows.mean(axis=0), (right - left) / 95), left, right)
    return [retail("EAN-13", fit.digits, "fit")] if fit is not None else []


def _levelled(profile: Floats, module: float) -> Floats:
    """Black 1 and white 0, each as found within 31 modules: wide enough to hold both."""
    window = max(9, int(module * 31) | 1)
    row = profile.astype(np.float32).reshape(1, -1)
    kernel = np.ones((1, window), np.uint8)
    white = cv2.blur(cv2.dilate(row, kernel), (window, 1))
    black = cv2.blur(cv2.erode(row, kernel), (window, 1))
    level: Floats = np.asarray(1 - (row - black) / np.maximum(white - black, 8.0), np.float32)
    return level.ravel()
