"""What somebody types to find an old entry, and whether an entry is it. Standard library only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from shop.domain.effects import order_of
from shop.domain.facts import (
    CashMoved,
    HandedOver,
    Recorded,
    Reprinted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.money import currency_digits
from shop.domain.order_code import read_order_code
from shop.domain.receipt_of import receipt_number


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed, without case; the others when it can also be read as that.

    `minor` is an amount, `sku` what a code on goods stands for, `order` an order's code,
    `day` an ISO date, `staff` the id of whoever has this name.
    """

    text: str
    minor: int | None = None
    sku: str = ""
    order: str = ""
    day: str = ""
    staff: str = ""

    def needles(self) -> tuple[str, ...]:
        """One of them stands, case aside, in the text of every entry that `finds` says yes to."""
        found = {json.dumps(self.text, ensure_ascii=False)[1:-1]}
        if self.minor is not None:
            found |= {f'"minor":{self.minor},', f'"minor":-{self.minor},'}
        found |= {part for part in (self.sku, self.order) if part}
        if self.staff:
            found.add(f'"staff":"{self.staff}"')
        return tuple(sorted(x.casefold() for x in found))

    def finds(self, recorded: Recorded) -> bool:
        if self.day:
            return recorded.business_day == self.day
        if self.staff and recorded.staff == self.staff:
            return True
        if self.minor is not None and self.minor in {abs(x) for x in _amounts(recorded)}:
            return True
        wanted = {part.casefold() for part in (self.text, self.sku, self.order) if part}
        return any(word in text.casefold() for text in _texts(recorded) for word in wanted)


def read_query(text: str, currency: str, sku: str = "", staff: str = "") -> Query | None:
    """None for nothing typed."""
    typed = text.strip()
    if not typed:
        return None
    return Query(
        typed.casefold(),
        _minor(typed, currency),
        sku,
        read_order_code(typed) or "",
        _day(typed),
        staff,
    )


def _minor(typed: str, currency: str) -> int | None:
    """ "24.90" and "24,90"; a bare number of digits is a receipt number as well."""
    try:
        value = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return None
    digits = currency_digits(currency)
    if not value.is_finite() or abs(value) >= 10**10:
        return None
    minor = abs(value.scaleb(digits))
    return int(minor) if minor == minor.to_integral_value() else None


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat() if len(typed) == 10 else ""
    except ValueError:
        return ""


def _amounts(recorded: Recorded) -> Iterator[int]:
    match recorded.fact:
        case Sale() as sale:
            yield from _sale_amounts(sale)
        case HandedOver(sale=Sale() as sale):
            yield from _sale_amounts(sale)
        case Return() as back:
            yield sum(line.refund.minor for line in back.lines)
            yield from (tender.amount.minor for tender in back.refunds)
        case ShiftOpened(float_=amount) | CashMoved(amount=amount):
            yield amount.minor
        case ShiftClosed(expected=expected, counted=counted):
            yield from (expected.minor, counted.minor)
        case _:
            return


def _sale_amounts(sale: Sale) -> Iterator[int]:
    yield sale.document.total.minor
    yield sale.document.total.minor + sale.rounding.minor
    for tender in sale.tenders:
        yield from (tender.amount.minor, tender.given.minor)


def _texts(recorded: Recorded) -> Iterator[str]:
    yield receipt_number(recorded)
    yield order_of(recorded.fact)
    match recorded.fact:
        case Sale(items=items) | HandedOver(sale=Sale(items=items)) | HandedOver(items=items):
            for item in items:
                yield from (item.sku, item.title)
        case Return(lines=lines, receipt_returned=of):
            yield of
            for line in lines:
                yield from (line.sku, line.title)
        case CashMoved(note=note):
            yield note
        case Reprinted(receipt=number):
            yield number
        case _:
            return
