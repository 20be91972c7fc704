"""Rows of Odoo's tax engine and of its cash rounding, as baskets. Command room.

Documents have lines of price_unit, quantity, discount_percent and taxes; the answer is base,
tax, total, cash_rounding and lines. Cash rounding has step, method and amount.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from endcap.pricing.basket_file import BasketFile, CashRule, price_basket
from endcap.pricing.rows import RULES, Row, fineness
from shop.domain.cash_rounding import CashRounding
from shop.domain.money import Money
from shop.domain.pricing import LineInput, ManualDiscount, ManualKind, TaxRounding
from shop.domain.tax import Tax

_CURRENCY_BY_DIGITS = {0: "JPY", 2: "EUR", 3: "KWD", 4: "CLF"}


def odoo_basket(row: Row) -> BasketFile:
    cash = row.get("cash_rounding")
    return BasketFile(
        id=str(row.get("id", "")),
        currency=_currency(row["currency_rounding"]),
        tax_rounding=TaxRounding.DOCUMENT
        if row["rounding"] == "round_globally"
        else TaxRounding.LINE,
        cash_rounding=CashRule(cash["step"], RULES[cash["method"]]) if cash else False,
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


def odoo_answer(row: Row) -> Any:
    priced = price_basket(odoo_basket(row))
    document = priced.document
    return {
        "base": document.net.decimal,
        "tax": document.tax.decimal,
        "total": priced.cash_total.decimal,
        "cash_rounding": priced.cash_rounding.decimal,
        "lines": [[line.net.decimal, line.shown_total.decimal] for line in document.lines],
    }


def cash_answer(row: Row) -> Any:
    """In units as fine as the row itself, whatever its currency may be."""
    amount, step = Decimal(row["amount"]), Decimal(row["step"])
    scale = 10 ** max(fineness(amount), fineness(step))
    rule = CashRounding(int(step * scale), RULES[row["method"]])
    return Decimal(rule.rounded(Money(int(amount * scale), "")).minor) / scale


def _currency(rounding: Decimal) -> str:
    digits = fineness(Decimal(rounding).normalize())
    if digits not in _CURRENCY_BY_DIGITS or Decimal(rounding) != Decimal(1).scaleb(-digits):
        raise ValueError(f"no currency counts in steps of {rounding}")
    return _CURRENCY_BY_DIGITS[digits]
