"""Room: pos. Figures as staff read them, in the language now in use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from pos.front_words import clock, local
from shop.domain.catalogue import Option, Texts, text_in
from shop.domain.money import Money
from shop.ports import StoreSettings
from ui import formats
from ui.i18n import current, is_right_to_left, tr

__all__ = [
    "amount",
    "clock",
    "day_and_time",
    "joined",
    "local",
    "money",
    "options",
    "quantity",
    "reason",
    "title",
    "variance",
]


def money(amount: Money) -> str:
    return formats.money(amount)


def amount(value: Money) -> str:
    """Without the currency's sign, for columns of figures."""
    return formats.plain_amount(value)


def quantity(value: Decimal, unit: str = "pcs") -> str:
    return formats.quantity(value, "" if unit == "pcs" else unit)


def day_and_time(at: datetime, settings: StoreSettings | None) -> str:
    here = local(at, settings)
    return f"{formats.day(here.date())} {formats.clock(here)}"


def title(titles: Texts) -> str:
    return text_in(titles, current())


def options(chosen: tuple[Option, ...]) -> str:
    """What tells a variant: "Red · M"."""
    return " · ".join(text_in(option.values, current()) or option.value for option in chosen)


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


def joined(parts: Iterable[str]) -> str:
    """Facts on one line; a leading code must not turn an Arabic line round."""
    mark = "\u200f" if is_right_to_left() else ""
    text = " · ".join(part for part in parts if part)
    return mark + text if text else ""
