"""The goods of an order as they go over the counter, with their share of its price.

Actions room: ports only; used by `hand_over`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from shop.actions.price_basket import PriceBasket
from shop.domain.catalogue import text_in
from shop.domain.facts import SoldItem
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine
from shop.domain.pricing import (
    LineInput,
    ManualDiscount,
    ManualKind,
    PricedDocument,
    PromotionIndex,
    price,
)
from shop.domain.returns import refund_share
from shop.errors import Refusal


@dataclass(frozen=True, slots=True)
class GivenLine:
    """`total` is this quantity's share of the line's price; the shares add up to the line."""

    line: OrderLine
    quantity: Decimal
    total: Money


def left_to_give(line: OrderLine) -> Decimal:
    return max(line.quantity - line.short - line.handed_over, Decimal(0))


def take_lines(
    order: Order, quantities: Mapping[str, Decimal] | None = None
) -> tuple[GivenLine, ...]:
    """Never more than was ordered and not handed over yet."""
    wanted = quantities
    if wanted is None:
        wanted = {x.line_id: left_to_give(x) for x in order.lines}
    given = tuple(_given(order, line, wanted[line]) for line in wanted if wanted[line])
    if not given:
        raise Refusal("nothing_to_hand_over", order=order.order)
    return given


def _given(order: Order, line_id: str, quantity: Decimal) -> GivenLine:
    line = order.line(line_id)
    if line is None:
        raise Refusal("line_unknown", line=line_id)
    left = left_to_give(line)
    if not Decimal(0) < quantity <= left:
        raise Refusal("hand_over_too_many", line=line_id, left=str(left))
    share = refund_share(line.total, line.quantity, line.handed_over, quantity)
    return GivenLine(line, quantity, share)


def price_given(lines: tuple[GivenLine, ...], pricing: PriceBasket) -> PricedDocument:
    """At the price promised when the order was placed: today's promotions do not touch it."""
    _, taxes = pricing.replica.pricing()
    inputs = tuple(_input(x) for x in lines)
    return price(inputs, pricing.context(), PromotionIndex(), taxes)


def _input(given: GivenLine) -> LineInput:
    line = given.line
    full = line.unit_price.decimal * given.quantity
    off = full - given.total.decimal
    return LineInput(
        line_id=line.line_id,
        sku=line.sku,
        quantity=given.quantity,
        unit_price=line.unit_price.decimal if off >= 0 else given.total.decimal / given.quantity,
        tax_class=line.tax_class,
        discounts=(ManualDiscount(ManualKind.AMOUNT, off, "order_price"),) if off > 0 else (),
    )


def sold(
    lines: tuple[GivenLine, ...], document: PricedDocument | None, language: str
) -> tuple[SoldItem, ...]:
    totals = {x.line_id: x.total for x in document.lines} if document else {}
    return tuple(
        SoldItem(
            line_id=x.line.line_id,
            sku=x.line.sku,
            title=text_in(x.line.titles, language),
            quantity=x.quantity,
            unit="pcs",
            total=totals.get(x.line.line_id, x.total),
            tax_class=x.line.tax_class,
        )
        for x in lines
    )
