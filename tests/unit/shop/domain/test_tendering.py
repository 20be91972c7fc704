"""Taking cash: what is due, what goes back, and the cash-rounding line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain.cash_rounding import CashRounding
from shop.domain.denominations import coins, counted_total, denominations, notes, quick_amounts
from shop.domain.money import Money
from shop.domain.tendering import Tendering
from shop.errors import Refusal

FIVE = CashRounding(5)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def test_one_note_gives_change() -> None:
    done = Tendering(eur(1998)).take_cash(eur(2000))
    assert done.settled
    assert done.change == eur(2)
    assert done.rounded_by == eur(0)
    assert done.cash_due == eur(0)


def test_cash_rounding_is_a_line_of_its_own() -> None:
    start = Tendering(eur(1998), FIVE)
    assert (start.due, start.cash_due) == (eur(1998), eur(2000))
    done = start.take_cash(eur(5000))
    assert done.settled
    assert done.rounded_by == eur(2)
    assert done.change == eur(3000)
    assert done.paid == eur(2000)


def test_a_part_first_then_the_rest() -> None:
    half = Tendering(eur(1998), FIVE).take_cash(eur(1000))
    assert not half.settled
    assert half.due == eur(998)
    done = half.take_cash(eur(1000))
    assert done.settled
    assert done.change == eur(0)
    assert len(done.tenders) == 2


def test_taken_back_is_as_before() -> None:
    start = Tendering(eur(1998), FIVE)
    assert start.take_cash(eur(2000)).take_back() == start
    with pytest.raises(Refusal, match="no_tender"):
        start.take_back()


def test_refused_amounts() -> None:
    start = Tendering(eur(1998))
    for wrong in (0, -5):
        with pytest.raises(Refusal, match="amount_not_positive"):
            start.take_cash(eur(wrong))
    with pytest.raises(Refusal, match="nothing_due"):
        start.take_cash(eur(2000)).take_cash(eur(1))


def test_two_cents_round_to_nothing_and_are_settled_by_nothing() -> None:
    done = Tendering(eur(2), FIVE).take_cash(eur(0))
    assert done.settled
    assert done.rounded_by == eur(-2)


def test_an_empty_total_needs_no_money() -> None:
    assert Tendering(eur(0)).settled


@given(
    st.integers(1, 10**6), st.sampled_from([1, 5, 10]), st.lists(st.integers(1, 10**6), max_size=6)
)
def test_tenders_always_add_up(total: int, step: int, given_amounts: list[int]) -> None:
    tendering = Tendering(eur(total), CashRounding(step))
    for amount in given_amounts:
        if tendering.settled:
            break
        tendering = tendering.take_cash(eur(amount))
    if not tendering.settled:
        tendering = tendering.take_cash(tendering.cash_due)
    assert tendering.paid == tendering.total + tendering.rounded_by
    assert abs(tendering.rounded_by.minor) <= step // 2
    assert tendering.change.minor >= 0


def test_quick_amounts_are_what_people_hand_over() -> None:
    assert [x.minor for x in quick_amounts(eur(2490))] == [2490, 2500, 3000, 4000]
    assert [x.minor for x in Tendering(eur(1998), FIVE).quick] == [2000, 5000, 10000, 20000]
    assert quick_amounts(eur(0)) == ()


def test_denominations() -> None:
    assert denominations("EUR") == (*notes("EUR"), *coins("EUR"))
    assert notes("JPY")[-1] == 5
    assert coins("JPY") == (2, 1)
    assert counted_total({1000: 2, 5: 3}, "EUR") == eur(2015)
