"""Every kind of promotion by itself, and what is said about it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from shop.domain.goods import Goods
from shop.domain.pricing import LineInput, ManualDiscount, ManualKind
from shop.domain.promotions import (
    Benefit,
    BenefitKind,
    BundlePart,
    Hours,
    Pick,
    Promotion,
    PromotionKind,
    Same,
    Stacking,
    Tier,
    sound,
)
from shop.domain.sentences import explanation_text, reason_text
from tests.pricing_shop import at_price, deal, here, line, off, priced, savings, told, total

TEA = Goods(categories=("tea",))


def tea(line_id: str, unit_price: str, quantity: str = "1", **more: object) -> LineInput:
    return line(line_id, unit_price, quantity, categories=("tea",), **more)


@pytest.mark.parametrize(
    ("kind", "value", "saved"),
    [
        (PromotionKind.PERCENT, "10", "1.20"),
        (PromotionKind.PERCENT, "150", "11.97"),
        (PromotionKind.AMOUNT, "1.50", "4.50"),
        (PromotionKind.AMOUNT, "9", "11.97"),
        (PromotionKind.FIXED_PRICE, "3", "2.97"),
        (PromotionKind.FIXED_PRICE, "5", None),
        (PromotionKind.AMOUNT_ACROSS, "2.50", "2.50"),
    ],
)
def test_simple_kinds(kind: PromotionKind, value: str, saved: str | None) -> None:
    document = priced([line("a", "3.99", "3")], deal("d", kind, value=value))
    assert savings(document) == ({"a": saved} if saved else {})


def test_weighed_goods_bear_prices_by_weight() -> None:
    cheese = line("cheese", "19.90", "0.385")
    assert savings(priced([cheese], deal("p", PromotionKind.PERCENT, value="10"))) == {
        "cheese": "0.77"
    }
    assert savings(priced([cheese], deal("f", PromotionKind.FIXED_PRICE, value="15"))) == {
        "cheese": "1.88"
    }


def test_caps_per_line_per_document_and_by_amount() -> None:
    lines = [line("a", "2", "5"), line("b", "4", "5")]
    percent = PromotionKind.PERCENT
    assert savings(priced(lines, deal("d", percent, value="50", max_units_per_line=1))) == {
        "a": "1.00",
        "b": "2.00",
    }
    assert savings(priced(lines, deal("d", percent, value="50", max_units=6))) == {
        "a": "5.00",
        "b": "2.00",
    }
    dearest = deal("d", percent, value="50", max_units=6, pick=Pick.DEAREST)
    assert savings(priced(lines, dearest)) == {"a": "1.00", "b": "10.00"}
    assert savings(priced(lines, deal("d", percent, value="50", max_amount="6"))) == {
        "a": "2.00",
        "b": "4.00",
    }


def test_amount_across_is_spread_by_value_and_keeps_the_share_of_capped_units() -> None:
    lines = [line("a", "10"), line("b", "10", "2")]
    assert savings(priced(lines, deal("d", PromotionKind.AMOUNT_ACROSS, value="3"))) == {
        "a": "1.00",
        "b": "2.00",
    }
    capped = deal("d", PromotionKind.AMOUNT_ACROSS, value="3", max_units_per_line=1)
    assert savings(priced(lines, capped)) == {"a": "1.00", "b": "1.00"}
    assert total(priced(lines, deal("d", PromotionKind.AMOUNT_ACROSS, value="99"))) == "0.00"


def buy(x: int, y: int, identity: str = "d", **more: object) -> Promotion:
    return deal(identity, PromotionKind.BUY_X_GET_Y, buy_quantity=x, get_quantity=y, **more)


@pytest.mark.parametrize(
    ("quantity", "saved"),
    [("2", {}), ("3", {"a": "4.00"}), ("5", {"a": "4.00"}), ("6", {"a": "8.00"})],
)
def test_buy_two_get_one(quantity: str, saved: dict[str, str]) -> None:
    assert savings(priced([line("a", "4", quantity)], buy(2, 1))) == saved


def test_the_cheapest_is_free_or_the_dearest_left() -> None:
    lines = [tea("a", "2"), tea("b", "4"), tea("c", "6")]
    assert savings(priced(lines, buy(2, 1, goods=TEA))) == {"a": "2.00"}
    assert savings(priced(lines, buy(2, 1, goods=TEA, pick=Pick.DEAREST))) == {"a": "2.00"}
    assert savings(priced(lines, buy(1, 1, goods=TEA, pick=Pick.DEAREST))) == {"b": "4.00"}
    largest = [tea("a", "2", "9"), tea("b", "4")]
    assert savings(priced(largest, buy(1, 1, goods=TEA, pick=Pick.LARGEST_LINE, max_units=1))) == {
        "a": "2.00"
    }


def test_what_must_be_the_same() -> None:
    lines = [
        line("a", "2", "2", sku="s1", groups=("g",)),
        line("b", "4", "1", sku="s2", groups=("g",)),
        line("c", "6", "1", sku="s3"),
    ]
    assert savings(priced(lines, buy(1, 1, same=Same.SKU))) == {"a": "2.00"}
    assert savings(priced(lines, buy(2, 1, same=Same.GROUP))) == {"a": "2.00"}
    assert savings(priced(lines, buy(3, 1, same=Same.ANY))) == {"a": "2.00"}


def test_buy_here_get_there_at_a_percentage_a_price_or_an_amount() -> None:
    lines = [line("printer", "99"), line("ink", "20", "3")]
    for benefit, saved in ((off("50"), "10.00"), (at_price("5"), "15.00")):
        one = buy(1, 1, buy=Goods(skus=("printer",)), goods=Goods(skus=("ink",)), benefit=benefit)
        assert savings(priced(lines, one)) == {"ink": saved}
    amount = Benefit(BenefitKind.AMOUNT, Decimal(3))
    twice = buy(1, 2, buy=Goods(skus=("printer",)), goods=Goods(skus=("ink",)), benefit=amount)
    assert savings(priced(lines, twice)) == {"ink": "6.00"}


def test_units_are_not_used_twice() -> None:
    """Of seven, three are bought with three got; the last is full price."""
    assert savings(priced([line("a", "1", "7")], buy(1, 1))) == {"a": "3.00"}
    assert savings(priced([line("a", "1", "7")], buy(1, 1, max_units=2))) == {"a": "2.00"}


MEAL = (BundlePart(Goods(skus=("bun",))), BundlePart(Goods(skus=("cola",)), 2))


@pytest.mark.parametrize(
    ("benefit", "saved"),
    [
        (at_price("5"), {"bun": "1.14", "cola": "0.86"}),
        (off("10"), {"bun": "0.40", "cola": "0.30"}),
        (Benefit(BenefitKind.AMOUNT, Decimal("0.70")), {"bun": "0.40", "cola": "0.30"}),
        (at_price("9"), {}),
    ],
)
def test_bundle(benefit: Benefit, saved: dict[str, str]) -> None:
    lines = [line("bun", "4", "2"), line("cola", "1.50", "3")]
    meal = deal("d", PromotionKind.BUNDLE, parts=MEAL, benefit=benefit)
    assert savings(priced(lines, meal)) == saved


def test_bundles_repeat_up_to_their_cap() -> None:
    lines = [line("bun", "4", "3"), line("cola", "1.50", "6")]
    meal = deal("d", PromotionKind.BUNDLE, parts=MEAL, benefit=at_price("5"))
    assert total(priced(lines, meal)) == "15.00"
    once = deal("d", PromotionKind.BUNDLE, parts=MEAL, benefit=at_price("5"), max_units=5)
    assert total(priced(lines, once)) == "19.00"


def tiers(*steps: Tier, **more: object) -> Promotion:
    return deal("d", PromotionKind.TIERS, tiers=steps, **more)


@pytest.mark.parametrize(
    ("quantity", "price"), [("2", "4.00"), ("3", "5.40"), ("5", "9.00"), ("6", "9.60")]
)
def test_tiers_per_unit(quantity: str, price: str) -> None:
    steps = tiers(Tier(3, off("10")), Tier(6, off("20")))
    assert total(priced([line("a", "2", quantity)], steps)) == price


@pytest.mark.parametrize(
    ("quantity", "price"), [("1", "4.00"), ("2", "7.00"), ("3", "10.00"), ("8", "27.00")]
)
def test_grouped_tiers_are_the_price_of_the_group(quantity: str, price: str) -> None:
    steps = tiers(Tier(2, at_price("7"), grouped=True), Tier(3, at_price("10"), grouped=True))
    assert total(priced([line("a", "4", quantity)], steps)) == price


def test_tiers_count_by_weight_and_stop_at_the_cap() -> None:
    by_weight = tiers(Tier(2, off("10")))
    assert total(priced([line("a", "10", "2.5")], by_weight)) == "22.50"
    assert total(priced([line("a", "10", "4")], tiers(Tier(2, off("10")), max_units=3))) == "37.00"
    grouped = tiers(Tier(2, at_price("15"), grouped=True), max_units=3)
    assert total(priced([line("a", "10", "4")], grouped)) == "35.00"


def test_a_capped_tier_leaves_the_next_line_alone() -> None:
    lines = [line("a", "10", "2"), line("b", "5", "2")]
    assert total(priced(lines, tiers(Tier(2, off("10")), max_units=2))) == "28.00"


@pytest.mark.parametrize(
    ("promotion", "context", "code"),
    [
        ({"weekdays": (1, 2)}, {}, "other_weekday"),
        ({"weekdays": (6,)}, {}, None),
        ({"hours": (Hours(time(17), time(19)),)}, {}, "other_hours"),
        ({"hours": (Hours(time(22), time(13)),)}, {}, None),
        ({"hours": (Hours(time(22), time(11)),)}, {}, "other_hours"),
        ({"channels": ("web",)}, {"channel": "till"}, "other_channel"),
        ({"channels": ("web",)}, {"channel": "web"}, None),
        ({"stores": ("S1",)}, {"store": "S2"}, "other_store"),
        ({"customer_groups": ("staff",)}, {}, "other_customer_group"),
        ({"customer_groups": ("staff",)}, {"customer_groups": frozenset({"staff"})}, None),
        ({"coupon": "TEN"}, {}, "coupon_missing"),
        ({"coupon": "TEN"}, {"coupons": frozenset({"TEN"})}, None),
        (
            {"coupon": "TEN", "coupon_single_use": True},
            {"coupons": frozenset({"TEN"})},
            "coupon_missing",
        ),
        (
            {"coupon": "TEN", "coupon_single_use": True},
            {"coupons": frozenset({"TEN-7", "X"})},
            None,
        ),
        ({"valid_from": datetime(2026, 11, 22)}, {}, "out"),
        ({"valid_to": datetime(2026, 11, 20, tzinfo=UTC)}, {}, "out"),
        ({"valid_from": datetime(2026, 11, 20), "valid_to": datetime(2026, 11, 22)}, {}, None),
        ({"min_spend": "20.01"}, {}, "spend_more"),
        ({"min_spend": "20"}, {}, None),
        ({"min_quantity": "2.5"}, {}, "buy_more"),
        ({"min_quantity": "2"}, {}, None),
    ],
)
def test_circumstances(
    promotion: dict[str, object], context: dict[str, object], code: str | None
) -> None:
    """Deals out of date are not spoken of."""
    ten = deal("d", PromotionKind.PERCENT, value="10", goods=Goods(skus=("a",)), **promotion)
    document = priced([line("a", "10", "2")], ten, context=here(**context))
    codes = [one.code for one in document.lines[0].explanation]
    assert codes == (["percent"] if code is None else [] if code == "out" else [code])
    assert total(document) == ("18.00" if code is None else "20.00")


def test_the_coupon_shown_is_named() -> None:
    ten = deal("d", PromotionKind.PERCENT, value="10", coupon="TEN", coupon_single_use=True)
    document = priced([line("a", "10")], ten, context=here(coupons=frozenset({"TEN-9", "TEN-3"})))
    assert document.lines[0].discounts[0].params == {"percent": "10", "coupon": "TEN-3"}


def test_a_promotion_gives_its_own_reason() -> None:
    old = deal("d", PromotionKind.PERCENT, value="10", reason={"en": "last year's model"})
    assert priced([line("a", "10")], old).lines[0].discounts[0].words == {"en": "last year's model"}


def test_thresholds_may_count_other_goods() -> None:
    ten = deal(
        "d", PromotionKind.PERCENT, value="10", goods=TEA, min_spend="30", threshold_goods=Goods()
    )
    assert total(priced([tea("a", "10"), line("b", "19.99")], ten)) == "29.99"
    assert total(priced([tea("a", "10"), line("b", "20")], ten)) == "29.00"
    none_counted = deal(
        "d", PromotionKind.PERCENT, value="10", min_spend="1", threshold_goods=Goods(skus=("z",))
    )
    assert total(priced([line("b", "20")], none_counted)) == "20.00"


def test_the_best_deal_wins_and_the_loser_says_so() -> None:
    document = priced(
        [line("a", "10", "3", brand="x")],
        deal("p", PromotionKind.PERCENT, value="20", goods=Goods(brands=("x",))),
        buy(2, 1, "q", goods=Goods(skus=("a",))),
    )
    assert total(document) == "20.00"
    assert told(document.lines[0]) == [
        ("applied", "q", "buy_x_get_y"),
        ("not", "p", "other_better"),
    ]


def test_priority_comes_before_saving_for_deals_that_come_first() -> None:
    lines = [line("a", "10")]
    little = deal("s", PromotionKind.PERCENT, value="5", stacking=Stacking.FIRST, priority=1)
    more = deal("t", PromotionKind.PERCENT, value="7", stacking=Stacking.FIRST)
    best = deal("u", PromotionKind.PERCENT, value="50")
    assert total(priced(lines, little, more, best)) == "9.50"


def test_stacking_comes_on_top_by_priority() -> None:
    lines = [line("a", "100")]
    best = deal("b", PromotionKind.PERCENT, value="10")
    five = deal("c", PromotionKind.AMOUNT_ACROSS, value="5", stacking=Stacking.STACK, priority=1)
    half = deal("a", PromotionKind.PERCENT, value="50", stacking=Stacking.STACK)
    assert total(priced(lines, best, five, half)) == "42.50"


def test_exclusive_deals_stay_alone() -> None:
    lines = [line("a", "100")]
    alone = deal("x", PromotionKind.PERCENT, value="20", exclusive=True)
    top = deal("y", PromotionKind.PERCENT, value="10", stacking=Stacking.STACK)
    assert total(priced(lines, alone, top)) == "80.00"
    weaker = deal("x", PromotionKind.PERCENT, value="5", exclusive=True)
    assert total(priced(lines, weaker, top)) == "90.00"
    closing = deal("z", PromotionKind.PERCENT, value="10", stacking=Stacking.STACK, exclusive=True)
    assert total(priced(lines, alone, closing)) == "80.00"
    assert total(priced(lines, closing)) == "90.00"
    group = buy(1, 1, "g", exclusive=True)
    assert total(priced([line("a", "10", "2")], group, top)) == "10.00"


def test_many_deals_on_the_same_goods_still_find_a_good_plan() -> None:
    lines = [tea(f"t{n}", f"{n}.00", "2") for n in range(1, 9)]
    deals = [
        deal(
            f"b{n}",
            PromotionKind.BUNDLE,
            parts=(BundlePart(Goods(skus=(f"t{n}",))), BundlePart(Goods(skus=(f"t{n + 1}",)))),
            benefit=off("30"),
        )
        for n in range(1, 8)
    ]
    assert Decimal(total(priced(lines, *deals))) <= Decimal("51.80")


def pair(identity: str, one: str, other: str, percent: str) -> Promotion:
    parts = (BundlePart(Goods(skus=(one,))), BundlePart(Goods(skus=(other,))))
    return deal(identity, PromotionKind.BUNDLE, parts=parts, benefit=off(percent))


def test_deals_that_others_tie_together_are_decided_together() -> None:
    """a+b and c+d share nothing, but b+c would break both; the two beat the one."""
    lines = [line(sku, "10") for sku in "abcd"]
    chain = (pair("1", "a", "b", "10"), pair("2", "c", "d", "10"), pair("3", "b", "c", "15"))
    assert total(priced(lines, *chain)) == "36.00"
    assert total(priced(lines, *chain, pair("4", "b", "c", "25"))) == "35.00"


def test_the_best_of_each_unit_counts_against_the_groups() -> None:
    """a+c at 25 % saves 5.00; then b+c at 12 % saves 2.40, where b alone would save 2.00."""
    lines = [line("a", "10"), line("b", "10"), line("c", "10", "2")]
    apart = deal("p", PromotionKind.PERCENT, value="20", goods=Goods(skus=("a", "b")))
    groups = (pair("1", "a", "b", "10"), pair("2", "b", "c", "12"), pair("3", "a", "c", "25"))
    assert total(priced(lines, apart, *groups)) == "32.60"
    assert total(priced(lines, apart, groups[0])) == "36.00"


def test_amounts_on_goods_that_are_taken_find_nothing() -> None:
    first = {"value": "5", "stacking": Stacking.FIRST}
    one = deal("a", PromotionKind.AMOUNT_ACROSS, **first)
    other = deal("b", PromotionKind.AMOUNT_ACROSS, **first)
    assert total(priced([line("x", "20")], one, other)) == "15.00"


def test_a_cap_that_is_not_reached_changes_nothing() -> None:
    capped = deal("d", PromotionKind.PERCENT, value="10", max_amount="5")
    assert total(priced([line("x", "20")], capped)) == "18.00"


def test_nearly() -> None:
    document = priced([line("a", "2.50", "2")], buy(2, 1, goods=Goods(skus=("a",))))
    near = document.lines[0].explanation[0]
    assert explanation_text(near) == "nearly: Deal d – buy 1 more and save 2.50"
    far = priced([line("a", "2.50", "1")], buy(2, 1, goods=Goods(skus=("a",)))).lines[0]
    assert told(far) == [("not", "d", "buy_more")]


def test_nothing_is_promised_where_another_deal_already_saves() -> None:
    group = buy(2, 1, goods=Goods(skus=("a",)))
    half = deal("h", PromotionKind.PERCENT, value="50", goods=Goods(skus=("a",)))
    one = priced([line("a", "2.50", "2")], group, half).lines[0]
    assert told(one) == [("applied", "h", "percent"), ("not", "d", "buy_more")]
    assert one.explanation[1].params == {"units": "1"}
    top = deal("t", PromotionKind.AMOUNT, value="0.10", stacking=Stacking.STACK)
    on_top = priced([line("a", "2.50", "2")], group, top).lines[0]
    assert ("nearly", "d", "buy_more") in told(on_top)


def test_nearly_here_and_there() -> None:
    one = buy(2, 2, buy=Goods(skus=("a",)), goods=Goods(skus=("b",)))
    short_of_b = priced([line("a", "1", "2"), line("b", "3", "1")], one)
    assert told(short_of_b.lines[1]) == [("nearly", "d", "get_more")]
    short_of_a = priced([line("a", "1", "1"), line("b", "3", "2")], one)
    assert told(short_of_a.lines[0]) == [("nearly", "d", "buy_more")]
    neither = priced([line("a", "1", "1"), line("b", "3", "1")], one)
    assert told(neither.lines[1]) == [("not", "d", "no_saving")]
    by_weight = buy(2, 1, buy=Goods(skus=("a",)), goods=Goods(skus=("b",)))
    weighed = priced([line("a", "1", "2"), line("b", "3", "0.5")], by_weight)
    assert told(weighed.lines[1]) == [("nearly", "d", "get_more")]


def test_nearly_the_next_tier() -> None:
    steps = tiers(Tier(3, off("10")), Tier(6, off("20")), goods=Goods(skus=("a",)))
    near = priced([line("a", "2", "5")], steps).lines[0].explanation
    assert [(e.code, dict(e.params)) for e in near] == [
        ("tiers", {}),
        ("buy_more", {"units": "1", "save": "1.40"}),
    ]
    grouped = tiers(Tier(3, at_price("5"), grouped=True), goods=Goods(skus=("a",)))
    assert priced([line("a", "2", "2")], grouped).lines[0].explanation[0].params == {"units": "1"}
    top = priced([line("a", "2", "6")], steps).lines[0]
    assert told(top) == [("applied", "d", "tiers")]


def test_nearly_a_bundle() -> None:
    meal = deal("d", PromotionKind.BUNDLE, parts=MEAL, benefit=at_price("5"))
    assert told(priced([line("bun", "4"), line("cola", "1.50")], meal).lines[0]) == [
        ("nearly", "d", "complete_bundle")
    ]
    whole = priced([line("bun", "4"), line("cola", "1.50", "2")], meal).lines[0]
    assert told(whole) == [("applied", "d", "bundle")]


def test_thresholds_are_near_from_half_way() -> None:
    five = deal(
        "d", PromotionKind.AMOUNT_ACROSS, value="5", min_spend="50", stacking=Stacking.STACK
    )
    near = priced([line("a", "45.90")], five)
    assert told(near) == [("nearly", "d", "spend_more")]
    assert explanation_text(near.explanation[0]).endswith("spend 4.10 more and save 5.00")
    assert told(priced([line("a", "5")], five)) == [("not", "d", "spend_more")]


def test_goods_without_promotions_say_so() -> None:
    document = priced(
        [line("a", "10", discountable=False)], deal("d", PromotionKind.PERCENT, value="10")
    )
    assert told(document.lines[0]) == [("not", "", "not_discountable")]
    assert explanation_text(document.lines[0].explanation[0]).startswith("not: these goods")


def test_returns_bear_no_promotions() -> None:
    assert total(priced([line("a", "10", "-1")], deal("d", PromotionKind.PERCENT, value="10"))) == (
        "-10.00"
    )


def test_goods_are_named_by_every_label() -> None:
    goods = Goods(
        categories=("tea",), brands=("x",), groups=("g",), except_skus=("n",), except_groups=("h",)
    )
    fits: dict[str, Any] = {"categories": ("tea", "hot"), "brand": "x", "groups": ("f", "g")}
    assert goods.match(line("a", "1", **fits))
    assert not goods.match(line("n", "1", **fits))
    assert not goods.match(line("a", "1", **{**fits, "groups": ("g", "h")}))
    assert not goods.match(line("a", "1", **{**fits, "groups": ()}))
    assert not goods.match(line("a", "1", **{**fits, "brand": "y"}))
    assert not goods.match(line("a", "1", **{**fits, "categories": ("hot",)}))
    assert not Goods(except_categories=("tea",)).match(line("a", "1", **fits))
    assert not Goods(except_brands=("x",)).match(line("a", "1", **fits))
    assert not Goods(skus=("b",)).match(line("a", "1"))


@pytest.mark.parametrize(
    "promotion",
    [
        buy(0, 1),
        buy(1, 0),
        deal("d", PromotionKind.BUNDLE),
        deal("d", PromotionKind.BUNDLE, parts=(BundlePart(Goods(), 0),)),
        tiers(),
        tiers(Tier(0, off("5"))),
        deal("d", PromotionKind.PERCENT, value="-5"),
        deal("d", PromotionKind.PERCENT, value="NaN"),
        deal("d", PromotionKind.PERCENT, value="5", max_amount="-1"),
        deal("d", PromotionKind.PERCENT, value="5", min_spend="Infinity"),
        buy(1, 1, benefit=off("NaN")),
    ],
)
def test_figures_that_make_no_deal_are_left_out(promotion: Promotion) -> None:
    assert not sound(promotion)
    assert savings(priced([line("a", "10", "9")], promotion)) == {}


def test_manual_discounts_stand_after_promotions() -> None:
    by_hand = ManualDiscount(ManualKind.AMOUNT, Decimal(1), "scratched")
    document = priced(
        [line("a", "10", discounts=(by_hand,))], deal("d", PromotionKind.PERCENT, value="10")
    )
    assert total(document) == "8.00"
    assert [d.reason for d in document.lines[0].discounts] == ["percent", "manual_amount"]


def test_unknown_reasons_stand_as_they_are() -> None:
    assert reason_text("moon_phase", {"phase": "full"}) == "moon_phase phase=full"
    assert reason_text("percent", {"percent": "5", "coupon": "C"}) == "5 % off (coupon C)"
