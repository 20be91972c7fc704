"""Room: kiosk. When a store opens and closes next, from its weekly hours; no words, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shop.domain.catalogue import OpeningHours, Store


@dataclass(frozen=True, slots=True)
class Opening:
    """`at` is when the present state ends, local time; None: the hours are not known.

    `days` counts midnights until then: 0 today, 1 tomorrow.
    """

    open: bool
    at: datetime | None = None
    days: int = 0


def local_time(store: Store, now: datetime) -> datetime:
    try:
        return now.astimezone(ZoneInfo(store.timezone))
    except (ZoneInfoNotFoundError, ValueError):
        return now


def opening(store: Store, now: datetime) -> Opening:
    """`now` is aware; hours that run past midnight belong to the day they start on."""
    here = local_time(store, now)
    spans = sorted(span for day in range(-1, 8) for span in _spans(store, here, day))
    for starts, ends in spans:
        if starts <= here < ends:
            return Opening(True, ends, (ends.date() - here.date()).days)
        if here < starts:
            return Opening(False, starts, (starts.date() - here.date()).days)
    return Opening(False)


def _spans(store: Store, here: datetime, day: int) -> list[tuple[datetime, datetime]]:
    date = here.date() + timedelta(days=day)
    return [
        _span(datetime.combine(date, time(), here.tzinfo), hours)
        for hours in store.hours
        if hours.weekday == date.weekday() and hours.opens and hours.closes
    ]


def _span(midnight: datetime, hours: OpeningHours) -> tuple[datetime, datetime]:
    starts = midnight + _since_midnight(hours.opens)
    ends = midnight + _since_midnight(hours.closes)
    return starts, ends if ends > starts else ends + timedelta(days=1)


def _since_midnight(clock: str) -> timedelta:
    hour, _, minute = clock.partition(":")
    return timedelta(hours=int(hour), minutes=int(minute or 0))
