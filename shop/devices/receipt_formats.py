"""Numbers, money and dates as people write them, by Babel's tables. Devices room.

Amounts without a currency are put together by hand from Babel's signs: a receipt has many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_datetime
from babel.numbers import (
    format_currency,
    get_decimal_symbol,
    get_group_symbol,
    get_minus_sign_symbol,
)

from shop.domain.money import Money, currency_digits

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-"})
_REGIONS = {"ar": "ar_EG", "en": "en_GB"}  # day before month wherever we sell
_MARKS = str.maketrans({"\u200e": None, "\u200f": None, "\u061c": None})


@dataclass(frozen=True, slots=True)
class Signs:
    decimal: str
    group: str
    minus: str


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_REGIONS.get(language, language))


@cache
def signs(language: str) -> Signs:
    """Western digits on paper everywhere: they are what till drawers and tax offices count in."""
    locale = _locale(language)
    digits = {"numbering_system": "latn"}
    return Signs(
        get_decimal_symbol(locale, **digits),
        get_group_symbol(locale, **digits).translate(_SPACES),
        get_minus_sign_symbol(locale, **digits).translate(_MARKS).translate(_SPACES),
    )


def amount(money: Money, language: str) -> str:
    """Without the currency: "1.234,50"."""
    return number(money.decimal, language, currency_digits(money.currency))


def number(value: Decimal, language: str, digits: int) -> str:
    found = signs(language)
    whole, _, part = f"{abs(value):.{digits}f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", found.group)
    sign = found.minus if value < 0 else ""
    return f"{sign}{grouped}{found.decimal}{part}" if part else f"{sign}{grouped}"


def quantity(value: Decimal, unit: str, language: str) -> str:
    """ "3" pieces, "0,455 kg"."""
    if unit == "pcs":
        return number(value, language, max(0, -int(value.normalize().as_tuple().exponent)))
    return f"{number(value, language, 3)} {unit}"


def full_amount(money: Money, language: str) -> str:
    """With the currency, as the language writes it."""
    shown = format_currency(
        money.decimal, money.currency, locale=_locale(language), numbering_system="latn"
    )
    return shown.translate(_MARKS).translate(_SPACES)


def rate(value: Decimal, language: str) -> str:
    """A tax rate: "19 %", "8,1 %"."""
    plain = value.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return f"{number(plain, language, places)} %"


def moment(at: datetime, language: str) -> str:
    """Date and time to the minute, short and sortable by eye."""
    shown = format_datetime(at, "short", tzinfo=at.tzinfo, locale=_locale(language))
    return str(shown).translate(_MARKS).translate(_SPACES).translate(_WESTERN)


_WESTERN = {0x0660 + digit: str(digit) for digit in range(10)}
