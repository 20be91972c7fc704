"""Room: kiosk. What a shopper reads of stock, hours and bands, in the language now in use."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import ROUND_DOWN, Decimal

from kiosk.opening import Opening
from shop.domain.money import Money
from ui import formats
from ui.i18n import current, tr

FEW = Decimal(5)


def round_money(amount: Money) -> str:
    """Without a fraction, for the edges of a price band."""
    from babel.numbers import format_currency

    locale = formats.locale(current())
    whole = re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern)
    text: str = format_currency(
        amount.decimal,
        amount.currency,
        whole,
        locale=locale,
        numbering_system="latn",
        currency_digits=False,
    )
    return text


def opening(state: Opening) -> str:
    if state.at is None:
        return ""
    at = formats.clock(state.at)
    if state.open:
        return tr("open until {time}", time=at)
    if state.days == 0:
        return tr("opens at {time}", time=at)
    if state.days == 1:
        return tr("opens tomorrow at {time}", time=at)
    return tr("opens {weekday} at {time}", weekday=_weekday(state.at), time=at)


def _weekday(at: datetime) -> str:
    from babel.dates import format_date

    text: str = format_date(at, "EEEE", locale=formats.locale(current()))
    return text


def stock_here(available: Decimal, unit: str = "pcs") -> str:
    """The exact figure, for the store the shopper stands in; a tile does not know the unit."""
    if available <= 0:
        return tr("Not in stock here")
    if available != available.to_integral_value() and unit == "pcs":
        return tr("In stock here")
    return tr("{count} in stock here", count=_amount(available, unit))


def _amount(available: Decimal, unit: str) -> str:
    if unit == "pcs":
        return formats.quantity(available)
    return formats.quantity(available.quantize(Decimal("0.1"), ROUND_DOWN), unit)


def stock_short(available: Decimal) -> str:
    """Under a size or a colour, where there is room for one word."""
    return (
        tr("{count} here", count=formats.quantity(available)) if available > 0 else tr("not here")
    )


def stock_elsewhere(available: Decimal) -> str:
    """A class of quantity, for a store the shopper would have to go to."""
    if available <= 0:
        return tr("Out of stock")
    return tr("In stock") if available > FEW else tr("Only a few")


def level(available: Decimal) -> str:
    """The tone of a stock figure: good, low or none."""
    if available <= 0:
        return "none"
    return "good" if available > FEW else "low"
