"""Room: ui. Money, quantities, dates and distances as people of each language write them.

Babel does the work and is imported on first use, after the first frame. Arabic keeps Latin
digits: they match shelf labels, printed receipts and the keypad.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ui.i18n import current, tr

if TYPE_CHECKING:
    from babel import Locale

    from shop.domain.money import Money

CACHE = 4096
_LOCALES = {
    "en": "en_GB",
    "de": "de_DE",
    "tr": "tr_TR",
    "hu": "hu_HU",
    "ru": "ru_RU",
    "ar": "ar_EG",
}
_LATIN = "latn"
# Babel puts these into Arabic and Russian numbers; tabular digits need a plain narrow space.
_ISOLATES = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


@cache
def locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(_LOCALES[language])


def money(amount: Money, *, signed: bool = False) -> str:
    """ "€24.90", "24,90 €", "1 250 Ft": the currency's own digits, never cut."""
    return _money(amount.minor, amount.currency, current(), signed)


@lru_cache(CACHE)
def _money(minor: int, currency: str, language: str, signed: bool) -> str:
    from babel.numbers import format_currency

    from shop.domain.money import Money

    text: str = format_currency(
        abs(Money(minor, currency).decimal),
        currency,
        locale=locale(language),
        numbering_system=_LATIN,
    ).translate(_ISOLATES)
    sign = "\u2212" if minor < 0 else "+" if signed and minor > 0 else ""
    return _isolated(sign + text, language)


def plain_amount(amount: Money) -> str:
    """The amount without its currency, for columns: "1,250.00"."""
    return _plain_amount(amount.minor, amount.currency, current())


@lru_cache(CACHE)
def _plain_amount(minor: int, currency: str, language: str) -> str:
    from shop.domain.currencies import currency_digits
    from shop.domain.money import Money

    digits = currency_digits(currency)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return _number(Money(minor, currency).decimal, language, pattern)


def quantity(value: Decimal, unit: str = "") -> str:
    """ "3", "0.425 kg": no zeros that say nothing."""
    text = _number(value.normalize() + 0, current(), "#,##0.###")
    return f"{text}\u00a0{unit}" if unit else text


def number(value: int) -> str:
    return _number(Decimal(value), current(), "#,##0")


def decimal(value: Decimal, places: int = 1) -> str:
    return _number(value, current(), "#,##0." + "0" * places)


def percent(value: Decimal) -> str:
    """ "17 %" from Decimal("17"): spaced as the language does."""
    return _percent(value, current())


@lru_cache(CACHE)
def _percent(value: Decimal, language: str) -> str:
    from babel.numbers import format_percent

    text: str = format_percent(value / 100, locale=locale(language), numbering_system=_LATIN)
    return text.translate(_ISOLATES)


@lru_cache(CACHE)
def _number(value: Decimal, language: str, pattern: str) -> str:
    from babel.numbers import format_decimal

    text: str = format_decimal(
        abs(value), format=pattern, locale=locale(language), numbering_system=_LATIN
    )
    return _isolated(("\u2212" if value < 0 else "") + text.translate(_ISOLATES), language)


def _isolated(text: str, language: str) -> str:
    """Keeps a minus on its side of the figure inside right-to-left text."""
    return f"\u2066{text}\u2069" if language == "ar" and not text[0].isalnum() else text


# --- time -----------------------------------------------------------------------------
def clock(moment: datetime | time) -> str:
    """14:02. Without Babel, because the first frame may show it."""
    return moment.strftime("%H:%M")


def day(value: date) -> str:
    """ "21 Nov 2026" in the language's way."""
    return _date(value, current(), "medium")


def long_day(value: date) -> str:
    return _date(value, current(), "full")


@lru_cache(512)
def _date(value: date, language: str, style: str) -> str:
    from babel.dates import format_date

    text: str = format_date(value, style, locale=locale(language))
    return text.translate(_ARABIC_DIGITS).translate(_ISOLATES)


_ARABIC_DIGITS = {ord(digit): str(at) for at, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}


def as_of(moment: datetime, now: datetime) -> str:
    """ "as of 14:02", with the day when it is another one."""
    if moment.date() == now.date():
        return tr("as of {time}", time=clock(moment))
    return tr("as of {day}, {time}", day=day(moment.date()), time=clock(moment))


def local(utc: datetime, zone: str) -> datetime:
    """The store's wall clock for an instant."""
    return utc.astimezone(ZoneInfo(zone))


def duration(minutes: int) -> str:
    """ "45 min", "1 h 35 min", "2 days" for countdowns and ages; never negative."""
    minutes = abs(minutes)
    if minutes < 60:
        return tr("{minutes} min", minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return (
            tr("{hours} h {minutes} min", hours=hours, minutes=rest)
            if rest
            else tr("{hours} h", hours=hours)
        )
    return tr("%n days", n=hours // 24)


def distance(metres: int) -> str:
    """ "350 m", "2.4 km", "38 km"."""
    if metres < 1000:
        return tr("{metres} m", metres=round(metres, -1))
    kilometres = Decimal(metres) / 1000
    shown = decimal(kilometres) if metres < 10_000 else number(round(kilometres))
    return tr("{kilometres} km", kilometres=shown)


def warm(language: str) -> None:
    """Load what formatting needs; call on a worker after the first frame, any thread."""
    from babel.dates import format_date
    from babel.numbers import format_currency

    format_currency(Decimal(1), "EUR", locale=locale(language), numbering_system=_LATIN)
    format_date(date(2026, 1, 1), "medium", locale=locale(language))
