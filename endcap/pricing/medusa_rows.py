"""Rows of Medusa's promotion engine, as baskets. Command room.

A row has kind ("buyget", "items"), rule and items; the answer is a discount per item.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from endcap.pricing.basket_file import BasketFile, price_basket
from endcap.pricing.rows import Row
from shop.domain.goods import EVERYTHING, Goods
from shop.domain.pricing import LineInput
from shop.domain.promotions import Benefit, BenefitKind, Pick, Promotion, PromotionKind, Same


def medusa_basket(row: Row) -> BasketFile:
    promotion = _MEDUSA_KINDS[row["kind"]](row["rule"])
    return BasketFile(
        currency="EUR",
        promotions=(promotion,),
        lines=tuple(
            LineInput(
                line_id=item["id"],
                sku=item["id"],
                quantity=item["quantity"],
                unit_price=item["unit_price"],
                groups=(item["group"],),
            )
            for item in row["items"]
        ),
    )


def _medusa_buy_get(rule: Row) -> Promotion:
    """Medusa picks what is bought and what is got from the line worth most downwards.

    Without a maximum it gives one unit.
    """
    most = rule.get("max_discounted_units")
    return Promotion(
        id="medusa",
        kind=PromotionKind.BUY_X_GET_Y,
        buy=Goods(groups=(rule["of"],)) if "of" in rule else None,
        goods=Goods(groups=(rule["from"],)) if "from" in rule else EVERYTHING,
        same=Same.GROUP if rule.get("same_group") else Same.ANY,
        buy_quantity=int(rule["buy"]),
        get_quantity=int(rule["get"]),
        benefit=Benefit(BenefitKind.PERCENT, Decimal(rule["percent_off"])),
        pick=Pick.LARGEST_LINE,
        max_units=1 if most is None else int(most),
    )


def _medusa_items(rule: Row) -> Promotion:
    """Without a maximum, "each" means one unit of every line and "across" all of them."""
    percent, allocation = rule["type"] == "percentage", rule["allocation"]
    most = rule.get("max_quantity_per_line")
    units = int(most) if most is not None else 1 if allocation == "each" else None
    if percent:
        kind = PromotionKind.PERCENT
    else:
        kind = PromotionKind.AMOUNT_ACROSS if allocation == "across" else PromotionKind.AMOUNT
    return Promotion(
        id="medusa",
        kind=kind,
        value=rule["value"],
        max_units=(units or 1) if allocation == "once" else None,
        max_units_per_line=None if allocation == "once" else units,
    )


_MEDUSA_KINDS: dict[str, Callable[[Row], Promotion]] = {
    "buyget": _medusa_buy_get,
    "items": _medusa_items,
}


def medusa_answer(row: Row) -> Any:
    lines = price_basket(medusa_basket(row)).document.lines
    return [
        {"item": line.line_id, "amount": sum(d.amount.decimal for d in line.discounts)}
        for line in lines
        if line.discounts
    ]


def medusa_agrees(ours: Any, theirs: Any) -> bool:
    """After rounding theirs to the cent, a half up."""
    cent = Decimal("0.01")
    rounded = {
        entry["item"]: Decimal(entry["amount"]).quantize(cent, ROUND_HALF_UP) for entry in theirs
    }
    return {entry["item"]: entry["amount"] for entry in ours} == {
        item: amount for item, amount in rounded.items() if amount
    }


def medusa_sums(ours: Any, theirs: Any) -> bool:
    """Whether only the spreading differs: the same sum, no part off by a whole cent."""
    parts = {entry["item"]: Decimal(entry["amount"]) for entry in theirs}
    got = {entry["item"]: Decimal(entry["amount"]) for entry in ours}
    cent = Decimal("0.01")
    return sum(got.values()) == sum(parts.values(), Decimal(0)).quantize(
        cent, ROUND_HALF_UP
    ) and all(
        abs(got.get(item, Decimal(0)) - parts.get(item, Decimal(0))) < cent
        for item in got.keys() | parts.keys()
    )
