"""Room: shop/devices. What EAN-13 looks like out of focus: digit patterns as blurred waveforms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

MODULES = 95
PER = 3  # samples a module
QUIET = 5  # modules of white before and after which must fit too
_LEFT_ODD = (
    *("0001101", "0011001", "0010011", "0111101", "0100011"),
    *("0110001", "0101111", "0111011", "0110111", "0001011"),
)
PARITIES = (
    *("000000", "001011", "001101", "001110", "010011"),
    *("011001", "011100", "010101", "010110", "011010"),
)
HEAD = (QUIET + 3) * PER
DIGIT = 7 * PER
MIDDLE = HEAD + 6 * DIGIT
RIGHT = MIDDLE + 5 * PER
END = RIGHT + 6 * DIGIT


@cache
def _patterns() -> tuple[list[str], list[str], list[str]]:
    odd = list(_LEFT_ODD)
    right = ["".join("10"[int(bit)] for bit in pattern) for pattern in odd]
    even = [pattern[::-1] for pattern in right]
    return odd, even, right


def modules_of(digits: str) -> str:
    """The 95 modules of thirteen digits, "1" black."""
    odd, even, right = _patterns()
    parity = PARITIES[int(digits[0])]
    left = "".join((odd, even)[int(p)][int(d)] for p, d in zip(parity, digits[1:7], strict=True))
    return "101" + left + "01010" + "".join(right[int(d)] for d in digits[7:]) + "101"


def _blurred(bits: str, sigma: float, before: str, after: str) -> Floats:
    """The waveform of some modules between known neighbours, `PER` samples a module."""
    fine = 4 * PER
    text = before + bits + after
    wave = np.repeat(np.array([float(b) for b in text], np.float32), fine)
    reach = int(3 * sigma * fine) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / (sigma * fine)) ** 2)
    wave = np.convolve(np.pad(wave, reach, mode="edge"), kernel / kernel.sum(), "valid")
    start = len(before) * fine
    picks = start + np.arange(len(bits) * PER) * 4 + 2
    return np.asarray(wave[picks], np.float32)


@dataclass(frozen=True, slots=True)
class _Templates:
    left: Floats  # 20 × samples: ten odd, ten even
    right: Floats  # 10 × samples
    start: Floats
    middle: Floats
    end: Floats


@cache
def _templates(sigma: float) -> _Templates:
    odd, even, right = _patterns()
    quiet = "0" * QUIET
    # A digit's neighbours begin and end with known modules: white then black on the left side.
    return _Templates(
        np.stack([_blurred(p, sigma, "01", "01") for p in odd + even]),
        np.stack([_blurred(p, sigma, "10", "10") for p in right]),
        _blurred(quiet + "101", sigma, "00", "01"),
        _blurred("01010", sigma, "01", "10"),
        _blurred("101" + quiet, sigma, "10", "00"),
    )


def costs(samples: Floats, sigma: float) -> tuple[Floats, Floats, Floats]:
    """Per placement: squared misfit of each left digit's 20 and each right digit's 10 patterns,
    and of the guards."""
    t = _templates(sigma)
    n = len(samples)
    left = samples[:, HEAD:MIDDLE].reshape(n, 6, 1, DIGIT)
    right = samples[:, RIGHT:END].reshape(n, 6, 1, DIGIT)
    guards = (
        ((samples[:, :HEAD] - t.start) ** 2).sum(axis=1)
        + ((samples[:, MIDDLE:RIGHT] - t.middle) ** 2).sum(axis=1)
        + ((samples[:, END:] - t.end) ** 2).sum(axis=1)
    )
    return (
        np.asarray(((left - t.left) ** 2).sum(axis=3), np.float32),
        np.asarray(((right - t.right) ** 2).sum(axis=3), np.float32),
        np.asarray(guards, np.float32),
    )


def model_of(digits: str, sigma: float) -> Floats:
    quiet = "0" * QUIET
    return _blurred(quiet + modules_of(digits) + quiet, float(sigma), "00", "00")
