"""Room: shop/devices. Blurred EAN-13 and UPC-A: which number, blurred, looks like this?

Where bars have run together no edge is left to measure, but the waveform still fits one number
better than all others. A profile across the bars is compared with every digit's pattern under a
range of places, stretches and blurs; parity and check digit join the digits; the answer counts only
when it fits well and the next best number fits clearly worse.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shop.devices.decode_fit_model import MODULES, PARITIES, PER, QUIET, Floats, costs, model_of

_LIKENESS = 0.965  # on photographs right fits reach 0.98
_LEAD = 0.15  # … and a lead of 0.2 to 3; wrong ones stay below 0.05
_HOPE = 0.8  # less likeness than this at first sight never became an answer
_GROWING = 0.92  # … nor less than this after two turns


@dataclass(frozen=True, slots=True)
class Fit:
    """`likeness`: correlation of picture and model; `lead`: how much worse the next number is."""

    digits: str
    likeness: float
    lead: float


def fit_ean13(profile: Floats, left: float, right: float) -> Fit | None:
    """Fit a profile (black is 1) whose bars run from about `left` to about `right`, in samples.

    None when nothing fits well enough, or two numbers fit alike.
    """
    fits = [_decide(profile, np.array(place)) for place in _coarse(profile, left, right)]
    best = max((fit for fit in fits if fit is not None), key=lambda f: f.likeness, default=None)
    return best if best is not None and is_clear(best) else None


def is_clear(fit: Fit) -> bool:
    return fit.likeness >= _LIKENESS and fit.lead >= _LEAD


_SIGMAS = (0.5, 0.75, 1.0, 1.3)  # blurs in modules; beyond the last nothing is left to read


def _coarse(profile: Floats, left: float, right: float) -> list[tuple[float, float, float, float]]:
    """The likeliest placements: a wide search, then a narrow one around its best."""
    module = (right - left) / MODULES
    shifts = np.arange(-9, 9.1, 0.75) * module
    starts, ends = (a.ravel() for a in np.meshgrid(left + shifts, right + shifts))
    best = _ranked(profile, starts, ends, np.zeros_like(starts), (0.6, 1.0), 4)
    near = np.array([-0.35, -0.15, 0.0, 0.15, 0.35]) * module
    bows = np.array([-0.03, -0.015, 0.0, 0.015, 0.03])
    result: list[tuple[float, tuple[float, float, float, float]]] = []
    for _, (start, end, _, _) in best:
        grid = np.meshgrid(start + near, end + near, bows)
        starts, ends, bow = (a.ravel() for a in grid)
        result += _ranked(profile, starts, ends, bow, _SIGMAS, 2)
    result.sort(key=lambda item: item[0])
    return [place for _, place in result[:3]]


def _sampled(
    profile: Floats,
    starts: NDArray[np.floating],
    ends: NDArray[np.floating],
    bow: NDArray[np.floating],
) -> Floats:
    """Each placement's samples, levelled so that white is 0 and black is 1."""
    count = (MODULES + 2 * QUIET) * PER
    along = (np.arange(count, dtype=np.float32) + 0.5) / PER - QUIET
    part = along / MODULES
    bent = part[None, :] + bow[:, None] * part[None, :] * (1 - part[None, :])
    where = starts[:, None] + (ends - starts)[:, None] * bent - 0.5
    low = np.clip(where.astype(np.int32), 0, len(profile) - 2)
    share = np.clip(where - low, 0.0, 1.0)
    return np.asarray(profile[low] * (1 - share) + profile[low + 1] * share, np.float32)


def _ranked(
    profile: Floats,
    starts: NDArray[np.floating],
    ends: NDArray[np.floating],
    bow: NDArray[np.floating],
    sigmas: tuple[float, ...],
    keep: int,
) -> list[tuple[float, tuple[float, float, float, float]]]:
    samples = _sampled(profile, starts, ends, bow)
    ranked: list[tuple[float, tuple[float, float, float, float]]] = []
    for sigma in sigmas:
        left, right, guards = costs(samples, sigma)
        total = left.min(axis=2).sum(axis=1) + right.min(axis=2).sum(axis=1) + guards
        for place in np.argsort(total)[:keep]:
            key = (float(starts[place]), float(ends[place]), float(bow[place]), sigma)
            ranked.append((float(total[place]), key))
    ranked.sort(key=lambda item: item[0])
    return ranked[:keep]


