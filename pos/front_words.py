"""Room: pos. The words of the sign-in screen and the status line.

Apart from `words`, whose figures need the catalogue's and the money's modules: the first frame
does not wait for those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.domain.staff import Role
from ui.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime

    from shop.ports import LinkState, StoreSettings


def role(of: Role) -> str:
    return {
        Role.CASHIER: tr("Cashier"),
        Role.PICKER: tr("Picker"),
        Role.MANAGER: tr("Manager"),
    }[of]


def clock(at: datetime, settings: StoreSettings | None) -> str:
    """The store's local time; UTC until the store is known."""
    from ui.formats import clock

    return clock(local(at, settings))


def local(at: datetime, settings: StoreSettings | None) -> datetime:
    from ui.formats import local

    return local(at, settings.store.timezone) if settings else at


def link(state: LinkState | None, settings: StoreSettings | None) -> str:
    """The status line's word on the line to central."""
    if state is None:
        return tr("Connecting…")
    if not state.online:
        since = clock(state.since, settings)
        if state.waiting:
            return tr("Offline since {time}, {count} waiting", time=since, count=state.waiting)
        return tr("Offline since {time}", time=since)
    if state.waiting:
        return tr("Online, sending {count}", count=state.waiting)
    return tr("Online")
