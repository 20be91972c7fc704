"""Rows become lines of a fixed width: nothing is lost, nothing is too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shop.devices import paper
from shop.devices.columns import Line, lines_of, wrap
from shop.devices.printable import code_text, printable


def test_amounts_stand_at_the_right_edge() -> None:
    (line,) = lines_of(paper.pair("Tea", "4.99"), 20)
    assert line.padded(20) == "Tea             4.99"


def test_a_long_name_wraps_before_its_amount() -> None:
    lines = list(lines_of(paper.pair("Earl Grey loose leaf tea in a tin", "1,234,567.89"), 32))
    assert [x.padded(32) for x in lines] == [
        "Earl Grey loose",
        "leaf tea in a tin   1,234,567.89",
    ]


def test_an_amount_as_wide_as_the_paper_has_its_own_line() -> None:
    lines = list(lines_of(paper.pair("TOTAL", "1,234,567.89 EUR", large=True), 32))
    assert [x.padded(16) for x in lines] == ["TOTAL", "1,234,567.89 EUR"]


def test_other_rows() -> None:
    assert list(lines_of(paper.RULE, 5)) == [Line("-----")]
    assert list(lines_of(paper.SPACE, 5)) == [Line("")]
    assert list(lines_of(paper.center("a b c", strong=True), 3)) == [
        Line("a b", "", "center", True),
        Line("c", "", "center", True),
    ]


def test_a_word_longer_than_the_paper_is_broken_and_indents_are_kept() -> None:
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrap("x abcdefgh y", 4) == ["x", "abcd", "efgh", "y"]
    assert wrap("  two words here", 8) == ["  two", "  words", "  here"]
    assert wrap("", 8) == [""]
    assert wrap("   ", 8) == ["   "]


@given(
    st.text(max_size=200), st.text(st.characters(codec="ascii"), max_size=14), st.integers(24, 48)
)
def test_lines_fit_and_every_letter_is_there(name: str, amount: str, columns: int) -> None:
    row = paper.pair(name, amount)
    lines = list(lines_of(row, columns))
    assert all(len(x.left) + len(x.right) <= columns for x in lines)
    said = "".join(x.left + x.right for x in lines)
    wanted = printable(name) + printable(amount)
    assert "".join(said.split()) == "".join(wanted.split())


@given(st.text(max_size=300))
def test_nothing_a_name_contains_is_a_command(name: str) -> None:
    shown = printable(name)
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
    assert not any(0x202A <= ord(letter) <= 0x202E for letter in shown)
    assert all("!" <= letter <= "~" for letter in code_text(name))


def test_control_bytes_are_dropped_not_shown() -> None:
    assert printable("Tea\x1bp\x00\x19\xfa\n2") == "Teapú 2"
    assert printable("a\u202eb\u00a0c\u2212d") == "ab c-d"
    assert printable("a\u2028b\u2029c\u3000d") == "a b c d"
