"""Room: pos. Figures as staff read them, in the language now in use."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from shop.domain.catalogue import Option, Texts, text_in
from shop.domain.money import Money
from shop.domain.staff import Role
from shop.ports import LinkState, StoreSettings
from ui import formats
from ui.i18n import current, tr


def money(amount: Money) -> str:
    return formats.money(amount)


def amount(value: Money) -> str:
    """Without the currency's sign, for columns of figures."""
    return formats.plain_amount(value)


def quantity(value: Decimal, unit: str = "pcs") -> str:
    return formats.quantity(value, "" if unit == "pcs" else unit)


def clock(at: datetime, settings: StoreSettings | None) -> str:
    """The store's local time; UTC until the store is known."""
    return formats.clock(local(at, settings))


def day_and_time(at: datetime, settings: StoreSettings | None) -> str:
    here = local(at, settings)
    return f"{formats.day(here.date())} {formats.clock(here)}"


def local(at: datetime, settings: StoreSettings | None) -> datetime:
    return formats.local(at, settings.store.timezone) if settings else at


def title(titles: Texts) -> str:
    return text_in(titles, current())


def options(chosen: tuple[Option, ...]) -> str:
    """What tells a variant: "Red · M"."""
    return " · ".join(text_in(option.values, current()) or option.value for option in chosen)


def role(of: Role) -> str:
    return {
        Role.CASHIER: tr("Cashier"),
        Role.PICKER: tr("Picker"),
        Role.MANAGER: tr("Manager"),
    }[of]


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


def variance(difference: Money) -> str:
    """What the count of a drawer says."""
    if not difference:
        return tr("The drawer is exact.")
    if difference.minor < 0:
        return tr("{amount} missing", amount=money(-difference))
    return tr("{amount} too much", amount=money(difference))


def reason(code: str) -> str:
    """A reason staff chose, or the bin, receipt or words that an order's history holds."""
    known = {
        "not_on_shelf": tr("Not on the shelf"),
        "damaged": tr("Damaged"),
        "expired_goods": tr("Past its date"),
        "other": tr("Another reason"),
        "shopper_asked": tr("The shopper asked for it"),
        "not_in_stock": tr("The goods are not here"),
        "mistake": tr("Placed by mistake"),
    }
    return known.get(code, code)
