"""Room: pos. The words of the sign-in screen and the status line.

Apart from `words`, whose figures need the catalogue's and the money's modules: the first frame
does not wait for those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shop.domain.staff import Role
from ui.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime

    from shop.ports import LinkState, StoreSettings


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One line of how this terminal is. `tone` is good, warn or stop."""

    key: str
    label: str
    text: str
    advice: str
    tone: str


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
    if state.trouble:
        return refused(state.trouble)
    if state.waiting:
        return tr("Online, sending {count}", count=state.waiting)
    return tr("Online")


_OUT_OF_STEP = frozenset(
    {
        "unreachable",
        "not_central",
        "central_busy",
        "central_broken",
        "central_confused",
        "stream_ended",
        "own_fault",
    }
)


def refused(code: str) -> str:
    """What central has against this terminal, or why the two are not in step, in a few words."""
    if code in _OUT_OF_STEP or code.startswith(("snapshot_", "replica_")):
        return tr("Not in step with central")
    return {
        "forked": tr("Exists twice"),
        "terminal_revoked": tr("Taken out of service"),
        "epoch_old": tr("Enrolled again elsewhere"),
        "auth_unknown": tr("Unknown to central"),
        "epoch_unknown": tr("Unknown to central"),
        "central_lacks_entries": tr("Central lacks records"),
        "auth_clock": tr("Its clock is wrong"),
    }.get(code, tr("Refused by central"))
