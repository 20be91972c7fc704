"""Product numbers: every written form becomes one integer, and only true check digits pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain import gtin

digits = st.text("0123456789", min_size=1, max_size=13)


@given(digits)
def test_a_made_check_digit_is_valid_and_every_other_is_not(payload: str) -> None:
    good = gtin.with_check_digit(payload)
    assert gtin.has_valid_check_digit(good)
    for other in set("0123456789") - {good[-1]}:
        assert not gtin.has_valid_check_digit(payload + other)


@given(st.integers(10**7, gtin.GTIN_MAX // 10))
def test_formatting_and_reading_are_inverse(payload: int) -> None:
    value = int(gtin.with_check_digit(str(payload)))
    assert gtin.normalise(gtin.format_gtin(value)) == value
    assert gtin.normalise(gtin.gtin14(value)) == value
    assert gtin.is_gtin(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4006381333931", 4006381333931),
        ("0012345678905", 12345678905),
        ("012345678905", 12345678905),
        ("00012345678905", 12345678905),
        ("55123457", 55123457),
        ("978-0-201-75284-7", 9780201752847),
        (" 4 006381 333931 ", 4006381333931),
        ("4006381333932", None),
        ("400638133393", None),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", None),
        ("00000000", None),
        ("", None),
        ("4006381333931x", None),
    ],
)
def test_normalise(text: str, value: int | None) -> None:
    assert gtin.normalise(text) == value


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("01234565", "012345000065"),
        ("04252614", "042100005264"),
        ("1018440", "101000008444"),
        ("123456", "012345000065"),
        ("01264904", "012000006494"),
    ],
)
def test_upc_e_expands(short: str, full: str) -> None:
    assert gtin.upc_e_to_upc_a(short) == full


@pytest.mark.parametrize("text", ["01234566", "21234565", "0123456", "", "12345", "0123a565"])
def test_what_is_no_upc_e_does_not_expand(text: str) -> None:
    expanded = gtin.upc_e_to_upc_a(text)
    assert expanded is None or text == "0123456"


@given(st.sampled_from("01"), st.text("0123456789", min_size=6, max_size=6))
def test_upc_e_both_ways(system: str, six: str) -> None:
    full = gtin.upc_e_to_upc_a(system + six)
    assert full is not None
    assert gtin.has_valid_check_digit(full)
    short = gtin.upc_a_to_upc_e(full)
    assert short is not None
    assert gtin.upc_e_to_upc_a(short) == full


def test_a_scanner_that_says_upc_e_is_believed_first() -> None:
    both = next(
        text
        for text in (f"{n:08d}" for n in range(1_000_000, 2_000_000))
        if gtin.from_digits(text) and gtin.from_upc_e(text)
    )
    assert gtin.normalise(both) == gtin.from_digits(both)
    assert gtin.normalise(both, upc_e=True) == gtin.from_upc_e(both)


@pytest.mark.parametrize(
    ("value", "name"),
    [(55123457, "GTIN-8"), (12345678905, "GTIN-12"), (4006381333931, "GTIN-13"),
     (14006381333938, "GTIN-14")],
)  # fmt: skip
def test_format_is_the_shortest_that_holds_it(value: int, name: str) -> None:
    assert gtin.gtin_format(value) == name
