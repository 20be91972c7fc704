"""Percentiles, for benches. Command room."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


def percentile(values: Sequence[float], share: float) -> float:
    """`share` 0.5 is the median."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Garbage is collected before and after, not while measuring."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
