"""Each entry as flat rows, one long table. Exports room: pure.

`row` says what a row is; a column is only summed within one kind of row. Every entry gives
at least one row, so that nothing a terminal did is missing (docs/journal-export.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from shop.domain.effects import order_of
from shop.domain.facts import (
    CashMoved,
    Fact,
    HandedOver,
    ItemPicked,
    LineShort,
    Recorded,
    Reprinted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    SoldItem,
    StockAdjusted,
)
from shop.domain.money import Money
from shop.domain.pricing import PricedLine
from shop.domain.receipt_of import receipt_number
from shop.domain.tender import Tender
from shop.exports.cells import amount, cell, figure, moment, name, plain


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One line of the file; the fields are its columns, in this order."""

    terminal: str = ""
    epoch: str = ""
    seq: str = ""
    entry: str = ""
    business_day: str = ""
    recorded_at: str = ""
    staff: str = ""
    kind: str = ""
    receipt: str = ""
    shift: str = ""
    order: str = ""
    of_receipt: str = ""
    row: str = "event"
    line: str = ""
    code: str = ""
    text: str = ""
    quantity: str = ""
    unit: str = ""
    unit_price: str = ""
    list_amount: str = ""
    discount: str = ""
    amount: str = ""
    tax: str = ""
    rate: str = ""
    given: str = ""
    currency: str = ""
    note: str = ""


COLUMNS = tuple(field.name for field in fields(CsvRow))


def csv_rows(recorded: Recorded) -> Iterator[CsvRow]:
    head = _head(recorded)
    match recorded.fact:
        case Sale() as sale:
            yield from _sale(head, sale)
        case HandedOver(sale=Sale() as sale):
            yield from _sale(head, sale)
        case HandedOver(items=items) as given:
            yield from (_goods(head, item) for item in items)
            if not items:
                for line in given.lines:
                    quantity = figure(line.quantity)
                    yield replace(head, row="goods", code=cell(line.sku), quantity=quantity)
        case Return() as back:
            yield from _return(head, back)
        case ShiftOpened() as opened:
            yield _money(head, "float", opened.float_)
        case ShiftClosed() as closed:
            yield _money(head, "expected", closed.expected)
            yield _money(head, "counted", closed.counted)
        case CashMoved() as moved:
            row = _money(head, "cash", moved.amount)
            yield replace(row, code=moved.reason.value, note=cell(moved.note))
        case fact:
            yield _event(head, fact)


def _head(recorded: Recorded) -> CsvRow:
    fact = recorded.fact
    sale = fact.sale if isinstance(fact, HandedOver) else None
    return CsvRow(
        terminal=cell(recorded.terminal),
        epoch=str(recorded.epoch),
        seq=str(recorded.seq),
        entry=plain(recorded.entry),
        business_day=plain(recorded.business_day),
        recorded_at=moment(recorded.recorded_at),
        staff=cell(recorded.staff),
        kind=plain(recorded.kind),
        receipt=cell(receipt_number(recorded)),
        shift=cell(getattr(sale or fact, "shift", "")),
        order=cell(order_of(fact)),
        of_receipt=cell(fact.receipt_returned if isinstance(fact, Return) else ""),
    )


def _money(head: CsvRow, row: str, money: Money) -> CsvRow:
    return replace(head, row=row, amount=amount(money), currency=money.currency)


def _sale(head: CsvRow, sale: Sale) -> Iterator[CsvRow]:
    priced = {line.line_id: line for line in sale.document.lines}
    for item in sale.items:
        yield from _sold(_money(head, "line", item.total), item, priced.get(item.line_id))
    for tax in sale.document.taxes:
        base, of = amount(tax.base), amount(tax.amount)
        row = replace(head, row="tax", code=cell(tax.code), text=cell(tax.name))
        row = replace(row, list_amount=base, tax=of, rate=figure(tax.rate))
        yield replace(row, currency=tax.amount.currency)
    yield from _settled(head, sale.rounding, sale.tenders)


def _sold(head: CsvRow, item: SoldItem, priced: PricedLine | None) -> Iterator[CsvRow]:
    row = replace(head, line=cell(item.line_id), code=cell(item.sku), text=cell(item.title))
    row = replace(row, quantity=figure(item.quantity), unit=cell(item.unit))
    if priced is None:
        yield row
        return
    zero = Money.zero(item.total.currency)
    taken = sum((x.amount for x in priced.discounts), zero)
    yield replace(
        row,
        unit_price=figure(priced.unit_price),
        list_amount=amount(priced.list_total),
        discount=amount(taken) if taken else "",
        tax=amount(sum((x.amount for x in priced.taxes), zero)),
    )
    for given in priced.discounts:
        off = replace(_money(head, "discount", -given.amount), line=row.line)
        code = cell(given.promotion or given.source.value)
        yield replace(off, code=code, text=cell(name(given.name)), note=cell(given.reason))


def _goods(head: CsvRow, item: SoldItem) -> CsvRow:
    """Handed over, paid elsewhere: worth something, but no money of this drawer."""
    row = replace(head, row="goods", line=cell(item.line_id), code=cell(item.sku))
    row = replace(row, text=cell(item.title), quantity=figure(item.quantity), unit=cell(item.unit))
    return replace(row, list_amount=amount(item.total), currency=item.total.currency)


def _return(head: CsvRow, back: Return) -> Iterator[CsvRow]:
    for line in back.lines:
        row = replace(_money(head, "line", -line.refund), line=cell(line.line_id))
        row = replace(row, code=cell(line.sku), text=cell(line.title))
        why = cell(f"{line.reason} {line.condition.value}")
        yield replace(row, quantity=figure(-line.quantity), note=why)
    yield from _settled(head, back.rounding, back.refunds)


def _settled(head: CsvRow, rounding: Money, tenders: tuple[Tender, ...]) -> Iterator[CsvRow]:
    if rounding:
        yield _money(head, "rounding", rounding)
    for tender in tenders:
        row = replace(_money(head, "tender", tender.amount), code=cell(tender.kind.value))
        yield replace(row, given=amount(tender.given), note=cell(tender.reference))


def _event(head: CsvRow, fact: Fact) -> CsvRow:
    match fact:
        case Reprinted(receipt=number, copy=copy):
            return replace(head, receipt=cell(number), quantity=str(copy))
        case StockAdjusted(sku=sku, quantity=quantity, reason=reason):
            return replace(head, code=cell(sku), quantity=figure(quantity), note=cell(reason))
        case ItemPicked(sku=sku, quantity=quantity) | LineShort(sku=sku, quantity=quantity):
            return replace(head, code=cell(sku), quantity=figure(quantity))
        case _:
            return head
