"""Room: shop/devices. Where a picture has parallel bars, cut out upright. cv2 only.

A structure tensor says for each spot how strong its edges are, how well they agree and which way
they point; bars are where both are high and dark and light edges take turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

_WORK_SIDE = 480  # the search runs on a small copy
_MOST = 3
MARGIN = 0.22  # of the width, left on each side of a cut-out


@dataclass(frozen=True, slots=True)
class Region:
    """A place of parallel bars, in pixels of the full picture. `angle`: turn by it, bars stand."""

    x: float
    y: float
    width: float  # across the bars
    height: float  # along the bars
    angle: float


def locate(picture: Picture) -> list[Region]:
    """The likeliest places, best first."""
    scale = min(1.0, _WORK_SIDE / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    image = _evened(cv2.GaussianBlur(small.astype(np.float32), (0, 0), 0.8))
    gx, gy = cv2.Sobel(image, cv2.CV_32F, 1, 0), cv2.Sobel(image, cv2.CV_32F, 0, 1)
    regions: list[tuple[float, Region]] = []
    for spread in (small.shape[1] / 60, small.shape[1] / 28):
        regions += _regions(gx, gy, max(3.0, spread), scale)
    regions.sort(key=lambda found: -found[0])
    kept: list[Region] = []
    for _, region in regions:
        if all(_apart(region, other) for other in kept):
            kept.append(region)
    return kept[:_MOST]


def _regions(
    gx: np.ndarray, gy: np.ndarray, spread: float, scale: float
) -> list[tuple[float, Region]]:
    xx = cv2.GaussianBlur(gx * gx, (0, 0), spread)
    yy = cv2.GaussianBlur(gy * gy, (0, 0), spread)
    xy = cv2.GaussianBlur(gx * gy, (0, 0), spread)
    energy = xx + yy
    agree = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (energy + 1e-6)
    one_way = (
        cv2.GaussianBlur(gx, (0, 0), spread) ** 2 + cv2.GaussianBlur(gy, (0, 0), spread) ** 2
    ) / (energy + 1e-6)
    strong = energy > max(float(np.percentile(energy, 50)), 0.05)
    mask = ((agree > 0.6) & (one_way < 0.12) & strong).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[tuple[float, Region]] = []
    for contour in contours:
        area = cv2.contourArea(contour)
        if area < 0.004 * mask.size:
            continue
        inside = np.zeros(mask.shape, np.uint8)
        cv2.drawContours(inside, [contour], -1, (1,), cv2.FILLED)
        here = inside.astype(bool)
        sum_xx, sum_yy, sum_xy = (float(part[here].sum()) for part in (xx, yy, xy))
        angle = 0.5 * float(np.arctan2(2 * sum_xy, sum_xx - sum_yy))  # across the bars
        points = np.argwhere(here)[:, ::-1].astype(np.float64)
        center = points.mean(axis=0)
        across = (points - center) @ np.array([np.cos(angle), np.sin(angle)])
        along = (points - center) @ np.array([-np.sin(angle), np.cos(angle)])
        low, high = np.percentile(across, [0.5, 99.5])
        bottom, top = np.percentile(along, [2, 98])
        middle = center + np.array(
            [
                np.cos(angle) * (low + high) / 2 - np.sin(angle) * (bottom + top) / 2,
                np.sin(angle) * (low + high) / 2 + np.cos(angle) * (bottom + top) / 2,
            ]
        )
        score = area * float(agree[here].mean()) * float(np.sqrt(energy[here].mean()))
        found.append(
            (
                score,
                Region(
                    float(middle[0]) / scale,
                    float(middle[1]) / scale,
                    float(high - low) / scale,
                    float(top - bottom) / scale,
                    float(np.degrees(angle)),
                ),
            )
        )
    return found


def _evened(image: np.ndarray) -> np.ndarray:
    """Local contrast, so the edge of a label is no stronger than a faint bar."""
    size = max(image.shape) / 16
    mean = cv2.GaussianBlur(image, (0, 0), size)
    spread = np.sqrt(np.maximum(cv2.GaussianBlur(image * image, (0, 0), size) - mean * mean, 0.0))
    return np.asarray((image - mean) / (spread + 6.0), np.float32)


def _apart(one: Region, other: Region) -> bool:
    distance = float(np.hypot(one.x - other.x, one.y - other.y))
    alike = abs(one.width - other.width) < 0.25 * max(one.width, other.width)
    return not (alike and distance < 0.2 * max(one.width, other.width))


def cut_out(
    picture: Picture, region: Region, *, margin: float = MARGIN, side: int = 900
) -> Picture:
    """The region with its bars upright, a quiet zone around, enlarged to about `side` pixels."""
    width, height = region.width * (1 + 2 * MARGIN), max(region.height * 1.1, 12.0)
    factor = max(1.0, min(4.0, side / max(width, 1.0)))
    turn = np.radians(region.angle)
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    out_width, out_height = max(8, int(width * factor)), max(8, int(height * factor))
    # Destination → source, so the whole step is one interpolation of the full picture.
    matrix = np.array(
        [
            [cos / factor, -sin / factor, 0.0],
            [sin / factor, cos / factor, 0.0],
        ]
    )
    middle = matrix[:, :2] @ np.array([out_width / 2, out_height / 2])
    matrix[:, 2] = np.array([region.x, region.y]) - middle
    cut = cv2.warpAffine(
        picture,
        matrix,
        (out_width, out_height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cut, np.uint8)
