"""Distances between stores."""

from __future__ import annotations

import pytest

from kiosk.distance import kilometres
from shop.domain.catalogue import Store

DUBLIN = Store("d", "D", latitude=53.3478, longitude=-6.2408)
GALWAY = Store("g", "G", latitude=53.2744, longitude=-9.0491)


def test_dublin_to_galway() -> None:
    assert kilometres(DUBLIN, GALWAY) == pytest.approx(187, abs=1)


def test_same_place_is_nothing() -> None:
    assert kilometres(DUBLIN, DUBLIN) == 0


def test_unknown_place_says_so() -> None:
    assert kilometres(DUBLIN, Store("x", "X")) is None
