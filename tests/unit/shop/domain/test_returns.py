"""Refunds: any history of returns stays within what was paid, line by line and in coins."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shop.domain.cash_rounding import NO_ROUNDING, CashRounding
from shop.domain.money import Money
from shop.domain.returns import OfflineCaps, Payout, pay_out, refund_share, running_share
from shop.domain.tender import Tender, TenderKind

CASH, ONLINE = TenderKind.CASH, TenderKind.ONLINE


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def paid_back(payout: Payout, kind: TenderKind | None = None) -> int:
    return -sum(t.amount.minor for t in payout.refunds if kind in (None, t.kind))


def test_three_for_a_euro_come_back_to_the_cent() -> None:
    parts = [refund_share(eur(100), Decimal(3), Decimal(n), Decimal(1)).minor for n in range(3)]
    assert parts == [33, 33, 34]
    assert running_share(eur(100), Decimal(3), Decimal(4)) == eur(100)


@given(
    total=st.integers(0, 10**6),
    pieces=st.lists(st.integers(1, 5000), min_size=1, max_size=12),
    kept=st.integers(0, 5000),
)
def test_shares_never_exceed_the_line_and_a_full_return_gives_all(
    total: int, pieces: list[int], kept: int
) -> None:
    quantity = Decimal(sum(pieces) + kept) / 1000
    before, given_back = Decimal(0), 0
    for piece in pieces:
        back = Decimal(piece) / 1000
        share = refund_share(eur(total), quantity, before, back).minor
        assert share >= 0
        given_back += share
        before += back
    assert given_back <= total
    if not kept:
        assert given_back == total


@given(
    paid=st.lists(
        st.tuples(st.sampled_from([CASH, ONLINE]), st.integers(1, 5000)), min_size=1, max_size=4
    ),
    cuts=st.lists(st.integers(0, 20000), max_size=8),
    step=st.sampled_from([1, 5, 10, 500]),
)
def test_histories_of_refunds_never_pay_back_more_than_each_tender_paid(
    paid: list[tuple[TenderKind, int]], cuts: list[int], step: int
) -> None:
    tenders = [(kind, eur(minor)) for kind, minor in paid]
    total = sum(minor for _, minor in paid)
    marks = sorted({0, total, *(cut % (total + 1) for cut in cuts)})
    sums = dict.fromkeys((CASH, ONLINE), 0)
    for start, end in pairwise(marks):
        payout = pay_out(tenders, eur(start), eur(end - start), CashRounding(step))
        assert paid_back(payout) == end - start - payout.rounding.minor
        for kind in sums:
            back = paid_back(payout, kind)
            assert back >= 0
            sums[kind] += back
    for kind, back in sums.items():
        assert back <= sum(minor for of, minor in paid if of is kind)
    assert sums[ONLINE] == sum(minor for of, minor in paid if of is ONLINE)


def test_money_goes_back_to_the_tenders_in_their_order() -> None:
    payout = pay_out([(ONLINE, eur(1000)), (CASH, eur(500))], eur(0), eur(1200), NO_ROUNDING)
    assert payout.refunds == (
        Tender(ONLINE, eur(-1000), eur(-1000)),
        Tender(CASH, eur(-200), eur(-200)),
    )
    rest = pay_out([(ONLINE, eur(1000)), (CASH, eur(500))], eur(1200), eur(300), NO_ROUNDING)
    assert rest.refunds == (Tender(CASH, eur(-300), eur(-300)),)


def test_cash_goes_back_in_coins_that_exist_as_it_came() -> None:
    """Paid 10.00 for 9.98: all of it back is 10.00, and two halves are no more."""
    five = CashRounding(5)
    whole = pay_out([(CASH, eur(1000))], eur(0), eur(998), five)
    assert paid_back(whole) == 1000
    assert whole.rounding == eur(-2)
    halves = [pay_out([(CASH, eur(1000))], eur(start), eur(499), five) for start in (0, 499)]
    assert [paid_back(half) for half in halves] == [500, 500]


def test_rounded_down_at_the_till_is_rounded_down_at_the_return() -> None:
    """Paid 10.00 for 10.02."""
    payout = pay_out([(CASH, eur(1000))], eur(0), eur(1002), CashRounding(5))
    assert paid_back(payout) == 1000
    assert payout.rounding == eur(2)


def test_nothing_refunded_is_no_tender() -> None:
    assert pay_out([(CASH, eur(1000))], eur(0), eur(0), NO_ROUNDING).refunds == ()


def test_offline_caps_are_asked_in_order() -> None:
    caps = OfflineCaps(eur(5000), 2)
    assert caps.objection(eur(5000), own_store=True, today=1) is None
    assert caps.objection(eur(1), own_store=False, today=0) == "return_other_store"
    assert caps.objection(eur(5001), own_store=True, today=0) == "return_over_limit"
    assert caps.objection(eur(1), own_store=True, today=2) == "return_too_many_today"
    assert OfflineCaps(None, 1).objection(eur(10**9), own_store=True, today=0) is None
