"""What is true of every priced basket."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shop.domain.money import Money
from shop.domain.pricing import (
    LineInput,
    PricedDocument,
    PricingContext,
    PricingMemory,
    PromotionIndex,
    price,
)
from shop.domain.promotions import Promotion, Stacking
from shop.domain.refunds import refund_share
from tests.pricing_shop import TAXES, baskets, contexts, here, priced, promotions

quick = settings(max_examples=40)
thorough = settings(max_examples=100)
ANY_DEALS = st.lists(promotions(Stacking, exclusive=True), max_size=6, unique_by=lambda p: p.id)
BEST_DEALS = st.lists(promotions(exclusive=True), max_size=4, unique_by=lambda p: p.id)


@quick
@given(baskets(returns=True), ANY_DEALS, contexts())
def test_parts_sum_to_the_whole(
    lines: list[LineInput], deals: list[Promotion], context: PricingContext
) -> None:
    document = priced(lines, *deals, context=context)
    zero = Money.zero("EUR")
    assert document.total == sum((one.total for one in document.lines), zero)
    assert document.net == sum((one.net for one in document.lines), zero)
    assert document.tax == sum((row.amount for row in document.taxes), zero)
    late = zero
    for one in document.lines:
        after = sum((d.amount for d in one.discounts if not d.before_tax), zero)
        late += after
        assert one.total == one.net + sum((tax.amount for tax in one.taxes), zero) - after
    assert document.total == document.net + document.tax - late
    for row in document.taxes:
        parts = [
            t
            for one in document.lines
            for t in one.taxes
            if (t.code, t.rate) == (row.code, row.rate)
        ]
        assert row.amount == sum((t.amount for t in parts), zero)
        assert row.base == sum((t.base for t in parts), zero)


@quick
@given(baskets(), ANY_DEALS, contexts())
def test_nothing_costs_less_than_nothing(
    lines: list[LineInput], deals: list[Promotion], context: PricingContext
) -> None:
    for one in priced(lines, *deals, context=context).lines:
        assert one.total >= Money(-1, "EUR")  # rounding per document may move one unit
        assert all(d.amount > Money.zero("EUR") for d in one.discounts)


@quick
@given(baskets(), ANY_DEALS, contexts(), st.randoms(use_true_random=False))
def test_the_order_of_scanning_does_not_matter(
    lines: list[LineInput], deals: list[Promotion], context: PricingContext, chance: object
) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one = priced(lines, *deals, context=context)
    other = priced(shuffled, *deals, context=context)
    assert (one.total, one.net, one.taxes, one.saved) == (
        other.total,
        other.net,
        other.taxes,
        other.saved,
    )


@thorough
@given(baskets(manual=False), BEST_DEALS, promotions(exclusive=True))
def test_one_more_best_deal_never_costs_more(
    lines: list[LineInput], deals: list[Promotion], more: Promotion
) -> None:
    assume(all(more.id != one.id for one in deals))
    plain = [_untaxed(one) for one in lines]
    assert priced(plain, *deals, more).total <= priced(plain, *deals).total


def _untaxed(one: LineInput) -> LineInput:
    """Tax that comes on top is rounded per line, which could hide a unit either way."""
    return LineInput(
        one.line_id,
        one.sku,
        one.quantity,
        one.unit_price,
        categories=one.categories,
        brand=one.brand,
        groups=one.groups,
        discountable=one.discountable,
    )


@quick
@given(baskets(returns=True), ANY_DEALS, contexts())
def test_pricing_twice_is_the_same_and_survives_json(
    lines: list[LineInput], deals: list[Promotion], context: PricingContext
) -> None:
    document = priced(lines, *deals, context=context)
    assert priced(lines, *reversed(deals), context=context) == document
    assert msgspec.json.decode(msgspec.json.encode(document), type=PricedDocument) == document


@quick
@given(baskets(), ANY_DEALS, contexts(), st.data())
def test_memory_changes_nothing_but_the_time(
    lines: list[LineInput], deals: list[Promotion], context: PricingContext, data: st.DataObject
) -> None:
    """Lines come, go and change; with a memory every step prices as if there were none."""
    index, memory = PromotionIndex(deals), PricingMemory()
    steps = data.draw(st.lists(st.lists(st.sampled_from(lines), unique_by=_id), max_size=4))
    for step in [lines[:1], lines, *steps]:
        assert price(step, context, index, TAXES, memory) == price(step, context, index, TAXES)


def _id(one: LineInput) -> str:
    return one.line_id


@quick
@given(baskets(), ANY_DEALS, contexts(), st.data())
def test_refunds_in_parts_give_back_what_was_paid(
    lines: list[LineInput], deals: list[Promotion], context: PricingContext, data: st.DataObject
) -> None:
    for one in priced(lines, *deals, context=context).lines:
        cuts = data.draw(st.lists(st.integers(1, 999), max_size=3, unique=True))
        marks = [one.quantity * Decimal(cut) / 1000 for cut in sorted(cuts)]
        back = Money.zero("EUR")
        for before, after in pairwise([Decimal(0), *marks, one.quantity]):
            share = refund_share(one, after - before, before)
            back += share.total
            assert abs(back) <= abs(one.total)
        assert back == one.total


def test_context_without_anything() -> None:
    assert priced([], context=here()).total == Money.zero("EUR")
