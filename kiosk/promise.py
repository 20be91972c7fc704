"""Room: kiosk. When an order can be fetched; a promise made for the night is kept at opening."""

from __future__ import annotations

from datetime import datetime

from kiosk.opening import local_time, opening
from shop.domain.catalogue import Store
from ui import formats
from ui.i18n import tr


def ready_text(store: Store, promise: datetime, now: datetime) -> str:
    state = opening(store, promise)
    at = local_time(store, promise)
    if not state.open and state.at is not None:
        at = state.at
    if at.date() == local_time(store, now).date():
        return tr("Ready today by {time}", time=formats.clock(at))
    return tr("Ready by {day}, {time}", day=formats.day(at.date()), time=formats.clock(at))