def _decide(profile: Floats, place: NDArray[np.floating]) -> Fit | None:
    """The best number for one placement, joined by parity and check digit, and its lead.

    Number, placement and levels are improved by turns, each with the others held.
    """
    numbers, cost, model = _solve(profile, place, None)
    if _likeness(model, _at(profile, place)) < _HOPE:
        return None
    for turn in range(4):
        place = _nudged(profile, place, numbers[0][1])
        numbers, cost, model = _solve(profile, place, model_of(numbers[0][1], place[3]))
        if turn == 1 and _likeness(model, _relevelled(_at(profile, place), model)) < _GROWING:
            return None
    samples = _relevelled(_at(profile, place), model)
    lead = (numbers[1][0] + cost) / max(numbers[0][0] + cost, 1e-6) - 1
    return Fit(numbers[0][1], _likeness(model, samples), lead)


def _likeness(model: Floats, samples: Floats) -> float:
    return float(np.corrcoef(model, samples)[0, 1])


def _at(profile: Floats, place: NDArray[np.floating]) -> Floats:
    return _sampled(profile, place[0:1], place[1:2], place[2:3]).ravel()


def _relevelled(samples: Floats, model: Floats) -> Floats:
    """White and black set anew along the code, by what the model says stands where."""
    window = np.ones(31 * PER, np.float32)
    weight = np.convolve(np.ones_like(model), window, "same")

    def mean(values: Floats) -> Floats:
        return np.asarray(np.convolve(values, window, "same") / weight, np.float32)

    m, y = mean(model), mean(samples)
    spread = np.maximum(mean(model * model) - m * m, 1e-3)
    gain = np.clip((mean(model * samples) - m * y) / spread, 0.25, 4.0)
    return np.asarray((samples - y) / gain + m, np.float32)


def _nudged(profile: Floats, place: NDArray[np.floating], digits: str) -> NDArray[np.floating]:
    """The placement and blur, moved a little at a time to where they fit these digits best."""
    module = (place[1] - place[0]) / MODULES

    def misfit(where: NDArray[np.floating]) -> float:
        model = model_of(digits, where[3])
        return float(((_relevelled(_at(profile, where), model) - model) ** 2).sum())

    best = misfit(place)
    steps = np.array([0.3 * module, 0.3 * module, 0.01, 0.12])
    for shrink in (1.0, 0.5):
        for axis in range(4):
            for sign in (1, -1):
                trial = place.copy()
                trial[axis] += sign * steps[axis] * shrink
                if not 0.3 <= trial[3] <= 1.8:
                    continue
                cost = misfit(trial)
                if cost < best:
                    best, place = cost, trial
    return place


def _solve(
    profile: Floats, place: NDArray[np.floating], model: Floats | None
) -> tuple[list[tuple[float, str]], float, Floats]:
    samples = _at(profile, place)
    if model is not None:
        samples = _relevelled(samples, model)
    left, right, guards = costs(samples[None, :], round(float(place[3]), 2))
    numbers = _best_numbers(left[0], right[0])
    return numbers, float(guards[0]), model_of(numbers[0][1], place[3])


def _best_numbers(left: Floats, right: Floats) -> list[tuple[float, str]]:
    """The two cheapest numbers with a right check digit."""
    best: list[tuple[float, str]] = []
    tables = [_digit_costs(parity, left, right) for parity in PARITIES]
    bounds = [sum(min(costs_of) for costs_of in table) for table in tables]
    for first in sorted(range(10), key=lambda digit: bounds[digit]):
        # No number with this first digit costs less than each digit's cheapest pattern.
        if len(best) == 2 and bounds[first] >= best[1][0]:
            break
        best = sorted(best + _with_check_digit(first, tables[first]))[:2]
    return best


def _digit_costs(parity: str, left: Floats, right: Floats) -> list[list[float]]:
    """Twelve places, ten costs each, the left six in the forms that the parity asks for."""
    odd_or_even = [
        left[place, 10:] if bit == "1" else left[place, :10] for place, bit in enumerate(parity)
    ]
    return [row.tolist() for row in (*odd_or_even, *right)]


def _with_check_digit(first: int, table: list[list[float]]) -> list[tuple[float, str]]:
    """A walk over the sum of the digits so far; of each sum the two cheapest beginnings go on."""
    sums: dict[int, list[tuple[float, str]]] = {first % 10: [(0.0, str(first))]}
    for place, cost in enumerate(table):
        weight = 3 if place % 2 == 0 else 1
        likely = sorted(range(10), key=cost.__getitem__)[:4]
        after: dict[int, list[tuple[float, str]]] = {}
        for total, options in sums.items():
            for digit in likely:
                made = [(c + cost[digit], d + str(digit)) for c, d in options]
                after.setdefault((total + weight * digit) % 10, []).extend(made)
        sums = {key: sorted(options)[:2] for key, options in after.items()}
    return sums.get(0, [])
