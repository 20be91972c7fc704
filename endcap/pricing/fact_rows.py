"""Other engines' fact rows as baskets, and our answers under their keys. May touch: shop.domain.

odoo           lines with price_unit, quantity, discount_percent, taxes; expected{…}
cash-rounding  step, method, amount; rounded
medusa         kind, rule, items; discounts
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from endcap.pricing.basket_file import BasketFile, CashRule, price_basket
from shop.domain.cash_rounding import CashRounding
from shop.domain.goods import EVERYTHING, Goods
from shop.domain.money import Money, RoundingRule
from shop.domain.pricing import LineInput, ManualDiscount, ManualKind, TaxRounding
from shop.domain.promotions import Benefit, BenefitKind, Pick, Promotion, PromotionKind, Same
from shop.domain.tax import Tax

Row = Mapping[str, Any]
"""A row as JSON gives it, every fraction a Decimal."""

_CURRENCY_BY_DIGITS = {0: "JPY", 2: "EUR", 3: "KWD", 4: "CLF"}
_RULES = {
    "HALF-UP": RoundingRule.HALF_UP,
    "HALF-DOWN": RoundingRule.HALF_DOWN,
    "HALF-EVEN": RoundingRule.HALF_EVEN,
    "UP": RoundingRule.UP,
    "DOWN": RoundingRule.DOWN,
}


def _equal(ours: Any, theirs: Any) -> bool:
    return bool(ours == theirs)


def _never(ours: Any, theirs: Any) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """`key` holds the other engine's answer in a row; `answer` makes ours for the same key.

    `explained`: the two differ for a reason that we stand by.
    """

    key: str
    answer: Callable[[Row], Any]
    agrees: Callable[[Any, Any], bool] = _equal
    explained: Callable[[Any, Any], bool] = _never


def read_row(text: str | bytes) -> Row:
    row = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    if not isinstance(row, dict):
        raise ValueError("a row must be a JSON object")
    return row


def odoo_basket(row: Row) -> BasketFile:
    cash = row.get("cash_rounding")
    return BasketFile(
        id=str(row.get("id", "")),
        currency=_currency(row["currency_rounding"]),
        tax_rounding=TaxRounding.DOCUMENT
        if row["rounding"] == "round_globally"
        else TaxRounding.LINE,
        cash_rounding=CashRule(cash["step"], _RULES[cash["method"]]) if cash else False,
        lines=tuple(_odoo_line(at, line) for at, line in enumerate(row["lines"], start=1)),
    )


def _odoo_line(at: int, line: Row) -> LineInput:
    discount = Decimal(line.get("discount_percent", 0))
    return LineInput(
        line_id=str(at),
        sku=f"line-{at}",
        quantity=line["quantity"],
        unit_price=line["price_unit"],
        taxes=tuple(_odoo_tax(tax) for tax in line["taxes"]),
        discounts=(ManualDiscount(ManualKind.PERCENT, discount),) if discount else (),
    )


def _odoo_tax(tax: Row) -> Tax:
    included = bool(tax["included"])
    code = f"{tax['percent']}{'-in' if included else '-ex'}"
    return Tax(code, code, tax["percent"], included=included)


def _odoo_answer(row: Row) -> Any:
    priced = price_basket(odoo_basket(row))
    document = priced.document
    return {
        "base": document.net.decimal,
        "tax": document.tax.decimal,
        "total": priced.cash_total.decimal,
        "cash_rounding": priced.cash_rounding.decimal,
        "lines": [[line.net.decimal, line.shown_total.decimal] for line in document.lines],
    }


def _cash_answer(row: Row) -> Any:
    """In units as fine as the row itself, whatever its currency may be."""
    amount, step = Decimal(row["amount"]), Decimal(row["step"])
    scale = 10 ** max(_fineness(amount), _fineness(step))
    rule = CashRounding(int(step * scale), _RULES[row["method"]])
    return Decimal(rule.rounded(Money(int(amount * scale), "")).minor) / scale


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


def _medusa_answer(row: Row) -> Any:
    lines = price_basket(medusa_basket(row)).document.lines
    return [
        {"item": line.line_id, "amount": sum(d.amount.decimal for d in line.discounts)}
        for line in lines
        if line.discounts
    ]


def _medusa_agrees(ours: Any, theirs: Any) -> bool:
    """After rounding theirs to the cent, a half up."""
    cent = Decimal("0.01")
    rounded = {
        entry["item"]: Decimal(entry["amount"]).quantize(cent, ROUND_HALF_UP) for entry in theirs
    }
    return {entry["item"]: entry["amount"] for entry in ours} == {
        item: amount for item, amount in rounded.items() if amount
    }


def _medusa_sums(ours: Any, theirs: Any) -> bool:
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


def _fineness(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not a number: {value}")
    return max(0, -exponent)


def _currency(rounding: Decimal) -> str:
    digits = _fineness(Decimal(rounding).normalize())
    if digits not in _CURRENCY_BY_DIGITS or Decimal(rounding) != Decimal(1).scaleb(-digits):
        raise ValueError(f"no currency counts in steps of {rounding}")
    return _CURRENCY_BY_DIGITS[digits]


FORMATS = {
    "odoo": Format("expected", _odoo_answer),
    "cash-rounding": Format("rounded", _cash_answer),
    "medusa": Format("discounts", _medusa_answer, _medusa_agrees, _medusa_sums),
}
