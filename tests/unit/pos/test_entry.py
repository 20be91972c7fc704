"""What a cashier typed: quantities, codes, words and amounts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.till.entry import Typed, read_amount, read_typed


@pytest.mark.parametrize(
    ("text", "rest", "quantity"),
    [
        ("3*", "", Decimal(3)),
        ("3*4006381333931", "4006381333931", Decimal(3)),
        (" 12 x lamp ", "lamp", Decimal(12)),
        ("0.640*", "", Decimal("0.640")),
        ("0,640*", "", Decimal("0.640")),
        ("2×tea", "tea", Decimal(2)),
        ("0*", "", None),
        ("lamp", "lamp", None),
        ("3x3 puzzle", "3 puzzle", Decimal(3)),
        ("12345*", "12345*", None),
        ("-3*", "-3*", None),
        ("", "", None),
    ],
)
def test_a_quantity_stands_before_the_star(text: str, rest: str, quantity: Decimal | None) -> None:
    assert read_typed(text) == Typed(rest, quantity)


@pytest.mark.parametrize("text", ["400638", "4006381333931", "OR1" + "A" * 30])
def test_codes_are_not_searched(text: str) -> None:
    assert read_typed(text).is_code
    assert not read_typed(text).searchable


@pytest.mark.parametrize("text", ["te", "lamp", "400", "OR1 wood"])
def test_words_are_searched(text: str) -> None:
    assert read_typed(text).searchable
    assert not read_typed("t").searchable


@given(st.text(max_size=80))
def test_anything_typed_is_read(text: str) -> None:
    typed = read_typed(text)
    assert typed.quantity is None or 0 < typed.quantity < 10_000
    assert typed.text == typed.text.strip()
    amount = read_amount(text, 2)
    assert amount is None or amount >= 0


@given(st.integers(1, 9999), st.integers(0, 999), st.sampled_from([".", ","]))
def test_every_weight_reads_back(whole: int, thousandths: int, mark: str) -> None:
    text = f"{whole}{mark}{thousandths:03d}*"
    assert read_typed(text).quantity == Decimal(whole * 1000 + thousandths) / 1000


@given(st.integers(0, 999_999_999), st.sampled_from([".", ","]), st.sampled_from([0, 2, 3]))
def test_every_amount_reads_back(minor: int, mark: str, digits: int) -> None:
    whole, rest = divmod(minor, 10**digits)
    text = f"{whole}{mark}{rest:0{digits}d}" if digits else str(whole)
    assert read_amount(text, digits) == (minor if whole < 10_000_000 else None)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("20", 2000),
        ("20.5", 2050),
        ("20,50", 2050),
        ("1 000", 100_000),
        ("20.", 2000),
        ("20.505", None),
        ("", None),
        (".5", None),
        ("-5", None),
        ("1e3", None),
        ("12a", None),
        ("٢٠", 2000),
    ],
)
def test_amounts_as_people_type_them(text: str, minor: int | None) -> None:
    assert read_amount(text, 2) == minor
