"""A priced basket in English words, for people at a command line. Command room."""

from __future__ import annotations

from collections.abc import Iterator

from endcap.pricing.basket_file import PricedFile
from shop.domain.priced import AppliedDiscount, ExplanationKind, PricedLine
from shop.domain.sentences import explanation_text, reason_text

_WIDTH = 60


def receipt_text(priced: PricedFile) -> str:
    return "\n".join(_rows(priced))


def _rows(priced: PricedFile) -> Iterator[str]:
    document = priced.document
    if priced.id:
        yield f"# {priced.id}"
    for line in document.lines:
        yield from _line(line)
    yield "-" * _WIDTH
    yield _row("net", document.net.decimal)
    for tax in document.taxes:
        sort = "included" if tax.included else "added"
        yield _row(
            f"{tax.name or tax.code} {tax.rate} ({sort}) on {tax.base.decimal}", tax.amount.decimal
        )
    if document.saved:
        yield _row("saved", document.saved.decimal)
    yield _row(f"TOTAL {document.currency}", document.total.decimal)
    if priced.cash_rounding:
        yield _row("cash rounding", priced.cash_rounding.decimal)
        yield _row("TOTAL in cash", priced.cash_total.decimal)
    for explanation in document.explanation:
        yield f"  {explanation_text(explanation)}"


def _line(line: PricedLine) -> Iterator[str]:
    yield _row(f"{line.quantity} x {line.sku} at {line.unit_price}", line.list_total.decimal)
    for discount in line.discounts:
        yield _row(f"  {_discount(discount)}", -discount.amount.decimal)
    if line.discounts or line.total != line.list_total:
        yield _row("  =", line.total.decimal)
    for explanation in line.explanation:
        if explanation.kind is not ExplanationKind.APPLIED:
            yield f"    {explanation_text(explanation)}"


def _discount(discount: AppliedDiscount) -> str:
    name = discount.name.get("en") or discount.promotion
    reason = discount.words.get("en") or reason_text(discount.reason, discount.params)
    return f"{name}: {reason}" if name else reason


def _row(label: str, figure: object) -> str:
    return f"{label:<{_WIDTH - 12}}{figure!s:>12}"
