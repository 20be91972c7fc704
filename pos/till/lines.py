"""Room: pos. A basket's lines as rows of words. Pure but for the language in use."""

from __future__ import annotations

from pos import words
from pos.till.viewmodels.rows import LineRow
from shop.domain.basket import Basket, BasketLine
from shop.domain.pricing import ExplanationKind, PricedDocument, PricedLine
from ui.i18n import current
from ui.reasons import reason_text


def line_rows(basket: Basket, document: PricedDocument) -> list[LineRow]:
    priced = {line.line_id: line for line in document.lines}
    return [line_row(line, priced[line.line_id]) for line in basket.lines]


def line_row(line: BasketLine, priced: PricedLine) -> LineRow:
    item = line.item
    many = line.quantity != 1 or item.unit != "pcs"
    return LineRow(
        lineId=line.line_id,
        quantity=words.quantity(line.quantity, item.unit),
        title=words.title(item.titles),
        detail=words.options(item.options),
        discount=_discounts(priced),
        nearly=_nearly(priced, line.item.price.currency),
        unitPrice=_unit_price(line) if many else "",
        total=words.amount(priced.total),
    )


def _unit_price(line: BasketLine) -> str:
    each = words.amount(line.item.price)
    return f"× {each}" if line.item.unit == "pcs" else f"× {each}/{line.item.unit}"


def _discounts(priced: PricedLine) -> str:
    said = []
    for discount in priced.discounts:
        name = discount.name.get(current()) or discount.name.get("en", "")
        said.append(f"{name} {words.amount(-discount.amount)}".strip())
    return "\n".join(said)


def _nearly(priced: PricedLine, currency: str) -> str:
    """Only the closest offer: a cashier says one sentence, not five."""
    for explanation in priced.explanation:
        if explanation.kind is ExplanationKind.NEARLY:
            return reason_text(explanation, currency)
    return ""
