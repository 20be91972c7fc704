"""Room: ui. Why a price is what it is: an explanation's code and params as one sentence."""

from __future__ import annotations

from decimal import Decimal

from shop.domain.catalogue import text_in
from shop.domain.pricing import Explanation
from ui.i18n import current, tr


def reason_text(explanation: Explanation, currency: str) -> str:
    """The promotion's name, and what is still missing for it where that is known."""
    name = text_in(explanation.name, current())
    missing = _missing(explanation, currency)
    if not missing:
        return name
    return f"{name}: {missing}" if name else missing


def _missing(explanation: Explanation, currency: str) -> str:
    params = explanation.params
    saving = _money(params.get("save"), currency)
    match explanation.code:
        case "buy_more" | "get_more" if params.get("units", "").isdecimal():
            units = int(params["units"])
            if saving:
                return tr("%n more and you save {amount}", n=units, amount=saving)
            return tr("%n more for this offer", n=units)
        case "spend_more":
            amount = _money(params.get("amount"), currency)
            if saving:
                return tr("spend {more} more and save {amount}", more=amount, amount=saving)
            return tr("spend {more} more for this offer", more=amount)
        case _:
            return ""


def _money(amount: str | None, currency: str) -> str:
    if not amount:
        return ""
    from babel.numbers import format_currency

    return format_currency(Decimal(amount), currency, locale=current())
