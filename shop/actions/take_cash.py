"""Take cash for the basket. Actions room: pure; money moves only in `complete_sale`."""

from __future__ import annotations

from shop.domain.cash_rounding import for_country
from shop.domain.money import Money
from shop.domain.tendering import Tendering
from shop.ports import StoreSettings


def start_tendering(total: Money, settings: StoreSettings) -> Tendering:
    """`quick`, `due`, `cash_due`, `change` and `settled` are what the tender screen shows."""
    return Tendering(total, for_country(settings.country, settings.currency))


def take_cash(tendering: Tendering, given: Money) -> Tendering:
    return tendering.take_cash(given)


def cancel_last_tender(tendering: Tendering) -> Tendering:
    return tendering.take_back()
