"""Any history of returns, at any hour and in any pieces, pays back no more than was paid (I7)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shop.actions.plan_return import ReturnWish
from shop.domain.facts import Return
from shop.errors import Refusal
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, Floor

wishes = st.lists(st.tuples(st.sampled_from(["1", "2"]), st.integers(1, 4)), min_size=1, max_size=2)


@settings(deadline=None, max_examples=60)
@given(
    tea=st.integers(1, 7),
    mugs=st.integers(1, 3),
    country=st.sampled_from(["DE", "SK"]),
    history=st.lists(wishes, max_size=8),
)
def test_never_above_what_was_paid(
    tea: int, mugs: int, country: str, history: list[list[tuple[str, int]]]
) -> None:
    floor = Floor(country)
    floor.central.online = False
    shift = floor.open()
    done = floor.sell(shift, tea=tea, mugs=mugs)
    paid = done.receipt.to_pay.minor
    sold = {"1": tea, "2": mugs}
    back = dict.fromkeys(sold, 0)
    cash = 0
    refused: set[str] = set()
    for wish in [*history, [("1", tea)], [("2", mugs)]]:
        found = floor.find.by_text(done.receipt.number).result(0)
        lines = [ReturnWish(line, Decimal(count), "x") for line, count in wish]
        try:
            act = floor.accept(found, lines, shift=shift, who=CASHIER, approver=MANAGER)
        except Refusal as refusal:
            refused.add(refusal.code)
            continue
        fact = act.result(0).recorded.fact
        assert isinstance(fact, Return)
        cash += act.result(0).cash.minor
        total = sum(x.refund.minor for x in fact.lines)
        assert sum(x.amount.minor for x in fact.refunds) == -total + fact.rounding.minor
        for line, count in wish:
            back[line] += count
        assert all(back[line] <= sold[line] for line in sold)
        assert cash <= paid
    assert refused <= {"return_too_many", "line_twice"}
    if back == sold:
        assert cash == paid
