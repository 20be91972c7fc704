"""Discounts that a person gave, on a line or the document. Domain room: standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from shop.domain.benefits import minor
from shop.domain.line_state import Coins
from shop.domain.money import Money, currency_digits, round_to, spread
from shop.domain.priced import AppliedDiscount, DiscountSource
from shop.domain.pricing_input import ManualDiscount, ManualKind
from shop.domain.tax_lines import Amount


def take_off(amount: Amount, discount: ManualDiscount, coins: Coins) -> Amount:
    """What is left of an amount; a percentage is exact, nothing goes beyond nought.

    The amount of a return is negative and its discount is too.
    """
    if discount.kind is ManualKind.PERCENT:
        share = min(max(Fraction(discount.value), Fraction(0)), Fraction(100))
        return amount * (100 - share) / 100
    off = max(minor(discount.value, coins), 0)
    return min(amount + off, 0) if amount < 0 else max(amount - off, 0)


def take_off_all(amounts: Sequence[Amount], discount: ManualDiscount, coins: Coins) -> list[Amount]:
    """A document discount: an amount is spread over the lines by what they come to."""
    if discount.kind is ManualKind.PERCENT:
        return [take_off(amount, discount, coins) for amount in amounts]
    weights = [max(whole(amount, coins), 0) for amount in amounts]
    off = min(max(minor(discount.value, coins), 0), sum(weights))
    return [
        amount - share if share else amount
        for amount, share in zip(amounts, spread(off, weights), strict=True)
    ]


def applied(
    discount: ManualDiscount, source: DiscountSource, off: int, currency: str
) -> AppliedDiscount:
    """`off` in minor units, as it shows between the rounded amounts before and after."""
    value = discount.value
    params = {"reason": discount.reason}
    if discount.kind is ManualKind.PERCENT:
        params["percent"] = plain(value)
    else:
        params["amount"] = amount_text(value, currency)
    return AppliedDiscount(
        promotion="",
        name={},
        amount=Money(off, currency),
        reason=f"manual_{discount.kind}",
        params=params,
        source=source,
        before_tax=discount.before_tax,
    )


def whole(amount: Amount, coins: Coins) -> int:
    return amount if isinstance(amount, int) else round_to(amount, coins.rule)


def plain(value: Decimal) -> str:
    """Digits without an exponent or idle noughts: "10", "33.33"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_text(value: Decimal, currency: str) -> str:
    """Major units with at least the currency's digits: "2.50"."""
    digits = currency_digits(currency)
    text = plain(value)
    missing = digits - len(text.partition(".")[2])
    if missing <= 0:
        return text
    return f"{text}{'' if '.' in text else '.'}{'0' * missing}"


def minor_text(value: int, currency: str) -> str:
    return str(Money(value, currency).decimal)
