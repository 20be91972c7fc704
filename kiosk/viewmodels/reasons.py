"""Room: kiosk. "Why this price": the shelf price, what came off it, and what nearly did."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.prices import ShelfPrice
from shop.domain.catalogue import Item, text_in
from shop.domain.pricing import Explanation, ExplanationKind
from ui import formats
from ui.i18n import current, tr
from ui.reasons import reason_text


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """`kind`: "list", "off", "total" or "nearly" (words only, no amount)."""

    id: str
    kind: str
    text: str
    amount: str


def rows(item: Item, price: ShelfPrice) -> list[ReasonRow]:
    """A small bill: what the shelf says, minus each promotion, is what you pay."""
    listed = price.was or price.now
    bill = [ReasonRow("list", "list", tr("Shelf price"), formats.money(listed))]
    for at, discount in enumerate(price.discounts):
        name = text_in(discount.name, current()) or tr("Offer")
        bill.append(ReasonRow(f"off{at}", "off", name, formats.money(-discount.amount)))
    bill.append(ReasonRow("total", "total", tr("You pay"), formats.money(price.now)))
    for one in price.explanation:
        if one.kind is ExplanationKind.NEARLY:
            text = _story(one, price)
            bill.append(ReasonRow(f"nearly-{one.promotion}", "nearly", text, ""))
    return bill


def nearly(price: ShelfPrice) -> str:
    """The first promotion that waits for a little more, in words; "" when none does."""
    waiting = (one for one in price.explanation if one.kind is ExplanationKind.NEARLY)
    return next((story for one in waiting if (story := _story(one, price))), "")


def _story(one: Explanation, price: ShelfPrice) -> str:
    return reason_text(one, price.now.currency)
