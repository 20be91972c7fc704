"""Figures as people of each language write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain.money import Money
from ui import formats, i18n
from ui.catalogs import LANGUAGES

ARABIC_DIGITS = set("٠١٢٣٤٥٦٧٨٩")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("en", Money(2490, "EUR"), "€24.90"),
        ("en", Money(123456789, "EUR"), "€1,234,567.89"),
        ("de", Money(2490, "EUR"), "24,90\u00a0€"),
        ("tr", Money(2490, "TRY"), "₺24,90"),
        ("hu", Money(1250, "HUF"), "12,50\u00a0Ft"),
        ("ru", Money(2490, "EUR"), "24,90\u00a0€"),
        ("en", Money(-500, "EUR"), "−€5.00"),
        ("en", Money(1250, "JPY"), "JP¥1,250"),
    ],
)
def test_money(language: str, amount: Money, written: str) -> None:
    i18n.set_language(language)
    assert formats.money(amount) == written


@given(st.integers(-(10**9), 10**9), st.sampled_from(list(LANGUAGES)))
def test_money_keeps_every_digit_in_latin(minor: int, language: str) -> None:
    i18n.set_language(language)
    text = formats.money(Money(minor, "EUR"))
    digits = "".join(one for one in text if one.isdigit())
    assert digits == str(abs(minor)).zfill(3)
    assert not ARABIC_DIGITS & set(text)


def test_quantities_drop_zeros_that_say_nothing() -> None:
    assert formats.quantity(Decimal("3.000")) == "3"
    assert formats.quantity(Decimal("1000")) == "1,000"
    assert formats.quantity(Decimal("0.425"), "kg") == "0.425\u00a0kg"
    assert formats.quantity(Decimal("-2")) == "−2"


def test_days_have_latin_digits_everywhere() -> None:
    for language in LANGUAGES:
        i18n.set_language(language)
        text = formats.day(date(2026, 11, 21))
        assert "2026" in text
        assert "21" in text


def test_age_names_the_day_only_when_it_is_another() -> None:
    now = datetime(2026, 11, 21, 15, 0)
    assert formats.as_of(datetime(2026, 11, 21, 14, 2), now) == "as of 14:02"
    assert formats.as_of(datetime(2026, 11, 20, 14, 2), now) == "as of 20 Nov 2026, 14:02"


@pytest.mark.parametrize(
    ("metres", "written"),
    [(0, "0 m"), (347, "350 m"), (2440, "2.4 km"), (38200, "38 km")],
)
def test_distance(metres: int, written: str) -> None:
    assert formats.distance(metres) == written


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, "0 min"), (-14, "14 min"), (60, "1 h"), (95, "1 h 35 min"), (2880, "2 days")],
)
def test_duration(minutes: int, written: str) -> None:
    assert formats.duration(minutes) == written


def test_percent_is_spaced_as_the_language_does() -> None:
    assert formats.percent(Decimal(17)) == "17%"
    i18n.set_language("de")
    assert formats.percent(Decimal(17)) == "17\u00a0%"


def test_warming_up_needs_no_language_switch() -> None:
    for language in LANGUAGES:
        formats.warm(language)
    assert i18n.current() == "en"
    assert formats.money(Money(100, "EUR")) == "€1.00"
