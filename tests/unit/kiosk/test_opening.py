"""Opening hours: open now, later today, tomorrow, after the weekend, past midnight."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.opening import Opening, opening
from shop.domain.catalogue import OpeningHours, Store

WEEK = tuple(OpeningHours(day, "09:00", "20:00") for day in range(5))
DUBLIN = Store("s", "S", timezone="Europe/Dublin", hours=(*WEEK, OpeningHours(5, "22:00", "02:00")))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "open_", "until", "days"),
    [
        ("2026-11-20T12:00", True, "20:00", 0),
        ("2026-11-20T08:59", False, "09:00", 0),
        ("2026-11-19T20:00", False, "09:00", 1),
        ("2026-11-20T20:00", False, "22:00", 1),
        ("2026-11-21T23:00", True, "02:00", 1),
        ("2026-11-22T01:00", True, "02:00", 0),
        ("2026-11-22T02:00", False, "09:00", 1),
    ],
)
def test_next_change(now: str, open_: bool, until: str, days: int) -> None:
    state = opening(DUBLIN, at(now))
    assert state.open is open_
    assert state.at is not None
    assert f"{state.at:%H:%M}" == until
    assert state.days == days


def test_summer_time_is_the_stores_own() -> None:
    state = opening(DUBLIN, at("2026-07-01T08:30"))
    assert state.open


def test_unknown_hours_say_nothing() -> None:
    assert opening(Store("s", "S", hours=()), at("2026-11-20T12:00")) == Opening(False)


def test_unknown_zone_falls_back_to_the_given_time() -> None:
    state = opening(Store("s", "S", timezone="Nowhere/Nix", hours=WEEK), at("2026-11-20T09:30"))
    assert state.open
