"""Order codes: readable, checked, and far apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shop.domain.order_code import ALPHABET, new_order_code, read_order_code

codes = st.builds(new_order_code)


def test_codes_differ_and_read_back() -> None:
    made = {new_order_code() for _ in range(500)}
    assert len(made) == 500
    assert all(read_order_code(code) == code for code in made)


@given(codes)
def test_people_type_them_their_own_way(code: str) -> None:
    assert read_order_code(code.replace("-", "").lower()) == code
    assert read_order_code(code.replace("0", "O").replace("1", "l").replace("-", " ")) == code


@given(codes, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_caught(code: str, at: int, letter: str) -> None:
    plain = code.replace("-", "")
    wrong = plain[:at] + letter + plain[at + 1 :]
    assert (read_order_code(wrong) is None) == (letter != plain[at])


@given(codes, st.integers(0, 10))
def test_two_swapped_neighbours_are_caught(code: str, at: int) -> None:
    plain = code.replace("-", "")
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    assert (read_order_code(swapped) is None) == (plain[at] != plain[at + 1])


def test_what_is_no_code() -> None:
    for text in ("", "K7M2", "T1-1-000042", "UUUU-UUUU-UUUU", "4006381333931"):
        assert read_order_code(text) is None
