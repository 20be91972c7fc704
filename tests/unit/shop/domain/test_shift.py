"""A shift's figures: expected = float + in − out, whatever happened in between (I9)."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shop.domain.facts import (
    CashMoved,
    CashReason,
    Condition,
    Fact,
    HandedOver,
    Proof,
    Recorded,
    Reprinted,
    Return,
    ReturnedLine,
    Sale,
    ShiftOpened,
)
from shop.domain.money import Money
from shop.domain.pricing import PricedDocument, TaxTotal
from shop.domain.shift import empty_totals, shift_name, shift_totals, where_begun
from shop.domain.tax import TaxKind
from shop.domain.tender import Tender, TenderKind

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def recorded(*facts: Fact) -> list[Recorded]:
    return [
        Recorded("00" * 16, "T1", 1, seq, "0" * 64, fact.KIND, "2026-11-21", AT, "anna", fact)
        for seq, fact in enumerate(facts, start=1)
    ]


def opened(minor: int = 10000, shift: str = "A") -> ShiftOpened:
    return ShiftOpened(shift, eur(minor), {})


def sale(total: int, given_back: int = 0, rounding: int = 0, shift: str = "A") -> Sale:
    tax = TaxTotal(
        "V19",
        "VAT 19",
        Decimal(19),
        TaxKind.PERCENT,
        True,
        eur(total - total // 6),
        eur(total // 6),
    )
    document = PricedDocument(
        "EUR", (), (tax,), eur(total - total // 6), eur(total // 6), eur(total), eur(0)
    )
    cash = Tender(TenderKind.CASH, eur(total + rounding), eur(total + rounding + given_back))
    return Sale("R1", shift, (), document, (cash,), eur(rounding))


def back(refund: int, kind: TenderKind = TenderKind.CASH, shift: str = "A") -> Return:
    line = ReturnedLine("1", "TEA-1", "Tea", Decimal(1), eur(refund), "faulty", Condition.PUT_BACK)
    tenders = (Tender(kind, eur(-refund), eur(-refund)),)
    return Return("R2", shift, (line,), tenders, eur(0), Proof.RECEIPT_SLIP, "R1")


def moved(reason: CashReason, minor: int, shift: str = "A") -> CashMoved:
    return CashMoved(shift, reason, eur(minor))


def test_a_day_at_the_drawer() -> None:
    totals = shift_totals(
        recorded(
            opened(10000),
            sale(1998, given_back=3000, rounding=2),
            HandedOver("O1", (), "R3", Proof.ORDER_SLIP, (), sale(600)),
            HandedOver("O2", (), "R4", Proof.ORDER_SLIP),
            back(500),
            back(300, TenderKind.ONLINE),
            moved(CashReason.IN, 5000),
            moved(CashReason.OUT, -1500),
            moved(CashReason.DROP, -8000),
            moved(CashReason.NO_SALE, 0),
            Reprinted("R1", 1),
        ),
        "A",
        "EUR",
    )
    assert totals.expected == eur(10000 + 2000 + 600 - 500 + 5000 - 1500 - 8000)
    assert (totals.sales, totals.returns, totals.hand_overs, totals.no_sales) == (2, 2, 2, 1)
    assert totals.gross == eur(2598)
    assert totals.refunded == eur(800)
    assert totals.refunded_online == eur(300)
    assert totals.rounding == eur(2)
    assert totals.taxes == (("VAT 19", eur(1998 // 6 + 600 // 6)),)


def test_other_shifts_do_not_count() -> None:
    totals = shift_totals(
        recorded(
            opened(1, "B"),
            sale(100, shift="B"),
            back(100, shift="B"),
            moved(CashReason.IN, 100, "B"),
            HandedOver("O1", (), "R3", Proof.ORDER_SLIP, (), sale(600, shift="B")),
        ),
        "A",
        "EUR",
    )
    assert totals == empty_totals("EUR")


facts = st.one_of(
    st.builds(sale, st.integers(0, 10**6), st.integers(0, 5000), st.integers(-2, 2)),
    st.builds(back, st.integers(0, 5000), st.sampled_from(list(TenderKind))),
    st.builds(moved, st.just(CashReason.IN), st.integers(0, 10**6)),
    st.builds(
        moved,
        st.sampled_from([CashReason.OUT, CashReason.DROP]),
        st.integers(0, 10**6).map(lambda minor: -minor),
    ),
    st.just(moved(CashReason.NO_SALE, 0)),
)


@given(st.integers(0, 10**6), st.lists(facts, max_size=30))
def test_expected_is_float_plus_in_minus_out_in_any_order(float_: int, made: list[Fact]) -> None:
    expected = float_
    for fact in made:
        match fact:
            case Sale(tenders=tenders) | Return(refunds=tenders):
                expected += sum(
                    t.given.minor - t.change.minor for t in tenders if t.kind is TenderKind.CASH
                )
            case CashMoved(amount=amount):
                expected += amount.minor
            case _:
                raise AssertionError(fact)
    totals = shift_totals(recorded(opened(float_), *made), "A", "EUR")
    assert totals.expected.minor == expected
    again = shift_totals(recorded(*reversed(made), opened(float_)), "A", "EUR")
    assert again == totals


def test_a_shift_says_where_it_began() -> None:
    assert where_begun(shift_name("T0001", 2, 118), "T0001") == (2, 118)
    long = f"T0001-1-{9**40}"
    for other in ("", "shift1", "T0001-2", "T0001-2-", "T0001-02-1", "T0002-1-5", long):
        assert where_begun(other, "T0001") == (0, 0)
